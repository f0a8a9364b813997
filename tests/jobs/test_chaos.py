"""Ten jobs while everything that can die is killed at random. `make chaos` does it with two hundred."""

from __future__ import annotations

import random

import pytest
from chaos import run

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_whatever_dies_every_film_is_the_undisturbed_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    seed = random.randrange(10_000)  # pytest-randomly tells it, and makes it the same again
    report = run(tmp_path_factory.mktemp("c"), jobs=10, seed=seed, limit_s=200)
    assert not report.wrong, report.as_text()
    assert sum(report.deeds.values()) > 10, report.as_text()
