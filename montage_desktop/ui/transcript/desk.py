"""A talk in the window: its words, its film in the preview, its sound below, and the jobs that listen to it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import msgspec
import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from montage_desktop.core import documents
from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.project import Talk
from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript import caption_files
from montage_desktop.core.transcript.caption_choice import style_of
from montage_desktop.core.transcript.document import Transcript
from montage_desktop.core.transcript.film import film_end_s, film_size
from montage_desktop.core.transcript.kept import Kept, SpeechMap
from montage_desktop.core.transcript.reading import read
from montage_desktop.core.transcript.statistics import figures
from montage_desktop.ui.background import Background
from montage_desktop.ui.montage.sequence import Sequence as MontageSequence
from montage_desktop.ui.preview.view import PreviewView
from montage_desktop.ui.transcript.review import Review
from montage_desktop.ui.transcript.sequence import TalkSequence
from montage_desktop.ui.transcript.strip import TalkStrip
from montage_desktop.ui.transcript.words_pane import WordsPane

_BARS = 6000
_AHEAD_MS = 90


class _Heard(msgspec.Struct, frozen=True):
    """The sound of a video: how loud it is, for cuts, and as bars, for the eye."""

    loudness: SpeechMap
    bars: list[float]


class TalkDesk(QObject):
    """Wires the panes of the workspace with the preview. GUI thread only; files are read and listened to elsewhere.

    Attributes:
        talk: what is edited. is_shown: whether the preview is the talk's.

    Signals:
        failed(Exception). film_changed(): the film to be rendered is another. transcribe_requested(str): the path of
        a video to listen to. told(str): a sentence for the person.
    """

    failed = Signal(object)
    film_changed = Signal()
    transcribe_requested = Signal(str)
    told = Signal(str)

    def __init__(
        self, talk: TalkSequence, *, pane: WordsPane, review: Review, strip: TalkStrip, preview: PreviewView,
        montage: MontageSequence, background: Background,
    ) -> None:  # fmt: skip
        super().__init__()
        self.talk, self.is_shown = talk, False
        self._pane, self._review, self._strip, self._preview = pane, review, strip, preview
        self._montage, self._background = montage, background
        self._talks: dict[str, Talk] = {}  # of the project, by video
        self._video = ""
        self._starts: list[float] = []
        self._at_s = Fraction(0)  # of the source, that the film is at
        self._kept: Kept | None = None  # that the preview plays
        self._connect()
        self._on_opened()

    def _connect(self) -> None:
        talk, pane, player = self.talk, self._pane, self._preview.player
        talk.opened.connect(self._on_opened)
        talk.changed.connect(self._on_changed)
        talk.refused.connect(self.failed)
        pane.text.ops_requested.connect(talk.apply)
        pane.text.seek_requested.connect(self.seek_word)
        pane.find_bar.ops_requested.connect(talk.apply)
        pane.video_chosen.connect(self.choose)
        pane.open_requested.connect(lambda path: self._background.spawn(self.read(path)))
        pane.transcribe_requested.connect(lambda: self.transcribe_requested.emit(self._video))
        pane.export_requested.connect(lambda path: self._background.spawn(self.export(path)))
        pane.caption_style_chosen.connect(self._on_style)
        self._review.ops_requested.connect(talk.apply)
        self._review.seek_requested.connect(self.seek_word)
        self._strip.seek_requested.connect(self.seek_source)
        self._looking_ahead = QTimer(self)
        self._looking_ahead.setSingleShot(True)
        self._looking_ahead.setInterval(_AHEAD_MS)
        self._looking_ahead.timeout.connect(self._expect)
        pane.text.selection_changed.connect(self._looking_ahead.start)
        player.position_changed.connect(self._on_position)
        self._montage.facts_changed.connect(self._on_facts)

    # What is open --------------------------------------------------------------------------------------------

    @property
    def film(self) -> Timeline | None:
        """The talk's film as it is now."""
        return self.talk.film

    @property
    def video(self) -> str:
        """The path of the one that is chosen; "" for none."""
        return self._video

    @property
    def facts(self) -> dict[str, MediaFacts]:
        """Of the talk's video, and of its music."""
        media = self.talk.media
        return {**({media.path: media} if media is not None else {}), **self.talk.music.facts}

    def choose(self, video: str) -> None:
        """Open a video's talk, or show that it has no words yet; "": none."""
        self._keep()
        self._video = video
        media = self._montage.facts.get(video)
        known = self._talks.get(video)
        try:
            if known is None:
                self.talk.open(media, None)
            else:
                self.talk.open(media, known.transcript, known.edits, known.music)
        except InputError as e:
            self._talks.pop(video, None)
            self.talk.open(media, None)
            self.failed.emit(e)

    async def read(self, path: Path) -> None:
        """Open a transcript's file as the words of the video.

        Raises:
            InputError, DocumentError: see `reading.read`.
        """
        media = self._montage.facts.get(self._video)
        if media is None:
            return
        end_s = float(film_end_s(media))
        self.take(self._video, await self._background.run(lambda: read(path, duration_s=end_s)))

    def take(self, video: str, transcript: Transcript) -> None:
        """A video has these words now. What was done to others that it had is gone."""
        media = self._montage.facts.get(video)
        if media is None:
            return
        self._keep()
        music = self._talks[video].music if video in self._talks else None
        self._talks[video] = Talk(video, transcript, music=music)
        if video == self._video or not self._video:
            self._video = video
            self.talk.open(media, transcript, music=music)
        for note in transcript.notes:
            self.told.emit(note)

    def talks(self) -> list[Talk]:
        """All talks of the project as they are now."""
        self._keep()
        return list(self._talks.values())

    def show_talks(self, talks: Sequence[Talk]) -> None:
        """Those of another project."""
        self._talks = {t.video: t for t in talks}
        self._video = ""
        self.talk.open(None, None)
        self._on_facts()

    def _keep(self) -> None:
        talk = self.talk
        if talk.media is not None and talk.transcript is not None and talk.edited is not None:
            made = Talk(talk.media.path, talk.transcript, talk.edited.edits(), talk.music.music)
            self._talks[talk.media.path] = made

    def _videos(self) -> list[str]:
        """Those of the bin in which somebody may speak."""
        facts = self._montage.facts
        return [p for p, m in facts.items() if m.video is not None and not m.video.still and m.audio is not None]

    def _on_facts(self) -> None:
        videos = self._videos()
        if not self._video:
            first = next((v for v in videos if v in self._talks), videos[0] if len(videos) == 1 else "")
            if first:
                self.choose(first)
        elif self._video not in videos and self.talk.media is not None:
            self.choose("")
        self._pane.show_videos(videos, self._video)
        self.show_state()

    def _on_opened(self) -> None:
        talk = self.talk
        self._kept, self._at_s = None, Fraction(0)
        self._pane.show_videos(self._videos(), self._video)
        self._starts = [w.start for w in talk.edited.words.words] if talk.edited is not None else []
        self._pane.text.set_edited(talk.edited, language=talk.transcript.language if talk.transcript else "")
        self._review.set_edited(talk.edited, language=talk.transcript.language if talk.transcript else "")
        self._strip.show_talk(float(talk.media.duration_s) if talk.media is not None else 0.0, [])
        self.show_state()
        if talk.media is not None and talk.media.audio is not None:
            self._background.spawn(self._listen(talk.media))
        if talk.edited is not None:
            self._on_changed()

    def show_state(self) -> None:
        """What there is to see where no words are."""
        talk, text = self.talk, self._pane.text
        has_words = talk.edited is not None
        self._pane.set_state(has_video=bool(self._video), has_words=has_words, can_transcribe=bool(self._video))
        if not has_words:
            self._pane.figures.show_figures(None)
        if not self._video:
            text.message(
                self.tr("No video"), self.tr("Add a video in which somebody speaks, and choose it above."), None
            )
        elif not has_words:
            how = self.tr("Transcribe the video, or open a transcript: Whisper’s JSON, SRT or VTT.")
            text.message(self.tr("No words yet"), how, self._pane.transcribe_action, below=self._pane.hearing_panel)

    async def _listen(self, media: MediaFacts) -> None:
        heard = await self._background.run(_heard, media)
        if self.talk.media is media:
            self._strip.show_talk(float(media.duration_s), heard.bars)
            self.talk.hear(heard.loudness)

    # The film ------------------------------------------------------------------------------------------------

    def set_shown(self, *, is_shown: bool) -> None:
        """Whether the preview is the talk's."""
        self.is_shown = is_shown
        if is_shown:
            self._kept = None
            self._play()

    def _on_changed(self) -> None:
        talk = self.talk
        if talk.edited is None or talk.kept is None:
            return
        self._pane.text.set_edited(talk.edited, language=talk.transcript.language if talk.transcript else "")
        self._review.set_edited(talk.edited, language=talk.transcript.language if talk.transcript else "")
        self._pane.figures.show_figures(figures(talk.edited, talk.kept))
        self._strip.show_kept([(float(r.start), float(r.start + r.until - r.at)) for r in talk.kept.ranges])
        if self.is_shown:
            self._play()
        self.film_changed.emit()

    def _play(self) -> None:
        """Let the preview show the film as it is now, at the moment of the source that it was at."""
        film, kept = self.talk.film, self.talk.kept
        if film is None or kept is None:
            return
        player = self._preview.player
        is_other = self._kept is not kept
        self._kept = kept
        self._preview.set_timeline(film, self.facts)
        if not is_other:
            return
        frame = self._frame_of(self._at_s)
        if frame != player.position:
            player.seek(frame)
        self._on_position(player.position)

    def _expect(self) -> None:
        """Have the picture ready that comes when what is selected, or the next word, is deleted."""
        talk, text = self.talk, self._pane.text
        if not self.is_shown or talk.edited is None or self._preview.player.is_playing:
            return
        numbers = [n for n in (text.selection or (text.current_word,)) if n is not None and n >= 0]
        after = talk.without(numbers)
        if after is not None:
            kept, film = after
            self._preview.player.expect([film], self.facts, at=self._frame_of(self._at_s, kept))

    def _frame_of(self, source_s: Fraction, kept: Kept | None = None) -> int:
        """The film's frame of a moment of the source; where that is cut, of what plays next."""
        kept = kept or self.talk.kept
        if kept is None or not kept.ranges:
            return 0
        at = kept.film_at(source_s)
        if at is None:
            later = [r for r in kept.ranges if r.start >= source_s]
            at = min(later, key=lambda r: r.start).at if later else kept.ranges[-1].at
        return max(0, min(kept.frames - 1, int(at * kept.rate)))

    def _on_position(self, frame: int) -> None:
        kept = self._kept
        if not self.is_shown or kept is None:
            return
        self._at_s = kept.source_at(frame / kept.rate)
        self._strip.set_position(float(self._at_s))
        self._looking_ahead.start()
        number = bisect.bisect_right(self._starts, float(self._at_s) + 0.5 / float(kept.rate)) - 1
        self._pane.text.set_playing(number if number >= 0 else None, follow=self._preview.player.is_playing)

    def seek_word(self, number: int) -> None:
        """Go to where a word is heard; where it is deleted, to what plays next."""
        kept, edited = self.talk.kept, self.talk.edited
        if kept is None or edited is None:
            return
        heard = kept.heard(number)
        start = Fraction(edited.words[number].start)
        frame = -(-heard[0] * kept.rate // 1) if heard is not None else self._frame_of(start)
        self._preview.player.seek(int(frame))

    def seek_source(self, source_s: float) -> None:
        """Go to a moment of the video."""
        self._preview.player.seek(self._frame_of(Fraction(source_s)))

    # Captions ------------------------------------------------------------------------------------------------

    def _on_style(self, style: str) -> None:
        self._pane.show_caption_style(style)
        self.talk.set_caption_style(style)

    async def export(self, path: Path) -> None:
        """Write captions; the kind is that of the file's name.

        Raises:
            InputError: ``captions.format``. OSError: it cannot be written.
        """
        talk = self.talk
        talk.settle()
        if talk.media is None or talk.media.video is None:
            return
        size = film_size(talk.media.video)
        text = caption_files.written(talk.cues, path.suffix, size=size, style=style_of(talk.caption_style))
        await self._background.run(lambda: documents.write_atomic(path, text.encode()))
        self.told.emit(self.tr("“{name}” is written.").format(name=path.name))


def _heard(media: MediaFacts) -> _Heard:
    """Blocking: some seconds for an hour that was not listened to before."""
    from montage_desktop.media.speech.quiet import HOP_S, known_speech

    quiet = known_speech(Path(media.path))
    energy = 10 ** (quiet.levels_db / 10)
    count = min(_BARS, max(1, len(energy)))
    edges = np.linspace(0, len(energy), count + 1).astype(int)
    power = np.maximum.reduceat(energy, edges[:-1]) if len(energy) else np.zeros(1)
    bars = np.sqrt(power)
    top = float(np.percentile(bars, 99.5)) or 1.0
    return _Heard(SpeechMap(energy=energy.tolist(), hop_s=HOP_S), np.clip(bars / top, 0, 1).tolist())
