"""The music of a talk in the window: its pane, the track that it edits, and songs that have to be listened to."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject

from montage_desktop.core.errors import MontageError
from montage_desktop.core.transcript.document import Words
from montage_desktop.core.transcript.music import TalkMusic
from montage_desktop.core.transcript.music_bed import MusicBed
from montage_desktop.ui.background import Background
from montage_desktop.ui.language import translated
from montage_desktop.ui.montage.sequence import Sequence as MontageSequence
from montage_desktop.ui.transcript.music_pane import MusicPane, MusicState
from montage_desktop.ui.transcript.music_track import KnownSong
from montage_desktop.ui.transcript.sequence import TalkSequence
from montage_desktop.ui.transcript.song_reader import SongReader
from montage_desktop.ui.transcript.strip import TalkStrip


class MusicDesk(QObject):
    """Wires the pane of music, and shows its beats in the strip. GUI thread only.

    Songs are listened to by a child process; what was found out about one is kept, and known the next time.
    """

    def __init__(
        self, talk: TalkSequence, pane: MusicPane, *, strip: TalkStrip, montage: MontageSequence, background: Background
    ) -> None:
        super().__init__()
        self._talk, self._pane, self._strip = talk, pane, strip
        self._montage, self._background, self._reader = montage, background, SongReader()
        self._problems: dict[str, str] = {}  # sentences, by song
        self._last: TalkMusic | None = None  # whose settings the next song takes over
        talk.opened.connect(self._problems.clear)  # what was wrong with a song may be mended now
        talk.opened.connect(self.refresh)
        talk.changed.connect(self.refresh)
        talk.music.wanted.connect(self._on_wanted)
        montage.facts_changed.connect(self.refresh)
        pane.song_chosen.connect(self.choose)
        pane.edited.connect(lambda music, name, group: talk.music.set_music(music, name, group=group))
        self.refresh()

    def choose(self, song: str) -> None:
        """Lay a song under the talk, from its begin; "": none."""
        track = self._talk.music
        self._last = track.music or self._last
        if not song:
            track.set_music(None, "Remove the music")
        elif track.music is None or track.music.source != song:
            self._problems.pop(song, None)
            settings = self._last or TalkMusic(source=song)
            track.set_music(
                replace(settings, source=song, source_in=TalkMusic(source="").source_in), "Choose the music"
            )
        self.refresh()

    def refresh(self) -> None:
        """Show what was chosen, and what has become of it."""
        talk, track = self._talk, self._talk.music
        source = track.music.source if track.music is not None else ""
        songs = [p for p, m in self._montage.facts.items() if m.video is None and m.audio is not None]
        self._pane.show_songs(songs, source)
        self._strip.show_beats(*(track.laid.in_source() if track.laid is not None else ((), ())))
        self._pane.show_state(
            MusicState(
                has_talk=talk.edited is not None,
                music=track.music,
                song=track.known.song if track.known is not None else None,
                problem=self._problems.get(source, ""),
                on_beat=track.on_beat,
                cuts=talk.kept.cuts if talk.kept is not None else 0,
            )
        )

    def _on_wanted(self, source: str) -> None:
        words, media = self._talk.music.words, self._talk.media
        if words is not None and media is not None and source not in self._problems:
            video = media.path if media.audio is not None else ""
            self._background.spawn(self._listen(source, words, video))

    async def _listen(self, source: str, words: Words, video: str) -> None:
        try:
            found = await self._reader.hear(source, video)
        except MontageError as e:
            self._problems[source] = " ".join(filter(None, (translated(e.message), translated(e.fix))))
            self.refresh()
            return
        bed = await self._background.run(lambda: MusicBed(found.song, words, speech_lufs=found.speech_lufs))
        self._talk.music.learn(words, KnownSong(found.media, bed))
