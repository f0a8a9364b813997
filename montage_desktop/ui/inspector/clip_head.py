"""What the selected clips are: picture, name, in-point and length; or what to do when none is selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from montage_desktop.core.edits import Grid
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.ui.inspector.reframe_pad import ReframePad
from montage_desktop.ui.numbers import number, short
from montage_desktop.ui.pane import GAP, ElidedLabel, label, spread
from montage_desktop.ui.pictures.pictures import FramePictures
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.timecode import timecode


class ClipHead(QWidget):
    """The inspector's first lines. GUI thread only.

    Attributes:
        pad: picture and crop of a single clip.
    """

    def __init__(self, theme: Theme, pictures: FramePictures) -> None:
        super().__init__()
        self.pad = ReframePad(theme, pictures)
        self._name = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self._name.setProperty("role", "title")
        self._facts = label(role="muted", wrap=True)
        column = spread(QVBoxLayout(self), spacing=4)
        column.addWidget(self.pad)
        column.addSpacing(4)
        column.addWidget(self._name)
        column.addWidget(self._facts)

    @property
    def text(self) -> str:
        """The lines of facts."""
        return self._facts.text()

    def show_clips(self, clips: Sequence[Clip], timeline: Timeline, facts: Mapping[str, MediaFacts]) -> None:
        """Show one clip with all that is known, or how many they are and how long together."""
        self.pad.setVisible(len(clips) == 1)
        frames = sum(c.frames for c in clips)
        if len(clips) > 1:
            sources = len({c.source for c in clips})
            self._name.set_whole(self.tr("{n} clips").format(n=len(clips)))
            length = self.tr("{length} together").format(length=length_of(frames, timeline))
            files = self.tr("from one file") if sources == 1 else self.tr("from {n} files").format(n=sources)
            locked = sum(c.locked for c in clips)
            some = self.tr("{n} of them locked").format(n=locked) if 0 < locked < len(clips) else ""
            self._facts.setText("\n".join(line for line in (f"{length}, {files}", some) if line))
            return
        clip = clips[0]
        media = facts.get(clip.source)
        self.pad.show_clip(clip, media, size=timeline.size)
        self._name.set_whole(Path(clip.source).name, tool_tip=clip.source)
        at = timecode(ceil(clip.source_in * 1000), rate_of(media, timeline))
        beats = beats_of(clip, timeline)
        length = " · ".join(part for part in (length_of(frames, timeline), beats) if part)
        self._facts.setText(self.tr("From {at}").format(at=at) + f"\n{length}")


class NothingSelected(QWidget):
    """Says what to do."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label(role="title")
        self._what = label(role="muted", wrap=True)
        for part in (self._title, self._what):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = spread(QVBoxLayout(self), margin=GAP, spacing=4)
        column.setContentsMargins(GAP, 5 * GAP, GAP, 3 * GAP)
        column.addWidget(self._title)
        column.addWidget(self._what)

    def show_state(self, *, has_film: bool) -> None:
        """There is a film and no selection, or nothing yet."""
        if has_film:
            self._title.setText(self.tr("No clip selected"))
            self._what.setText(
                self.tr("Click a clip in the timeline to see why it was chosen, swap it or change its look.")
            )
        else:
            self._title.setText(self.tr("No film yet"))
            self._what.setText(self.tr("Add clips and a song, choose a style and plan a montage: its clips show here."))


def rate_of(media: MediaFacts | None, timeline: Timeline) -> float:
    """A source's frames a second; the film's where it is not known."""
    return float(media.video.rate if media and media.video else timeline.rate)


def length_of(frames: int, timeline: Timeline) -> str:
    """Seconds and frames."""
    words = _tr("1 frame") if frames == 1 else _tr("{n} frames").format(n=frames)
    return f"{number(float(frames / timeline.rate), 2)} s · {words}"


def beats_of(clip: Clip, timeline: Timeline) -> str:
    """A clip's length in beats, or nothing where there are none."""
    grid = Grid.of(timeline)
    if not grid:
        return ""
    beats = round(float(grid.position(clip.end) - grid.position(clip.start)), 1)
    return _tr("1 beat") if beats == 1 else _tr("{n} beats").format(n=short(beats, 1))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClipHead", text)
