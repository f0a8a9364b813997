"""A timeline's sound in; its mix out, as blocks of samples for the preview, or as one AAC stream for the film.

Each block is a pure function of its position, so that the preview hears from anywhere what the film will have there.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import msgspec
import numpy as np

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import SAMPLE_RATE, round_half_up
from montage_desktop.core.timeline import AudioSpan, Timeline
from montage_desktop.media.ffmpeg import FFmpeg, Outcome, Progress, run
from montage_desktop.media.loudness import CONTEXT_SAMPLES, Level, Meter, level_for, limited, measured
from montage_desktop.media.render.profiles import Profile, sound_args
from montage_desktop.media.render.temporary import written_whole
from montage_desktop.media.sound_reader import Samples, SoundReader, decoded_sound

#: Samples on each side of a join over which the two sounds are crossfaded: 4 ms together.
_HALF_FADE = 96
_BLOCK_SAMPLES = 16_384
_IDLE_READERS = 6
#: Peaks above this are bent smoothly so that they stay under full scale.
_KNEE = 0.89
#: By how much the encoded sound's true peak may exceed the profile's ceiling.
_PEAK_TOLERANCE_DB = 0.1
_LOUDNESS_TOLERANCE_LU = 0.2
_CORRECTIONS = 3


@dataclass(frozen=True, eq=False)
class _Part:
    """A span with its edges settled: heard over ``[start, end)``, with gains at its ends.

    Attributes:
        source_sample: position in the source of the sample at `start`.
        fade_in, fade_out: samples, equal power.
        bends: where the span's curve has its points, in samples of the film, and what they are in dB; float64.
    """

    span: AudioSpan
    start: int
    end: int
    source_sample: int
    fade_in: int
    fade_out: int
    bends: tuple[np.ndarray, np.ndarray]


@dataclass
class _Voice:
    """A part being read."""

    part: _Part
    reader: SoundReader
    position: int = field(default=0)


class Mixer:
    """Mixes a timeline's spans. Not thread-safe: one thread at a time.

    `level` is what `level_of` gives for a profile that asks for a loudness; without one the mix keeps its loudness, and
    is only bent smoothly where it would exceed full scale.
    """

    def __init__(self, timeline: Timeline, facts: Mapping[str, MediaFacts], *, level: Level | None = None) -> None:
        self.samples = timeline.samples
        self._level = level
        self._ahead = np.zeros((0, 2), np.float32)  # mixed already for what the limiter has to see, from
        self._ahead_start = 0
        self._facts = facts
        self._parts = _parts(timeline.audio, facts)
        self._starts = [p.start for p in self._parts]
        self._longest = max((p.end - p.start for p in self._parts), default=0)
        self._voices: list[_Voice] = []
        self._idle: list[SoundReader] = []

    def blocks(self, *, block_samples: int = _BLOCK_SAMPLES, start_sample: int = 0) -> Iterator[Samples]:
        """The mix from a sample to the film's end, as float32 arrays of shape (n, 2) within ±1.

        All blocks have `block_samples` samples but the last.
        """
        try:
            for at in range(start_sample, self.samples, block_samples):
                yield self.mix(at, min(block_samples, self.samples - at))
        finally:
            self.close()

    def mix(self, start_sample: int, count: int) -> Samples:
        """Samples ``[start_sample, start_sample + count)``; cheapest when asked for one after the other."""
        if self._level is None:
            return _protected(self._summed(start_sample, count))
        gain = np.float32(10 ** (self._level.gain_db / 20))
        if self._level.ceiling_dbtp is None:
            return self._summed(start_sample, count) * gain
        wide = self._around(start_sample, count) * gain
        return limited(wide, start_sample=start_sample, count=count, ceiling_dbtp=self._level.ceiling_dbtp)

    def _around(self, start_sample: int, count: int) -> Samples:
        """The sum with `CONTEXT_SAMPLES` more on each side, silent outside the film; nothing is read twice."""
        a, b = start_sample - CONTEXT_SAMPLES, start_sample + count + CONTEXT_SAMPLES
        begin = max(0, a)
        kept_end = self._ahead_start + len(self._ahead)
        if self._ahead_start <= begin <= kept_end:
            kept = self._ahead[begin - self._ahead_start :]
        else:
            kept, kept_end = self._ahead[:0], begin
        fresh = self._summed(kept_end, max(0, min(b, self.samples) - kept_end))
        self._ahead, self._ahead_start = np.concatenate([kept, fresh]), begin
        inner = self._ahead[: b - begin]
        return np.pad(inner, ((begin - a, b - begin - len(inner)), (0, 0)))

    def _summed(self, start_sample: int, count: int) -> Samples:
        out = np.zeros((count, 2), np.float32)
        end = start_sample + count
        first = bisect.bisect_left(self._starts, start_sample - self._longest)
        last = bisect.bisect_left(self._starts, end)
        active = [p for p in self._parts[first:last] if p.end > start_sample]
        self._release(active)
        for part in active:
            a, b = max(part.start, start_sample), min(part.end, end)
            voice = self._voice(part, a)
            heard = voice.reader.read(b - a)
            voice.position = b
            out[a - start_sample : b - start_sample] += heard * _gains(part, a, b)[:, None]
        return out

    def close(self) -> None:
        """Close all files; the mixer can go on being used."""
        for reader in [*self._idle, *(v.reader for v in self._voices)]:
            reader.close()
        self._idle, self._voices = [], []

    def _release(self, active: Sequence[_Part]) -> None:
        """Readers of parts that are over become idle; a few are kept for the next part of the same source."""
        ended = [v for v in self._voices if not any(v.part is p for p in active)]
        self._voices = [v for v in self._voices if v not in ended]
        self._idle += [v.reader for v in ended]
        while len(self._idle) > _IDLE_READERS:
            self._idle.pop(0).close()

    def _voice(self, part: _Part, at: int) -> _Voice:
        for voice in self._voices:
            if voice.part is part:
                if voice.position != at:
                    voice.reader.seek(part.source_sample + at - part.start)
                return voice
        target = part.source_sample + at - part.start
        reader = self._reader(part.span.source, target)
        if reader.position != target:
            reader.seek(target)
        voice = _Voice(part, reader, at)
        self._voices.append(voice)
        return voice

    def _reader(self, source: str, target: int) -> SoundReader:
        """An idle reader of the source, the one nearest before the target if any; else a new one."""
        same = [r for r in self._idle if r.source == self._facts[source].path]
        if not same:
            return SoundReader(self._facts[source])
        near = [r for r in same if r.distance(target) >= 0]
        reader = min(near, key=lambda r: abs(target - r.position)) if near else same[0]
        self._idle.remove(reader)
        return reader


def _parts(spans: Sequence[AudioSpan], facts: Mapping[str, MediaFacts]) -> list[_Part]:
    """Parts in order of their start, with crossfades at the joins that need one."""
    parts: list[_Part] = []
    by_role: dict[str, list[AudioSpan]] = {}
    for span in sorted(spans, key=lambda s: s.start_sample):
        if span.source not in facts or facts[span.source].audio is None:
            raise InputError("media.no_audio", f"“{span.source}” has no sound.", fix="Choose a file with sound.")
        by_role.setdefault(span.role, []).append(span)
    for spans_of_role in by_role.values():
        row = _unbroken(spans_of_role)
        starts = {s.start_sample: s for s in row}
        ends = {s.start_sample + s.samples: s for s in row}
        for span in row:
            before, after = ends.get(span.start_sample), starts.get(span.start_sample + span.samples)
            parts.append(_part(span, before, after))
    return sorted(parts, key=lambda p: p.start)


def _unbroken(row: Sequence[AudioSpan]) -> list[AudioSpan]:
    """The spans, in order of their start, with those that go on where one ends made one with it.

    Read as one, they are to the bit what they were before somebody split them.
    """
    whole: list[AudioSpan] = []
    ending: dict[int, int] = {}  # index in `whole` by where it ends
    for span in row:
        index = ending.pop(span.start_sample, None)
        if index is not None and _continuous(whole[index], span):
            longer = whole[index].samples + span.samples
            whole[index] = msgspec.structs.replace(whole[index], samples=longer, fade_out_ms=span.fade_out_ms)
        else:
            index = len(whole)
            whole.append(span)
        ending[span.start_sample + span.samples] = index
    return whole


def _part(span: AudioSpan, before: AudioSpan | None, after: AudioSpan | None) -> _Part:
    start, end = span.start_sample, span.start_sample + span.samples
    source = round_half_up(span.source_in * SAMPLE_RATE)
    fade_in = round(span.fade_in_ms * SAMPLE_RATE / 1000)
    fade_out = round(span.fade_out_ms * SAMPLE_RATE / 1000)
    half = min(_HALF_FADE, span.samples // 2)
    if not fade_in:
        if before and not before.fade_out_ms:
            reach = min(half, before.samples // 2, start)
            start, source, fade_in = start - reach, source - reach, 2 * reach
        elif source > 0:  # begins within a sound, after silence
            fade_in = 2 * half
    if not fade_out:
        if after and not after.fade_in_ms:
            reach = min(half, after.samples // 2)
            end, fade_out = end + reach, 2 * reach
        else:
            fade_out = 2 * half
    bends = np.array([p[0] for p in span.points], np.float64), np.array([p[1] for p in span.points], np.float64)
    return _Part(span, start, end, source, min(fade_in, end - start), min(fade_out, end - start), bends)


def _continuous(before: AudioSpan, after: AudioSpan) -> bool:
    """Whether the sound goes on through a join: but for a sample, which is the rounding of the frames' times."""
    if before.source != after.source or before.fade_out_ms or after.fade_in_ms:
        return False
    if (before.gain_db, before.points) != (after.gain_db, after.points):
        return False
    off_s = after.source_in - before.source_in - Fraction(before.samples, SAMPLE_RATE)
    return abs(off_s) * SAMPLE_RATE <= 1


def _gains(part: _Part, a: int, b: int) -> np.ndarray:
    """Gain of each sample in ``[a, b)``: the span's level, its curve, and equal-power fades (sine and cosine)."""
    level = 10.0 ** (part.span.gain_db / 20)
    is_whole = a >= part.start + part.fade_in and b <= part.end - part.fade_out
    if is_whole and not len(part.bends[0]):
        return np.full(b - a, level, np.float32)
    at = np.arange(a, b, dtype=np.float64) + 0.5
    gains = np.full(b - a, level)
    if len(part.bends[0]):  # each sample's gain follows from its place alone, whatever the block
        gains *= 10.0 ** (np.interp(at - 0.5, *part.bends) / 20)
    if is_whole:
        return gains.astype(np.float32)
    if part.fade_in:
        gains *= np.sin(np.clip((at - part.start) / part.fade_in, 0, 1) * np.pi / 2)
    if part.fade_out:
        gains *= np.sin(np.clip((part.end - at) / part.fade_out, 0, 1) * np.pi / 2)
    return gains.astype(np.float32)


def _protected(samples: Samples) -> Samples:
    """Samples bent into ±1 where they exceed the knee; others are untouched. Has no memory, so no pumping."""
    size = np.abs(samples)
    if size.size == 0 or float(size.max()) <= _KNEE:
        return samples
    room = 1.0 - _KNEE
    bent = np.sign(samples) * (_KNEE + room * np.tanh((size - _KNEE) / room))
    return np.where(size > _KNEE, bent, samples).astype(np.float32)


def level_of(
    timeline: Timeline,
    *,
    facts: Mapping[str, MediaFacts],
    profile: Profile,
    should_stop: Callable[[], bool] | None = None,
) -> Level | None:
    """The level for a film under a profile, for the preview too; None where the profile asks for no loudness.

    Reads and measures the whole mix, about 150 times as fast as it plays.

    Raises:
        Cancelled: `should_stop` said so. InputError, MediaError: a source cannot be read.
    """
    if profile.loudness_lufs is None:
        return None

    def blocks(level: Level) -> Iterator[Samples]:
        for block in Mixer(timeline, facts, level=level).blocks():
            if should_stop is not None and should_stop():
                raise Cancelled()
            yield block

    return level_for(blocks, target_lufs=profile.loudness_lufs, ceiling_dbtp=profile.true_peak_dbtp)


class SoundReport(msgspec.Struct, frozen=True):
    """What was encoded: samples at 48 kHz, peak (1 is full scale), and the run's figures.

    Attributes:
        level: what was done to the mix; None if the profile asks for no loudness, and the next two are None too.
        loudness_lufs, true_peak_dbtp: of the encoded sound, decoded again (None for silence).
    """

    samples: int
    peak: float
    outcome: Outcome
    level: Level | None = None
    loudness_lufs: float | None = None
    true_peak_dbtp: float | None = None


def render_sound(
    timeline: Timeline,
    *,
    facts: Mapping[str, MediaFacts],
    profile: Profile,
    out: Path,
    ffmpeg: FFmpeg,
    should_stop: Callable[[], bool] | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> SoundReport:
    """Encode a timeline's whole sound once, to `out` (AAC in MP4), exactly `Timeline.samples` long.

    With a loudness in the profile the mix is measured first, then encoded at the level found. AAC gives some peaks back
    higher than it got them: where they exceed the ceiling, it is encoded again with the limiter set lower by as much.

    Args:
        on_progress: gets the fraction done, 0…1.

    Raises:
        Cancelled, MediaError, InputError, TransientError: and nothing is left behind.
    """

    level = level_of(timeline, facts=facts, profile=profile, should_stop=should_stop)

    def told(progress: Progress) -> None:
        if on_progress is not None:
            on_progress(min(1.0, progress.time_s * SAMPLE_RATE / timeline.samples))

    def encode(temp: Path) -> tuple[SoundReport, Meter]:
        mix = _Metered(Mixer(timeline, facts, level=level), meter=level is not None)
        args = ["-y", "-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "2", "-i", "pipe:0", *sound_args(profile)]
        args += ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
        args += ["-f", "mp4", f"file:{temp.absolute()}"]
        outcome = run(
            args, ffmpeg=ffmpeg, what="Sound", on_progress=told, should_stop=should_stop, stdin_blocks=mix.pcm()
        )
        return SoundReport(samples=timeline.samples, peak=mix.peak, outcome=outcome, level=level), mix.meter

    with written_whole(out) as temp:
        report, mixed = encode(temp)
        if level is None:
            return report
        heard, wanted_lufs = measured(decoded_sound(temp)), mixed.integrated_lufs
        for _ in range(_CORRECTIONS):
            better = _corrected(level, heard, wanted_lufs=wanted_lufs, ceiling_dbtp=profile.true_peak_dbtp)
            if better == level:
                break
            level = better
            report, _ = encode(temp)
            heard = measured(decoded_sound(temp))
    loud = {"loudness_lufs": heard.integrated_lufs, "true_peak_dbtp": heard.true_peak_dbtp}
    return msgspec.structs.replace(report, **loud)


def _corrected(level: Level, heard: Meter, *, wanted_lufs: float | None, ceiling_dbtp: float) -> Level:
    """The level that makes up for what AAC did; the same where it did little.

    It gives peaks back higher than it got them, by up to 1 dB, and takes loudness from noise at low bit rates.
    """
    excess_db = heard.true_peak_dbtp - ceiling_dbtp
    lower_db = excess_db if excess_db > _PEAK_TOLERANCE_DB else 0.0
    lost_lu = (wanted_lufs or 0.0) - (heard.integrated_lufs or 0.0)
    raised_db = lost_lu if abs(lost_lu) > _LOUDNESS_TOLERANCE_LU else 0.0
    return Level(level.gain_db + raised_db, (level.ceiling_dbtp or 0.0) - lower_db)


class _Metered:
    """A mix as bytes, its peak taken on its way; with `meter` its loudness too."""

    def __init__(self, mixer: Mixer, *, meter: bool) -> None:
        self.peak = 0.0
        self.meter = Meter()
        self._is_metered = meter
        self._mixer = mixer

    def pcm(self) -> Iterator[bytes]:
        for block in self._mixer.blocks():
            self.peak = max(self.peak, float(np.abs(block).max()))
            if self._is_metered:
                self.meter.feed(block)
            yield block.astype("<f4").tobytes()
