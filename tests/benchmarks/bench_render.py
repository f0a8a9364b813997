"""Films in; what they cost beside one FFmpeg command, MoviePy, smartcut and auto-editor, and how cost grows, out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
from app import App
from films import (
    CUT_FRAMES,
    QUICK_FRAMES,
    RATE,
    STANDARD,
    VARIANTS,
    edited,
    kept_spans,
    long_film,
    montage,
    quick_or_full,
    single,
)
from measuring import Cost, measured, median, rounds, run
from rivals import Rivals
from table import Row, Task, compared

from montage_desktop.core.timeline import Timeline
from montage_desktop.media.probe import probe


def _by_ours(app: App, timeline: Timeline, name: str, results: list[dict[str, Any]], **how: Any) -> Callable[[], Cost]:
    def work() -> Cost:
        cost, result = app.render(timeline, name, **how)
        results.append(result)
        return cost

    return work


def _by_one_command(timeline: Timeline, out: Path, variant: dict[str, str]) -> Callable[[], Cost]:
    return lambda: measured(lambda: single(timeline, out, **variant))


def _best(costs: list[Cost]) -> Cost:
    """The least of each number: the fastest command need not be the cheapest."""
    return Cost(*(min(getattr(c, n) for c in costs) for n in ("wall_s", "cpu_s", "peak_mib")))


def _copied(result: dict[str, Any]) -> int | None:
    return result.get("copied_frames")


def cold(app: App, folder: Path, rivals: Rivals, *, quick: bool) -> list[Row]:
    """A 1080p film with a cut a second, nothing known before."""
    seconds = 6 if quick else 30
    timeline = quick_or_full(folder, seconds, quick=quick)
    results: list[dict[str, Any]] = []
    variants = VARIANTS[:1] if quick else VARIANTS
    work = {"ours": _by_ours(app, timeline, "cold", results)}
    for i, variant in enumerate(variants):
        work[f"single{i}"] = _by_one_command(timeline, folder / "single.mp4", variant)
    app.render(timeline, "warm")  # workers have loaded what they need from here on
    costs = rounds(1 if quick else 3, work)
    best = _best([costs[f"single{i}"] for i in range(len(variants))])
    what = f"cold render, {seconds} s 1080p, {seconds} cuts"
    # At the CPU seconds that we take, with every core busy from begin to end.
    floor = costs["ours"].cpu_s / (os.cpu_count() or 1) / best.wall_s
    note = f"{len(variants)} thread settings tried, best of each number; least that our CPU time allows: {floor:.2f}"
    rows = compared(
        *(what, costs["ours"], best, "one FFmpeg command"), cpu=1.03, wall=0.65, copied=_copied(results[-1]), note=note
    )
    return [*rows, _moviepy(timeline, folder, rivals, costs["ours"], what)]


def _moviepy(timeline: Timeline, folder: Path, rivals: Rivals, ours: Cost, what: str) -> Row:
    what = f"{what}: wall"
    if "moviepy" in rivals.missing:
        return Row(what, rival_name="MoviePy", skipped=rivals.missing["moviepy"])
    document = folder / "moviepy.json"
    clips = [(c.source, float(c.source_in), float(c.frames / RATE)) for c in timeline.video]
    film = {"clips": clips, "song": timeline.audio[0].source, "rate": float(RATE), "preset": STANDARD.preset}
    document.write_text(json.dumps(film))
    cost, _ = rivals.measure("moviepy", document, folder / "moviepy.mp4")
    return Row(what, ours.wall_s, cost.wall_s, "MoviePy", costs=(ours, cost), note="one round")


def again(app: App, folder: Path, *, quick: bool) -> list[Row]:
    """One of 60 clips changed after a render."""
    size, cut_frames = ((640, 360), 15) if quick else ((1920, 1080), CUT_FRAMES)
    timeline = montage(folder / f"cam{size[1]}", clips=60, cut_frames=cut_frames, size=size)
    first: list[Cost] = []
    second: list[Cost] = []
    parts: dict[str, Any] = {}
    for number in range(1 if quick else 3):
        first.append(app.render(timeline, "again", cache="again")[0])
        clips = list(timeline.video)
        clip = clips[30 + number]
        clips[30 + number] = msgspec.structs.replace(clip, source_in=clip.source_in + Fraction(1, 2))
        changed = msgspec.structs.replace(timeline, video=clips)
        cost, result = app.render(changed, "again", cache="again", keep_cache=True)
        second.append(cost)
        parts = result.get("parts") or {}
    what = f"re-render, 1 of 60 clips changed, {int(timeline.duration_s)} s {size[1]}p"
    note = ", ".join(f"{count} {kind}" for kind, count in parts.items()) if isinstance(parts, dict) else ""
    return compared(what, median(second), median(first), "own cold render", cpu=None, wall=0.08, note=f"parts: {note}")


def smart_cut(app: App, folder: Path, rivals: Rivals, *, quick: bool, key_every: int) -> list[Row]:
    """Stretches taken out of a film, by copying what can be copied, by us and others, and by encoding all of it."""
    minutes, cuts = (1, 6) if quick else (10, 20)
    film = long_film(folder / "long", minutes=minutes, size=(1280, 720), key_every=key_every)
    timeline, spans = _cut(film, cuts)
    what = f"{cuts} cuts in a {minutes}-min 720p h264 film, keys each {float(key_every / RATE):.1f} s: wall"
    taken: list[dict[str, Any]] = []
    others = {
        "smartcut": _smartcut(rivals, film, folder, spans),
        "auto-editor": _auto_editor(rivals, film, folder, spans),
    }
    present = {rival: call for rival, call in others.items() if rival not in rivals.missing}
    work = {
        "ours": _by_ours(app, timeline, "smart", taken, smart_cut="auto"),
        "whole": _by_one_command(timeline, folder / "single.mp4", VARIANTS[0]),
        **present,
    }
    costs = rounds(1, work)
    copied = _copied(taken[-1])
    note = "" if copied else "nothing was copied"
    pair = compared(
        what.removesuffix(": wall"), costs["ours"], costs["whole"], "full re-encode by one command",
        cpu=None, wall=0.15, copied=copied, note=note,
    )  # fmt: skip
    rows = [pair[1], pair[0]]
    for rival in others:
        if rival in present:
            both = (costs["ours"], costs[rival])
            numbers = (both[0].wall_s, both[1].wall_s)
            rows.append(Row(what, *numbers, rival, limit=1.0, costs=both, copied=copied, note=note or _SOUND[rival]))
        else:
            rows.append(Row(what, rival_name=rival, skipped=rivals.missing[rival]))
    return rows


#: What another's figure does not tell.
_SOUND = {
    "smartcut": "it copies packets of sound, which ends up to 21 ms off its cuts, and compares no pictures;"
    " ours encodes all the sound",
    "auto-editor": "",
}


def _cut(film: Path, cuts: int) -> tuple[Timeline, list[tuple[int, int]]]:
    video = probe(film).video
    assert video is not None
    spans = kept_spans(int(video.duration_s * RATE), cuts)
    return edited(film, spans), spans


def _times(spans: list[tuple[int, int]]) -> list[str]:
    return [f"{float(frame / RATE):.6f}" for span in spans for frame in span]


def _smartcut(rivals: Rivals, film: Path, folder: Path, spans: list[tuple[int, int]]) -> Callable[[], Cost]:
    command = [rivals.program("smartcut"), film, folder / "smartcut.mp4", "--keep", ",".join(_times(spans))]
    return lambda: run(command)[0]


def _auto_editor(rivals: Rivals, film: Path, folder: Path, spans: list[tuple[int, int]]) -> Callable[[], Cost]:
    inner = _times(spans)[1:-1]
    ranges = [f"{a}sec,{b}sec" for a, b in zip(inner[::2], inner[1::2], strict=True)]
    command = [rivals.program("auto-editor"), film, "--edit", "none", "--cut-out", *ranges, "--no-open"]
    return lambda: run([*command, "-o", folder / "auto-editor.mp4"])[0]


def growth(app: App, folder: Path, *, quick: bool) -> list[Row]:
    """Cost a second of film as the number of clips, the length and the size grow; the ratio is to the smallest."""
    length, size = (20, (640, 360)) if quick else (60, (1280, 720))
    counts, lengths = (10, 60, 300), (10, 60) if quick else (60, 600, 3600)
    sizes = ((640, 360), (1280, 720)) if quick else ((1280, 720), (1920, 1080), (3840, 2160))

    def render(name: str, timeline: Timeline) -> tuple[str, Timeline, Cost]:
        return name, timeline, app.render(timeline, "growth", cache="growth")[0]

    def film(clips: int, cut_frames: int, size: tuple[int, int], source_frames: int) -> Timeline:
        cameras = folder / f"cam{size[1]}-{source_frames}"
        return montage(cameras, clips=clips, cut_frames=cut_frames, size=size, source_frames=source_frames)

    by_clips = [render(f"{n} clips", film(n, length * 30 // n, size, 240)) for n in counts]
    by_length = [render(f"{seconds} s", film(seconds // 2, 60, (320, 180), 120)) for seconds in lengths]
    by_size = [render(f"{each[1]}p", film(4, CUT_FRAMES, each, QUICK_FRAMES)) for each in sizes]
    return [
        *_grown(f"clips in {length} s of {size[1]}p", by_clips),
        *_grown("length, 180p, a cut each 2 s", by_length),
        *_grown("size, 4 s, 4 cuts (per pixel)", by_size, per_pixel=True),
    ]


def _grown(what: str, costs: list[tuple[str, Timeline, Cost]], *, per_pixel: bool = False) -> list[Row]:
    def unit_cost(timeline: Timeline, cost: Cost) -> float:
        pixels = timeline.size[0] * timeline.size[1] / 2**20 if per_pixel else 1
        return cost.cpu_s / float(timeline.duration_s) / pixels

    name, timeline, cost = costs[0]
    base = unit_cost(timeline, cost)
    unit = "CPU s/s/Mpx" if per_pixel else "CPU s/s"
    return [
        Row(f"growth with {what}: {other}", unit_cost(t, c), base, name, unit, costs=(c, cost)) for other, t, c in costs
    ]


def rows(app: App, folder: Path, rivals: Rivals, *, quick: bool) -> list[Task]:
    """(what is measured, how) of this module."""
    return [
        ("cold render", lambda: cold(app, folder, rivals, quick=quick)),
        ("re-render", lambda: again(app, folder, quick=quick)),
        ("smart cut, keys as x264 sets them", lambda: smart_cut(app, folder, rivals, quick=quick, key_every=250)),
        ("smart cut, keys as a phone sets them", lambda: smart_cut(app, folder, rivals, quick=quick, key_every=30)),
        ("growth", lambda: growth(app, folder, quick=quick)),
    ]
