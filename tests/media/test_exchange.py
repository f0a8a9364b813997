"""The exchange, in a shared folder and on a real S3 server: what is sent, what is believed, and what is left there."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from exchange_help import bulky, gop_bytes, s3_bucket

from montage_desktop.core.errors import InputError, MediaError, TransientError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.media.exchange.blocks import BLOCK_BYTES, BLOCKS, Manifest, Sender, block_name, blocks_of, numbers
from montage_desktop.media.exchange.partial import MISSING, PartialSource, collect_partial
from montage_desktop.media.exchange.quota import Keeper
from montage_desktop.media.exchange.results import ExchangedCache
from montage_desktop.media.exchange.store import Damaged, ObjectStore
from montage_desktop.media.exchange.tracing import TracedKeyFrames, needed_runs
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.chunks import pieces_of_chunk
from montage_desktop.media.render.engine import INCOMPLETE, Engine
from montage_desktop.media.render.profiles import profile

RATE = Fraction(25)


@pytest.fixture(params=["folder", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "folder":
        (tmp_path / "shared").mkdir()
        yield f"file://{tmp_path / 'shared'}"
    else:
        with s3_bucket(monkeypatch) as address:
            yield address


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty seconds, 20 MB, a key frame each second."""
    return bulky(tmp_path_factory.mktemp("footage") / "camera.mp4", frames=500)


def random_file(path: Path, blocks: float) -> Path:
    path.write_bytes(os.urandom(int(blocks * BLOCK_BYTES)))
    return path


def wanted(path: Path, blocks: list[int] | None = None) -> dict[Path, tuple[str, int, list[int]]]:
    size = path.stat().st_size
    identity = f"{size:x}-{hashlib.sha1(path.name.encode()).hexdigest()}"
    return {path: (identity, size, blocks if blocks is not None else numbers(blocks_of([(0, size)], size)))}


def test_ranges_become_blocks() -> None:
    assert blocks_of([(0, 1), (BLOCK_BYTES, BLOCK_BYTES + 1), (5 * BLOCK_BYTES, 6 * BLOCK_BYTES)], 1 << 20) == [
        (0, 1), (5, 5),
    ]  # fmt: skip
    assert blocks_of([(3 * BLOCK_BYTES, 3 * BLOCK_BYTES + 9)], 4 * BLOCK_BYTES + 1, margin=2) == [(1, 4)]
    assert blocks_of([(7, 7)], 100) == []
    assert numbers([(0, 1), (5, 6)]) == [0, 1, 5, 6]


def test_objects_are_put_whole_and_believed_by_their_hash(url: str) -> None:
    store = ObjectStore(url)
    assert store.get("a/b") is None and not store.has("a/b", 3) and list(store.list("a/")) == []
    before = store.now()
    store.put("a/b", b"abc")
    assert store.get("a/b") == b"abc" and store.has("a/b", 3) and not store.has("a/b", 4)
    (found,) = store.list("a/")
    assert (found.name, found.size) == ("a/b", 3) and abs(found.put_at - before) < 5
    with pytest.raises(Damaged):
        store.get_checked("a/b", "0" * 64)
    assert store.get("a/b") is None, "what is damaged is removed"
    store.delete("a/b", "never/was")
    assert list(store.list("clock/")) == []


def test_names_that_lead_out_are_refused(tmp_path: Path) -> None:
    """A job names objects, and a manifest its source: nothing outside of the exchange and the cache is touched."""
    (tmp_path / "shared").mkdir()
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    store = ObjectStore(f"file://{tmp_path / 'shared'}")
    for name in ("../victim", "blocks/../../victim", str(victim), "blocks\\..\\..\\victim"):
        for call in (store.get, store.delete, lambda n: store.put(n, b"x"), lambda n: store.get_checked(n, "0" * 64)):
            with pytest.raises(MediaError) as e:
                call(name)
            assert e.value.code == "exchange.name"
    assert victim.read_bytes() == b"mine"
    with pytest.raises(MediaError) as wrong:
        PartialSource(tmp_path / "cache", Manifest("../victim", 4, {}))
    assert wrong.value.code == MISSING


@pytest.mark.parametrize(
    "address", ["", "http://x/y", "s3://", "simplecache::s3://b/x", "file://", "s3://key:secret@b/x", "relative/x"]
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(InputError) as e:
        ObjectStore(address)
    assert e.value.code == "exchange.address" and "secret" not in e.value.message


def test_a_store_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError) as missing:
        ObjectStore(f"file://{tmp_path}/not mounted")
    assert missing.value.code == "exchange.missing" and not (tmp_path / "not mounted").exists()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(TransientError) as away:
        ObjectStore("s3://farm/exchange").put("x", b"x")
    assert away.value.code == "exchange.away"


def test_nothing_is_sent_twice_and_damage_is_found(url: str, tmp_path: Path) -> None:
    source = random_file(tmp_path / "source", 9.5)
    before = (source.read_bytes(), source.stat().st_mtime_ns)
    source.chmod(0o400)
    first, second = ObjectStore(url), ObjectStore(url)
    manifest = Sender(first).send(wanted(source, [0, 1, 4, 9]))[source]
    assert first.put_bytes == 3 * BLOCK_BYTES + BLOCK_BYTES // 2
    (name,) = Sender(first).publish([manifest])
    Sender(second).send(wanted(source))
    assert second.put_bytes == 6 * BLOCK_BYTES, "only what was not there"
    assert (source.read_bytes(), source.stat().st_mtime_ns) == before and list(tmp_path.iterdir())
    partial = PartialSource(tmp_path / "worker", manifest)
    assert partial.fill(second, [0, 4]) == 2 * BLOCK_BYTES
    assert partial.fill(second, [0, 4, 9]) == BLOCK_BYTES // 2, "what is here does not come again"
    got, whole = partial.path.read_bytes(), source.read_bytes()
    assert len(got) == len(whole)
    assert got[4 * BLOCK_BYTES : 5 * BLOCK_BYTES] == whole[4 * BLOCK_BYTES : 5 * BLOCK_BYTES]
    assert got[9 * BLOCK_BYTES :] == whole[9 * BLOCK_BYTES :]
    assert got[BLOCK_BYTES : 2 * BLOCK_BYTES] == bytes(BLOCK_BYTES)
    assert partial.path.stat().st_blocks * 512 < 4 * BLOCK_BYTES, "the rest is a hole"
    victim = block_name(manifest.hashes["1"])
    second.put(victim, b"x" * BLOCK_BYTES)
    with pytest.raises(Damaged):
        partial.fill(second, [1])
    with pytest.raises(MediaError) as e:
        partial.fill(second, [1])
    assert e.value.code == MISSING, "it has been removed"
    third = ObjectStore(url)
    Sender(third).send(wanted(source))
    assert third.put_bytes == BLOCK_BYTES, "and only that is sent again"
    assert partial.fill(third, [1]) == BLOCK_BYTES
    third.put(name, b"{}")
    with pytest.raises(Damaged):
        third.get_checked(name, name.rpartition("/")[2])


_SENDER = """
import sys
from pathlib import Path
from montage_desktop.media.exchange.blocks import BLOCK_BYTES, Sender
from montage_desktop.media.exchange.store import ObjectStore
path = Path(sys.argv[2])
count = path.stat().st_size // BLOCK_BYTES
Sender(ObjectStore(sys.argv[1])).send({path: ("x", path.stat().st_size, list(range(count)))})
"""


def test_killed_while_sending_the_rest_is_sent_by_the_next(url: str, tmp_path: Path) -> None:
    source = random_file(tmp_path / "source", 400)
    process = subprocess.Popen([sys.executable, "-c", _SENDER, url, str(source)])
    store = ObjectStore(url)
    deadline = time.monotonic() + 60
    while not (there := sum(1 for _ in store.list(BLOCKS))):
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    there = sum(o.size == BLOCK_BYTES for o in store.list(BLOCKS))
    assert 0 < there < 400, "killed in the middle"
    Sender(store).send(wanted(source))
    assert store.puts == 400 - there
    assert sorted(o.size for o in store.list(BLOCKS)) == [BLOCK_BYTES] * 400


def later(store: ObjectStore) -> None:
    """Wait until the store dates differently; S3 does so by the second."""
    begun = store.now()
    while store.now() < begun + 1:
        time.sleep(0.05)


def test_the_quota_is_kept_and_running_jobs_keep_theirs(url: str, tmp_path: Path) -> None:
    store = ObjectStore(url)
    keeper = Keeper(store, quota_bytes=24 * BLOCK_BYTES)

    def sent(name: str, blocks: int, *, over: bool) -> Manifest:
        lease = keeper.begin(name)
        source = random_file(tmp_path / name, blocks)
        (manifest,) = Sender(store, make_room=keeper.make_room).send(wanted(source)).values()
        keeper.renew(name, msgspec.structs.replace(lease, manifests=Sender(store).publish([manifest])))
        if over:
            keeper.end(name)
        later(store)
        return manifest

    def is_whole(manifest: Manifest) -> bool:
        return all(store.has(block_name(h), manifest.length(int(n))) for n, h in manifest.hashes.items())

    running, old, young = sent("running", 8, over=False), sent("old", 8, over=True), sent("young", 4, over=True)
    store.put("results/ab/" + "0" * 64 + "." + "1" * 64 + ".mp4", b"r" * BLOCK_BYTES)
    fresh = sent("fresh", 8, over=True)
    total = sum(o.size for folder in (BLOCKS, "manifests/", "results/") for o in store.list(folder))
    assert total <= 24 * BLOCK_BYTES
    assert is_whole(running) and is_whole(fresh) and is_whole(young) and not is_whole(old)
    assert len(list(store.list("results/"))) == 1, "of a job that runs"
    with pytest.raises(MediaError) as e:
        sent("too large", 17, over=True)
    assert e.value.code == "exchange.full" and is_whole(running)
    later(store)
    Keeper(store, 24 * BLOCK_BYTES, lease_lasts_s=0.5).collect()
    assert list(store.list("leases/")) == [], "leases of the dead end"
    store.put(block_name("f" * 64), b"abandoned")
    keeper.collect()
    assert store.has(block_name("f" * 64), 9), "young: somebody may be sending it"
    later(store)
    sending = keeper.begin("another")
    assert sending.manifests is None
    Keeper(store, 24 * BLOCK_BYTES, abandoned_s=0.5).collect()
    assert store.has(block_name("f" * 64), 9), "while somebody sends, it stays"
    keeper.end("another")
    Keeper(store, 24 * BLOCK_BYTES, abandoned_s=0.5).collect()
    assert not store.has(block_name("f" * 64), 9)


def test_results_come_back_and_damaged_ones_are_made_again(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    key, told = "a" * 64, list[str]()
    there = ExchangedCache(tmp_path / "there", None, ObjectStore(url), sends=True, expected={}, told=told.append)
    made, _ = there.obtain(key, ".mp4", lambda out: out.write_bytes(b"pictures"))
    sha256 = made.name.split(".")[1]
    assert there.obtain(key, ".loudness", lambda out: out.write_bytes(b"x"))

    def home(name: str, **expected: str) -> ExchangedCache:
        return ExchangedCache(tmp_path / name, None, ObjectStore(url), sends=False, expected=expected, told=told.append)

    found = home("h1", **{key: sha256}).find(key, ".mp4")
    assert found is not None and found.read_bytes() == b"pictures" and found.is_relative_to(tmp_path / "h1")
    assert home("h1").find(key, ".loudness") is None and home("h1").find("b" * 64, ".mp4") is None
    store = ObjectStore(url)
    (stored,) = store.list("results/")
    with caplog.at_level(logging.CRITICAL):
        store.put(stored.name, b"pictureS")
        assert home("h2", **{key: sha256}).find(key, ".mp4") is None
        assert list(store.list("results/")) == [] and "damaged" in told[0]
        there.obtain(key, ".mp4", lambda out: out.write_bytes(b"never"))
        assert len(list(store.list("results/"))) == 1, "what is in its maker's cache is sent again"
        assert home("h3", **{key: "c" * 64}).find(key, ".mp4") is None, "another than its maker told of"


def film(source: Path, cuts: list[tuple[int, int]]) -> Timeline:
    """Clips (first frame, frames) of one source."""
    at, clips = 0, list[Clip]()
    for n, (first, frames) in enumerate(cuts):
        clips.append(Clip(f"c{n}", at, frames, str(source), Fraction(first, 25)))
        at += frames
    return Timeline(rate=RATE, size=(320, 180), frames=at, video=clips)


def engine_of(timeline: Timeline, facts: dict[str, MediaFacts], cache: Path) -> Engine:
    return Engine(
        timeline, facts=facts, profile=profile("standard"), ffmpeg=find_ffmpeg(), cache=ChunkCache(cache),
        smart_cut="off",
    )  # fmt: skip


def traced(engine: Engine) -> dict[int, tuple[str, list[tuple[int, int]]]]:
    """Key and runs of blocks of each chunk of a film of one source."""
    found = {}
    by_path = {m.path: m for m in engine.facts.values()}
    with TracedKeyFrames() as keys:
        for chunk in engine.to_render:
            pieces, _ = pieces_of_chunk(
                engine.timeline, chunk, facts=engine.facts, profile=engine.profile, ffmpeg=find_ffmpeg(),
                encoding=engine.plan.encoding,
            )  # fmt: skip
            runs = needed_runs(pieces, RATE, facts=by_path, keys=keys)
            found[chunk.index] = engine.key_of(chunk, keys), next(iter(runs.values()))
    return found


@pytest.mark.parametrize("container", ["mp4", "mkv", "ts"])
def test_a_chunk_is_rendered_from_what_was_sent_to_the_same_bytes(
    footage: Path, tmp_path: Path, container: str
) -> None:
    from footage_corpus import ffmpeg

    source = footage
    if container != "mp4":
        source = tmp_path / f"camera.{container}"
        ffmpeg("-i", footage, "-c", "copy", source)
    cuts = [(110, 110), (301, 115)]
    (tmp_path / "shared").mkdir()
    store = ObjectStore(f"file://{tmp_path / 'shared'}")
    timeline, media = film(source, cuts), probe(source)
    home = engine_of(timeline, {str(source): media}, tmp_path / "home")
    needs = traced(home)
    blocks = sorted({n for _, runs in needs.values() for n in numbers(runs)})
    manifest = Sender(store).send({source: (media.identity, media.size_bytes, blocks)})[source]
    needed = gop_bytes(footage, cuts)
    if container == "ts":
        assert store.put_bytes == media.size_bytes, "without an index it takes all of it"
    else:
        assert 0.9 * needed < store.put_bytes < 1.3 * needed
    partial = PartialSource(tmp_path / "partial", manifest)
    away = engine_of(timeline, {str(source): msgspec.structs.replace(media, path=str(partial.path))}, tmp_path / "away")
    away.expected, away.has_holes = {i: key for i, (key, _) in needs.items()}, container != "ts"
    for chunk in home.to_render:
        partial.fill(store, numbers(needs[chunk.index][1]))
        assert away.chunk(chunk).path.read_bytes() == home.chunk(chunk).path.read_bytes()


def test_a_hole_never_becomes_a_picture(footage: Path, tmp_path: Path) -> None:
    """Whichever block of the pictures is missing: the chunk is refused, by its key or by what FFmpeg says."""
    (tmp_path / "shared").mkdir()
    store = ObjectStore(f"file://{tmp_path / 'shared'}")
    timeline, media = film(footage, [(110, 40)]), probe(footage)
    home = engine_of(timeline, {str(footage): media}, tmp_path / "home")
    (key, runs) = traced(home)[0]
    blocks = numbers(runs)
    manifest = Sender(store).send({footage: (media.identity, media.size_bytes, blocks)})[footage]
    assert len(blocks) > 20
    for n, missing in enumerate(blocks[2 : len(blocks) // 2 : 6]):
        partial = PartialSource(tmp_path / f"partial {n}", manifest)
        partial.fill(store, [b for b in blocks if b != missing])
        engine = engine_of(
            timeline, {str(footage): msgspec.structs.replace(media, path=str(partial.path))}, tmp_path / f"away {n}"
        )
        engine.expected, engine.has_holes = {0: key}, True
        with pytest.raises(MediaError) as e:
            engine.chunk(engine.to_render[0])
        assert e.value.code == INCOMPLETE
        assert not list((tmp_path / f"away {n}").glob("*/*.mp4"))


def test_of_a_long_source_little_is_sent(footage: Path, tmp_path: Path) -> None:
    from footage_corpus import ffmpeg

    source = tmp_path / "long.mp4"
    ffmpeg("-stream_loop", "10", "-i", footage, "-c", "copy", source)
    assert source.stat().st_size >= 200_000_000
    cuts = [(700, 75), (3310, 75)]
    engine = engine_of(film(source, cuts), {str(source): probe(source)}, tmp_path / "cache")
    sent = len({n for _, runs in traced(engine).values() for n in numbers(runs)}) * BLOCK_BYTES
    assert sent < 1.3 * gop_bytes(source, cuts)
    assert sent < 0.05 * source.stat().st_size


def test_partial_sources_keep_to_a_quota(tmp_path: Path) -> None:
    old, young = (random_file(tmp_path / f"{name}.part", 4) for name in ("old", "young"))
    (tmp_path / "old.have").write_bytes(b"x")
    os.utime(old, (time.time() - 5000,) * 2)
    assert collect_partial(tmp_path, 20 * BLOCK_BYTES) == 0
    assert collect_partial(tmp_path, 5 * BLOCK_BYTES) >= 4 * BLOCK_BYTES
    assert not old.exists() and not (tmp_path / "old.have").exists() and young.exists()
    assert collect_partial(tmp_path, 0) == 0 and young.exists(), "used a moment ago"
