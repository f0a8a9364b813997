"""A timeline and its sources in; chunks, sound and the checked film out, each part taken from the cache if it is there.

The one place that knows how a film comes about, for the jobs, whose workers do a part each, and for `film`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from montage_desktop.core import documents
from montage_desktop.core.errors import MediaError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.ffmpeg import FFmpeg
from montage_desktop.media.loudness import Loudness, measured
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.check import check
from montage_desktop.media.render.chunks import Chunk, chunk_key
from montage_desktop.media.render.encode import render_chunk
from montage_desktop.media.render.join import assemble, needed_bytes
from montage_desktop.media.render.place import require_output
from montage_desktop.media.render.profiles import Profile
from montage_desktop.media.render.scan import scan
from montage_desktop.media.render.seams import WRONG, verify_seams
from montage_desktop.media.render.seek import KeyFrames
from montage_desktop.media.render.smart_cut import Mode, RenderPlan, plan_render
from montage_desktop.media.render.splice import Part
from montage_desktop.media.render.watch import THUMB, Thumb, first_thumb
from montage_desktop.media.sound import render_sound
from montage_desktop.media.sound_reader import decoded_sound

#: Of the entry that stands for a chunk whose sources' packets were not read: its content is the chunk's key.
_UNREAD = ".unread"
#: Of a source that is not here as a whole, what was needed is missing.
INCOMPLETE = "render.incomplete"
#: Parsers (`NULL`) are fed ahead of what is decoded, and may come to a hole without harm.
_COMPLAINT = re.compile(r"^(?!\[NULL @).*(?:\[(?:error|fatal|panic)\]|corrupt)", re.IGNORECASE | re.MULTILINE)

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
        facts: by the timeline's source paths. smart_cut: whether parts of sources are copied (see `smart_cut`).
        encoder: "software", "auto" or a family of hardware encoders (see `hardware`).
        plan: how the film is made, if that has been found out before.

    Attributes:
        known: keys of chunks that have been made, by index: saves looking at the sources once more.
        expected: keys that chunks must have, by index, where sources have been sent here. has_holes: some are here in
            part only: whatever is read where nothing is gives another key, or makes FFmpeg complain, and no picture.
    """

    def __init__(
        self,
        timeline: Timeline,
        *,
        facts: Mapping[str, MediaFacts],
        profile: Profile,
        ffmpeg: FFmpeg,
        cache: ChunkCache,
        smart_cut: Mode = "auto",
        encoder: str = "software",
        plan: RenderPlan | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        self.timeline, self.facts, self.profile = timeline, facts, profile
        self._mode: Mode = smart_cut
        self._encoder = encoder
        if plan is not None:
            self.plan = plan
        self._ffmpeg, self._cache, self._should_stop = ffmpeg, cache, should_stop
        self.known: dict[int, str] = {}
        self.expected: dict[int, str] = {}
        self.has_holes = False

    @cached_property
    def plan(self) -> RenderPlan:
        """How the film is made; the same for the same timeline and sources.

        Raises:
            InputError: ``smartcut.impossible``.
        """
        return plan_render(
            self.timeline, self.facts, self.profile, mode=self._mode, encoder=self._encoder, ffmpeg=self._ffmpeg
        )

    def as_encoded(self, *, reason: str = "") -> Engine:
        """The same film, with nothing copied, by the software encoder; `reason`: why this one's plan was given up."""
        made = Engine(
            self.timeline, facts=self.facts, profile=self.profile, ffmpeg=self._ffmpeg, cache=self._cache,
            smart_cut="off", should_stop=self._should_stop,
        )  # fmt: skip
        made.plan = msgspec.structs.replace(made.plan, reason=reason or made.plan.reason, fell_back=True)
        return made

    @property
    def to_render(self) -> list[Chunk]:
        """The chunks that `chunk` has to make: all that are not copied."""
        return [c for c in self.plan.chunks if c.copied is None]

    def seems_made(self, chunk: Chunk) -> bool:
        """Whether a chunk is in the cache as it seems: for estimates, and without looking at the packets used."""
        return self._cache.seems_to_have(self.key_of(chunk), _UNREAD)

    def chunk(self, chunk: Chunk, *, on_progress: OnProgress = None) -> Made:
        """A chunk's pictures.

        Raises:
            Cancelled, MediaError, TransientError: see `render_chunk`. MediaError: `INCOMPLETE`: see `expected`.
        """
        with KeyFrames() as keys:
            key = self.key_of(chunk, keys)
            if key != self.expected.get(chunk.index, key):
                raise _incomplete(chunk, "its packets are not those that were sent")

            def make(out: Path) -> None:
                outcome = render_chunk(
                    self.timeline, chunk, facts=self.facts, profile=self.profile, out=out, ffmpeg=self._ffmpeg,
                    keys=keys, encoding=self.plan.encoding, should_stop=self._should_stop, on_progress=on_progress,
                )  # fmt: skip
                if self.has_holes and _COMPLAINT.search(outcome.stderr):
                    raise _incomplete(chunk, outcome.stderr)

            made = Made(*self._in_order(key, ".mp4", make))
            self.known[chunk.index] = key
            # Looked at here, by whoever made it, rather than by the one who checks the film.
            self._cache.obtain(key, ".thumb", lambda out: _save_thumb(out, first_thumb(made.path)))
            self._cache.obtain(self.key_of(chunk), _UNREAD, lambda out: out.write_text(key, encoding="ascii"))
            return made

    def sound(self, *, on_progress: OnProgress = None) -> Made | None:
        """The film's sound; None for a film without."""
        if not self.timeline.audio:
            return None

        def make(out: Path) -> None:
            render_sound(
                self.timeline, facts=self.facts, profile=self.profile, out=out, ffmpeg=self._ffmpeg,
                should_stop=self._should_stop, on_progress=on_progress,
            )  # fmt: skip

        made = Made(*self._in_order(self._sound_key(), ".m4a", make))
        self._loudness(made)
        return made

    def all_chunks(self, *, workers: int, on_progress: OnProgress = None) -> None:
        """Make every chunk here, several at a time."""
        done = 0
        with ThreadPoolExecutor(workers) as pool:
            for _ in pool.map(self.chunk, self.to_render):
                done += 1
                if on_progress is not None:
                    on_progress(done / len(self.to_render))

    def assemble(self, out: Path, *, overwrite: bool) -> None:
        """Join all parts to the file `out` beside the film's name; what has gone from the cache is made again."""
        files = [part for _, _, part in self._parts()]
        sound = self.sound()
        parts: Sequence[Part] = [*files, *([sound.path] if sound else [])]
        require_output(out, overwrite=overwrite, needed_bytes=needed_bytes(parts, self.facts))
        try:
            assemble(
                files, sound.path if sound else None, self.timeline, out=out, facts=self.facts,
                should_stop=self._should_stop,
            )  # fmt: skip
        except BaseException:
            out.unlink(missing_ok=True)
            raise

    def check(self, film: Path) -> dict[str, Any]:
        """Check a film that `assemble` made: see `check.check`, `seams.verify_seams` and `scan.scan`.

        Raises:
            MediaError: also `seams.WRONG`: smart cut has not given what it had to.
        """
        loudness = self._loudness()
        starts = [c.start_frame for c in self.plan.chunks][1:]
        copied = [(c.start_frame, c.end_frame - 1) for c in self.plan.chunks if c.copied]
        parts, keys = (self._parts() if copied else []), self._keys()
        rate, stop = self.timeline.rate, self._should_stop
        with ThreadPoolExecutor(1) as pool:
            seams = pool.submit(verify_seams, film, parts, self.facts, rate, should_stop=stop)
            try:
                report: dict[str, Any] = dict(
                    check(film, self.timeline, sound=loudness is not None, seams=starts, decode_seams=False)
                )
                report |= scan(
                    film, self.timeline, facts=self.facts, sound=loudness, keys=keys, copied=copied, should_stop=stop
                )
            except MediaError as e:
                if not copied:
                    raise
                raise MediaError(WRONG, e.message, detail=e.detail) from e
            if copied:
                report["seam_frames_compared"] = seams.result()
        return report

    def _parts(self) -> list[tuple[int, int, Part]]:
        """(first frame, frames, what they come from) of each chunk."""
        return [(c.start_frame, c.frames, c.copied or self._file(c)) for c in self.plan.chunks]

    def _keys(self) -> dict[int, Thumb]:
        """Small pictures of the film's key frames, as far as they are known."""
        found: dict[int, Thumb] = {}
        for chunk in self.to_render:
            path = self._cache.find(self.known.get(chunk.index, ""), ".thumb")
            picture = _load_thumb(path) if path is not None else None
            if picture is not None:
                found[chunk.start_frame] = picture
        return found

    def _file(self, chunk: Chunk) -> Path:
        key = self.known.get(chunk.index)
        return (key and self._cache.find(key, ".mp4")) or self.chunk(chunk).path

    def key_of(self, chunk: Chunk, keys: KeyFrames | None = None) -> str:
        """A chunk's key; with `keys` that under which it is kept."""
        return chunk_key(
            self.timeline, chunk, facts=self.facts, profile=self.profile, ffmpeg=self._ffmpeg, keys=keys,
            encoding=self.plan.encoding,
        )  # fmt: skip

    def _in_order(self, key: str, suffix: str, make: Callable[[Path], object]) -> tuple[Path, str, bool]:
        path, cached = self._cache.obtain(key, suffix, make)
        return path, key, cached

    def _loudness(self, made: Made | None = None) -> Loudness | None:
        """That of the encoded sound, whose packets are the film's: measured once, by whoever made it."""
        if not self.timeline.audio:
            return None

        def measure(out: Path) -> None:
            sound = made or self.sound()
            assert sound is not None
            out.write_bytes(documents.encode(measured(decoded_sound(sound.path)).loudness))

        path, _ = self._cache.obtain(self._sound_key(), ".loudness", measure)
        return msgspec.json.decode(path.read_bytes(), type=Loudness)

    def _sound_key(self) -> str:
        parts = [documents.encode(self.timeline.audio), str(self.timeline.samples).encode()]
        parts.append(documents.encode(self.profile))
        parts += [self.facts[a.source].identity.encode() for a in self.timeline.audio]
        parts.append(self._ffmpeg.build.encode())
        return hashlib.sha256(b"|".join(parts)).hexdigest()


def _incomplete(chunk: Chunk, detail: str) -> MediaError:
    said = f"What was sent of the footage does not suffice for part {chunk.index + 1}."
    return MediaError(INCOMPLETE, said, detail=detail)


def _save_thumb(path: Path, picture: Thumb | None) -> None:
    path.write_bytes(b"" if picture is None else picture.astype(np.uint8).tobytes())


def _load_thumb(path: Path) -> Thumb | None:
    data = np.frombuffer(path.read_bytes(), np.uint8)
    return data.reshape(THUMB).astype(np.int16) if data.size == THUMB[0] * THUMB[1] else None
