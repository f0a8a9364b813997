"""Facts are kept until the file is touched in any way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from footage_corpus import numbered_video

from montage_desktop.core.errors import InputError
from montage_desktop.media.analysis import cache
from montage_desktop.media.analysis.cache import known_facts


def test_facts_are_kept_until_the_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    probed: list[Path] = []
    monkeypatch.setattr(cache, "probe", lambda path, own=cache.probe: (probed.append(path), own(path))[1])
    path = numbered_video(tmp_path / "a.mp4", frames=10, size=(64, 48))
    first = known_facts(path)
    assert known_facts(path) == first and probed == [path]
    other = numbered_video(tmp_path / "b.mp4", frames=20, size=(128, 96))
    data, was = other.read_bytes(), path.stat()
    path.write_bytes(data.ljust(was.st_size, b"\0")[: max(was.st_size, len(data))])
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))  # its times are set back, as a copy of another disk has them
    assert known_facts(path).video != first.video
    shutil.move(path, tmp_path / "c.mp4")
    with pytest.raises(InputError, match="not there"):
        known_facts(path)
