"""The scheduler on a virtual clock: a farm is kept busy, deaths cost little, and every job comes to its end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.states import Status

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))

from simulated_farm import Hands, SimulatedFarm, films

pytestmark = pytest.mark.timeout(120)


@pytest.mark.parametrize(
    ("hands", "least"), [(Hands(16), 0.9), (Hands(16, deaths=0.25), 0.75), (Hands(16, slow=0.2), 0.8)]
)
def test_a_farm_is_kept_busy(flow: Flow, hands: Hands, least: float) -> None:
    work = films(6, seconds=240, workers=hands.count)
    told = SimulatedFarm(flow, hands).run(work)
    assert told.unfinished == 0
    assert [r.status for r in flow.store.recent()] == [Status.FINISHED] * len(work)
    assert told.efficiency >= least
    assert (told.lost > 0) == (hands.deaths > 0)
    assert told.overhead_s < 0.02
