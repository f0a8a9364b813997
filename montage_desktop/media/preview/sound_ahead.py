"""A timeline and a line to play it by in; its sound, mixed by a thread before it is heard, out."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
import numpy as np
from av.error import FFmpegError

from montage_desktop.core.errors import MontageError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import AudioSpan, Timeline
from montage_desktop.media.preview.line import Line
from montage_desktop.media.sound import Mixer
from montage_desktop.media.sound_reader import Samples

log = logging.getLogger(__name__)

_BLOCK = 2048
_AHEAD = 24_000
#: Where the sound changes over to that of a new timeline: late enough to be mixed until then.
_LEAD = 4800
#: Samples of crossfade there.
_CHANGE = 192


@dataclass(frozen=True)
class _Wish:
    """What the thread works on: a line of a timeline; `version` counts the timelines."""

    timeline: Timeline
    facts: Mapping[str, MediaFacts]
    line: Line
    run: int
    version: int


class SoundAhead:
    """Mixes on a thread of its own. All methods are safe from any one other thread, and none of them waits.

    Positions are samples at 48 kHz since the line's step 0; only lines at normal speed have sound.

    Attributes:
        on_ready: called by the thread when the first samples of a line are there. on_failed: with a sentence.
    """

    def __init__(self, on_ready: Callable[[], None], on_failed: Callable[[str], None]) -> None:
        self.on_ready, self.on_failed = on_ready, on_failed
        self._changed = threading.Condition()
        self._wish: _Wish | None = None
        self._mixing: _Wish | None = None  # by the thread only
        self._run = self._version = 0
        self._blocks: list[Samples] = []  # from `_read` on
        self._read = 0
        self._written = 0
        self._told: set[str] = set()
        self._is_closed = False
        self._thread = threading.Thread(target=self._work, name="preview-sound", daemon=True)
        self._thread.start()

    def play(self, timeline: Timeline, facts: Mapping[str, MediaFacts], line: Line) -> None:
        """Begin a line."""
        with self._changed:
            self._run += 1
            self._version += 1
            self._wish = _Wish(timeline, facts, line, self._run, self._version)
            self._blocks, self._read, self._written = [], 0, 0
            self._changed.notify()

    def swap(self, timeline: Timeline, facts: Mapping[str, MediaFacts], line: Line) -> None:
        """Go on with another timeline's sound; nothing that was to be read soon is lost meanwhile."""
        with self._changed:
            if self._wish is not None:
                self._version += 1
                self._wish = _Wish(timeline, facts, line, self._run, self._version)
                self._changed.notify()

    def stop(self) -> None:
        """End the line."""
        with self._changed:
            self._run += 1
            self._wish = None
            self._blocks = []

    @property
    def available(self) -> int:
        """Samples that `read` can give at once."""
        with self._changed:
            return self._written - self._read

    def read(self, count: int) -> Samples:
        """The next samples, at most `count`: fewer, or none, where they are not mixed yet or at the end."""
        with self._changed:
            wanted = min(count, self._written - self._read)
            parts: list[Samples] = []
            left = wanted
            while left > 0:
                block = self._blocks[0]
                parts.append(block[:left])
                if len(block) <= left:
                    self._blocks.pop(0)
                else:
                    self._blocks[0] = block[left:]
                left -= len(parts[-1])
            self._read += wanted
            self._changed.notify()
        return np.concatenate(parts) if parts else np.zeros((0, 2), np.float32)

    def close(self) -> None:
        """End the thread and close all files."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._thread.join()

    # ---------------------------------------------------------------------------------------- the thread

    def _work(self) -> None:
        mixer: Mixer | None = None
        while (wish := self._next_wish()) is not None:
            before, self._mixing = self._mixing, wish
            if mixer is None or before is not wish:
                if mixer is not None:
                    mixer.close()
                mixer = self._mixer(wish)
            if before is not wish and before is not None and before.run == wish.run:
                self._change_over(wish, mixer)
            else:
                self._mix_on(wish, mixer)
        if mixer is not None:
            mixer.close()

    def _next_wish(self) -> _Wish | None:
        """Waits for something to do; None when closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._is_new() or self._has_room())
            return None if self._is_closed else self._wish

    def _is_new(self) -> bool:
        return self._wish is not None and self._wish is not self._mixing

    def _has_room(self) -> bool:
        if self._wish is None:
            return False
        end = self._wish.line.samples
        return self._written - self._read < _AHEAD and (end is None or self._written < end)

    def _mix_on(self, wish: _Wish, mixer: Mixer) -> None:
        with self._changed:
            if self._wish is not wish or not self._has_room():
                return
            at = self._written
        block = self._mixed(wish, mixer, at)
        with self._changed:
            if self._wish is not wish:
                return
            self._blocks.append(block)
            self._written += len(block)
        if at == 0:
            self.on_ready()

    def _change_over(self, wish: _Wish, mixer: Mixer) -> None:
        """Replace what is mixed already, from a little ahead of what is being heard."""
        lead = _LEAD
        while True:
            with self._changed:
                at = min(self._read + lead, self._written)
            block = self._mixed(wish, mixer, at)
            with self._changed:
                if self._wish is not wish:
                    return
                if at >= self._read:
                    self._splice(at, block)
                    return
            lead *= 2

    def _splice(self, at: int, block: Samples) -> None:
        old = np.concatenate([*self._blocks, np.zeros((0, 2), np.float32)])
        kept, over = old[: at - self._read], old[at - self._read :][: min(_CHANGE, len(block))]
        rise = (np.arange(len(over), dtype=np.float32) + 0.5)[:, None] / max(1, len(over))
        block = block.copy()
        # Amplitudes, not powers: mostly it is the same sound on both sides.
        block[: len(over)] = over + (block[: len(over)] - over) * rise
        self._blocks = [b for b in (kept, block) if len(b)]
        self._written = at + len(block)

    def _mixed(self, wish: _Wish, mixer: Mixer, at: int) -> Samples:
        position, follow = wish.line.heard(at)
        count = min(_BLOCK, follow)
        try:
            return mixer.mix(position, count)
        except (MontageError, FFmpegError, OSError) as e:
            self._tell(f"The sound cannot be played: {str(e).rstrip('.')}.")
        except Exception:
            log.exception("the preview could not mix")
            self._tell("The sound cannot be played.")
        return np.zeros((count, 2), np.float32)

    def _mixer(self, wish: _Wish) -> Mixer:
        heard: list[AudioSpan] = []
        for span in wish.timeline.audio:
            if span.source in wish.facts and wish.facts[span.source].audio is not None:
                heard.append(span)
            else:
                self._tell(f"“{span.source}” cannot be heard: it is missing or has no sound.")
        return Mixer(msgspec.structs.replace(wish.timeline, audio=heard), wish.facts)

    def _tell(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self.on_failed(sentence)
