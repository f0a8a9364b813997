"""Whole jobs through Redis, RQ and FFmpeg give the films that were asked for."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import psutil
import pytest
from footage_corpus import numbered_video, read_code
from whole_jobs import (
    assert_true_film,
    family,
    finished,
    leftovers,
    request,
    write_click_song,
)

from montage_desktop.core.time import frame_at, seconds, shown_at
from montage_desktop.jobs import host
from montage_desktop.jobs.connection import configured_endpoint
from montage_desktop.jobs.follow import follow
from montage_desktop.jobs.requests import ProxyRequest
from montage_desktop.jobs.service import JobService
from montage_desktop.media.analysis.cache import known_facts
from montage_desktop.media.analysis.song import analyse_song
from montage_desktop.media.proxy import proxy_cache, proxy_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def test_the_film_is_what_was_asked_for(
    service: JobService, clips: list[Path], song: Path, tmp_path: Path, home: Path
) -> None:
    out = tmp_path / '-film 100% "ünï".mp4'
    job = service.submit_montage(request(clips, song, out, duration_s=seconds("12.5")))
    seen = [r.progress for r in follow(service, job.id, should_cancel=lambda: False)]
    record = finished(service, job.id)
    assert seen == sorted(seen), "progress went backwards"
    assert len(set(seen)) > 6, "progress did not move"
    assert record.result["frames"] == 375
    timeline = service.timeline_of(job.id)
    assert timeline is not None
    assert_true_film(out, timeline)
    for clip in timeline.video[1:]:
        assert clip.beat is not None
        assert clip.start == frame_at(seconds(timeline.beats[clip.beat]), timeline.rate)
    used: set[tuple[str, int]] = set()
    for clip in timeline.video:
        frames = {(clip.source, int(shown_at(clip.source_in, n, timeline.rate) * 30)) for n in range(clip.frames)}
        assert not used & frames, "a source frame is shown twice while unused footage remains"
        used |= frames
    with av.open(str(out)) as container:
        samples = sum(f.samples for f in container.decode(audio=0))
    assert abs(samples - 12.5 * 48_000) <= 1024
    assert leftovers(home) == []
    assert leftovers(tmp_path) == []
    assert record.parts["done"] == record.parts["total"]


def test_one_worker_and_two_make_the_same_bytes(
    clips: list[Path], song: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = []
    for workers in ("1", "2"):
        monkeypatch.setenv("MONTAGE_WORKERS", workers)
        monkeypatch.setenv("XDG_CACHE_HOME", str(home / f"cache{workers}"))
        service = JobService.open()
        job = service.submit_montage(request(clips, song, tmp_path / f"{workers}.mp4", duration_s=seconds(14), seed=3))
        digests.append(finished(service, job.id).result["sha256"])
        service.close()
        assert host.stop_running()
    assert digests[0] == digests[1]
    assert (tmp_path / "1.mp4").read_bytes() == (tmp_path / "2.mp4").read_bytes()


def test_finalize_makes_the_same_film_at_another_size(
    service: JobService, clips: list[Path], song: Path, tmp_path: Path
) -> None:
    first = service.submit_montage(request(clips, song, tmp_path / "p.mp4", duration_s=seconds(6)))
    finished(service, first.id)
    second = service.finalize(first.id, out=str(tmp_path / "final.mp4"), profile="standard")
    record = finished(service, second.id)
    assert service.timeline_of(first.id) == service.timeline_of(second.id)
    assert record.result["frames"] == 180
    with av.open(str(tmp_path / "final.mp4")) as container:
        assert (container.streams.video[0].width, container.streams.video[0].height) == (1920, 1080)
    timeline = service.timeline_of(second.id)
    assert timeline is not None
    assert_true_film(tmp_path / "final.mp4", timeline)


def test_a_stale_address_and_socket_are_survived(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONTAGE_WORKERS", "0")
    files = host.HostFiles.of(configured_endpoint())
    socket = files.address.with_name("redis.sock")
    socket.write_text("not a socket")
    files.address.write_text(f'{{"pid": 1, "url": "unix://:x@{socket}?db=0", "embedded": true}}')
    files.lock.write_text("")
    service = JobService.open()
    assert service.client.ping()
    other = JobService.open()
    assert other.endpoint == service.endpoint, "two clients, one server"
    other.close()
    service.close()
    assert host.stop_running()


def test_the_host_ends_when_nobody_needs_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONTAGE_WORKERS", "1")
    monkeypatch.setattr(host, "IDLE_EXIT_S", 1.0)
    service = JobService.open()
    assert family(home)
    service.close()
    _gone, alive = psutil.wait_procs(family(home), timeout=15)
    assert not alive


def test_cuts_are_on_beats_at_minute_one_and_at_minute_five(service: JobService, tmp_path: Path, home: Path) -> None:
    """In the rendered file: the picture changes within half a frame of a beat that the analysis reported."""
    clips = [
        numbered_video(tmp_path / f"clip {n}.mp4", frames=1100, rate="25", size=(160, 90), source=n) for n in range(8)
    ]
    song = write_click_song(tmp_path / "long.wav", seconds=312, bpm=117.3)
    out = tmp_path / "long.mp4"
    asked = request(clips, song, out, duration_s=seconds("311.03"), fps="30000/1001")
    job = service.submit_montage(asked)
    record = finished(service, job.id, seconds=200)
    rate = 30000 / 1001
    assert record.result["frames"] == round(311.03 * rate)
    timeline = service.timeline_of(job.id)
    assert timeline is not None
    offset = float(timeline.audio[0].source_in)
    facts = analyse_song(song)
    beats = np.array(facts.beats) - offset
    wanted = {c.start for c in timeline.video[1:] if 55 < c.start / rate < 65 or 295 < c.start / rate < 310}
    assert len(wanted) >= 8
    numbers: dict[int, tuple[int, int] | None] = {}
    with av.open(str(out)) as container:
        for index, frame in enumerate(container.decode(video=0)):
            if index in wanted or index + 1 in wanted:
                numbers[index] = read_code(frame.to_ndarray(format="gray"))
    plain = {c.start for c in timeline.video if c.transition_in is None}
    for start in wanted & plain:
        before, after = numbers[start - 1], numbers[start]
        assert before is not None
        assert after is not None
        assert before[1] != after[1] or abs(after[0] - before[0]) > 2, f"no cut in the picture at frame {start}"
        error_s = np.abs(beats - start / rate).min()
        assert error_s <= 0.5 / rate + 1e-4, f"the cut at {start / rate:.2f} s is {error_s * 1000:.0f} ms off"
    with av.open(str(out)) as container:
        heard = np.concatenate([f.to_ndarray()[0] for f in container.decode(audio=0)])
    assert abs(len(heard) / 48_000 - record.result["seconds"]) < 1 / rate
    last = heard[int(48_000 * (record.result["seconds"] - 3)) : int(48_000 * (record.result["seconds"] - 1.5))]
    assert np.abs(last).max() > 0.05, "no sound near the end"


def test_proxies_are_made_and_what_cannot_be_is_told(service: JobService, clips: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film")
    files = [*map(str, clips), str(broken)]
    record = finished(service, service.submit_proxies(ProxyRequest(files=files)).id)
    assert record.kind == "proxy"
    assert any("broken.mp4" in note for note in record.notes)
    assert all(proxy_of(known_facts(c), proxy_cache()) for c in clips)
    again = finished(service, service.submit_proxies(ProxyRequest(files=files[:-1])).id)
    assert again.parts["cached"] == len(clips), "they are there already"
