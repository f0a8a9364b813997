"""Paths in Redis are the same for all, those that parts see are of their computer; and how a folder is compared."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from whole_jobs import finished, wait, write_clips
from worker_hosts import WorkerHosts, await_that

from montage_desktop.core import documents
from montage_desktop.core.path_map import PathMap
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.parts import Part, PartBoard
from montage_desktop.jobs.path_probe import PROBES, left_probes, probe_paths
from montage_desktop.jobs.registry import WorkerRegistry
from montage_desktop.jobs.rendering import TIMELINE_DOC
from montage_desktop.jobs.requests import RenderRequest, as_options
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import EVENTS, JobStore, key, local_fields, new_id

HERE = PathMap({"footage": "/mnt/footage"})
THERE = PathMap({"footage": r"\\nas\footage"})
OPTIONS = {"clips": ["/mnt/footage/a.mp4"], "out": "/mnt/footage/film.mp4"}


def test_a_job_reads_as_its_reader_s_computer_names_things(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there, plain = (JobStore(client, paths=p) for p in (HERE, THERE, PathMap()))
    events = client.pubsub(ignore_subscribe_messages=True)
    events.subscribe(EVENTS)
    job = here.create("render", options=OPTIONS)
    assert job.options == OPTIONS == here.recent()[0].options
    assert there.get(job.id).options["clips"] == [r"\\nas\footage\a.mp4"]
    there.change(job.id, {"result": {"path": r"\\nas\footage\film.mp4"}, "title": "/mnt/footage/is not touched"})
    assert here.get(job.id).result == {"path": "/mnt/footage/film.mp4"}
    here.put_document(job.id, "doc", b'{"sources": {"/mnt/footage/a.mp4": 1}}')
    assert plain.get_document(job.id, "doc") == b'{"sources": {"{footage}/a.mp4": 1}}'
    assert json.loads(there.get_document(job.id, "doc") or b"") == {"sources": {r"\\nas\footage\a.mp4": 1}}
    raw = client.hgetall(key(job.id))
    assert "/mnt/footage/a" not in raw["options"] + raw["result"] and "nas" not in raw["result"]
    told: list[Any] = []

    def both() -> bool:
        message = events.get_message(timeout=0.1)
        told.extend([json.loads(message["data"])["fields"]] if message else [])
        return len(told) == 2

    await_that(both)
    assert told[0]["options"]["out"] == "{footage}/film.mp4" and told[1]["result"]["path"] == "{footage}/film.mp4"
    monkeypatch.setenv("MONTAGE_PATHS", "footage=/elsewhere")
    assert local_fields(told[0])["options"]["out"] == "/elsewhere/film.mp4"
    events.close()


def test_parts_and_their_results_are_portable_too(client: Client) -> None:
    here, there = PartBoard(client, paths=HERE), PartBoard(client, paths=THERE)
    job_id = JobStore(client, paths=HERE).create("render", options={}).id
    part = Part("rendering-a", "analyse", 1.0, {"path": "/mnt/footage/a.mp4", "n": 1})
    here.open_stage(job_id, "rendering", [part])
    assert here.part(job_id, part.id) == part == here.parts(job_id)[part.id]
    other = there.part(job_id, part.id)
    assert other is not None and other.args["path"] == r"\\nas\footage\a.mp4"
    there.report(job_id, part, 1.0, done={"file": r"\\nas\footage\b.mp4"})
    assert here.results(job_id) == {part.id: {"file": "/mnt/footage/b.mp4"}}
    assert "nas" not in str(client.hgetall(f"{key(job_id)}:results"))


def test_folders_are_compared_by_what_the_editor_left_in_them(client: Client, tmp_path: Path) -> None:
    nas, other, gone = tmp_path / "nas", tmp_path / "other", tmp_path / "gone"
    nas.mkdir()
    other.mkdir()
    (tmp_path / "mounted").symlink_to(nas)
    editor = PathMap({"footage": str(nas), "music": str(nas), "cards": str(nas), "more": str(nas), "lost": str(gone)})
    worker = PathMap({"footage": str(tmp_path / "mounted"), "music": str(other), "cards": str(gone)})
    with left_probes(client, editor) as failed:
        assert [f.code for f in failed] == ["paths.missing"] and not gone.exists()
        assert len(list(nas.iterdir())) == 4
        found = {f.text.split("}")[0].strip("{"): f for f in probe_paths(client, worker)}
        assert {name: f.code for name, f in found.items()} == {
            "footage": "", "music": "paths.other", "cards": "paths.missing", "more": "paths.unknown",
        }  # fmt: skip
        assert found["footage"].ok and not found["music"].ok
        assert all(f.ok for f in probe_paths(client, editor))
        torn = next(nas.iterdir())
        torn.write_text(torn.read_text()[:-1] + "x")
        assert sum(f.ok for f in probe_paths(client, editor)) == 3, "seen, but with other content"
        client.hset(PROBES, "footage", json.dumps({"file": "../../etc/passwd", "token": "x"}))
        assert not next(f for f in probe_paths(client, worker) if "{footage}" in f.text).ok
    assert list(nas.iterdir()) == [] and not client.exists(PROBES)
    assert probe_paths(client, worker) == []


@pytest.mark.slow
def test_a_film_is_rendered_under_other_names_and_an_unknown_folder_is_named(
    server: EmbeddedServer, client: Client, flow: Flow, tmp_path: Path
) -> None:
    """Two computers that call the same folder differently: one submits, the other renders, into a shared cache."""
    nas = tmp_path / "nas"
    nas.mkdir()
    (tmp_path / "mounted").symlink_to(nas)
    (clip,) = write_clips(nas, count=1, frames=90)
    document = Timeline(
        rate=Fraction(30), size=(320, 180), frames=60, video=[Clip("c", 0, 60, str(clip), Fraction(1, 2))]
    )
    request = RenderRequest(out=str(nas / "film.mp4"), profile="preview", cache_dir=str(nas / "cache"))
    mine = JobStore(client, paths=PathMap({"footage": str(nas)}))
    hosts = WorkerHosts(server, WorkerRegistry(client), tmp_path / "log")

    def submitted(**changed: Any) -> str:
        record = mine.create("render", options={**as_options(request), **changed}, job_id=new_id())
        mine.put_document(record.id, TIMELINE_DOC, documents.encode(document))
        flow.advance(record.id)
        return record.id

    service = JobService.__new__(JobService)
    service.flow = flow
    try:
        hosts.start(env={"MONTAGE_PATHS": f"footage={tmp_path / 'mounted'}"})
        record = finished(service, submitted())
        assert mine.get(record.id).result["path"] == str(nas / "film.mp4")
        assert (nas / "film.mp4").stat().st_size == record.result["size_bytes"]
        assert any((nas / "cache").glob("*/*.mp4")), "the shared cache was used"
        hosts.end()
        hosts.start(env={"MONTAGE_PATHS": "other=/mnt"})
        failed = wait(service, submitted(overwrite=True))
        assert failed.status is Status.FAILED and failed.error["code"] == "paths.unknown"
        assert "{footage}" in failed.error["message"] and failed.error["fix"]
    finally:
        hosts.end()
