"""A timeline and its sources in; how the film is encoded and what of it is copied instead, out (*smart cut*).

A stretch is copied only if no filter would change it, if it is coded as the film is, and if it pays: each end of a
copied stretch costs an encoder's start and some decoding, which a short one does not earn back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import MediaFacts, VideoFacts
from montage_desktop.core.said import said
from montage_desktop.core.timeline import Clip, Timeline, transition_span
from montage_desktop.media.ffmpeg import FFmpeg
from montage_desktop.media.render.chunks import Chunk, divide
from montage_desktop.media.render.copying import PacketSource, Run, Stream, open_source
from montage_desktop.media.render.encoding import STANDARD, Encoding
from montage_desktop.media.render.hardware import available, trials
from montage_desktop.media.render.look import crop_box, is_full_range, look_filters, source_matrix
from montage_desktop.media.render.pieces import facts_for, video_of
from montage_desktop.media.render.profiles import Profile, output_size

Mode = Literal["auto", "off", "require"]

#: Seconds of one core, from measurements on x264's presets; only their proportions matter.
_ENCODE_S_PER_MEGAPIXEL = {"superfast": 0.007, "veryfast": 0.011, "medium": 0.03, "slow": 0.06}
_RUN_S = 0.6  # starting an encoder for what is left beside a run, and decoding around its seams afterwards
_WORTH = 0.15  # of the cost of encoding all; less is not worth a film of two makes
_SHORTEST_RUN = 8
_MOSTLY = 0.75  # copied of a film: then the rest is so short that its bits do not count, but its time does
_TOO_SHORT = "What could be copied is too short to be worth it."
_CAPTIONED = "Captions are drawn into its pictures."
_FORMATS = ("yuv420p", "yuv420p10le")
_MATRIX_NAMES = {"bt2020": "bt2020nc"}


class RenderPlan(msgspec.Struct, frozen=True):
    """How a film is made.

    Attributes:
        chunks: cover the film in order; some are copied. copied_frames: how many frames that are.
        reason: why nothing is copied; "" if something is. notes: sentences for the person.
        fell_back: another plan came out wrong, and parts of it may be in the cache.
    """

    encoding: Encoding
    chunks: list[Chunk]
    copied_frames: int = 0
    reason: str = ""
    fell_back: bool = False
    notes: list[str] = []


def plan_render(
    timeline: Timeline,
    facts: Mapping[str, MediaFacts],
    profile: Profile,
    *,
    mode: Mode = "auto",
    encoder: str = "software",
    ffmpeg: FFmpeg | None = None,
) -> RenderPlan:
    """The plan; with the software encoder the same for the same timeline and sources, wherever it is made.

    Args:
        encoder: "software", "auto" (hardware where there is any) or a family of `hardware.FAMILIES`.
        ffmpeg: needed for another encoder than the software one.

    Raises:
        InputError: ``smartcut.impossible``: nothing can be copied and `mode` requires it.
    """
    if encoder != "software" and ffmpeg is not None and mode != "require":
        return _with_hardware(timeline, facts, profile, mode=mode, encoder=encoder, ffmpeg=ffmpeg)
    if mode == "off":
        return RenderPlan(STANDARD, divide(timeline, facts, profile), reason="It was asked for.")
    drawn = bool(timeline.caption_style and timeline.captions)
    found = _CAPTIONED if drawn else _Search(timeline, facts, profile, must=mode == "require").best()
    if isinstance(found, str):
        if mode == "require":
            raise InputError(
                "smartcut.impossible",
                f"Nothing of this film can be copied: {found}",
                fix="Use --smart-cut auto to encode what cannot be copied.",
            )
        return RenderPlan(STANDARD, divide(timeline, facts, profile), reason=found)
    encoding, runs = found
    return RenderPlan(encoding, divide(timeline, facts, profile, runs=runs), sum(r.frames for r in runs))


def _with_hardware(
    timeline: Timeline, facts: Mapping[str, MediaFacts], profile: Profile, *, mode: Mode, encoder: str, ffmpeg: FFmpeg
) -> RenderPlan:
    working = available(ffmpeg)
    wanted = working[:1] if encoder == "auto" else [f for f in working if f == encoder]
    if wanted:
        encoding = msgspec.structs.replace(STANDARD, hardware=f"h264_{wanted[0]}")
        return RenderPlan(encoding, divide(timeline, facts, profile), reason="The film is encoded by hardware.")
    plan = plan_render(timeline, facts, profile, mode=mode)
    if encoder == "auto":
        return plan
    cause = next((t.said for t in trials(ffmpeg) if t.encoder == f"h264_{encoder}"), "")
    cause = cause or said("this FFmpeg does not have it.")
    note = f"The hardware encoder {encoder} does not work here, so the film is encoded in software: {cause}"
    return msgspec.structs.replace(plan, notes=[note])


@dataclass
class _Family:
    """Streams that can follow one another in one film."""

    encoding: Encoding
    codec: str
    sets: dict[tuple[int, int], bytes] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    def takes(self, encoding: Encoding, stream: Stream) -> bool:
        """Whether packets of a stream may stand in the film beside those that are in already."""
        if encoding != self.encoding or stream.codec != self.codec:
            return False
        return all(self.sets.get(number, nal) == nal for number, nal in stream.sets().items())


class _Search:
    """Looks through a timeline for what can be copied."""

    def __init__(self, timeline: Timeline, facts: Mapping[str, MediaFacts], profile: Profile, *, must: bool) -> None:
        self._timeline, self._facts, self._profile, self._must = timeline, facts, profile, must
        self._size = output_size(timeline.size, profile)
        self._reasons: Counter[str] = Counter()

    def best(self) -> tuple[Encoding, list[Run]] | str:
        """The encoding and its runs, or why nothing is copied."""
        clips = [(i, c) for i, c in enumerate(self._timeline.video) if self._fits(c)]
        if clips and not self._must and not self._pays([c.frames for _, c in clips]):
            return _TOO_SHORT  # not even if all of each clip could be copied
        sources = {}
        try:
            for path in dict.fromkeys(c.source for _, c in clips):
                sources[path] = open_source(facts_for(path, self._facts))
            families = self._families(clips, sources)
        finally:
            for source in sources.values():
                if source is not None:
                    source.close()
        best = max(families, key=lambda f: sum(r.frames for r in f.runs), default=None)
        if best is None or not best.runs:
            return self._why()
        if not self._must and not self._pays([r.frames for r in best.runs]):
            return _TOO_SHORT
        return self._for_the_rest(best), best.runs

    def _families(self, clips: Sequence[tuple[int, Clip]], sources: Mapping[str, PacketSource | None]) -> list[_Family]:
        frames = Counter[str]()
        for _, clip in clips:
            frames[clip.source] += clip.frames
        families: list[_Family] = []
        for path, _ in sorted(frames.items(), key=lambda item: (-item[1], item[0])):
            source = sources[path]
            if source is None:
                why = said("its codec or container is not one that can be cut without encoding")
                self._reasons[why] += frames[path]
                continue
            encoding = native_encoding(video_of(facts_for(path, self._facts)))
            if not self._takes_all(encoding):
                why = said("clips that are not like it could not be brought into its colours")
                self._reasons[why] += frames[path]
                continue
            runs = [r for i, c in clips if c.source == path for r in self._runs(source, i, c)]
            family = next((f for f in families if f.takes(encoding, source.stream)), None)
            if family is None:
                family = _Family(encoding, source.stream.codec)
                families.append(family)
            family.sets |= source.stream.sets()
            family.runs += runs
        for family in families:
            family.runs.sort(key=lambda r: r.start)
        return families

    def _fits(self, clip: Clip) -> bool:
        video = video_of(facts_for(clip.source, self._facts))
        why = why_filtered(clip, video, self._size)
        if why:
            self._reasons[why] += clip.frames
        return not why

    def _runs(self, source: PacketSource, index: int, clip: Clip) -> list[Run]:
        clips = self._timeline.video
        first = transition_span(clip)[1]
        last = transition_span(clips[index + 1])[0] if index + 1 < len(clips) else clip.end
        if last <= first:
            return []
        runs = source.runs(clip, first, last, self._timeline.rate)
        worth = [r for r in runs if r.frames >= _SHORTEST_RUN and (self._must or self._gain_s(r.frames) > 0)]
        if not worth:
            why = said("no key frame lies where a stretch could begin, or its frames are not the film's")
            self._reasons[why] += clip.frames
        return worth

    def _takes_all(self, encoding: Encoding) -> bool:
        """Whether every clip can be brought into a film so coded."""
        eight_bits = encoding.pix_fmt == "yuv420p"
        if eight_bits and encoding.matrix == "bt709":
            return True
        for clip in self._timeline.video:
            other = native_encoding(video_of(facts_for(clip.source, self._facts)))
            if (other.matrix, other.transfer) != (encoding.matrix, encoding.transfer):
                return False
            if look_filters(clip.look) and not (eight_bits and clip.look.temperature == 0):
                return False  # looks are made for 8 bits, temperature for BT.709
        return True

    def _frame_s(self) -> float:
        per_megapixel = _ENCODE_S_PER_MEGAPIXEL.get(self._profile.preset, 0.02)
        return per_megapixel * self._size[0] * self._size[1] / 1e6

    def _gain_s(self, frames: int) -> float:
        return frames * self._frame_s() - _RUN_S

    def _pays(self, runs: Sequence[int]) -> bool:
        """Whether copying runs of so many frames is worth it for the film."""
        gains = sum(max(0.0, self._gain_s(frames)) for frames in runs)
        return gains >= _WORTH * self._timeline.frames * self._frame_s()

    def _for_the_rest(self, family: _Family) -> Encoding:
        """How what is not copied is encoded."""
        if family.codec != "h264":
            return family.encoding
        taken = {number for _, number in family.sets}
        free = next(n for n in range(32) if n not in taken)
        copied = sum(r.frames for r in family.runs)
        quick = copied >= _MOSTLY * self._timeline.frames
        return msgspec.structs.replace(family.encoding, set_number=free, quick=quick)

    def _why(self) -> str:
        most = self._reasons.most_common(1)
        return f"{most[0][0][0].upper()}{most[0][0][1:]}." if most else said("The film has no clips.")


def why_filtered(clip: Clip, video: VideoFacts, size: tuple[int, int]) -> str:
    """Why a clip's pictures cannot go into a film as they are; "" if they can."""
    checks = {
        said("a still has to be encoded"): video.still,
        said("its speed is changed"): clip.speed != 1,
        said("it has a look"): bool(look_filters(clip.look)),
        said("it is turned"): bool(video.rotation),
        said("it is interlaced"): video.interlaced,
        said("its size is not that of the film"): (video.width, video.height) != size or video.display != size,
        said("its pixels are not square"): video.sar != 1,
        said("it is cropped"): crop_box(video, size=size, reframe=clip.reframe) is not None,
        said("its pixel format is not that of a film"): video.pix_fmt not in _FORMATS or video.alpha,
        said("its brightness uses the full range"): is_full_range(video),
    }
    return next((why for why, holds in checks.items() if holds), "")


def native_encoding(video: VideoFacts) -> Encoding:
    """How a film has to be coded so that it can hold a source's packets."""
    matrix = source_matrix(video)
    matrix = _MATRIX_NAMES.get(matrix, matrix)
    tagged = "unknown" not in (video.color_space, video.color_primaries, video.color_transfer)
    return Encoding(
        codec=video.codec,
        pix_fmt=video.pix_fmt,
        matrix=matrix,
        primaries=video.color_primaries if tagged else "bt709",
        transfer=video.color_transfer if tagged else "bt709",
        tagged=tagged,
    )
