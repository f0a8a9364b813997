"""Rendering jobs: what is counted, what is cached, and what happens when a copied stretch comes out wrong."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from footage_corpus import numbered_video, read_number
from test_hardware import stand_in
from whole_jobs import finished, write_click_song, write_clips

from montage_desktop.core import documents
from montage_desktop.core.timeline import Clip, Look, Timeline
from montage_desktop.jobs import rendering
from montage_desktop.jobs.handlers import _footage, _song
from montage_desktop.jobs.service import JobService, RenderRequest
from montage_desktop.jobs.work import work_path
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.engine import Engine
from montage_desktop.media.render.profiles import profile

RATE = Fraction(25)
CAMERA = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-g", "25", "-pix_fmt", "yuv420p")


def film(folder: Path, *, count: int = 20, frames: int = 30) -> Timeline:
    sources = [
        numbered_video(folder / f"s{n}.mp4", frames=200, size=(320, 180), source=n, codec=CAMERA) for n in range(3)
    ]
    clips = [Clip(f"c{i}", i * frames, frames, str(sources[i % 3]), Fraction(i * 7 % 150, 25)) for i in range(count)]
    return Timeline(rate=RATE, size=(320, 180), frames=count * frames, video=clips)


def numbers(path: Path) -> list[int | None]:
    import av

    with av.open(str(path)) as container:
        return [read_number(f.to_ndarray(format="gray")) for f in container.decode(video=0)]


def named(timeline: Timeline) -> list[int]:
    return [round(c.source_in * RATE) + n for c in timeline.video for n in range(c.frames)]


def test_what_has_not_changed_is_taken_from_the_cache(service: JobService, tmp_path: Path) -> None:
    timeline = film(tmp_path)
    out, again, cold = (tmp_path / f"{n}.mp4" for n in ("a", "b", "c"))
    folder = tmp_path / "my cache"

    def rendered(document: Timeline, path: Path, cache: Path, **options: Any) -> dict[str, Any]:
        request = RenderRequest(out=str(path), cache_dir=str(cache), smart_cut="off", **options)
        return finished(service, service.submit_render(document, request).id).result

    first = rendered(timeline, out, folder)
    total = first["parts"]["total"]
    assert total > 6 and first["parts"] == {"total": total, "cached": 0, "rendered": total}
    assert rendered(timeline, again, folder)["parts"] == {"total": total, "cached": total, "rendered": 0}
    assert again.read_bytes() == out.read_bytes()
    assert numbers(out) == named(timeline)
    changed = list(timeline.video)
    changed[7] = msgspec.structs.replace(changed[7], look=Look(saturation=0.2))
    edited = msgspec.structs.replace(timeline, video=changed)
    warm = rendered(edited, tmp_path / "warm.mp4", folder)
    assert warm["parts"]["rendered"] <= 2
    assert rendered(edited, cold, tmp_path / "empty")["parts"]["cached"] == 0
    assert cold.read_bytes() == (tmp_path / "warm.mp4").read_bytes(), "warm or cold, the same film"
    for entry in folder.rglob("*.mp4"):  # every entry damaged
        entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    healed = rendered(timeline, tmp_path / "healed.mp4", folder)
    assert healed["parts"]["rendered"] == total
    assert (tmp_path / "healed.mp4").read_bytes() == out.read_bytes()
    small = rendered(timeline, tmp_path / "small.mp4", folder, cache_gb=0.0001)
    assert small["parts"]["total"] == total
    assert ChunkCache(folder, 100_000).state().size_bytes <= 100_000


def test_a_talk_is_copied_but_for_its_edges(service: JobService, tmp_path: Path) -> None:
    talk = numbered_video(tmp_path / "talk.mp4", frames=500, size=(320, 180), source=1, codec=CAMERA)
    clips = [Clip(f"c{i}", i * 90, 90, str(talk), Fraction(i * 110 + 7, 25)) for i in range(4)]
    timeline = Timeline(rate=RATE, size=(320, 180), frames=360, video=clips)
    out = tmp_path / "film.mp4"
    result = finished(
        service, service.submit_render(timeline, RenderRequest(out=str(out), smart_cut="require")).id
    ).result
    assert result["copied_frames"] == result["smart_cut"]["copied_frames"] > 200
    assert result["checks"]["seam_frames_compared"] > 20
    assert numbers(out) == named(timeline)


def test_a_hardware_encoder_that_fails_is_replaced_once(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """It passes its trial and fails at work: the whole film is the software's, and the person is told why."""
    ffmpeg, broken = stand_in(tmp_path)
    broken.touch()
    monkeypatch.setenv("FFMPEG", ffmpeg.path)
    service: JobService = request.getfixturevalue("service")
    timeline = film(tmp_path, count=6)
    out = tmp_path / "film.mp4"
    record = finished(service, service.submit_render(timeline, RenderRequest(out=str(out), encoder="nvenc")).id)
    assert record.result["encoder"] == "libx264"
    (note,) = [n for n in record.notes if "hardware" in n]
    assert "memory" in note
    assert numbers(out) == named(timeline)


def test_a_wrong_copy_is_replaced_by_an_encoded_film_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = numbered_video(tmp_path / "talk.mp4", frames=300, size=(320, 180), source=1, codec=CAMERA)
    clips = [Clip(f"c{i}", i * 90, 90, str(talk), Fraction(i * 110 + 7, 25)) for i in range(2)]
    timeline = Timeline(rate=RATE, size=(320, 180), frames=180, video=clips)
    engine = Engine(
        timeline, facts={str(talk): probe(talk)}, profile=profile("standard"), ffmpeg=find_ffmpeg(),
        cache=ChunkCache(tmp_path / "cache"), smart_cut="require",
    )  # fmt: skip
    out = tmp_path / "film.mp4"
    work = work_path(str(out), "j")
    engine.assemble(work, overwrite=False)
    at = next(i for i, c in enumerate(engine.plan.chunks) if c.copied)
    run = engine.plan.chunks[at].copied
    assert run is not None
    chunks = list(engine.plan.chunks)
    wrong = msgspec.structs.replace(run, head=tuple(t + 512 for t in run.head))
    chunks[at] = msgspec.structs.replace(chunks[at], copied=wrong)
    engine.plan = msgspec.structs.replace(engine.plan, chunks=chunks)
    kept: dict[str, bytes] = {}
    notes: list[str] = []
    store = SimpleNamespace(put_document=lambda job, name, data: kept.update({name: data}))
    context: Any = SimpleNamespace(
        options={"smart_cut": "auto", "out": str(out)}, job=SimpleNamespace(id="j"), flow=SimpleNamespace(store=store),
        note=lambda *said: notes.extend(said), progress=lambda fraction: None, results=dict,
    )  # fmt: skip
    after, report = rendering._checked(context, engine, work)
    assert after.plan.copied_frames == 0 and report["frames"] == 180
    assert "Nothing was copied after all" in notes[0]
    plan = documents.from_builtins(json.loads(kept["plan"]), type(after.plan))
    assert plan.fell_back and plan == after.plan
    assert numbers(work) == named(timeline)


def test_analyses_follow_their_files_to_another_folder(tmp_path: Path, home: Path) -> None:
    """They are kept by content: what was analysed elsewhere is used here, under the name that it has here."""
    (clip,) = write_clips(tmp_path, count=1, frames=60)
    song = write_click_song(tmp_path / "song.wav", seconds=4)
    context = SimpleNamespace(should_stop=lambda: False, progress=lambda _: None)
    before = _song(str(song), context), _footage(str(clip), context)[0]
    there = tmp_path / "elsewhere"
    there.mkdir()
    moved = [f.rename(there / f.name) for f in (song, clip)]
    after, (footage, known) = _song(str(moved[0]), context), _footage(str(moved[1]), context)
    assert known
    assert (after.path, footage.media.path) == (str(moved[0]), str(moved[1]))
    assert after.beats == before[0].beats
    assert footage.keys_s == before[1].keys_s != []
