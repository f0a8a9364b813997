"""`make bench`: one table of ratios, of us and of others at the same work, in one run on one machine.

    python tests/benchmarks/bench.py [--quick] [--only WORDS] [--media DIR] [--out DIR]

Writes ``bench.md`` and ``bench.json`` and prints the table. Exit 1 if a budget does not hold; the table says by how
much. Run it on a quiet machine: ``load`` in the heading tells how quiet it was.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import bench_farm
import bench_jobs
import bench_render
import bench_shots
import bench_songs
import bench_speech
import bench_window
from app import App, own_folders
from rivals import ROOT, Rivals
from table import Row, Task, document, markdown


def tasks(folder: Path, app: App, rivals: Rivals, *, quick: bool, media: list[Path]) -> list[Task]:
    """All measurements, those of the quick mode first."""
    return [
        *bench_shots.rows(folder, rivals, quick=quick, media=media),
        *bench_songs.rows(folder, rivals, quick=quick),
        *bench_speech.rows(folder, quick=quick, media=media),
        *bench_render.rows(app, folder, rivals, quick=quick),
        *bench_jobs.rows(folder, quick=quick),
        *bench_farm.rows(folder, quick=quick),
        *bench_window.rows(folder, quick=quick),
    ]


def run(chosen: list[Task]) -> list[Row]:
    """Rows of all tasks; one that fails gives a row that says so."""
    rows: list[Row] = []
    for name, task in chosen:
        start, before = time.monotonic(), len(rows)
        try:
            rows += task()
        except Exception as error:  # noqa: BLE001 - the other measurements are worth having
            rows.append(Row(name, skipped=f"failed: {type(error).__name__}: {error}"[:300]))
        print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
        print(markdown(rows[before:]), file=sys.stderr, flush=True)  # so that nothing measured is lost
    return rows


def _heading(load: tuple[float, float, float], *, quick: bool, rivals: Rivals) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in rivals.versions.items())
    missing = "".join(f"\n- not measured: **{name}**: {why}" for name, why in rivals.missing.items())
    mode = "quick" if quick else "full"
    return (
        f"# Benchmark, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {mode}\n\n"
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}; "
        f"load before {load[0]:.1f}, after {os.getloadavg()[0]:.1f}. Rivals: {versions}.{missing}\n\n"
        "Ratios are ours ÷ rival, medians of interleaved rounds. CPU, wall and memory: ours / rival, of the whole "
        "tree of processes.\n\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small films and few rounds, about three minutes")
    parser.add_argument("--only", default="", metavar="WORDS", help="measurements whose names contain one of a,b,…")
    parser.add_argument("--media", type=Path, metavar="DIR", help="also measure these clips")
    parser.add_argument("--out", type=Path, default=ROOT / "bench", metavar="DIR", help="default: %(default)s")
    options = parser.parse_args()
    media = sorted(p for p in options.media.iterdir() if p.is_file()) if options.media else []
    load = os.getloadavg()
    rivals = Rivals()
    rivals.install()
    with tempfile.TemporaryDirectory(prefix="mb-") as temp, own_folders(Path(temp) / "own", workers=2):
        folder = Path(temp)
        found = tasks(folder, App(folder / "films"), rivals, quick=options.quick, media=media)
        words = [word for word in options.only.split(",") if word]
        chosen = [(name, task) for name, task in found if not words or any(word in name for word in words)]
        rows = run(chosen)
    text = _heading(load, quick=options.quick, rivals=rivals) + markdown(rows)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "bench.md").write_text(text)
    told = {"quick": options.quick, "missing": rivals.missing, "versions": rivals.versions, "rows": document(rows)}
    (options.out / "bench.json").write_text(json.dumps(told, indent=1, ensure_ascii=False))
    print(text)
    return 1 if any(row.holds is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
