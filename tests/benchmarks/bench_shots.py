"""Shot detection measured: F1 on the corpus and on clips with truth, and speed beside PySceneDetect.

    python tests/benchmarks/bench_shots.py [CLIP[:f1,f2-f3,…] …]

A clip's truth, if given, lists frames of cuts and spans ``first-last`` of gradual transitions. PySceneDetect is
measured where it is installed (``pip install scenedetect-headless``). Times are CPU seconds of one run each.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "media"))
from edited_corpus import EDITS, matches, write_edit

from montage_desktop.core.facts import FootageFacts
from montage_desktop.media.analysis.footage import analyse_footage
from montage_desktop.media.probe import probe

Spans = list[tuple[int, int]]


def spans_of(facts: FootageFacts) -> Spans:
    """Transitions in frames: what lies between neighbouring shots, before the first and after the last."""
    video = facts.media.video
    assert video is not None
    frame = [
        (round((s.start_s - video.start_s) * video.rate), round((s.end_s - video.start_s) * video.rate))
        for s in facts.shots
    ]
    total = round(video.duration_s * video.rate)
    edges = [0, *(f for shot in frame for f in shot), total]
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    return [g for g in gaps if g not in ((0, 0), (total, total))]


def _scenedetect(path: Path) -> tuple[float, Spans] | None:
    try:
        from scenedetect import ContentDetector, detect
    except ImportError:
        return None
    start = time.process_time()
    scenes = detect(str(path), ContentDetector())
    cuts = [scene[0].get_frames() if hasattr(scene[0], "get_frames") else scene[0].frame_num for scene in scenes[1:]]
    return time.process_time() - start, [(c, c) for c in cuts]


def _measured(path: Path) -> tuple[float, Spans]:
    start = time.process_time()
    facts = analyse_footage(path)
    return time.process_time() - start, spans_of(facts)


def _f1(hits: int, false: int, missed: int) -> float:
    return 2 * hits / max(1, 2 * hits + false + missed)


def _truth(text: str) -> Spans:
    pairs = [part.split("-") for part in text.split(",") if part]
    return [(int(pair[0]), int(pair[-1])) for pair in pairs]


def run(clips: list[tuple[Path, Spans | None]]) -> None:
    """Print a line per clip and the sums."""
    totals = {"own": [0, 0, 0], "scenedetect": [0, 0, 0]}
    seconds = {"own": 0.0, "scenedetect": 0.0}
    for path, truth in clips:
        video = probe(path).video
        assert video is not None
        parts = [f"{path.name:34} {video.width}x{video.height}"]
        for name, result in (("own", _measured(path)), ("scenedetect", _scenedetect(path))):
            if result is None:
                continue
            spent, found = result
            seconds[name] += spent
            parts.append(f"{name}: {float(video.duration_s) / spent:5.1f} x real time")
            if truth is not None:
                counts = matches(found, truth, tolerance=2)
                totals[name] = [a + b for a, b in zip(totals[name], counts, strict=True)]
                parts.append("hits {} false {} missed {}".format(*counts))
                if name == "own" and counts[1:] != (0, 0):
                    parts.append(f"[found {found} truth {truth}]")
        print("  ".join(parts))
    for name, counts in totals.items():
        if seconds[name]:
            print(f"{name:12} F1 {_f1(*counts):.3f}  {seconds[name]:.1f} CPU s")
    if seconds["scenedetect"]:
        print(f"ratio of CPU time: {seconds['scenedetect'] / seconds['own']:.1f}")


def main() -> None:
    """The corpus, or the clips named on the command line."""
    if len(sys.argv) > 1:
        split = [argument.partition(":") for argument in sys.argv[1:]]
        run([(Path(name), _truth(text) if colon else None) for name, colon, text in split])
        return
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        clips: list[tuple[Path, Spans | None]] = [(write_edit(Path(folder), edit), edit.truth()) for edit in EDITS]
        print(f"corpus made in {time.perf_counter() - start:.1f} s")
        run(clips)


if __name__ == "__main__":
    main()
