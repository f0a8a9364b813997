"""A chunk of a timeline in; the bytes of each source that have to be there to render it, out.

They are found by reading what the render reads, the same way, through a file that writes down what was asked of it: the
header as FFmpeg probes it, the index, and the packets from the key frame before the first frame shown to some packets
after the last, since decoders are fed ahead.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import av
from av.container import InputContainer
from av.error import FFmpegError

from montage_desktop.core.facts import MediaFacts
from montage_desktop.media.exchange.blocks import blocks_of
from montage_desktop.media.render.graph import shown_range
from montage_desktop.media.render.pieces import Piece
from montage_desktop.media.render.seek import SPARE_S, KeyFrames

#: Sources up to this size, and stills, are sent whole; also those without an index, in which places are found by
#: looking here and there.
_SMALL_BYTES = 1 << 20
_INDEXED = ("mov", "matroska")
#: Packets that FFmpeg takes beyond the last one shown: where it is told when to stop, and where it is not.
_AHEAD, _FAR_AHEAD = 12, 24


class _Recorder:
    """A file that is read, and tells which bytes of it were: `spans`, as ``[first, end)``."""

    def __init__(self, path: str) -> None:
        self._file = Path(path).open("rb", buffering=0)  # noqa: SIM115 - closed by its container's owner
        self.spans: list[tuple[int, int]] = []

    def read(self, count: int) -> bytes:
        at = self._file.tell()
        data = self._file.read(count)
        if data:
            if self.spans and self.spans[-1][1] == at:
                self.spans[-1] = self.spans[-1][0], at + len(data)
            else:
                self.spans.append((at, at + len(data)))
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        self._file.close()


class TracedKeyFrames(KeyFrames):
    """`KeyFrames` that knows which bytes of the sources it has read since the last call of `taken`."""

    def __init__(self) -> None:
        super().__init__()
        self._files: dict[str, _Recorder] = {}
        self._probed: dict[str, list[tuple[int, int]]] = {}

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        super().__exit__(kind, e, tb)
        for file in self._files.values():
            file.close()

    def __enter__(self) -> TracedKeyFrames:
        return self

    def taken(self, media: MediaFacts) -> list[tuple[int, int]]:
        """What was read of a source, but for opening it."""
        file = self._files.get(media.path)
        if file is None:
            return []
        spans, file.spans = file.spans, []
        return spans

    def read_ahead(self, media: MediaFacts, until_s: Fraction, *, packets: int) -> None:
        """Read on, from where the last question has stopped, up to a raw time and some packets more."""
        with contextlib.suppress(FFmpegError, OSError):
            container = self._container(media)
            stream = container.streams.video[0]
            for packet in container.demux(stream):
                is_past = packet.dts is None or packet.dts * (stream.time_base or 1) > until_s
                packets -= is_past and packet.size > 0
                if packets <= 0:
                    return

    def probed(self, media: MediaFacts) -> list[tuple[int, int]]:
        """What is read of a source to learn what it is: its header, its index, and its first pictures."""
        if media.path not in self._probed:
            file = _Recorder(media.path)
            with contextlib.suppress(FFmpegError, OSError):
                _opened(file, media, {}).close()
            file.close()
            self._probed[media.path] = file.spans
        return self._probed[media.path]

    def _container(self, media: MediaFacts) -> InputContainer:
        if media.path not in self._files:
            file = self._files[media.path] = _Recorder(media.path)
            self._open[media.path] = _opened(file, media, {"skip_frame": "all"})
            # Opened so it is read further than anything is made of: the index is known by `probed`.
            file.spans = []
        return super()._container(media)


def needed_runs(
    pieces: Sequence[Piece],
    rate: Fraction,
    *,
    facts: Mapping[str, MediaFacts],
    keys: TracedKeyFrames,
) -> dict[str, list[tuple[int, int]]]:
    """Runs of blocks of each source, by path, that `pieces` are rendered from.

    Args:
        facts: by path.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for piece in pieces:
        media = facts[piece.source]
        found = spans.setdefault(piece.source, [])
        if piece.hold or media.size_bytes <= _SMALL_BYTES or media.format not in _INDEXED:
            found.append((0, media.size_bytes))
            continue
        first_s, last_s = shown_range(piece, rate)
        keys.forget(media, first_s, last_s)
        keys.taken(media)
        if keys.digest(media, first_s, last_s) == "":
            found.append((0, media.size_bytes))  # it is read from the beginning
            continue
        reading = keys.reading(media, first_s, last_s)
        spare_s = Fraction(0) if reading.exact else SPARE_S
        keys.read_ahead(media, last_s + spare_s, packets=_AHEAD if reading.limit_s is not None else _FAR_AHEAD)
        found += keys.taken(media) + keys.probed(media)
    return {path: blocks_of(found, facts[path].size_bytes) for path, found in spans.items()}


def _opened(file: _Recorder, media: MediaFacts, options: dict[str, Any]) -> InputContainer:
    container: InputContainer = av.open(file, "r", format=media.format, options=options, metadata_errors="replace")
    return container
