"""What every test gets: private data folders, no stray Redis settings, and a failure for each ERROR logged."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes tells how busy the machine is; whole tests have their own limits.
settings.register_profile("montage", deadline=None)
settings.load_profile("montage")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A private set of data, cache, config and runtime folders (short: sockets live in it)."""
    with tempfile.TemporaryDirectory(prefix="md-") as folder:
        root = Path(folder)
        for name in ("DATA_HOME", "CACHE_HOME", "CONFIG_HOME", "RUNTIME_DIR", "STATE_HOME"):
            path = root / name.lower()
            path.mkdir(mode=0o700)
            monkeypatch.setenv(f"XDG_{name}", str(path))
        for name in (
            "REDIS_URL", "REDIS_HOST", "REDIS_PORT", "REDIS_USERNAME", "REDIS_PASSWORD", "REDIS_CA",
            "REDIS_FINGERPRINT", "MONTAGE_WORKERS", "MONTAGE_TAGS", "MONTAGE_ROOTS", "MONTAGE_PATHS", "JOB_TTL",
            "MONTAGE_ARCHIVE", "MONTAGE_ARCHIVE_FILES",
        ):  # fmt: skip
            monkeypatch.delenv(name, raising=False)
        yield root


@pytest.fixture(autouse=True)
def no_error_logs(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that logged an ERROR has failed, unless it is marked ``expects_errors``."""
    yield
    if request.node.get_closest_marker("expects_errors"):
        return
    errors = [r for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.ERROR]
    assert not errors, f"logged: {[r.getMessage() for r in errors]}"
