"""Proxies in the window: asked for once, shown while the source's own picture is on its way, or instead of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from preview_stage import Footage, Stage, code_at, film, make_footage
from PySide6.QtWidgets import QApplication
from test_project_session import imported
from window_helpers import Run, until

from montage_desktop.core.facts import MediaFacts
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import JobStore
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.preview.source_frames import SourceFrames
from montage_desktop.media.proxy import make_proxy, proxy_cache, proxy_of
from montage_desktop.ui.app import Program


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Footage:
    return make_footage(tmp_path_factory.mktemp("footage"))


@pytest.fixture(scope="module")
def proxies(footage: Footage, tmp_path_factory: pytest.TempPathFactory) -> dict[str, MediaFacts]:
    cache = proxy_cache(tmp_path_factory.mktemp("cache"))
    found = {}
    for path, media in footage[1].items():
        make_proxy(media, cache, ffmpeg=find_ffmpeg())
        made = proxy_of(media, cache)
        assert made is not None
        found[path] = made
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Files of which frames were asked for, in order, without repetitions."""
    found: list[str] = []
    frame_at = SourceFrames.frame_at

    def counted(self: SourceFrames, limit_ticks: int, **more: Any) -> Any:
        path = self._container.name.removeprefix("file:")
        if found[-1:] != [path]:
            found.append(path)
        return frame_at(self, limit_ticks, **more)

    monkeypatch.setattr(SourceFrames, "frame_at", counted)
    return found


def test_a_far_picture_is_the_proxys_until_the_source_has_its_own(
    qapp: QApplication, footage: Footage, proxies: dict[str, MediaFacts], asked: list[str]
) -> None:
    paths, facts = footage
    stage = Stage(film(paths), facts)
    stage.player.set_proxies(proxies, shown=False)
    stage.until(lambda: stage.record.codes)
    source = next(c.source for c in film(paths).video if c.start <= 40 < c.end)
    for frame, quick in ((40, True), (41, False)):  # the next one is near
        stage.record.clear()
        asked.clear()
        stage.player.seek(frame)
        pictures = 2 if quick else 1
        stage.until(lambda n=pictures: len(stage.record.codes) == n)  # type: ignore[misc]
        assert asked == ([proxies[source].path, source] if quick else [source])
        assert stage.record.codes == [code_at(frame)] * pictures, "the proxy shows the very frame"
    stage.player.close()
    assert not stage.told


def test_proxies_instead_of_the_sources(
    qapp: QApplication, footage: Footage, proxies: dict[str, MediaFacts], asked: list[str]
) -> None:
    paths, facts = footage
    stage = Stage(film(paths), facts)
    stage.player.set_proxies(proxies, shown=True)
    asked.clear()
    stage.play_out()
    assert [c for c, s in zip(stage.record.codes, stage.record.all, strict=True) if s.step >= 0] == [
        code_at(f) for f in stage.record.played
    ]
    assert set(asked) <= {p.path for p in proxies.values()}
    stage.player.set_proxies(proxies, shown=False)
    stage.until(lambda: asked[-1] in paths)
    stage.player.close()
    assert not stage.told


def test_a_job_makes_what_is_wanted_once(program: Program, run: Run, media: Path, store: JobStore) -> None:
    window, editor = program.window, program.editor
    editor._settings.proxies = "all"

    async def steps() -> None:
        await imported(program, media)
        await until(lambda: store.recent(limit=9))
        (job,) = store.recent(limit=9)
        clips = {str(media / "one.mp4"), str(media / "two, with a comma.mp4")}
        asked = set(job.options["files"])
        assert (job.kind, job.priority, asked <= clips) == ("proxy", Priority.LOW, True)
        window.show_edit()
        assert not window.preview.proxies_action.isEnabled()
        sequence = editor.workspace.sequence
        cache = proxy_cache()
        for path in clips:
            media_facts = sequence.facts[path]
            await editor._background.run(lambda m=media_facts: make_proxy(m, cache, ffmpeg=find_ffmpeg()))
        over = msgspec.structs.replace(job, status=Status.FINISHED, progress=1.0)
        program.proxies._on_jobs_changed([over])
        await until(window.preview.proxies_action.isEnabled)
        window.preview.proxies_action.trigger()
        assert window.preview.player.shows_proxies
        program.proxies.refresh()
        await until(lambda: set(window.preview._proxies) == clips)
        files = [f for j in store.recent(limit=9) for f in j.options["files"]]
        assert sorted(files) == sorted(set(files)), "no file is asked for twice"

    run(steps())
