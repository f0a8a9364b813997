"""Random films and random edits of them: a film of beats, and what a person may do to it."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import msgspec

from montage_desktop.core.edits import Edge, Edit, Editing
from montage_desktop.core.time import frame_at, seconds
from montage_desktop.core.timeline import AudioSpan, Candidate, Clip, Look, Reframe, Timeline

RATE = Fraction(30)
LENGTHS: dict[str, Fraction | None] = {f"/m/{n}.mp4": Fraction(20) for n in range(8)} | {
    "/m/short.mp4": Fraction(1), "/m/photo.jpg": None, "/m/song.wav": Fraction(60),
}  # fmt: skip
SHORT = Candidate("/m/short.mp4", Fraction(0), 0.4)
EDITING = Editing(LENGTHS)
EDGES: tuple[Edge, ...] = ("in", "out")


def film(clips: int = 8, *, tempo: float = 120.0, drift: float = 0.0, rate: Fraction = RATE) -> Timeline:
    """A film of clips of two beats each, cut on every second beat of a song whose tempo may drift."""
    beats, t = [], 0.0
    for n in range(clips * 2 + 1):
        beats.append(t)
        t += 60 / tempo * (1 + drift * n)
    frames = [frame_at(seconds(b), rate) for b in beats]
    video = [
        Clip(
            id=f"c{n}", start=frames[2 * n], frames=frames[2 * n + 2] - frames[2 * n], source=f"/m/{n % 8}.mp4",
            source_in=Fraction(n % 5 + 2), beat=2 * n, score=1.0 - n / 100, why={"sharpness": 0.1},
            runners_up=[Candidate(f"/m/{(n + 3) % 8}.mp4", Fraction(3), 0.5), SHORT],
        )
        for n in range(clips)
    ]  # fmt: skip
    timeline = Timeline(rate=rate, size=(1280, 720), frames=frames[-1], video=video, beats=beats)
    music = AudioSpan(role="music", source="/m/song.wav", start_sample=0, samples=timeline.samples)
    return msgspec.structs.replace(timeline, audio=[music])


def an_edit(timeline: Timeline, dice: random.Random) -> Edit:
    clip = dice.choice(timeline.video)
    name, frame, inside = clip.id, dice.randrange(timeline.frames + 30), clip.start + dice.randrange(clip.frames)
    edge = dice.choice(EDGES)
    candidate = Candidate(f"/m/{dice.randrange(8)}.mp4", Fraction(dice.randrange(19)), 0.1)
    kinds: list[Callable[[], Edit]] = [
        lambda: EDITING.trim(name, edge, frame),
        lambda: EDITING.trim(name, edge, inside),
        lambda: EDITING.trim(name, edge, inside + 20, ripple=True),
        lambda: EDITING.slip(name, dice.randrange(-100, 100)),
        lambda: EDITING.move([name], dice.randrange(len(timeline.video) + 1)),
        lambda: EDITING.split(name, inside),
        lambda: EDITING.delete([name]),
        lambda: EDITING.insert([candidate], frame),
        lambda: EDITING.swap(name, dice.randrange(3)),
        lambda: EDITING.lock([name], dice.random() < 0.15),
        lambda: EDITING.speed([name], Fraction(dice.randrange(1, 9), 4)),
        lambda: EDITING.transition(name, dice.choice(("dissolve", None)), dice.randrange(20)),
        lambda: EDITING.look([name], Look(contrast=1 + dice.random() / 2)),
        lambda: EDITING.reframe([name], Reframe(dice.random(), dice.random())),
        lambda: EDITING.gain("music", -dice.randrange(20)),
        lambda: EDITING.replace(name, candidate),
    ]
    return dice.choice(kinds)()
