"""A timeline and a line to play it by in; its pictures, made by a thread before they are due, out."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
from av.video.frame import VideoFrame

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.preview.composer import Composer, black
from montage_desktop.media.preview.line import Line
from montage_desktop.media.preview.source_frames import Stopped
from montage_desktop.media.preview.walk import Walk

log = logging.getLogger(__name__)

#: Pictures made before they are due: at 30 fps 0.8 s, in which a far seek into a long GOP is over.
_AHEAD = 24
#: Backwards they are made in blocks, each from its first frame on.
_BLOCK = 16
#: Pictures waiting take at most this much.
_WAITING_BYTES = 100 << 20


@dataclass(frozen=True)
class Ready:
    """A picture for a step of the line, or (``step`` -1) one that was asked for by itself.

    Attributes:
        generation: counts the timelines that were set. is_rough: a better one follows.
    """

    step: int
    frame: int
    picture: VideoFrame
    generation: int
    is_rough: bool = False


@dataclass(frozen=True)
class _Wish:
    """What the thread works on."""

    generation: int = 0
    run: int = 0  # counts the lines that were played
    line: Line | None = None
    still: int | None = None  # a frame asked for by itself
    is_rough: bool = False
    may_be_quick: bool = False  # a proxy's picture first, where the source's would take long


@dataclass(frozen=True, eq=False)
class _Source:
    """What pictures are made of."""

    timeline: Timeline
    facts: Mapping[str, MediaFacts]
    short_side: int
    proxies: Mapping[str, MediaFacts]


class PicturesAhead:
    """Makes pictures on a thread of its own. All methods are safe from any one other thread, and none of them waits.

    Attributes:
        on_ready: called by the thread when a picture is ready that may be waited for. on_failed: with a sentence.
    """

    def __init__(self, on_ready: Callable[[], None], on_failed: Callable[[str], None]) -> None:
        self.on_ready = on_ready
        self._composer = Composer(on_failed)
        self._changed = threading.Condition()
        self._wish = _Wish()
        self._walk: Walk | None = None
        self._walk_source: object = None
        self._quick_walk: Walk | None = None
        self._source: _Source | None = None
        self._ready: dict[int, Ready] = {}
        self._still: Ready | None = None
        self._guesses: list[tuple[Timeline, Mapping[str, MediaFacts], int]] = []
        self._next = 0  # step
        self._due = 0  # the step that is to be shown now
        self._taken = -1  # the step of the last picture taken
        self._is_closed = False
        self._thread = threading.Thread(target=self._work, name="preview-pictures", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------------------------ asked by the player

    def set_timeline(
        self, timeline: Timeline, facts: Mapping[str, MediaFacts], *, short_side: int,
        proxies: Mapping[str, MediaFacts] | None = None,
    ) -> None:  # fmt: skip
        """Take another timeline, or another picture size, from the next frame on.

        A line that is played goes on; pictures of the old timeline are given until those of the new one are there.

        Args:
            proxies: by source, where there are any: a single picture of the source that would take long is shown from
                its proxy first.
        """
        with self._changed:
            self._source = _Source(timeline, facts, short_side, proxies or {})
            self._wish = replace(self._wish, generation=self._wish.generation + 1)
            if self._wish.line is not None:
                line = msgspec.structs.replace(self._wish.line, frames=timeline.frames, rate=timeline.rate)
                self._wish = replace(self._wish, line=line)
                self._next = self._due + (self._taken >= 0)
            self._changed.notify()

    def show(self, frame: int, *, is_rough: bool = False) -> None:
        """Make one picture; a later wish replaces it. It is taken by `take_still`."""
        with self._changed:
            self._wish = replace(self._wish, still=frame, is_rough=is_rough, may_be_quick=True)
            self._changed.notify()

    def expect(self, timelines: Sequence[Timeline], facts: Mapping[str, MediaFacts], frame: int) -> None:
        """Make a frame of timelines that may come next while there is nothing else to do, so that it is there then."""
        with self._changed:
            self._guesses = [(t, facts, frame) for t in timelines if frame < t.frames]
            self._changed.notify()

    def play(self, line: Line) -> None:
        """Begin a line at its step 0."""
        with self._changed:
            self._ready.clear()
            self._next = self._due = 0
            self._taken = -1
            self._wish = replace(self._wish, run=self._wish.run + 1, line=line, still=None)
            self._changed.notify()

    def stop(self) -> None:
        """End the line."""
        with self._changed:
            self._ready.clear()
            self._wish = replace(self._wish, run=self._wish.run + 1, line=None)
            self._changed.notify()

    def take(self, due: int) -> Ready | None:
        """The newest picture that is due and was not taken before: that of step `due`, or a late one before it.

        Steps before `due` that are not made yet are given up.
        """
        with self._changed:
            self._due = max(self._due, due)
            self._next = max(self._next, due + 1)
            found = self._ready.pop(max((s for s in self._ready if s <= due), default=-1), None)
            if found is not None:
                self._taken = found.step
                # After the first picture of a new timeline no older one is shown.
                old = [s for s, r in self._ready.items() if s <= due or r.generation < found.generation]
                for step in old:
                    del self._ready[step]
            self._changed.notify()
            return found

    @property
    def is_primed(self) -> bool:
        """Whether a line that has begun can be shown without a stop right after its first picture."""
        with self._changed:
            line = self._wish.line
            if line is None or 0 not in self._ready:
                return False
            return line.speed > 0 or line.steps == 1 or 1 in self._ready

    def take_still(self) -> Ready | None:
        """The picture that was asked for by itself, once."""
        with self._changed:
            found, self._still = self._still, None
            return found

    def close(self) -> None:
        """End the thread and close all files; waits for the picture being decoded."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._thread.join()

    # ---------------------------------------------------------------------------------------- the thread

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._has_work)
                if self._is_closed:
                    break
                wish, source = self._wish, self._source
            try:
                assert source is not None
                self._require_walk(source)
                if wish.still is not None:
                    self._make_still(wish, wish.still)
                elif wish.line is not None:
                    self._make_steps(wish, wish.line)
                else:
                    self._make_guess(source.short_side)
            except Stopped:
                continue
            except Exception:
                log.exception("the preview could not make a picture")
                self._give_up(wish)
        self._composer.close()

    def _has_work(self) -> bool:
        if self._is_closed:
            return True
        if self._source is None:
            return False
        return self._wish.still is not None or bool(self._wanted_steps()) or self._may_guess()

    def _may_guess(self) -> bool:
        return bool(self._guesses) and self._wish.still is None and self._wish.line is None and not self._is_closed

    def _wanted_steps(self) -> list[int]:
        """The next steps to make, in the order of their frames."""
        line = self._wish.line
        if line is None:
            return []
        last = self._due + self._capacity(line)
        if line.steps is not None:
            last = min(last, line.steps - 1)
        if line.speed > 0:
            return [self._next] if self._next <= last else []
        # A block at once, or what is left of the line; the first ones are small, since they are waited for.
        size = 1 if self._next == 0 else min(_BLOCK, max(4, self._next))
        block = range(self._next, min(self._next + size, last + 1))
        is_end = line.steps is not None and last == line.steps - 1
        if len(block) < size and not (is_end and len(block)):
            return []
        return sorted(block, key=line.frame)

    def _capacity(self, line: Line) -> int:
        ahead = _AHEAD if line.speed > 0 else 2 * _BLOCK
        if self._walk is None:
            return ahead
        width, height = self._walk.size
        return max(4 if line.speed > 0 else 2 * _BLOCK, min(ahead, _WAITING_BYTES // (width * height * 3 // 2)))

    def _require_walk(self, source: _Source) -> None:
        if self._walk is None or self._walk_source is not source:
            side = source.short_side
            self._walk, self._walk_source = Walk(source.timeline, source.facts, short_side=side), source
            self._quick_walk = None
            if source.proxies:
                self._quick_walk = Walk(source.timeline, {**source.facts, **source.proxies}, short_side=side)
            self._composer.forget_failures()

    def _make_still(self, wish: _Wish, frame: int) -> None:
        assert self._walk is not None
        frame = min(frame, self._walk.timeline.frames - 1)
        walk, rough = self._walk, wish.is_rough
        if wish.may_be_quick and self._quick_walk is not None and not self._composer.is_near(walk, frame):
            walk, rough = self._quick_walk, False
        picture = self._composer.picture(walk, frame, should_stop=lambda: self._is_stale(wish), rough=rough)
        with self._changed:
            if self._is_stale(wish):
                return
            is_rough = walk is self._quick_walk or (rough and not self._composer.is_exact)
            self._still = Ready(-1, frame, picture, wish.generation, is_rough)
            if self._wish.still == wish.still:  # else the person is elsewhere already
                still = wish.still if is_rough else None
                self._wish = replace(self._wish, still=still, is_rough=False, may_be_quick=False)
        self.on_ready()

    def _make_steps(self, wish: _Wish, line: Line) -> None:
        assert self._walk is not None
        with self._changed:
            steps = self._wanted_steps()
        for step in steps:
            picture = self._composer.picture(self._walk, line.frame(step), should_stop=lambda: self._is_stale(wish))
            with self._changed:
                if self._is_stale(wish):
                    return
                if step > self._taken:
                    self._ready[step] = Ready(step, line.frame(step), picture, wish.generation)
            if step <= 1:
                self.on_ready()
        with self._changed:
            if not self._is_stale(wish):  # else `_next` is that of another line or timeline by now
                self._next = max(self._next, max(steps, default=-1) + 1)

    def _make_guess(self, short_side: int) -> None:
        """Into the composer's cache."""
        with self._changed:
            if not self._may_guess():
                return
            timeline, facts, frame = self._guesses[0]
        try:
            walk = Walk(timeline, facts, short_side=short_side)
            self._composer.picture(walk, frame, should_stop=lambda: not self._may_guess())
        finally:
            with self._changed:
                self._guesses = [g for g in self._guesses if g[0] is not timeline]

    def _is_stale(self, wish: _Wish) -> bool:
        """Whether the work is for nothing. A newer still does not stop an older one: dragging would show none."""
        now = self._wish
        if self._is_closed or now.generation != wish.generation:
            return True
        return wish.still is None and (now.run != wish.run or now.still is not None)

    def _give_up(self, wish: _Wish) -> None:
        """Black instead, so that nobody waits for it and it is not tried for ever."""
        picture = black(self._walk.size if self._walk is not None else (320, 180))
        with self._changed:
            if self._is_stale(wish):
                return
            if wish.still is not None:
                self._still = Ready(-1, wish.still, picture, wish.generation)
                self._wish = replace(self._wish, still=None)
            elif wish.line is not None:
                step = self._next
                self._ready[step] = Ready(step, wish.line.frame(step), picture, wish.generation)
                self._next += 1
        self.on_ready()
