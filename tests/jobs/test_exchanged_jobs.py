"""Workers without the footage: what they need comes by the exchange, what they make goes back; films are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from exchange_help import bulky, gop_bytes, s3_bucket
from test_rendering import named, numbers
from whole_jobs import wait
from worker_hosts import WorkerHosts, await_that

from montage_desktop.core import documents
from montage_desktop.core.errors import Elsewhere, InputError
from montage_desktop.core.path_map import PathMap
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline
from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.registry import WorkerEntry, WorkerRegistry
from montage_desktop.jobs.rendering import TIMELINE_DOC
from montage_desktop.jobs.requests import RenderRequest, as_options, check_exchange
from montage_desktop.jobs.roots import require_inside_or_sent
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.stages import ENTRY
from montage_desktop.jobs.states import PartState, Status
from montage_desktop.jobs.store import JobRecord, JobStore, key, new_id
from montage_desktop.media.exchange.store import ObjectStore
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.profiles import profile

RATE = Fraction(25)


class Farm:
    """An editor, a computer with its footage, and one without; `home` and `away` are their folders."""

    def __init__(self, server: EmbeddedServer, client: Client, flow: Flow, folder: Path) -> None:
        self.home, self.away, self.flow, self.client = folder / "home", folder / "away", flow, client
        self.hosts = WorkerHosts(server, WorkerRegistry(client), folder / "log")
        self._store = JobStore(client, paths=PathMap({"footage": str(self.home / "footage")}))
        self.service = JobService.__new__(JobService)  # to wait with
        self.service.flow = flow
        (self.home / "footage").mkdir(parents=True)

    def start(self, *, home: bool) -> WorkerEntry:
        folder = self.home if home else self.away
        env = {"MONTAGE_PATHS": f"footage={folder / 'footage'}", "HOME": str(folder)}
        for name in ("DATA_HOME", "CACHE_HOME"):
            env[f"XDG_{name}"] = str(folder / name.lower())
        return self.hosts.start("--concurrency", "1", env=env)

    def submit(self, document: Timeline, name: str, url: str, **options: object) -> str:
        out = str(self.home / "footage" / name)
        request = RenderRequest(out=out, profile="preview", smart_cut="off", exchange=url, **options)  # type: ignore[arg-type]
        record = self._store.create("render", options=as_options(request), job_id=new_id())
        self._store.put_document(record.id, TIMELINE_DOC, documents.encode(document))
        self.flow.advance(record.id)
        return record.id

    def finished(self, job_id: str) -> JobRecord:
        record = wait(self.service, job_id, seconds=120)
        lines = [line for _, line in self.flow.store.logs(job_id)]
        assert record.status is Status.FINISHED, (record.error, lines, self.hosts.log.read_text()[-3000:])
        return self._store.get(job_id)

    def chunks_of(self, folder: Path) -> int:
        return len(list((folder / "cache_home").rglob("chunks/*/*.mp4")))


@pytest.fixture
def farm(server: EmbeddedServer, client: Client, flow: Flow, tmp_path: Path) -> Iterator[Farm]:
    made = Farm(server, client, flow, tmp_path / "farm")
    yield made
    made.hosts.end()


@pytest.fixture(params=["folder", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "folder":
        (tmp_path / "shared").mkdir()
        yield f"file://{tmp_path / 'shared'}"
    else:
        with s3_bucket(monkeypatch) as address:
            yield address


def film(folder: Path, *, count: int) -> Timeline:
    """Clips of five seconds out of two films, with sound."""
    sources = [bulky(folder / f"camera {n}.mp4", frames=53 * count + 130, source=n, bits="3M") for n in range(2)]
    clips = [Clip(f"c{n}", n * 125, 125, str(sources[n % 2]), Fraction(n * 53, 25)) for n in range(count)]
    frames = count * 125
    sound = [AudioSpan(role="original", source=str(sources[0]), start_sample=0, samples=frames * 48_000 // 25)]
    return Timeline(rate=RATE, size=(320, 180), frames=frames, video=clips, audio=sound)


@pytest.mark.slow
def test_a_film_is_rendered_with_a_worker_that_has_no_footage(farm: Farm, url: str, tmp_path: Path) -> None:
    """A minute of it by a shared folder, 15 seconds by S3."""
    document = film(farm.home / "footage", count=12 if url.startswith("file") else 3)
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (farm.home / "footage").iterdir()}
    farm.start(home=False)
    farm.start(home=True)
    record = farm.finished(farm.submit(document, "film.mp4", url))
    out = farm.home / "footage" / "film.mp4"
    render_film(document, tmp_path / "alone.mp4", settings=profile("preview"), smart_cut="off")
    assert out.read_bytes() == (tmp_path / "alone.mp4").read_bytes(), "the same film as rendered here alone"
    made_away = farm.chunks_of(farm.away)
    assert made_away > 2, "the one without the footage has done its share"
    after = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (farm.home / "footage").iterdir() if p != out}
    assert after == before, "originals are as they were, and nothing lies beside them"
    sent = record.result["exchange"]
    needed = sum(
        gop_bytes(Path(source), [(round(c.source_in * RATE), c.frames) for c in document.video if c.source == source])
        for source in document.sources()
    )
    assert 0.9 * needed < sent["sent_bytes"] == sent["needed_bytes"] < 1.3 * needed, (needed, sent)
    assert farm.client.hgetall(f"{key(record.id)}:attempts") == dict.fromkeys(farm.flow.board.states(record.id), "1"), (
        "what is given back is no attempt"
    )
    if url.startswith("s3"):
        assert numbers(out) == named(document)
        again = farm.finished(farm.submit(document, "again.mp4", url))
        assert again.result["exchange"]["sent_bytes"] == 0, "nothing is sent twice"
        assert (farm.home / "footage" / "again.mp4").read_bytes() == out.read_bytes()


@pytest.mark.slow
def test_damaged_blocks_are_found_and_the_film_is_right(farm: Farm, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    url = f"file://{tmp_path / 'shared'}"
    source = bulky(farm.home / "footage" / "camera.mp4", frames=400, bits="4M")
    clips = [Clip(f"c{n}", n * 75, 75, str(source), Fraction(n * 90 + 3, 25)) for n in range(4)]
    document = Timeline(rate=RATE, size=(320, 180), frames=300, video=clips)
    home = farm.start(home=True)
    first = farm.finished(farm.submit(document, "first.mp4", url))
    store = ObjectStore(url)
    blocks = list(store.list("blocks/"))
    assert len(blocks) * 65536 >= first.result["exchange"]["needed_bytes"]
    for block in blocks:
        store.put(block.name, b"?" * block.size)
    farm.hosts.process(home).terminate()
    await_that(lambda: farm.hosts.process(home).poll() is not None)
    home = farm.start(home=True)
    job_id = farm.submit(document, "second.mp4", url, cache_dir=str(tmp_path / "empty"))
    await_that(lambda: farm.flow.board.states(job_id).get(ENTRY) is PartState.DONE)
    farm.hosts.process(home).terminate()
    await_that(lambda: farm.hosts.process(home).poll() is not None)
    farm.start(home=False)
    await_that(lambda: any("chunk" in part for part in farm.flow.away.of(job_id)))
    farm.start(home=True)
    record = farm.finished(job_id)
    assert (farm.home / "footage" / "second.mp4").read_bytes() == (farm.home / "footage" / "first.mp4").read_bytes()
    assert record.result["exchange"]["sent_bytes"] == 0, "they were there, as it seemed"
    assert any("damaged" in line for _, line in farm.flow.store.logs(job_id))
    assert farm.chunks_of(farm.away) == 0
    names = [(b.name.rpartition("/")[2], store.get(b.name) or b"") for b in store.list("blocks/")]
    assert any(hashlib.sha256(data).hexdigest() == name for name, data in names), "sent again by who has the file"


def test_a_job_whose_files_nobody_sees_says_so_and_waits(farm: Farm, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    source = bulky(farm.home / "footage" / "camera.mp4", frames=50, bits="1M")
    document = Timeline(rate=RATE, size=(320, 180), frames=25, video=[Clip("c", 0, 25, str(source), Fraction(0))])
    farm.start(home=False)
    job_id = farm.submit(document, "film.mp4", f"file://{tmp_path / 'shared'}")
    await_that(lambda: any("sees the files" in n for n in farm.flow.store.get(job_id).notes))
    assert not farm.flow.store.get(job_id).is_over
    farm.start(home=True)
    assert farm.finished(job_id).result["frames"] == 25


def test_without_a_usable_exchange_the_film_is_rendered_where_its_files_are(farm: Farm, tmp_path: Path) -> None:
    source = bulky(farm.home / "footage" / "camera.mp4", frames=150, bits="4M")
    document = Timeline(rate=RATE, size=(320, 180), frames=100, video=[Clip("c", 0, 100, str(source), Fraction(1))])
    (tmp_path / "shared").mkdir()
    farm.start(home=False)
    farm.start(home=True)
    for name, url, said in (
        ("a.mp4", f"file://{tmp_path}/not mounted", "is not here"),
        ("b.mp4", f"file://{tmp_path}/shared", "not enough room"),
    ):
        record = farm.finished(farm.submit(document, name, url, exchange_gb=0.0005))
        (note,) = record.notes
        assert said in note and "only where its files are" in note
    assert not list((tmp_path / "shared").glob("blocks/*/*"))


@pytest.mark.slow
def test_a_worker_that_cannot_reach_the_exchange_leaves_the_film_to_others(farm: Farm, tmp_path: Path) -> None:
    """A folder that only the computer with the footage has mounted."""
    source = bulky(farm.home / "footage" / "camera.mp4", frames=300, bits="2M")
    clips = [Clip(f"c{n}", n * 60, 60, str(source), Fraction(n * 50, 25)) for n in range(4)]
    document = Timeline(rate=RATE, size=(320, 180), frames=240, video=clips)
    folder = farm.home / "footage" / "exchange"
    folder.mkdir()
    farm.start(home=False)
    farm.start(home=True)
    record = farm.finished(farm.submit(document, "film.mp4", str(folder)))
    assert farm.chunks_of(farm.away) == 0 and record.result["exchange"]["sent_bytes"] > 0
    assert numbers(farm.home / "footage" / "film.mp4") == named(document)


def test_a_worker_with_folders_of_its_own_opens_nothing_outside(tmp_path: Path) -> None:
    allowed, elsewhere = tmp_path / "mine", tmp_path / "theirs"
    options = {"exchange": f"file://{allowed}/exchange", "cache_dir": str(allowed / "cache")}
    require_inside_or_sent("chunk", options, [str(elsewhere / "a.mp4")], [allowed])
    with pytest.raises(Elsewhere):
        require_inside_or_sent("join", options, [str(elsewhere / "a.mp4")], [allowed])
    for name, value in (("exchange", f"file://{elsewhere}"), ("exchange", str(elsewhere)), ("cache_dir", "/tmp/x")):
        with pytest.raises(InputError):
            require_inside_or_sent("chunk", {**options, name: value}, [], [allowed])


def test_the_address_is_looked_at_before_anything_is_queued() -> None:
    with pytest.raises(InputError) as e:
        check_exchange(RenderRequest(out="/x/film.mp4", exchange="s3://key:secret@bucket/x"))
    assert e.value.code == "exchange.address"
    check_exchange(RenderRequest(out="/x/film.mp4", exchange="s3://bucket/x"))
    check_exchange(RenderRequest(out="/x/film.mp4"))
