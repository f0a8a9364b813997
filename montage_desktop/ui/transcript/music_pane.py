"""The pane of a talk's music: which song, how loud, how much lower under speech, and how far cuts slide to beats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from montage_desktop.core.facts import SongFacts
from montage_desktop.core.time import seconds
from montage_desktop.core.transcript.beats import LONGEST_SLIDE_S
from montage_desktop.core.transcript.music import DEEPEST_DUCK_DB, LEAST_OF_SONG_S, HeardSong, TalkMusic
from montage_desktop.ui.bin.importing import paths_of
from montage_desktop.ui.inspector.value_row import NeutralSlider, SentenceRow
from montage_desktop.ui.numbers import count
from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.text_words import clock_of

_SONGS = "*.mp3 *.wav *.flac *.m4a *.aac *.ogg *.opus *.aif *.aiff *.wma"
_SOFTEST_DB, _LOUDEST_DB = -24, 12  #: of what may be chosen, all that is of use
_SLIDE_MS = round(LONGEST_SLIDE_S * 1000)


@dataclass(frozen=True)
class MusicState:
    """What the pane shows.

    Attributes:
        has_talk: whether there are words to lay music under. music: what was chosen. song: what was found out about
            it, None while it is listened to. problem: why it cannot be used, a sentence. on_beat, cuts: of the film.
    """

    has_talk: bool = False
    music: TalkMusic | None = None
    song: HeardSong | None = None
    problem: str = ""
    on_beat: int = 0
    cuts: int = 0


class MusicPane(QWidget):
    """GUI thread only. It changes nothing itself: it asks.

    Attributes:
        songs: the choice; ``open_button``, ``clear_button``. begin, level, duck, slide: rows of sliders.
        about, told, problem: lines of text.

    Signals:
        song_chosen(str): the path of a song, "" for no music.
        edited(TalkMusic, str, str): other settings, the English name of the step, and a group: a drag is one step.
    """

    song_chosen = Signal(str)
    edited = Signal(object, str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state = MusicState()
        self._begins: list[Fraction] = [Fraction(0)]
        self._begins_of: SongFacts | None = None
        self.setAcceptDrops(True)
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.show_songs([], "")
        self.show_state(self._state)

    def _build(self) -> None:
        self.songs = QComboBox()
        self.songs.setAccessibleName(self.tr("Music"))
        self.songs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.songs.activated.connect(lambda: self.song_chosen.emit(self.songs.currentData() or ""))
        self.open_button, self.clear_button = QToolButton(), QToolButton()
        for button, words, slot in (
            (self.open_button, self.tr("Choose a song from a file …"), self._on_open),
            (self.clear_button, self.tr("No music"), lambda: self.song_chosen.emit("")),
        ):
            button.setProperty("role", "flat")
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(slot)
        self.about = label(role="muted", wrap=True)
        self.problem = label(role="reason", wrap=True)
        self.told = label(wrap=True)
        self.told.setToolTip(self.tr("A cut stays where it is if no beat is near enough, or a word would be touched."))
        self.begin = self._row(self.tr("Begin in the song"), self._begin_words, highest=1, neutral=0)
        self.level = self._row(
            self.tr("How loud the music is"), self._level_words, lowest=_SOFTEST_DB, highest=_LOUDEST_DB, neutral=0,
            tool_tip=self.tr("Measured against the speech; it holds where nobody speaks."),
        )  # fmt: skip
        self.duck = self._row(
            self.tr("How much lower under speech"), self._duck_words, highest=int(DEEPEST_DUCK_DB), neutral=0,
            tool_tip=self.tr("The music falls just before each word, and rises again in pauses."),
        )  # fmt: skip
        self.slide = self._row(
            self.tr("How far cuts slide to beats"), self._slide_words, highest=_SLIDE_MS, neutral=0,
            tool_tip=self.tr("Cuts move within the silence that they lie in; no word is touched."),
        )  # fmt: skip
        self.begin.edited.connect(lambda step: self._change("Begin of the music", source_in=self._begins[step]))
        self.level.edited.connect(lambda step: self._change("Level of the music", gain_db=float(step)))
        self.duck.edited.connect(lambda step: self._change("Lower under speech", duck_db=float(step)))
        self.slide.edited.connect(lambda step: self._change("Cuts to beats", slide_s=step / 1000))
        self.rows = [self.begin, self.level, self.duck, self.slide]
        head = spread(QHBoxLayout(), spacing=4)
        head.addWidget(self.songs, 1)
        head.addWidget(self.open_button)
        head.addWidget(self.clear_button)
        column = spread(QVBoxLayout(self), margin=GAP + 4, spacing=GAP)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.problem)
        column.addSpacing(4)
        for row in self.rows:
            column.addWidget(row)
        column.addWidget(self.told)
        column.addStretch(1)

    def _row(self, name: str, says, *, lowest: int = 0, highest: int, neutral: int, tool_tip: str = "") -> SentenceRow:  # type: ignore[no-untyped-def]
        slider = NeutralSlider(self._theme, lowest=lowest, highest=highest, neutral=neutral)
        return SentenceRow(name, slider, says, tool_tip=tool_tip)

    # What is shown -------------------------------------------------------------------------------------------

    def show_songs(self, paths: Sequence[str], chosen: str) -> None:
        """What there is to choose from; the one that is chosen is among them."""
        wanted = ["", *paths] if not chosen or chosen in paths else ["", *paths, chosen]
        if wanted != [self.songs.itemData(n) for n in range(self.songs.count())]:
            self.songs.clear()
            for path in wanted:
                self.songs.addItem(Path(path).name if path else self.tr("No music"), path)
        self.songs.setCurrentIndex(max(0, self.songs.findData(chosen)))
        self.songs.setToolTip(chosen)

    def show_state(self, state: MusicState) -> None:
        """Show what was chosen and what is known of it; nothing is emitted."""
        self._state = state
        music, song = state.music, state.song
        self.songs.setEnabled(state.has_talk)
        self.open_button.setEnabled(state.has_talk)
        self.clear_button.setVisible(music is not None)
        self.about.setText(self._about())
        self.about.setVisible(bool(self.about.text()))
        self.problem.setText(state.problem)
        self.problem.setVisible(bool(state.problem))
        usable = music is not None and not state.problem
        for row in self.rows:
            row.setVisible(usable)
        if music is not None:
            self._show_begin(music, song)
            self.level.show_value(round(music.gain_db))
            self.duck.show_value(round(music.duck_db))
            self.slide.show_value(round(music.slide_s * 1000))
        self.begin.setEnabled(song is not None and len(self._begins) > 1)
        self.slide.setEnabled(song is None or song.has_beats)
        self.told.setText(self._told())
        self.told.setVisible(usable and bool(self.told.text()))
        self.told.setProperty("role", "" if song is not None and song.has_beats else "reason")
        self.told.style().polish(self.told)

    def _show_begin(self, music: TalkMusic, song: HeardSong | None) -> None:
        facts = song.facts if song is not None else None
        if facts is not self._begins_of or facts is None:
            self._begins_of = facts
            self._begins = begins_of(song) if song is not None else [music.source_in]
            blocked = self.begin.slider.blockSignals(True)
            self.begin.slider.setRange(0, max(1, len(self._begins) - 1))
            self.begin.slider.blockSignals(blocked)
        nearest = min(range(len(self._begins)), key=lambda n: abs(self._begins[n] - music.source_in))
        self.begin.show_value(nearest)

    def _about(self) -> str:
        state = self._state
        if not state.has_talk:
            return self.tr("When there is a talk, a song can be laid under it here.")
        if state.music is None:
            return self.tr(
                "Choose a song, or drop one here. It is lower while somebody speaks, and cuts can slide to its beats."
            )
        if state.song is None:
            return "" if state.problem else self.tr("Listening to the song …")
        length = clock_of(state.song.facts.duration_s)
        if not state.song.has_beats:
            return length
        beats = self.tr("{n} beats per minute").format(n=count(round(state.song.facts.tempo)))
        return f"{length} · {beats}"

    def _told(self) -> str:
        state = self._state
        if state.song is None:
            return ""
        if not state.song.has_beats:
            return self.tr("No clear beat was found in this song, so cuts stay where they are.")
        if not state.cuts:
            return self.tr("There are no cuts yet.")
        if state.cuts == 1:
            return self.tr("The only cut is on a beat") if state.on_beat else self.tr("The only cut is off the beat")
        return self.tr("{n} of {total} cuts on a beat").format(n=count(state.on_beat), total=count(state.cuts))

    # What it says of values ----------------------------------------------------------------------------------

    def _begin_words(self, step: int) -> str:
        at_s = float(self._begins[min(step, len(self._begins) - 1)])
        return self.tr("Begins at {time} of the song").format(time=clock_of(at_s))

    def _level_words(self, step: int) -> str:
        if not step:
            return self.tr("As loud as the speech")
        said = self.tr("{n} dB louder than the speech") if step > 0 else self.tr("{n} dB softer than the speech")
        return said.format(n=abs(step))

    def _duck_words(self, step: int) -> str:
        return self.tr("Lower under speech by {n} dB").format(n=step) if step else self.tr("Not lower under speech")

    def _slide_words(self, step: int) -> str:
        song = self._state.song
        if not step or (song is not None and not song.has_beats):
            return self.tr("Cuts do not slide to beats")
        return self.tr("Cuts slide to beats by up to {n} ms").format(n=step)

    # What the person wants -----------------------------------------------------------------------------------

    def _change(self, name: str, **changes: object) -> None:
        music = self._state.music
        if music is not None:
            row = self.rows[
                ["Begin of the music", "Level of the music", "Lower under speech", "Cuts to beats"].index(name)
            ]
            self.edited.emit(replace(music, **changes), name, f"{music.source}|{name}|{row.gesture}")

    def _on_open(self) -> None:
        chosen = self.songs.currentData()
        folder = str(Path(chosen).parent) if chosen else ""
        kinds = f"{self.tr('Songs')} ({_SONGS});;{self.tr('All files')} (*)"
        dialog = QFileDialog(self, self.tr("Choose a song"), folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.song_chosen)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._state.has_talk and len(paths_of(event.mimeData())) == 1:
            event.acceptProposedAction()
        else:
            event.ignore()  # it is one for the window

    def dropEvent(self, event: QDropEvent) -> None:
        (path,) = paths_of(event.mimeData())
        event.acceptProposedAction()
        self.song_chosen.emit(str(path.absolute()))

    def _on_theme_changed(self) -> None:
        self.open_button.setIcon(self._theme.icon("folder"))
        self.clear_button.setIcon(self._theme.icon("cancel"))


def begins_of(song: HeardSong) -> list[Fraction]:
    """Where a film may begin in a song: at its begin and on its bar lines; without beats at every second."""
    last = seconds(song.facts.duration_s) - LEAST_OF_SONG_S
    if song.has_beats:
        lines = [seconds(song.facts.beats[n]) for n in song.facts.downbeats if n < len(song.facts.beats)]
    else:
        lines = [Fraction(n) for n in range(1, floor(last) + 1)]
    return [Fraction(0), *(at for at in lines if Fraction(1, 20) < at <= last)]
