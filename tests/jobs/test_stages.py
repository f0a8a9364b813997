"""What a job's stages consist of: pure, from what its parts returned."""

from __future__ import annotations

from typing import Any

import pytest

from montage_desktop.jobs.stages import ENTRY, next_stage
from montage_desktop.jobs.states import Phase


def rendering(costs_s: list[float]) -> list[list[int]]:
    """Which chunks each part of the rendering stage makes."""
    chunks = [{"index": i, "cost_s": cost} for i, cost in enumerate(costs_s)]
    entry: dict[str, Any] = {"costs_s": {"rendering": 1.0}, "chunks": chunks, "has_sound": False}
    stage, parts = next_stage("render", Phase.PREPARING.value, {}, {ENTRY: entry})
    assert stage == Phase.RENDERING.value
    return [p.args["chunks"] for p in parts]


def test_every_chunk_is_in_one_part() -> None:
    for costs in ([2.1] * 31, [0.02] * 31, [0.02] * 15 + [2.1] + [0.02] * 15, [0.3] * 200, [16.1] * 60):
        assert sorted(i for part in rendering(costs) for i in part) == list(range(len(costs)))


def test_what_is_cached_takes_few_parts_and_keeps_nobody_waiting() -> None:
    parts = rendering([0.02] * 15 + [2.1] + [0.02] * 15)
    assert parts[0] == [15], "what takes longest begins first"
    assert len(parts) <= 3


@pytest.mark.parametrize("chunks", [8, 31, 120])
def test_there_is_enough_to_share_out(chunks: int) -> None:
    """Parts become shorter towards the end, so that workers end together."""
    parts = rendering([2.1] * chunks)
    assert len(parts) >= 8
    assert len(parts[-1]) <= max(1, chunks // 20)


def test_a_model_is_fetched_in_a_stage_of_its_own_where_it_is_wanted() -> None:
    costs = {"analyzing": 30.0, "planning": 1.0, "rendering": 8.0, "joining": 1.0}
    entry: dict[str, Any] = {"costs_s": costs, "download_bytes": 148_000_000}
    stage, parts = next_stage("transcription", Phase.PREPARING.value, {}, {ENTRY: entry})
    assert (stage, [p.kind for p in parts]) == (Phase.ANALYZING.value, ["fetch_model"])
    assert parts[0].weight == pytest.approx(0.99 * 0.75)
    after = {ENTRY: entry, parts[0].id: {}}
    assert next_stage("transcription", stage, {}, after)[0] == Phase.PLANNING.value
    entry = {"costs_s": {"planning": 1.0}, "download_bytes": 0}
    assert next_stage("transcription", Phase.PREPARING.value, {}, {ENTRY: entry})[0] == Phase.PLANNING.value
    del entry["download_bytes"]  # of a job that an earlier version has begun
    assert next_stage("transcription", Phase.PREPARING.value, {}, {ENTRY: entry})[0] == Phase.PLANNING.value
