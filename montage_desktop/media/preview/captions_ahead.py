"""A timeline and where it is played in; its captions as pictures, drawn by a thread before they are seen, out."""

from __future__ import annotations

import logging
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from montage_desktop.core.errors import MediaError, MontageError
from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript.caption_states import CaptionState, CaptionStates, Seen
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.preview.caption_pictures import RENDERED, CaptionDrawing, CaptionPicture
from montage_desktop.media.preview.line import Line
from montage_desktop.media.preview.walk import screen_profile
from montage_desktop.media.render.profiles import Profile, output_size

log = logging.getLogger(__name__)

#: Drawn before they are seen: of a word each 0.3 s, five seconds; one FFmpeg process draws so many at once.
_STATES_AHEAD = 16
_STATES_AT_ONCE = 8
#: How far ahead is looked for them, and how far apart those of one process may be.
_LOOK_AHEAD_S = 30
_CACHE_BYTES = 48 << 20

_Key = tuple[Seen, str, tuple[int, int]]


@dataclass(frozen=True, eq=False)
class _Film:
    """What captions are drawn for: the timeline, their states, and the size of their pictures."""

    timeline: Timeline
    states: CaptionStates
    profile: Profile
    size: tuple[int, int]

    def key(self, state: CaptionState) -> _Key:
        """What determines a picture."""
        return state.seen, self.states.style, self.size


@dataclass(frozen=True)
class _Wish:
    """What the thread works on: the state that is seen now, and how the film goes on from `frame`."""

    film: _Film
    now: CaptionState
    frame: int
    speed: int = 0
    loop: tuple[int, int] | None = None


class CaptionsAhead:
    """Draws captions on a thread of its own, which begins with the first film that has any. All methods are for one
    other thread, and none of them waits but `close`.

    Attributes:
        on_ready: called by the thread when what is seen now is drawn. on_failed: why none can be, once.
    """

    def __init__(self, on_ready: Callable[[], None], on_failed: Callable[[MontageError], None]) -> None:
        self.on_ready, self.on_failed = on_ready, on_failed
        self._changed = threading.Condition()
        self._film: _Film | None = None
        self._wish: _Wish | None = None
        self._pictures: OrderedDict[_Key, CaptionPicture] = OrderedDict()
        self._bytes = 0
        self._drawing: tuple[_Wish, CaptionDrawing, frozenset[_Key]] | None = None
        self._given: tuple[tuple[str, ...], CaptionPicture] | None = None
        self._is_done = self._is_closed = self._has_failed = self._is_told = False
        self._thread: threading.Thread | None = None

    # ------------------------------------------------------------------------------- asked by the window

    def set_timeline(self, timeline: Timeline, *, short_side: int) -> None:
        """Draw captions of another timeline, or for another picture size; see `Walk`."""
        before = self._film
        profile = screen_profile(timeline.size, short_side=short_side)
        if before is not None and before.timeline is timeline and before.profile == profile:
            return
        film = _Film(timeline, CaptionStates(timeline), profile, output_size(timeline.size, profile))
        with self._changed:
            self._film, self._wish, self._has_failed = film, None, False
            self._stop_drawing()
        if timeline.caption_style and timeline.captions and self._thread is None and not self._is_closed:
            self._thread = threading.Thread(target=self._work, name="preview-captions", daemon=True)
            self._thread.start()

    def show(self, frame: int, *, speed: int = 0, loop: tuple[int, int] | None = None) -> CaptionPicture | None:
        """What is to be seen over an output frame.

        Where that is not drawn yet, it is what was last given if its words are the same, else nothing; `on_ready` tells
        when it is worth while to ask again.

        Args:
            speed, loop: how the film is played (see `Line`), so that what follows is drawn in time; 0: it stands.
        """
        film = self._film
        if film is None or self._has_failed or not 0 <= frame < film.timeline.frames:
            return None
        state = film.states.at(frame)
        wish = _Wish(film, state, frame, speed, loop)
        with self._changed:
            if not self._is_served(wish):
                self._wish, self._is_done = wish, False
                self._changed.notify()
            if not state.seen:
                return None
            found = self._pictures.get(film.key(state))
            if found is not None:
                self._pictures.move_to_end(film.key(state))
                self._given = state.texts, found
            elif self._drawing is not None and film.key(state) not in self._drawing[2]:
                self._stop_drawing()  # what is waited for comes first
        return self._given[1] if self._given is not None and self._given[0] == state.texts else None

    def close(self) -> None:
        """End the thread and what it runs."""
        with self._changed:
            self._is_closed = True
            self._stop_drawing()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _is_served(self, wish: _Wish) -> bool:
        """Whether what the thread does, or has done, already is for the same."""
        now = self._wish
        return now is not None and wish == replace(now, frame=wish.frame)

    def _stop_drawing(self) -> None:
        if self._drawing is not None:
            self._drawing[1].stop()

    # ---------------------------------------------------------------------------------------- the thread

    def _work(self) -> None:
        with tempfile.TemporaryDirectory(prefix="captions-") as folder:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._is_closed or (self._wish is not None and not self._is_done))
                    if self._is_closed:
                        return
                    wish = self._wish
                assert wish is not None
                try:
                    self._draw(wish, Path(folder))
                except MontageError as e:
                    self._failed(wish, e)
                except Exception as e:
                    log.exception("the preview could not draw captions")
                    why = MediaError("captions.failed", f"The preview cannot show captions: {e}.", fix=RENDERED)
                    self._failed(wish, why)

    def _draw(self, wish: _Wish, folder: Path) -> None:
        """Draw the next that is missing, or find that nothing is."""
        film = wish.film
        wanted = self._missing(wish)
        if not wanted:
            with self._changed:
                self._is_done = self._is_done or self._wish is wish
            return
        drawing = CaptionDrawing(
            film.timeline, [s.start for s in wanted], film.profile, ffmpeg=find_ffmpeg(), folder=folder
        )
        try:
            with self._changed:
                self._drawing = wish, drawing, frozenset(film.key(s) for s in wanted)
                if self._is_closed or self._film is not film:
                    self._stop_drawing()
            for state, picture in zip(wanted, drawing.pictures(), strict=False):
                self._keep(film, state, picture)
        finally:
            with self._changed:
                self._drawing = None
            drawing.close()

    def _missing(self, wish: _Wish) -> list[CaptionState]:
        """What one process is to draw, in the order of frames: if what is seen now is missing, that is the first."""
        with self._changed:
            has = set(self._pictures)
        film, found = wish.film, dict[_Key, CaptionState]()
        is_due = bool(wish.now.seen) and film.key(wish.now) not in has
        if is_due and wish.speed <= 0:
            return [wish.now]
        if is_due:
            found[film.key(wish.now)] = wish.now
        for n, state in enumerate(_following(wish)):
            key = film.key(state)
            if key not in has and key not in found:
                found[key] = state
            if n + 1 >= _STATES_AHEAD or len(found) >= _STATES_AT_ONCE:
                break
        states = list(found.values())
        reach = _LOOK_AHEAD_S * film.timeline.rate
        near = [s for s in states if abs(s.start - states[0].start) <= reach]
        if is_due:
            near = [s for s in near if s.start >= wish.now.start]
        return sorted(near, key=lambda s: s.start)

    def _keep(self, film: _Film, state: CaptionState, picture: CaptionPicture) -> None:
        with self._changed:
            key = film.key(state)
            if key not in self._pictures:
                self._pictures[key] = picture
                self._bytes += picture.size_bytes
            while self._bytes > _CACHE_BYTES and len(self._pictures) > 1:
                self._bytes -= self._pictures.popitem(last=False)[1].size_bytes
            now = self._wish
            is_seen = now is not None and now.film is film and film.key(now.now) == key
        if is_seen:
            self.on_ready()

    def _failed(self, wish: _Wish, error: MontageError) -> None:
        """Nothing more of this film is drawn."""
        with self._changed:
            if self._film is not wish.film:
                return
            self._wish, self._has_failed = None, True
            was_told, self._is_told = self._is_told, True
        if not was_told:
            self.on_failed(error)


def _following(wish: _Wish) -> Iterator[CaptionState]:
    """The captions that are seen next: those beside it where the film stands, else in the order of playing."""
    film = wish.film
    frames = film.timeline.frames
    if wish.speed == 0:
        yield from _seen(film.states, [wish.now.end, wish.now.start - 1], frames)
        return
    line = Line(wish.frame, wish.speed, frames, film.timeline.rate, wish.loop)
    step, last = 0, int(_LOOK_AHEAD_S * film.timeline.rate)
    while step <= last and (line.steps is None or step < line.steps):
        frame = line.frame(step)
        state = film.states.at(frame)
        if state.seen:
            yield state
        step += _steps_within(state, frame, wish)


def _seen(states: CaptionStates, places: Sequence[int], frames: int) -> Iterator[CaptionState]:
    for frame in places:
        if 0 <= frame < frames and (state := states.at(frame)).seen:
            yield state


def _steps_within(state: CaptionState, frame: int, wish: _Wish) -> int:
    """How many steps of a line lead out of a state, or to where the loop begins anew."""
    first, end = state.start, state.end
    if wish.loop is not None and wish.loop[0] <= frame < wish.loop[1]:
        first, end = max(first, wish.loop[0]), min(end, wish.loop[1])
    room = end - frame if wish.speed > 0 else frame - first + 1
    return max(1, -(-room // abs(wish.speed)))
