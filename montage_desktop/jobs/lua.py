"""The scripts that change jobs and parts atomically inside Redis (compatible with 6.2 and later)."""

_PUBLISH = """
local function publish(id, seq, rows)
  redis.call('PUBLISH', 'jobs:events',
    '{"job_id":' .. cjson.encode(id) .. ',"seq":' .. seq .. ',"fields":{' .. table.concat(rows, ',') .. '}}')
end
local over = {finished=true, failed=true, cancelled=true}
"""

CHANGE = (
    _PUBLISH
    + """
-- KEYS: job hash, order of work. ARGV: id, now, ttl, transition table (JSON), expected states (comma list), then
-- name, stored value, JSON value for each field. Returns {seq, status}; seq 0 means refused.
local job, id, now, ttl = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
local status = redis.call('HGET', job, 'status')
if not status then return {0, 'missing'} end
if ARGV[5] ~= '' and not string.find(',' .. ARGV[5] .. ',', ',' .. status .. ',', 1, true) then
  return {0, status}
end
local target = nil
for i = 6, #ARGV, 3 do if ARGV[i] == 'status' then target = ARGV[i + 1] end end
if target and target ~= status then
  local allowed = false
  for _, s in ipairs(cjson.decode(ARGV[4])[status]) do if s == target then allowed = true end end
  if not allowed then return {0, status} end
elseif over[status] then
  return {0, status}
end
local rows, have = {}, tonumber(redis.call('HGET', job, 'progress') or '0')
local reset = target == 'queued'
for i = 6, #ARGV, 3 do
  if ARGV[i] ~= 'progress' or reset or tonumber(ARGV[i + 1]) >= have then
    redis.call('HSET', job, ARGV[i], ARGV[i + 1])
    rows[#rows + 1] = cjson.encode(ARGV[i]) .. ':' .. ARGV[i + 2]
  end
end
redis.call('HSET', job, 'updated_at', now)
rows[#rows + 1] = '"updated_at":' .. now
local seq = redis.call('HINCRBY', job, 'seq', 1)
if target and over[target] then
  redis.call('EXPIRE', job, ttl)
  redis.call('ZREM', KEYS[2], id)
elseif target and over[status] then
  redis.call('PERSIST', job)
  redis.call('ZADD', KEYS[2], redis.call('HGET', job, 'rank') or redis.call('HGET', job, 'created_at'), id)
end
publish(id, seq, rows)
return {seq, target or status}
"""
)

OPEN_STAGE = """
-- KEYS: stages hash, specs, states, weights, fractions. ARGV: stage, then part, spec, weight, fraction, state for each.
-- Opens a stage once, whoever comes first. Returns 1 if this call opened it.
if redis.call('HSETNX', KEYS[1], ARGV[1], (#ARGV - 1) / 5) == 0 then return 0 end
for i = 2, #ARGV, 5 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
  redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 4])
  redis.call('HSET', KEYS[4], ARGV[i], ARGV[i + 2])
  redis.call('HSET', KEYS[5], ARGV[i], ARGV[i + 3])
end
return 1
"""

SWAP_STATE = """
-- KEYS: states. ARGV: part, from, to. Compare and set; returns 1 if it was `from`.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
"""

CLAIM = """
-- KEYS: job hash, states, lease, attempts, runs, faults. ARGV: part, token, lease ms, most attempts, worker, most runs,
-- worker host. Returns {'run', attempt} or the reason why this worker must not run the part. A host that has failed at
-- it, or too often at its job, does not get it ('elsewhere'), which does not count as an attempt.
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return {'gone', 0} end
if status == 'paused' then redis.call('HSET', KEYS[2], ARGV[1], 'pending') return {'paused', 0} end
if status ~= 'queued' and status ~= 'running' then return {'over', 0} end
local state = redis.call('HGET', KEYS[2], ARGV[1])
if not state then return {'gone', 0} end
if state == 'done' then return {'done', 0} end
if redis.call('EXISTS', KEYS[3]) == 1 then return {'leased', 0} end
if ARGV[7] ~= '' and (redis.call('HEXISTS', KEYS[6], 'p:' .. ARGV[1] .. ':' .. ARGV[7]) == 1
    or redis.call('HEXISTS', KEYS[6], 'b:' .. ARGV[7]) == 1) then
  redis.call('HSET', KEYS[2], ARGV[1], 'pending')
  return {'elsewhere', 0}
end
local attempt = redis.call('HINCRBY', KEYS[4], ARGV[1], 1)
if attempt > tonumber(ARGV[4]) then return {'exhausted', attempt} end
redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], 'running')
redis.call('XADD', KEYS[5], 'MAXLEN', '~', ARGV[6], '*', 'p', ARGV[1], 'w', ARGV[5])
return {'run', attempt}
"""

RENEW = """
-- KEYS: lease, job hash. ARGV: token, lease ms. Returns the job's status, or 'lost' if the lease is somebody else's.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 'lost' end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return redis.call('HGET', KEYS[2], 'status') or 'gone'
"""

RELEASE = """
-- KEYS: lease, states, runs. ARGV: token, part, state to leave it in ('' to leave as it is), how the run ended, most
-- runs. Only the holder may.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
if ARGV[3] ~= '' then redis.call('HSET', KEYS[2], ARGV[2], ARGV[3]) end
redis.call('XADD', KEYS[3], 'NOMKSTREAM', 'MAXLEN', '~', ARGV[5], '*', 'p', ARGV[2], 'e', ARGV[4])
return 1
"""

REPORT = (
    _PUBLISH
    + """
-- KEYS: job hash, states, weights, fractions, results. ARGV: id, part, fraction, now, state or '', result JSON or '',
-- stage prefix of the present phase. Recomputes progress, eta, part counts and how many percent of the present phase
-- are done; publishes. Returns progress or -1.
local job, id, part, now = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[4])
local fraction = tonumber(ARGV[3])
if ARGV[5] ~= '' then redis.call('HSET', KEYS[2], part, ARGV[5]) end
if ARGV[6] ~= '' then redis.call('HSET', KEYS[5], part, ARGV[6]) end
local before = tonumber(redis.call('HGET', KEYS[4], part) or '0')
if fraction > before then redis.call('HSET', KEYS[4], part, tostring(fraction)) end
local status = redis.call('HGET', job, 'status')
if status ~= 'running' and status ~= 'queued' and status ~= 'paused' then return '-1' end
local weights = redis.call('HGETALL', KEYS[3])
local fractions, sum = {}, 0
local raw = redis.call('HGETALL', KEYS[4])
for i = 1, #raw, 2 do fractions[raw[i]] = tonumber(raw[i + 1]) end
for i = 1, #weights, 2 do sum = sum + tonumber(weights[i + 1]) * (fractions[weights[i]] or 0) end
local have = tonumber(redis.call('HGET', job, 'progress') or '0')
local progress = math.min(math.max(sum, have), 0.999)
local total, done, running, cached = 0, 0, 0, 0
local phase_sum, phase_weight = 0, 0
for i = 1, #weights, 2 do
  if string.sub(weights[i], 1, #ARGV[7]) == ARGV[7] then
    phase_weight = phase_weight + tonumber(weights[i + 1])
    phase_sum = phase_sum + tonumber(weights[i + 1]) * (fractions[weights[i]] or 0)
  end
end
local percent = phase_weight > 0 and math.floor(100 * phase_sum / phase_weight + 0.0001) or 0
local states = redis.call('HGETALL', KEYS[2])
local results = redis.call('HGETALL', KEYS[5])
for i = 1, #states, 2 do
  if string.sub(states[i], 1, #ARGV[7]) == ARGV[7] then
    total = total + 1
    if states[i + 1] == 'done' then done = done + 1 end
    if states[i + 1] == 'running' then running = running + 1 end
  end
end
for i = 1, #results, 2 do
  if string.sub(results[i], 1, #ARGV[7]) == ARGV[7] and string.find(results[i + 1], '"cached":true', 1, true) then
    cached = cached + 1
  end
end
local started = tonumber(redis.call('HGET', job, 'started_at') or '0')
local base = tonumber(redis.call('HGET', job, 'progress_base') or '0')
local eta = -1
if started > 0 and progress - base > 0.02 then eta = (now - started) * (1 - progress) / (progress - base) end
local parts = '{"total":' .. total .. ',"done":' .. done .. ',"running":' .. running .. ',"cached":' .. cached
  .. ',"percent":' .. percent .. '}'
redis.call('HSET', job, 'progress', tostring(progress), 'eta_s', tostring(eta), 'parts', parts, 'updated_at', ARGV[4])
local seq = redis.call('HINCRBY', job, 'seq', 1)
publish(id, seq, {'"progress":' .. tostring(progress), '"eta_s":' .. tostring(eta), '"parts":' .. parts,
  '"updated_at":' .. ARGV[4]})
return tostring(progress)
"""
)

PLACE = (
    _PUBLISH
    + """
-- KEYS: order of work, RQ's queues of high, default, low, and what is needed of workers: for each member there are
-- three more queues, whose names end in it, and a task stays with its need. ARGV: now, where, anchor, priority or '',
-- then job ids. where: up, down, first, last, before (the anchor), keep (only the priority), or settle (a job, whose id
-- is given, has added as many tasks with the need that is given then as the anchor says). Returns how many jobs have
-- changed. Tasks of unknown jobs stay behind what they are behind of.
local now, where, anchor = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local home = {high = 2, default = 3, low = 4}
local function job_of(task) return string.match(task, '^([^-]+)-') end
if where == 'settle' then
  local id, n = ARGV[5], tonumber(anchor)
  local mine = tonumber(redis.call('ZSCORE', KEYS[1], id) or '')
  local queue = KEYS[home[redis.call('HGET', 'job:' .. id, 'priority') or ''] or 0]
  if not mine or not queue then return 0 end
  queue = queue .. ARGV[6]
  local tail = redis.call('LRANGE', queue, -n - 1, -1)
  local other = nil
  for i = #tail, 1, -1 do
    if job_of(tail[i]) ~= id then other = job_of(tail[i]) or ''; break end
  end
  local ends_here = #tail > 0 and job_of(tail[#tail]) == id  -- else they went to another queue, or are taken
  if ends_here and (not other or tonumber(redis.call('ZSCORE', KEYS[1], other) or '0') <= mine) then return 0 end
end

local rank, priority, all = {}, {}, {}
local raw = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 1, #raw, 2 do
  local id = raw[i]
  local told = redis.call('HMGET', 'job:' .. id, 'priority', 'status')
  if told[1] and not over[told[2]] then
    priority[id] = told[1]
    rank[id] = tonumber(raw[i + 1])
    all[#all + 1] = id
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
local wanted, changed, count = {}, {}, 0
if where ~= 'settle' then for i = 5, #ARGV do wanted[ARGV[i]] = true end end
if where == 'before' and (wanted[anchor] or not rank[anchor]) then return 0 end

local function put(level)
  local before, moved, rest = {}, {}, {}
  for _, id in ipairs(all) do
    local goal = ARGV[4] ~= '' and ARGV[4] or where == 'before' and priority[anchor] or priority[id]
    if wanted[id] and goal == level then moved[#moved + 1] = id
    elseif not wanted[id] and priority[id] == level then rest[#rest + 1] = id end
    if priority[id] == level then before[#before + 1] = id end
  end
  local n = #moved
  if n == 0 then return end
  for _, id in ipairs(moved) do
    if priority[id] ~= level then priority[id] = level; changed[id] = true end
  end
  if where == 'keep' or #rest == 0 then return end
  local at, ahead = 1, 0
  for i, id in ipairs(rest) do
    if where == 'before' and id == anchor then at = i end
    if rank[id] < rank[moved[where == 'down' and n or 1]] then ahead = i end
  end
  if where == 'up' then at = math.max(1, ahead) end
  if where == 'down' then at = math.min(#rest + 1, ahead + 2) end
  if where == 'last' then at = #rest + 1 end
  local after = {}
  for i = 1, #rest + 1 do
    if i == at then for _, id in ipairs(moved) do after[#after + 1] = id end end
    after[#after + 1] = rest[i]
  end
  if table.concat(before, ',') == table.concat(after, ',') then return end
  local low, high = rank[rest[at - 1]], rank[rest[at]]
  if not high then high = math.max(now, low + 0.001) end
  if not low then low = high - n - 1 end
  local step = (high - low) / (n + 1)
  if step > 0.00001 then
    for i, id in ipairs(moved) do rank[id] = low + step * i; changed[id] = true end
  else  -- no room between the two: all of this priority get new ranks, before those that are yet to be created
    for i, id in ipairs(after) do rank[id] = now - #after + i; changed[id] = true end
  end
end
for level in pairs(home) do put(level) end

for id in pairs(changed) do
  local written = string.format('%.6f', rank[id])
  count = count + 1
  rank[id] = tonumber(written)
  redis.call('ZADD', KEYS[1], written, id)
  redis.call('HSET', 'job:' .. id, 'rank', written, 'priority', priority[id], 'updated_at', ARGV[1])
  publish(id, redis.call('HINCRBY', 'job:' .. id, 'seq', 1),
    {'"rank":' .. written, '"priority":"' .. priority[id] .. '"', '"updated_at":' .. ARGV[1]})
end
if count == 0 and where ~= 'settle' then return 0 end

local function sort(need)
  local was, queued = {}, {{}, {}, {}, {}}
  for q = 2, 4 do
    was[q] = redis.call('LRANGE', KEYS[q] .. need, 0, -1)
    local behind = -math.huge
    for i, task in ipairs(was[q]) do
      local id = job_of(task)
      behind = rank[id or ''] or behind
      local goal = home[priority[id or ''] or ''] or q
      local row = queued[goal]
      row[#row + 1] = {task, behind, q * 1000000 + i}
      if goal ~= q and redis.call('EXISTS', 'rq:job:' .. task) == 1 then
        redis.call('HSET', 'rq:job:' .. task, 'origin', string.sub(KEYS[goal] .. need, #'rq:queue:' + 1))
      end
    end
  end
  for q = 2, 4 do
    table.sort(queued[q], function(a, b) if a[2] ~= b[2] then return a[2] < b[2] end return a[3] < b[3] end)
    local tasks = {}
    for i, row in ipairs(queued[q]) do tasks[i] = row[1] end
    if table.concat(tasks, ',') ~= table.concat(was[q], ',') then
      redis.call('DEL', KEYS[q] .. need)
      for i = 1, #tasks, 1000 do redis.call('RPUSH', KEYS[q] .. need, unpack(tasks, i, math.min(i + 999, #tasks))) end
      if #tasks > 0 then redis.call('SADD', 'rq:queues', KEYS[q] .. need) end
    end
  end
end
sort('')
for _, need in ipairs(redis.call('SMEMBERS', KEYS[5])) do sort(need) end
return count
"""
)

FORGET_NEEDS = """
-- KEYS: needs. ARGV: keys of RQ's queues of all priorities. Forgets needs that keep hosts away and that no task has.
local count = 0
for _, need in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local empty = string.find(need, '!', 1, true) ~= nil
  for _, queue in ipairs(ARGV) do empty = empty and redis.call('LLEN', queue .. need) == 0 end
  if empty then count = count + redis.call('SREM', KEYS[1], need) end
end
return count
"""
