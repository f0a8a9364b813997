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
-- KEYS: job hash. ARGV: id, now, ttl, transition table (JSON), expected states (comma list), then
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
if target and over[target] then redis.call('EXPIRE', job, ttl)
elseif target and over[status] then redis.call('PERSIST', job) end
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
-- KEYS: job hash, states, lease, attempts. ARGV: part, token, lease ms, most attempts.
-- Returns {'run', attempt} or the reason why this worker must not run the part.
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return {'gone', 0} end
if status == 'paused' then redis.call('HSET', KEYS[2], ARGV[1], 'pending') return {'paused', 0} end
if status ~= 'queued' and status ~= 'running' then return {'over', 0} end
local state = redis.call('HGET', KEYS[2], ARGV[1])
if not state then return {'gone', 0} end
if state == 'done' then return {'done', 0} end
if redis.call('EXISTS', KEYS[3]) == 1 then return {'leased', 0} end
local attempt = redis.call('HINCRBY', KEYS[4], ARGV[1], 1)
if attempt > tonumber(ARGV[4]) then return {'exhausted', attempt} end
redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], 'running')
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
-- KEYS: lease, states. ARGV: token, part, state to leave it in ('' to leave as it is). Only the holder may.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
if ARGV[3] ~= '' then redis.call('HSET', KEYS[2], ARGV[2], ARGV[3]) end
return 1
"""

REPORT = (
    _PUBLISH
    + """
-- KEYS: job hash, states, weights, fractions, results. ARGV: id, part, fraction, now, state or '', result JSON or '',
-- stage prefix of the present phase. Recomputes progress, eta and part counts; publishes. Returns progress or -1.
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
local parts = '{"total":' .. total .. ',"done":' .. done .. ',"running":' .. running .. ',"cached":' .. cached .. '}'
redis.call('HSET', job, 'progress', tostring(progress), 'eta_s', tostring(eta), 'parts', parts, 'updated_at', ARGV[4])
local seq = redis.call('HINCRBY', job, 'seq', 1)
publish(id, seq, {'"progress":' .. tostring(progress), '"eta_s":' .. tostring(eta), '"parts":' .. parts,
  '"updated_at":' .. ARGV[4]})
return tostring(progress)
"""
)
