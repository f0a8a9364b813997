"""Filters and frames in; filtered frames out, by libavfilter in this process."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import av.filter
from av.error import BlockingIOError as Empty
from av.error import EOFError as Ended
from av.filter.context import FilterContext
from av.video.frame import VideoFrame

from montage_desktop.media.render.look import Filter, arguments

#: What FFmpeg turns pictures with before any filter of ours; its option ``autorotate``.
_TURNS: dict[int, list[Filter]] = {
    0: [],
    90: [("transpose", {"dir": "clock"})],
    180: [("hflip", {}), ("vflip", {})],
    270: [("transpose", {"dir": "cclock"})],
}


def upright(rotation: int) -> list[Filter]:
    """Filters that turn a picture clockwise by 0, 90, 180 or 270 degrees."""
    return _TURNS[rotation % 360]


class Chain:
    """A row of filters with one input. Rebuilt when the kind of picture changes. One thread at a time."""

    def __init__(self, filters: Sequence[Filter]) -> None:
        self._filters = filters
        self._kind: tuple[object, ...] = ()
        self._graph: av.filter.Graph | None = None  # its filters do not keep it alive
        self._input: FilterContext | None = None
        self._output: FilterContext | None = None

    def all(self, frame: VideoFrame) -> list[VideoFrame]:
        """Put a frame in; all that come out."""
        self._require(frame)
        return self._through(frame)

    def rest(self) -> list[VideoFrame]:
        """What the filters still hold at the end of a stream."""
        return self._through(None) if self._input is not None else []

    def one(self, frame: VideoFrame) -> VideoFrame:
        """Put a frame in; the one that comes out of filters that look at one frame at a time."""
        (out,) = self.all(frame)
        return out

    def _through(self, frame: VideoFrame | None) -> list[VideoFrame]:
        assert self._input is not None and self._output is not None
        self._input.push(frame)
        found: list[VideoFrame] = []
        while (out := _pulled(self._output)) is not None:
            found.append(out)
        return found

    def _require(self, frame: VideoFrame) -> None:
        kind = (frame.width, frame.height, frame.format.name, frame.colorspace, frame.color_range, frame.time_base)
        if kind == self._kind:
            return
        graph = self._graph = av.filter.Graph()
        graph.threads = 1
        self._input = _source(graph, frame, frame.time_base or Fraction(1, 1000))
        self._output = _linked(graph, self._input, self._filters)
        graph.configure()
        self._kind = kind


class Mix:
    """A transition between two streams of pictures of one size, frame by frame in any order. One thread at a time."""

    def __init__(self, transition: str, length: int, rate: Fraction) -> None:
        self._transition, self._length, self._rate = transition, length, rate
        self._graph: av.filter.Graph | None = None
        self._inputs: list[FilterContext] = []
        self._output: FilterContext | None = None
        self._following = -1

    def at(self, index: int, before: VideoFrame, after: VideoFrame) -> VideoFrame:
        """Frame `index` of the transition."""
        if self._output is None or index != self._following:
            self._build(before)
            if index > 0:  # its first frames tell it when the transition begins
                self._through(0, before, after)
        self._following = index + 1
        return self._through(index, before, after)

    def _build(self, frame: VideoFrame) -> None:
        graph = self._graph = av.filter.Graph()
        graph.threads = 1
        tick = 1 / self._rate
        self._inputs = [_source(graph, frame, tick, rate=self._rate) for _ in range(2)]
        duration_us = round(self._length * tick * 1_000_000)
        mixer = graph.add("xfade", f"transition={self._transition}:duration={duration_us}us:offset=0")
        for i, source in enumerate(self._inputs):
            source.link_to(mixer, 0, i)
        # It works in 4:4:4 only.
        self._output = _linked(graph, mixer, [("format", {"pix_fmts": frame.format.name})])
        graph.configure()

    def _through(self, index: int, before: VideoFrame, after: VideoFrame) -> VideoFrame:
        assert self._output is not None
        for source, frame in zip(self._inputs, (before, after), strict=True):
            frame.pts, frame.time_base = index, 1 / self._rate
            source.push(frame)
        out = _pulled(self._output)
        assert out is not None, "xfade gives a frame for each pair"
        return out


def _source(
    graph: av.filter.Graph, frame: VideoFrame, tick: Fraction, *, rate: Fraction | None = None
) -> FilterContext:
    args = {
        "video_size": f"{frame.width}x{frame.height}",
        "pix_fmt": frame.format.name,
        "time_base": f"{tick.numerator}/{tick.denominator}",
        "colorspace": str(int(frame.colorspace)),
        "range": str(int(frame.color_range)),
    }
    if rate is not None:
        args["frame_rate"] = f"{rate.numerator}/{rate.denominator}"
    return graph.add("buffer", arguments(args))


def _linked(graph: av.filter.Graph, source: FilterContext, filters: Sequence[Filter]) -> FilterContext:
    at = source
    for name, args in [*filters, ("buffersink", {})]:
        following = graph.add(name, arguments(args) or None)
        at.link_to(following)
        at = following
    return at


def _pulled(output: FilterContext) -> VideoFrame | None:
    try:
        frame = output.pull()
    except (Empty, Ended):
        return None
    assert isinstance(frame, VideoFrame)
    return frame
