"""The preview's sound is the mixer's, sample for sample, whatever is asked for how fast."""

from __future__ import annotations

import threading
import time
import wave
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import msgspec
import numpy as np
import pytest

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import SAMPLE_RATE, sample_at
from montage_desktop.core.timeline import AudioSpan, Timeline
from montage_desktop.media.preview.line import Line
from montage_desktop.media.preview.sound_ahead import SoundAhead
from montage_desktop.media.probe import probe
from montage_desktop.media.sound import Mixer

RATE = Fraction(30000, 1001)
FRAMES = 75


def song(path: Path, *, seed: int) -> str:
    noise = np.random.default_rng(seed).normal(0, 6000, (SAMPLE_RATE * 3, 2)).clip(-30000, 30000).astype("<i2")
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(noise.tobytes())
    return str(path)


@pytest.fixture(scope="module")
def songs(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, MediaFacts]]:
    folder = tmp_path_factory.mktemp("songs")
    paths = [song(folder / f"{i}.wav", seed=i) for i in range(2)]
    return paths, {p: probe(Path(p)) for p in paths}


def film(*sources: str) -> Timeline:
    """Each source for an equal part of the film."""
    samples = sample_at(FRAMES, RATE)
    ends = [samples * (i + 1) // len(sources) for i in range(len(sources))]
    spans = [
        AudioSpan(role="music", source=s, start_sample=a, samples=b - a, source_in=Fraction(1, 7))
        for s, a, b in zip(sources, [0, *ends], ends, strict=False)
    ]
    return Timeline(rate=RATE, size=(160, 90), frames=FRAMES, audio=spans)


@pytest.fixture
def ahead() -> Iterator[SoundAhead]:
    told: list[str] = []
    made = SoundAhead(lambda: None, told.append)
    made.told = told  # type: ignore[attr-defined]
    yield made
    made.close()
    assert not [t for t in threading.enumerate() if t.name == "preview-sound"]


def read(
    ahead: SoundAhead, count: int, *, piece: int = 777, after: Callable[[int], None] = lambda _: None
) -> np.ndarray:
    """`count` samples in uneven pieces, however long they take; `after` is told how many there are so far."""
    parts: list[np.ndarray] = []
    have, deadline = 0, time.monotonic() + 20
    while have < count:
        block = ahead.read(min(piece, count - have))
        if len(block) == 0:
            assert time.monotonic() < deadline, f"only {have} of {count} samples came"
            threading.Event().wait(0.001)
            continue
        parts.append(block)
        have += len(block)
        after(have)
    return np.concatenate(parts)


def mixed(timeline: Timeline, facts: dict[str, MediaFacts], start: int, end: int) -> np.ndarray:
    mixer = Mixer(timeline, facts)
    try:
        return mixer.mix(start, end - start)
    finally:
        mixer.close()


@pytest.mark.parametrize("start", [0, 31])
def test_a_line_is_the_mix(songs: tuple[list[str], dict[str, MediaFacts]], ahead: SoundAhead, start: int) -> None:
    paths, facts = songs
    timeline, line = film(*paths), Line(start, 1, FRAMES, RATE)
    ahead.play(timeline, facts, line)
    assert line.samples is not None
    found = read(ahead, line.samples)
    assert np.array_equal(found, mixed(timeline, facts, sample_at(start, RATE), timeline.samples))
    assert len(ahead.read(100)) == 0, "nothing comes after the end"


def test_a_loop_is_the_mix_again_and_again(songs: tuple[list[str], dict[str, MediaFacts]], ahead: SoundAhead) -> None:
    paths, facts = songs
    timeline = film(paths[0])
    ahead.play(timeline, facts, Line(10, 1, FRAMES, RATE, (7, 20)))
    first, begin, end = (sample_at(f, RATE) for f in (10, 7, 20))
    once = mixed(timeline, facts, begin, end)
    wanted = np.concatenate([once[first - begin :], once, once])
    assert np.array_equal(read(ahead, len(wanted)), wanted)


def test_a_swap_with_the_same_sound_is_not_heard(
    songs: tuple[list[str], dict[str, MediaFacts]], ahead: SoundAhead
) -> None:
    paths, facts = songs
    timeline, line = film(*paths), Line(0, 1, FRAMES, RATE)
    ahead.play(timeline, facts, line)

    def swap(have: int) -> None:
        if have % 5 == 0:
            ahead.swap(msgspec.structs.replace(timeline, title=str(have)), facts, line)

    found = read(ahead, timeline.samples, after=swap)
    assert np.abs(found - mixed(timeline, facts, 0, timeline.samples)).max() < 1e-6


def test_a_swap_to_another_song_has_no_gap(songs: tuple[list[str], dict[str, MediaFacts]], ahead: SoundAhead) -> None:
    paths, facts = songs
    before, after, line = film(paths[0]), film(paths[1]), Line(0, 1, FRAMES, RATE)
    ahead.play(before, facts, line)
    begin = read(ahead, 10_000)
    ahead.swap(after, facts, line)
    found = np.concatenate([begin, read(ahead, before.samples - 10_000)])
    old, new = (mixed(t, facts, 0, t.samples) for t in (before, after))
    is_old, is_new = (np.abs(found - x).max(axis=1) < 1e-6 for x in (old, new))
    change = int(np.argmin(is_old))
    assert 10_000 <= change <= 40_000, "within what was mixed already"
    assert is_new[change + 192 :].all()
    way, apart = (found - old)[change : change + 192], (new - old)[change : change + 192]
    told = np.abs(apart).max(axis=1) > 0.01  # where both songs are alike, nothing can be seen of it
    share = (way * apart).sum(axis=1)[told] / np.square(apart).sum(axis=1)[told]
    assert told.sum() > 100 and (np.diff(share) > -1e-3).all(), "from the one to the other, steadily"


def test_missing_sound_is_silence_and_told_once(
    songs: tuple[list[str], dict[str, MediaFacts]], ahead: SoundAhead, tmp_path: Path
) -> None:
    paths, facts = songs
    gone = song(tmp_path / "gone.wav", seed=3)
    facts = {**facts, gone: probe(Path(gone))}
    Path(gone).unlink()
    timeline = film(gone, paths[0], str(tmp_path / "unknown.wav"))
    ahead.play(timeline, facts, Line(0, 1, FRAMES, RATE))
    found = read(ahead, timeline.samples)
    third = timeline.samples // 3
    assert not found[: third - 500].any() and not found[2 * third + 500 :].any()
    assert found[third + 500 : 2 * third - 500].any()
    assert len(ahead.told) == 2, ahead.told  # type: ignore[attr-defined]
