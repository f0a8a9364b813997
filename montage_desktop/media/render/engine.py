"""A timeline and its sources in; chunks, sound and the checked film out, each part taken from the cache if it is there.

The one place that knows how a film comes about, for the jobs, whose workers do a part each, and for `film`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from montage_desktop.core import documents
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.ffmpeg import FFmpeg
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.check import check
from montage_desktop.media.render.chunks import Chunk, chunk_key, divide
from montage_desktop.media.render.encode import render_chunk
from montage_desktop.media.render.join import assemble, needed_bytes
from montage_desktop.media.render.place import require_output
from montage_desktop.media.render.profiles import Profile
from montage_desktop.media.render.seek import KeyFrames
from montage_desktop.media.sound import render_sound

OnProgress = Callable[[float], None] | None


@dataclass(frozen=True)
class Made:
    """A part's file, its key, and whether it was in the cache."""

    path: Path
    key: str
    cached: bool


class Engine:
    """Renders one timeline under one profile. Not thread-safe; any number of engines may share a cache.

    Args:
        facts: by the timeline's source paths.
    """

    def __init__(
        self,
        timeline: Timeline,
        *,
        facts: Mapping[str, MediaFacts],
        profile: Profile,
        ffmpeg: FFmpeg,
        cache: ChunkCache,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        self.timeline, self.facts, self.profile = timeline, facts, profile
        self._ffmpeg, self._cache, self._should_stop = ffmpeg, cache, should_stop

    @cached_property
    def chunks(self) -> list[Chunk]:
        """What the film is divided into; the same for the same timeline and sources."""
        return divide(self.timeline, self.facts, self.profile)

    def chunk(self, chunk: Chunk, *, on_progress: OnProgress = None) -> Made:
        """A chunk's pictures.

        Raises:
            Cancelled, MediaError, TransientError: see `render_chunk`.
        """
        with KeyFrames() as keys:
            key = chunk_key(
                self.timeline, chunk, facts=self.facts, profile=self.profile, ffmpeg=self._ffmpeg, keys=keys
            )

            def make(out: Path) -> None:
                render_chunk(
                    self.timeline, chunk, facts=self.facts, profile=self.profile, out=out, ffmpeg=self._ffmpeg,
                    keys=keys, should_stop=self._should_stop, on_progress=on_progress,
                )  # fmt: skip

            return Made(*self._in_order(key, ".mp4", make))

    def sound(self, *, on_progress: OnProgress = None) -> Made | None:
        """The film's sound; None for a film without."""
        if not self.timeline.audio:
            return None

        def make(out: Path) -> None:
            render_sound(
                self.timeline, facts=self.facts, profile=self.profile, out=out, ffmpeg=self._ffmpeg,
                should_stop=self._should_stop, on_progress=on_progress,
            )  # fmt: skip

        return Made(*self._in_order(self._sound_key(), ".m4a", make))

    def assemble(self, out: Path, *, overwrite: bool, known: Mapping[int, str] | None = None) -> None:
        """Join all parts to the file `out` beside the film's name; parts that have gone from the cache are made again.

        Args:
            known: keys of chunks, by index, as `chunk` gave them: saves looking at the sources once more.
        """
        files = [self._known(c, (known or {}).get(c.index)) for c in self.chunks]
        sound = self.sound()
        parts: Sequence[Path] = [*files, *([sound.path] if sound else [])]
        require_output(out, overwrite=overwrite, needed_bytes=needed_bytes(parts))
        try:
            assemble(files, sound.path if sound else None, self.timeline, out=out, should_stop=self._should_stop)
        except BaseException:
            out.unlink(missing_ok=True)
            raise

    def check(self, film: Path) -> dict[str, float | int]:
        """Check a film that `assemble` made; see `check.check`."""
        seams = [c.start_frame for c in self.chunks][1:]
        return check(film, self.timeline, sound=bool(self.timeline.audio), seams=seams)

    def _known(self, chunk: Chunk, key: str | None) -> Path:
        return (key and self._cache.find(key, ".mp4")) or self.chunk(chunk).path

    def _in_order(self, key: str, suffix: str, make: Callable[[Path], object]) -> tuple[Path, str, bool]:
        path, cached = self._cache.obtain(key, suffix, make)
        return path, key, cached

    def _sound_key(self) -> str:
        parts = [documents.encode(self.timeline.audio), str(self.timeline.samples).encode()]
        parts.append(documents.encode(self.profile))
        parts += [self.facts[a.source].identity.encode() for a in self.timeline.audio]
        parts.append(self._ffmpeg.build.encode())
        return hashlib.sha256(b"|".join(parts)).hexdigest()
