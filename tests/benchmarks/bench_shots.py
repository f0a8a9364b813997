"""Films in; how well and how fast their shots are found, beside PySceneDetect's default detector, out.

What is timed is the finding itself, without start and imports, in processes of their own. Ours makes the tracks of
quality in the same pass.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "media"))
from edited_corpus import EDITS, TRAPS, Edit, Piece, matches, pts_of, write_edit
from footage_corpus import ffmpeg
from measuring import Cost, rounds
from rivals import Rivals, measure_ours
from table import Row, Task, compared

from montage_desktop.core.errors import MontageError
from montage_desktop.media.probe import probe

Spans = list[tuple[int, int]]

_TOLERANCE = 2  #: frames
_EDITOR = ("-c:v", "libx264", "-preset", "medium", "-crf", "20", "-pix_fmt", "yuv420p")
_ENCODINGS = {
    "x264 medium": (),
    "x264 medium, no scene cuts": (*_EDITOR, "-sc_threshold", "0"),
    "camera, no B-frames": (*_EDITOR, "-bf", "0", "-g", "30", "-sc_threshold", "0"),
    "HEVC": ("-c:v", "libx265", "-preset", "veryfast", "-crf", "26", "-x265-params", "log-level=error"),
}


def _film(*, quick: bool) -> Edit:
    """Twelve or so shots of 1080p with pans, zooms, shaking, a dissolve and a fade."""
    pieces = [
        Piece(400, 50, pan=2),
        Piece(401, 33, pan=-3),
        Piece(402, 60, ("dissolve", 15), pan=1),
        Piece(403, 42, shake=4),
        Piece(404, 55, zoom=0.002),
        Piece(405, 80, ("fade", 30), pan=0.5),
        Piece(406, 21, pan=6),
        Piece(407, 70, pan=-1, shake=2),
        Piece(408, 90, pan=0),
        Piece(409, 64, pan=4, zoom=0.001),
    ]
    return Edit("film", pieces[:6] if quick else pieces, rate="30", size=(1920, 1080), codec=_EDITOR)


def f1(counts: Sequence[int]) -> float:
    """F-measure of (hits, false, missed)."""
    hits, false, missed = counts
    return 2 * hits / max(1, 2 * hits + false + missed)


def _ours_in_frames(path: Path, shots: list[tuple[float, float]]) -> Spans:
    """What lies between shots, in frames."""
    video = probe(path).video
    assert video is not None
    shown = [float(second) for second in pts_of(path)]
    ends = [*shown, shown[-1] + float(video.frame_s)]

    def frame(second: float) -> int:
        at = second - float(video.start_s) + shown[0]
        return min(range(len(ends)), key=lambda i: abs(ends[i] - at))

    bounds = [0, *(frame(s) for shot in shots for s in shot), len(shown)]
    gaps = zip(bounds[::2], bounds[1::2], strict=True)
    return [gap for gap in gaps if gap not in ((0, 0), (len(shown), len(shown)))]


def _score(films: list[tuple[Path, Edit]], found: list[Spans]) -> float:
    counts = [matches(spans, edit.truth(), tolerance=_TOLERANCE) for (_, edit), spans in zip(films, found, strict=True)]
    return f1([sum(column) for column in zip(*counts, strict=True)])


def _sum(told: list[dict[str, Any]], process: Cost) -> Cost:
    return Cost(sum(t["wall_s"] for t in told), sum(t["cpu_s"] for t in told), process.peak_mib)


def quality(folder: Path, rivals: Rivals) -> list[Row]:
    """F1 over the corpus as it was, and over the films that are traps for who does not look at every frame."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for name, edits in (("corpus", EDITS), ("traps", TRAPS)):
        films = [(write_edit(folder, edit), edit) for edit in edits]
        paths = [path for path, _ in films]
        _, told = measure_ours("shots", "1", *paths)
        ours = _score(films, [_ours_in_frames(p, t["result"]) for p, t in zip(paths, told, strict=True)])
        what = f"shot detection F1, {name} ({len(films)} films, ±{_TOLERANCE} frames)"
        if reason := rivals.missing.get("scenedetect-headless"):
            rows.append(Row(what, ours, rival_name="PySceneDetect", unit="", note=reason))
            continue
        _, told = rivals.measure("scenedetect", *paths)
        theirs = _score(films, [[(c, c) for c in t["result"]] for t in told])
        rows.append(Row(what, ours, theirs, "PySceneDetect", "", 1.0, at_least=True))
    return rows


def speed(folder: Path, rivals: Rivals, *, quick: bool) -> list[Row]:
    """Times on 1080p in several encodings."""
    folder.mkdir(parents=True, exist_ok=True)
    film = write_edit(folder, _film(quick=quick))
    rows: list[Row] = []
    chosen = ("x264 medium", "camera, no B-frames") if quick else tuple(_ENCODINGS)
    for name in chosen:
        codec = _ENCODINGS[name]
        path = film
        if codec:
            path = folder / f"{len(rows)}.mp4"
            ffmpeg("-i", film, *codec, path)
        rows += _compared(f"shot detection, 1080p, {name}", [path], rivals, count=2 if quick else 5)
    return rows


def real(clips: list[Path], rivals: Rivals, *, quick: bool) -> list[Row]:
    """Times on somebody's clips, all together."""
    usable = [path for path in clips if _is_film(path)]
    if not usable:
        return [Row("shot detection, real clips", skipped="no video in the folder given by --media")]
    return _compared(f"shot detection, {len(usable)} real clips", usable, rivals, count=1 if quick else 3)


def _is_film(path: Path) -> bool:
    try:
        video = probe(path).video
    except MontageError:
        return False
    return video is not None and not video.still


def _compared(what: str, paths: list[Path], rivals: Rivals, *, count: int) -> list[Row]:
    """Rows of CPU and wall; the note says how much of it decoding all frames alone would take."""

    def by(measure: Callable[..., tuple[Cost, Any]], *task: str) -> Callable[[], Cost]:
        def work() -> Cost:
            cost, told = measure(*task, *paths)
            return _sum(told, cost)

        return work

    work = {"ours": by(measure_ours, "shots", "2"), "floor": by(measure_ours, "decoding", "2")}
    if "scenedetect-headless" not in rivals.missing:
        work["theirs"] = by(rivals.measure, "scenedetect")
    costs = rounds(count, work)
    ours, floor = costs["ours"], costs["floor"]
    note = f"decoding every frame and no more: {floor.cpu_s:.2f} CPU s, {floor.wall_s:.2f} s"
    if "theirs" not in costs:
        return [Row(what, ours.wall_s, unit="s", costs=(ours, None), note=rivals.missing["scenedetect-headless"])]
    return compared(what, ours, costs["theirs"], "PySceneDetect", cpu=None, wall=0.25, note=note)


def rows(folder: Path, rivals: Rivals, *, quick: bool, media: list[Path]) -> list[Task]:
    """(what is measured, how) of this module."""
    found: list[Task] = [
        ("shots", lambda: speed(folder / "shots", rivals, quick=quick)),
        ("shot quality", lambda: quality(folder / "corpus", rivals)),
    ]
    if media:
        found.append(("shots of real clips", lambda: real(media, rivals, quick=quick)))
    return found
