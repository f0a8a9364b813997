"""Edited words in; paragraphs one below the other, laid out as far as they were looked at, out."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Range
from montage_desktop.core.transcript.script import ends_sentence
from montage_desktop.ui.transcript.paragraphs import Piece, Source
from montage_desktop.ui.transcript.text_layout import Look, TextLayout
from montage_desktop.ui.transcript.text_words import pause_label

_KEPT_LAYOUTS = 96
_LETTERS = 5.6  #: of a word with its space, for guessing


@dataclass
class Paragraph:
    """One of the page. `height` is guessed until `is_measured`; `first`, `count`: its places among the words shown."""

    piece: Piece
    speaker: str
    count: int
    first: int = 0
    height: float = 0.0
    is_measured: bool = False


@dataclass(frozen=True)
class Hit:
    """What is at a point. `place`: of the nearest word among those shown; `is_after`: nearer to its end;
    `is_on`: on the word itself; `paragraph`: index."""

    place: int
    is_after: bool
    is_on: bool
    paragraph: int


@dataclass
class Page:
    """All paragraphs. Pixels are from the top of the first one. GUI thread only.

    Attributes:
        edited: what is written. paragraphs: of it. shown: numbers of the words that are seen, in playing order.
        tops: of each paragraph, and the bottom of the last. deleted_shown: whether deleted words are seen.
    """

    look: Look
    edited: Edited | None = None
    deleted_shown: bool = True
    paragraphs: list[Paragraph] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    tops: list[float] = field(default_factory=lambda: [0.0])
    _source: Source | None = None
    _places: list[int] | None = None
    _layouts: OrderedDict[int, TextLayout] = field(default_factory=OrderedDict)  # by id of the paragraph

    # What is written -----------------------------------------------------------------------------------------

    def set_edited(self, edited: Edited | None) -> None:
        """Write these; what has not changed since the last ones stays laid out."""
        before = self.edited
        self.edited = edited
        if edited is None:
            self.paragraphs, self.shown, self._places, self._source = [], [], None, None
            self._layouts.clear()
            self._stack()
            return
        source = self._source
        if source is None or not source.is_of(edited):
            source = self._source = Source.of(edited)
        if before is None or before.words is not edited.words:
            self.paragraphs, before = [], None
        self._split(before, edited, source)
        self._list(before, edited)
        self._stack()

    def set_deleted_shown(self, *, is_shown: bool) -> None:
        """Let deleted words be seen, or not."""
        self.deleted_shown = is_shown
        if self.edited is not None:
            deleted = self.edited.deleted
            for paragraph in self.paragraphs:
                paragraph.count = self._count(paragraph.piece, self.edited)
                if any(deleted.find(1, a, b) >= 0 for a, b in paragraph.piece.ranges):
                    self._forget(paragraph)
            self._list(None, self.edited)
            self._stack()

    def set_look(self, look: Look) -> None:
        """Write everything anew; heights are guessed from those that were."""
        grown = (look.line_px / self.look.line_px) ** 2 * self.look.width_px / max(1.0, look.width_px)
        is_same_size = (look.line_px, look.width_px) == (self.look.line_px, self.look.width_px)
        self.look = look
        self._layouts.clear()
        for paragraph in self.paragraphs:
            paragraph.is_measured = paragraph.is_measured and is_same_size
            if not is_same_size:
                paragraph.height *= grown
        self._stack()

    def _split(self, before: Edited | None, edited: Edited, source: Source) -> None:
        if before is not None and before.pieces is edited.pieces and before.speakers is edited.speakers:
            kept = self.paragraphs
        else:
            old = {p.piece: p for p in self.paragraphs}
            kept = []
            for piece in source.paragraphs(edited):
                paragraph = old.get(piece)
                speaker = source.speakers[piece.ranges[0][0]]
                if paragraph is None:
                    count = self._count(piece, edited)
                    paragraph = Paragraph(piece, speaker, count, height=self._guess(count))
                paragraph.speaker = speaker
                kept.append(paragraph)
            alive = {id(p) for p in kept}
            for key in [k for k in self._layouts if k not in alive]:
                del self._layouts[key]
            self.paragraphs = kept
        if before is not None:
            changed = _changes(before, edited)
            for paragraph in kept:
                if changed.touches(paragraph.piece.ranges):
                    paragraph.count = self._count(paragraph.piece, edited)
                    self._forget(paragraph)

    def _count(self, piece: Piece, edited: Edited) -> int:
        if self.deleted_shown:
            return sum(b - a for a, b in piece.ranges)
        return sum(edited.deleted.count(0, a, b) for a, b in piece.ranges)

    def _guess(self, count: int) -> float:
        look = self.look
        letters = max(8.0, look.width_px / (look.line_px * 0.36))
        return (int(count * _LETTERS / letters) + 1) * look.line_px + look.gap_px if count else 0.0

    def _forget(self, paragraph: Paragraph) -> None:
        """It has to be laid out again; its height stays as a guess."""
        paragraph.is_measured = False
        if not paragraph.count:
            paragraph.height, paragraph.is_measured = 0.0, True
        elif not paragraph.height:
            paragraph.height = self._guess(paragraph.count)
        self._layouts.pop(id(paragraph), None)

    def _list(self, before: Edited | None, edited: Edited) -> None:
        is_same = before is not None and before.pieces is edited.pieces
        if not (is_same and (self.deleted_shown or before.deleted == edited.deleted)):  # type: ignore[union-attr]
            self.shown = list(edited.order()) if self.deleted_shown else list(edited.kept)
            self._places = None
        first = 0
        for paragraph in self.paragraphs:
            paragraph.first = first
            first += paragraph.count

    def _stack(self) -> None:
        self.tops = list(accumulate((p.height for p in self.paragraphs), initial=0.0))

    # Laying out ----------------------------------------------------------------------------------------------

    @property
    def height(self) -> float:
        return self.tops[-1]

    def layout_of(self, index: int) -> TextLayout:
        """A paragraph's lines; `tops` may change with it."""
        paragraph = self.paragraphs[index]
        layout = self._layouts.get(id(paragraph))
        if layout is None:
            layout = self._made(paragraph)
            self._layouts[id(paragraph)] = layout
            if len(self._layouts) > _KEPT_LAYOUTS:
                self._layouts.popitem(last=False)
            if not paragraph.is_measured or layout.height != paragraph.height:
                paragraph.height, paragraph.is_measured = layout.height, True
                self._stack()
        else:
            self._layouts.move_to_end(id(paragraph))
        return layout

    def _made(self, paragraph: Paragraph) -> TextLayout:
        edited, source = self.edited, self._source
        assert edited is not None and source is not None
        numbers = self.shown[paragraph.first : paragraph.first + paragraph.count]
        labels: dict[int, str] = {}
        deleted, piece = edited.deleted, paragraph.piece
        for at, (a, b) in enumerate(piece.ranges):
            last = b if at == len(piece.ranges) - 1 and piece.follows else b - 1
            for n in range(a, last):
                if n in source.pauses and not deleted[n] and not deleted[n + 1]:
                    labels[n] = pause_label(source.pauses[n], edited.silence_after(n))
        return TextLayout(edited, numbers, labels, self.look)

    def settle(self, top_px: float, bottom_px: float) -> range:
        """Lay out all that is seen between two heights; which paragraphs that are."""
        if not self.paragraphs:
            return range(0)
        first = self.at(top_px)
        index = first
        while index < len(self.paragraphs) and self.tops[index] < bottom_px:
            if self.paragraphs[index].count:
                self.layout_of(index)
            index += 1
        return range(first, index)

    def unmeasured(self) -> Iterator[int]:
        """Paragraphs whose heights are guessed."""
        return (i for i, p in enumerate(self.paragraphs) if not p.is_measured)

    # Finding -------------------------------------------------------------------------------------------------

    def at(self, y_px: float) -> int:
        """The paragraph at a height; the first or last beyond."""
        index = bisect_right(self.tops, y_px, hi=len(self.paragraphs)) - 1
        return max(0, min(index, len(self.paragraphs) - 1))

    def of_place(self, place: int) -> int:
        """The paragraph of a word shown."""
        firsts = bisect_right(self.paragraphs, place, key=lambda p: p.first) - 1
        while firsts > 0 and not self.paragraphs[firsts].count:
            firsts -= 1
        return max(0, firsts)

    def place_of(self, number: int) -> int:
        """A word's place among those shown; -1 where it is hidden."""
        if self._places is None:
            places = [-1] * (len(self.edited) if self.edited is not None else 0)
            for place, n in enumerate(self.shown):
                places[n] = place
            self._places = places
        return self._places[number] if 0 <= number < len(self._places) else -1

    def hit(self, x_px: float, y_px: float) -> Hit | None:
        """What is at a point of the text's column; None where there is no text at all."""
        if not self.shown:
            return None
        index = self.at(y_px)
        while index > 0 and not self.paragraphs[index].count:
            index -= 1
        while not self.paragraphs[index].count:
            index += 1
        layout = self.layout_of(index)
        place, is_after, is_on = layout.hit(x_px, y_px - self.tops[index])
        return Hit(self.paragraphs[index].first + place, is_after, is_on, index)

    def boxes_of(self, place: int) -> list[tuple[float, float, float, float]]:
        """Where a word stands: left, top, right, bottom of each of its parts."""
        index = self.of_place(place)
        layout = self.layout_of(index)
        top = self.tops[index]
        found = []
        for box in layout.boxes[place - self.paragraphs[index].first]:
            line = layout.lines[box.line]
            found.append((box.left, top + line.top, box.right, top + line.top + line.height))
        return found

    def line_box(self, place: int, count: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of some words on the first line that they are on; zeros where there are none."""
        boxes = [b for p in range(place, min(place + count, len(self.shown))) for b in self.boxes_of(p)]
        line = [b for b in boxes if b[1] == boxes[0][1]]
        if not line:
            return 0.0, 0.0, 0.0, 0.0
        return min(b[0] for b in line), line[0][1], max(b[2] for b in line), line[0][3]

    def gap_after(self, place: int) -> int:
        """The gap after a word, and after those that are written with it."""
        return self._past(place + 1)

    def gap_beside(self, gap: int, by: int) -> int:
        """The next gap, or with -1 the one before."""
        if by > 0:
            return self._past(min(gap + 1, len(self.shown)))
        gap = max(0, gap - 1)
        while gap > 0 and self._is_unwritten(gap):
            gap -= 1
        return gap

    def _past(self, gap: int) -> int:
        while gap < len(self.shown) and self._is_unwritten(gap):
            gap += 1
        return gap

    def _is_unwritten(self, place: int) -> bool:
        return self.edited is not None and self.edited.corrected.get(self.shown[place]) == ""

    def is_right_to_left_at(self, gap: int) -> bool:
        """Whether the paragraph at a gap runs from the right."""
        if not self.shown:
            return False
        return self.layout_of(self.of_place(min(gap, len(self.shown) - 1))).is_right_to_left

    def gap_place(self, gap: int, *, is_after: bool) -> tuple[float, float, float]:
        """Where a caret stands at a gap: left, top, bottom. `is_after`: at the end of the word before it."""
        if not self.shown:
            return 0.0, 0.0, self.look.line_px
        is_after = (is_after and gap > 0) or gap == len(self.shown)
        place = gap - 1 if is_after else gap
        while place > 0 and not self.boxes_of(place):  # written with the word before it
            place, is_after = place - 1, True
        boxes = self.boxes_of(place)
        if not boxes:
            return 0.0, self.tops[self.of_place(place)], self.tops[self.of_place(place)] + self.look.line_px
        left, top, right, bottom = boxes[-1] if is_after else boxes[0]
        index = self.of_place(place)
        at_right = is_after != self.layout_of(index).runs_left(place - self.paragraphs[index].first)
        edge = (bottom - top - self.look.line_px * 0.78) / 2
        return (right + 1 if at_right else left - 1), top + edge, bottom - edge

    def line_beside(self, y_px: float, by: int) -> float:
        """The middle of the line above (-1) or below (1) the one at a height; beyond the page where there is none."""
        index = self.at(y_px)
        layout = self.layout_of(index)
        line = layout.line_at(y_px - self.tops[index]) + by
        while not 0 <= line < len(layout.lines):
            index += by
            if not 0 <= index < len(self.paragraphs):
                return -1.0 if by < 0 else self.height
            if self.paragraphs[index].count:
                layout = self.layout_of(index)
                line = 0 if by > 0 else len(layout.lines) - 1
        return self.tops[index] + layout.lines[line].top + layout.lines[line].height / 2

    def sentence(self, place: int) -> Range:
        """Half-open places of the sentence that a word belongs to; it ends with its paragraph at the latest."""
        paragraph = self.paragraphs[self.of_place(place)]
        begin, end, edited = place, place + 1, self.edited
        assert edited is not None
        stop = paragraph.first + paragraph.count
        while begin > paragraph.first and not ends_sentence(edited.word(self.shown[begin - 1])):
            begin -= 1
        while end < stop and not ends_sentence(edited.word(self.shown[end - 1])):
            end += 1
        return begin, end


@dataclass(frozen=True)
class _Changes:
    """What differs between two edits of the same words."""

    before: bytes
    after: bytes
    words: frozenset[int]
    silences: bool

    def touches(self, ranges: Iterable[Range]) -> bool:
        if self.silences:
            return True
        if self.before is not self.after and any(self.before[a : b + 1] != self.after[a : b + 1] for a, b in ranges):
            return True
        return bool(self.words) and any(not self.words.isdisjoint(range(a, b)) for a, b in ranges)


def _changes(before: Edited, after: Edited) -> _Changes:
    words: frozenset[int] = frozenset()
    if before.corrected is not after.corrected:
        words = frozenset(n for n, _ in set(before.corrected.items()) ^ set(after.corrected.items()))
    return _Changes(before.deleted, after.deleted, words, before.silences != after.silences)
