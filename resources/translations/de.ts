<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>bin_model</name>
    <message>
      <source>MediaBin</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Still</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rotated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Interlaced</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No sound</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{rate} fps</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>clip_head</name>
    <message>
      <source>ClipHead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1 frame</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1 beat</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from one file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No clip selected</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Click a clip in the timeline to see why it was chosen, swap it or change its look.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No film yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add clips and a song, choose a style and plan a montage: its clips show here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} frames</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} beats</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{length} together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} clips</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from {n} files</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} of them locked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From {at}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>closing</name>
    <message>
      <source>Jobs are running</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Don’t close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop, continue at next start</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep rendering in the background</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A job is not finished yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing is lost either way: what is rendered already is kept.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} jobs are not finished yet</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>command_palette</name>
    <message>
      <source>Command palette</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type a command</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>connection_state</name>
    <message>
      <source>ConnectionState</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No job server: jobs wait, everything else works</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Connecting to the job server …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1 worker</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{workers} · {started} working · {queued} queued</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Connected: {where}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} workers</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>deliver_cards</name>
    <message>
      <source>Deliver</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Preview</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Small and quick, to look at the cut</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Standard</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>For the web and for friends</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>High</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Finer pictures, a larger file, slower</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Master</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>To keep, or to work on: nearly without loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the film's size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>about {least} – {most}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Profiles</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>about {size}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} lines</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} fps</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>deliver_pane</name>
    <message>
      <source>Add to queue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose the output folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stretches that need no change can be copied from the footage: quicker, and without any loss.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>for streaming</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>for talk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>for broadcast</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The software encoder gives the same film on every computer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Replace the file that is there</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder for the film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Smart &amp;cut</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Loudness</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Encoder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Priority</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Profile</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy where it pays</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Encode everything</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy, or fail</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As it is mixed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Software</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no film yet: plan a cut first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Give the film a name without / \ : * ? " &lt; &gt; |.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The folder for the film cannot be written to. Choose another.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A job in the queue is going to write this file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This file is footage of the film. Choose another name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This file exists already.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Waiting for the job server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Automatic</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No hardware encoder works on this computer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} LUFS</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>editor</name>
    <message numerus="yes">
      <source>%n clips</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Open it in another player to see whether it is whole.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Drop it by itself to use it instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” is a second song; a montage has one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} final</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The report is copied.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It was moved or deleted. Create it again; what is in the cache is reused.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{title}” is ready.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The film “{name}” is not there any more.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>form_rules</name>
    <message>
      <source>MontageForm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add clips and a song to begin.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add at least one clip.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add a song: the cut follows its beats.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The song has gone from the disk. Bring it back, or choose another.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All clips have gone from the disk. Bring them back, or add others.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a style.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The length must be more than 0 seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Give the film a name without / \ : * ? " &lt; &gt; |.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The folder for the film cannot be written to. Choose another.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Waiting for the job server.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>import_report</name>
    <message>
      <source>Import report</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close the import report</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One remark on what was added</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} remarks on what was added</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>inspector</name>
    <message>
      <source>Previous candidate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next candidate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lock or unlock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Re-roll unlocked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Re-roll selected clips</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Why this clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Runners-up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reset</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Back to the colours of the footage</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Motion</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sound of the film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose all clips anew that are not locked (R)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Plan with another seed: other cuts, other clips; what is locked stays</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The score: the sum of all reasons</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unlock it first (D)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Locked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Re-roll this</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Re-roll these</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lock all</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>job_delegate</name>
    <message>
      <source>Jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pause</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Resume</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Retry</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Finalize preview</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Play result</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} of {total} parts reused</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>job_desk</name>
    <message>
      <source>The job server is not there yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try again in a moment.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This job is known from the history only; it cannot be changed any more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The job server does not answer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Create the montage again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The editor keeps trying; do it again when the status bar says it is connected.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>job_details</name>
    <message>
      <source>Log of the job</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No log lines yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy report</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Select a job to see what it does.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>style {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>profile {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>attempt {n}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>on {names}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>job_lane_ink</name>
    <message>
      <source>Jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>looking at the files</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>song</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>planning</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>pictures</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>sound</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>joining</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>checking</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>was in the cache</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>given back: cancelled, failed, or to be tried again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>its worker died</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>unknown worker</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} ms</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>running</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>job_lanes</name>
    <message>
      <source>What each worker does is shown here as soon as a job runs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Workers over time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>full: done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>dotted: was in the cache</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>striped: given back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>crossed: its worker died</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} workers. Arrows go from part to part.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>job_model</name>
    <message>
      <source>State</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Kind</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Doing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Progress</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Time left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Created</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} parts were already rendered</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>job_notifier</name>
    <message>
      <source>“{name}” has failed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” is ready</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} films are ready</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} jobs ended, {bad} failed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source> and {n} more</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>job_queue_actions</name>
    <message>
      <source>Priority</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move to the top</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move down</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move to the end</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>job_text</name>
    <message>
      <source>Jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Montage</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Render</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Analysis</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Transcript edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Transcription</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Short</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Proxy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at the files</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Finding beats and shots</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Planning the cut</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rendering</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Joining</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Checking the film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>just now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>High priority</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Normal priority</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Low priority</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Waiting for a worker</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} d</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} h</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} min</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Queued</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Running</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Paused</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Finished</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Failed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancelled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{time} left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{time} ago</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Waiting</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{percent} % copied</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>jobs_panel</name>
    <message>
      <source>Jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Filter jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Only the queue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Jobs that are not over, in the order in which they get the workers; drag them to change it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No jobs yet. What you render appears here, also after a restart.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show what each worker does, over time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1 job</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} waiting</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} running</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>key_list</name>
    <message>
      <source>Keys</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Key</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Does</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>level_rows</name>
    <message>
      <source>Speed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Slower to the left, faster to the right; the clip stays as long as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Music</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How loud the song is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Voice</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How loud the voice over the film is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clips</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How loud the clips' own sound is.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>look_panel</name>
    <message>
      <source>LookPanel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Own</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Preset</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Contrast</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The distance between dark and light.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saturation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How colourful it is; fully to the left: black and white.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Brightness</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All of the picture darker or lighter.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Gamma</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The middle tones darker or lighter; black and white stay.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Temperature</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>To the left cooler, to the right warmer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Vignette</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Darker corners.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Grain</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The noise of film.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Different</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>main_window</name>
    <message>
      <source>Edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Files</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The film as it is cut</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clips of the bin and finished films</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Monitor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Media</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Montage</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Inspector</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Timeline</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a project …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the project as …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look for missing files …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add clips …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a song …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Quit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove the selected clips</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Redo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show the whole film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Render the film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Queue the film as it is now (Ctrl+E)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Split at the playhead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete the clips and close up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Begin the clip at the playhead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>End the clip at the playhead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fold the jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Filter the jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reset the layout</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Command palette …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keys …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;File</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open recent</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Montage</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Playback</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;View</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colours: as the system</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colours: dark</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colours: light</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Help</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a song</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add clips</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unfold the jobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All files (*)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Media files ({patterns})</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>media_bin</name>
    <message>
      <source>No song yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clips</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Drop clips or a folder here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Play the song</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a song</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove the song</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Drop a song here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Song</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Song: {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clips · {n}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>media_reader</name>
    <message>
      <source>MediaReader</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Convert it to MP4 (H.264), or leave it out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>makes the decoder crash</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>takes the decoder more than a minute to open</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>montage_form</name>
    <message>
      <source>Create montage</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Plan the cut</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>See and change the cut before anything is rendered (Ctrl+P)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another seed: another cut of the same clips</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose the output folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Length</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Shape</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Quality</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>S&amp;eed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Plan</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Plan and render in one go (Ctrl+Shift+E)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Whole song</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Seconds</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Length of the film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder for the film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Style</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Preview</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Small and quick, to judge the cut; finalize it later.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Standard</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1080p, good for the web and for phones.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>High</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1080p at a higher quality; larger files, slower.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Master</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>For archiving and further editing; very large files.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shape {aspect}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>montage_workspace</name>
    <message>
      <source>The plan has gone from the job server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Plan again.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>notice</name>
    <message>
      <source>Copy report</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close this message</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What you were doing was not done; the rest goes on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Something unexpected went wrong: {error}.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>player</name>
    <message>
      <source>Position</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Play or pause</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One frame back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One frame forward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One second back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One second forward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Play backwards, faster with each press</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Play forwards, faster with each press</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mute</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” cannot be played: {cause}.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>preview_player</name>
    <message>
      <source>The sound device does not play: the film goes on without sound.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>preview_view</name>
    <message>
      <source>Montage Desktop: full screen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Play or pause</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One frame back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One frame forward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Play backwards, faster with each press</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Play forwards, faster with each press</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Loop from here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Loop up to here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No loop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Full screen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Safe areas</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Loop {first} – {last}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>project_session</name>
    <message>
      <source>Open a project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>this project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Without saving, what you did since the last time is gone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a project that was not saved</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Untitled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder to look for missing files in</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>Looking for %n file(s) …</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Choose a folder above it, or add the files again.</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>%n file(s) were found.</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Media</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>%n file(s) of this project are missing.</source>
      <translation type="unfinished">
        <numerusform />
        <numerusform />
      </translation>
    </message>
    <message>
      <source>None of the missing files is in this folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{name}” is saved.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Projects (*{suffix})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the changes to {name}?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is unsaved work on {what}, of {when}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recover it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Later</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Throw it away</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look for them …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No projects yet</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>reframe_pad</name>
    <message>
      <source>The film shows the whole picture</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Crop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Centre at {x} % across, {y} % down</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Drag to choose what is seen; double-click to centre it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The file is missing</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>runner_strip</name>
    <message>
      <source>In the film now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Click to put it in the film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} at {at}, score {score}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{score} · in film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In the film: {moment}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>sequence</name>
    <message>
      <source>Undo: {step}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trim</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Split</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Insert</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Slip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Swap</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Replace</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Speed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reframe</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unlock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Transition</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Volume</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Plan</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Re-roll</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>start_page</name>
    <message>
      <source>Add clips …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a song …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Footage and a song, made on this computer in a moment, to try every style on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cut footage to the beats of a song</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>More computers? Set REDIS_URL to your farm's server before the start, and jobs run there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your clips, your song</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Drop them anywhere on this window. Folders work, too.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Making the sample …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try it with a sample</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>status_line</name>
    <message>
      <source>Connection</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>server {version}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No workers yet · {n} queued</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>style_gallery</name>
    <message>
      <source>Styles</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>timeline_bar</name>
    <message>
      <source>Progress of the plan</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop planning</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Planning: {phase}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>timeline_gestures</name>
    <message>
      <source>A cut</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Place {n} of {total}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Slip {time}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{kind}, {n} frames</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>timeline_keys</name>
    <message>
      <source>Previous clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>First clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Last clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Select back to the previous clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Select on to the next clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Select all clips</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Playhead one frame back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Playhead one frame forward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Playhead one second back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Playhead one second forward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Zoom in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Zoom out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show the whole film</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Slip tool on or off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Slip one frame earlier</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Slip one frame later</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move clips one place earlier</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move clips one place later</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Longer transition</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shorter transition</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Begin of the clip one beat earlier</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Begin of the clip one beat later</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>End of the clip one beat earlier</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>End of the clip one beat later</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Begin of the clip one frame earlier</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Begin of the clip one frame later</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>End of the clip one frame earlier</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>End of the clip one frame later</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>timeline_painter</name>
    <message>
      <source>Create a montage: its clips appear here, on the beats of the song.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No film yet</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>timeline_view</name>
    <message>
      <source>Timeline</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No film yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} clips</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>timeline_words</name>
    <message>
      <source>{begin} to {end}, {length} s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Timeline</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Dissolve</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Dip to black</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Dip to white</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Whip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Zoom</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Slide</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>locked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clip {n} of {total}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>selected</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>score {score}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>speed {speed}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{kind}, {n} frames</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>value_row</name>
    <message>
      <source>Differs between the selected clips</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fold</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unfold</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folded</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>video_surface</name>
    <message>
      <source>Picture</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>why_bars</name>
    <message>
      <source>WhyBars</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sharp</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How sharp the picture is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Well exposed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Neither too dark nor burnt out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Steady</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How little the camera shakes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Flaws</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Black, blurred or shaking pictures within the clip.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Movement</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How well the movement suits the energy of the music here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>On the beat</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Whether the movement peaks where the music does.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Brightness</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As bright or as dark as the style likes it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colour</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As colourful or as pale as the style likes it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Order</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How far it lies from its place in the order of filming.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Left-overs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What its choice leaves of the shot that is too short for another clip.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Chance</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A little luck, by the seed: it lets each re-roll differ.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Variety</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How different it looks from the clip before it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Flow</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How much the movement changes from the clip before it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Repetition</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same file or shot as right before.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A part of the score.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} smaller reasons</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show fewer</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
