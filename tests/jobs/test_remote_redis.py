"""A Redis elsewhere: over TLS, with users and passwords, and examined before jobs are trusted to it."""

from __future__ import annotations

import json
import logging
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import redis
from tls_front import Certificates, TlsFront, fingerprint
from whole_jobs import finished, write_click_song

from montage_desktop import cli
from montage_desktop.core.errors import InputError, MontageError, TransientError
from montage_desktop.jobs import host, passwords, server_check
from montage_desktop.jobs.connection import (
    Client,
    Endpoint,
    configured_endpoint,
    connect,
    connect_raw,
    endpoint_at,
    ping,
)
from montage_desktop.jobs.host import HostFiles
from montage_desktop.jobs.passwords import found_endpoint
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.server_check import examine_server
from montage_desktop.jobs.service import JobService

SECRET = "tr0ub4dor-and-more"


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return Certificates(tmp_path)


def password_of(server: EmbeddedServer) -> str:
    return server.url.split(":")[2].partition("@")[0]


@pytest.fixture
def fronts() -> Iterator[list[TlsFront]]:
    made: list[TlsFront] = []
    yield made
    for front in made:
        front.close()


def refusal(env: dict[str, str]) -> MontageError:
    endpoint = configured_endpoint(env)
    assert endpoint is not None
    with pytest.raises(MontageError) as caught:
        ping(endpoint.url)
    assert SECRET not in f"{caught.value!r} {caught.value.as_dict()}"
    return caught.value


# Addresses -------------------------------------------------------------------------------------------------------


def test_the_environment_completes_an_address(tmp_path: Path) -> None:
    ca = tmp_path / "my ca.pem"
    ca.touch()
    env = {"REDIS_URL": "rediss://box:7000/2", "REDIS_USERNAME": "ann", "REDIS_PASSWORD": "p@:/?", "REDIS_CA": str(ca)}
    endpoint = configured_endpoint(env)
    assert endpoint is not None
    options = connect(endpoint.url).connection_pool.connection_kwargs
    assert (options["username"], options["password"], options["db"]) == ("ann", "p@:/?", 2)
    assert (options["host"], options["port"], options["ssl_ca_certs"]) == ("box", 7000, str(ca))
    assert (endpoint.label, endpoint.user) == ("box:7000", "ann")
    own = configured_endpoint({**env, "REDIS_URL": "rediss://bob:mine@box/0?ssl_ca_certs=" + str(ca)})
    assert own is not None
    options = connect(own.url).connection_pool.connection_kwargs
    assert (options["username"], options["password"]) == ("bob", "mine"), "what the address says is stronger"
    old = configured_endpoint({"REDIS_HOST": "box", "REDIS_PORT": "7001", "REDIS_PASSWORD": "x y"})
    assert old is not None and old.url == "redis://:x%20y@box:7001/0"
    pinned = configured_endpoint({"REDIS_HOST": "box", "REDIS_FINGERPRINT": ":".join(["AB"] * 32)})
    assert pinned is not None and pinned.url == f"rediss://box:6379/0?fingerprint={'ab' * 32}"


def test_addresses_that_cannot_be_trusted_are_named(tmp_path: Path) -> None:
    for env, code in (
        ({"REDIS_URL": "rediss://box", "REDIS_CA": str(tmp_path / "none.pem")}, "redis.ca"),
        ({"REDIS_URL": "rediss://box", "REDIS_FINGERPRINT": "ab:cd"}, "redis.fingerprint"),
        ({"REDIS_URL": "https://box"}, "redis.address"),
    ):
        with pytest.raises(InputError) as caught:
            configured_endpoint(env)
        assert caught.value.code == code and caught.value.fix


# TLS -------------------------------------------------------------------------------------------------------------


def test_tls_states(server: EmbeddedServer, certificates: Certificates, fronts: list[TlsFront], tmp_path: Path) -> None:
    good, late, other = (certificates.issue(n, days=d) for n, d in (("127.0.0.1", 1), ("127.0.0.1", -2), ("box", 1)))
    fronts += [TlsFront(server.socket, c) for c in (good, late, other)]
    at_good, at_late, at_other = (f"rediss://:{SECRET}@127.0.0.1:{f.port}/0" for f in fronts)
    ca = {"REDIS_CA": str(certificates.file)}
    assert refusal({"REDIS_URL": at_good}).code == "redis.tls_unknown"
    assert refusal({"REDIS_URL": at_late, **ca}).code == "redis.tls_expired"
    assert refusal({"REDIS_URL": at_other, **ca}).code == "redis.tls_host"
    wrong_pin = refusal({"REDIS_URL": at_good, "REDIS_FINGERPRINT": "ab" * 32})
    assert wrong_pin.code == "redis.tls_pin"
    assert fingerprint(good) in wrong_pin.fix
    assert refusal({"REDIS_URL": at_good, **ca, "REDIS_FINGERPRINT": fingerprint(other)}).code == "redis.tls_pin"
    assert not any(SECRET.encode() in f.heard for f in fronts), "a password was sent to a server that is not trusted"
    assert refusal({"REDIS_URL": at_good, **ca}).code == "redis.password", "trusted, so the password was tried"
    plain = TlsFront(server.socket, good)
    fronts.append(plain)
    assert refusal({"REDIS_URL": f"redis://:{SECRET}@127.0.0.1:{plain.port}/0"}).code == "redis.unavailable"


def test_a_server_without_tls_is_named(server: EmbeddedServer, client: Client) -> None:
    client.config_set("port", "0")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    client.config_set("bind", "127.0.0.1")
    client.config_set("port", str(port))
    assert refusal({"REDIS_URL": f"rediss://:{SECRET}@127.0.0.1:{port}/0"}).code == "redis.tls"


def test_a_trusted_server_works(server: EmbeddedServer, certificates: Certificates, fronts: list[TlsFront]) -> None:
    cert = certificates.issue("localhost")
    front = TlsFront(server.socket, cert)
    fronts.append(front)
    env = {"REDIS_URL": f"rediss://localhost:{front.port}/0", "REDIS_PASSWORD": password_of(server)}
    for trust in ({"REDIS_CA": str(certificates.file)}, {"REDIS_FINGERPRINT": fingerprint(cert)}):
        endpoint = configured_endpoint({**env, **trust})
        assert endpoint is not None
        assert ping(endpoint.url)
        assert [f.ok for f in examine_server(endpoint)] == [True]
        for client in (connect(endpoint.url), connect_raw(endpoint.url, name="test")):
            client.set("montage:x", "1")
            assert client.get("montage:x") in ("1", b"1")
            client.close()
    by_address = {"REDIS_URL": f"rediss://127.0.0.1:{front.port}/0", "REDIS_PASSWORD": password_of(server)}
    assert refusal({**by_address, "REDIS_CA": str(certificates.file)}).code == "redis.tls_host"
    pinned = configured_endpoint({**by_address, "REDIS_FINGERPRINT": fingerprint(cert)})
    assert pinned is not None and ping(pinned.url), "a pinned certificate needs no name"


# Users and what is wrong with a server ---------------------------------------------------------------------------


def codes(endpoint: Endpoint, **given: object) -> list[str]:
    found = examine_server(endpoint, **given)  # type: ignore[arg-type]
    assert all(f.fix and f.text for f in found if not f.ok)
    return [f.code for f in found if not f.ok]


def test_users(server: EmbeddedServer, client: Client) -> None:
    def at(who: str) -> Endpoint:
        return Endpoint(f"unix://{who}@{server.socket}?db=0", embedded=False)

    everything = ["~job:*", "~jobs:*", "~rq:*", "~montage:*", "&jobs:*", "&rq:*", "+@all"]
    client.execute_command("ACL", "SETUSER", "ann", "on", f">{SECRET}", *everything, "-@dangerous", "+info", "+client")
    assert codes(at(f"ann:{SECRET}")) == []
    for who in ("ann:wrong", "bob:x", ":wrong"):
        assert codes(at(who)) == ["redis.password"]
    assert codes(Endpoint(f"unix://{server.socket}?db=0", embedded=False)) == ["redis.password"]
    client.execute_command("ACL", "SETUSER", "ann", "-xadd", "-eval", "resetkeys", "~job:*", "~montage:*")
    (found,) = [f for f in examine_server(at(f"ann:{SECRET}")) if not f.ok]
    assert found.code == "redis.permission" and found.blocks_jobs
    assert set(found.fix.split()) >= {"ann", "+xadd", "+eval", "~jobs:*", "~rq:*"} and "~job:*" not in found.fix
    client.execute_command("ACL", "SETUSER", "ann", *found.fix.partition("ann ")[2].split())
    assert codes(at(f"ann:{SECRET}")) == [], "what the fix says mends it"
    client.execute_command("ACL", "SETUSER", "ann", "-info")
    with pytest.raises(InputError, match="“info”"):
        ping(at(f"ann:{SECRET}").url)
    assert client.keys("*check-*") == [], "nothing is left of looking"


@pytest.mark.timeout(90)
def test_the_permissions_that_are_tried_are_enough_for_a_job(
    server: EmbeddedServer, client: Client, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = {str(command[0]).lower() for command in server_check._needed("x")} | {"set"}
    base = ["+multi", "+exec", "+watch", "+unwatch", "+subscribe", "+unsubscribe", "+psubscribe", "+ping", "+hello"]
    keys = ["~job:*", "~jobs:*", "~rq:*", "~montage:*", "&jobs:*", "&rq:*"]
    allowed = [f"+{n}" for n in sorted(names)]
    client.execute_command("ACL", "SETUSER", "ann", "on", f">{SECRET}", *keys, "-@all", *base, *allowed, "+select")
    client.execute_command("ACL", "LOG", "RESET")
    monkeypatch.setenv("REDIS_URL", f"unix://ann:{SECRET}@{server.socket}?db=0")
    monkeypatch.setenv("MONTAGE_WORKERS", "1")
    service = JobService.open()
    try:
        job = service.submit_analysis([str(write_click_song(tmp_path / "song.wav", seconds=6))])
        finished(service, job.id, seconds=60)
    finally:
        service.close()
        host.stop_running()
    denied = {(e[b"object"] if b"object" in e else e["object"]) for e in client.acl_log()}
    assert denied == set()


def test_what_endangers_jobs(server: EmbeddedServer, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = Endpoint(server.url, embedded=False)
    assert codes(endpoint) == []
    assert codes(endpoint, now=lambda: time.time() + 2.6) == ["redis.clock"]
    assert codes(endpoint, now=lambda: time.time() - 2.6) == ["redis.clock"]
    assert codes(endpoint, now=lambda: time.time() + 1.4) == []
    client.config_set("appendonly", "no")
    assert codes(endpoint) == ["redis.aof"]
    client.config_set("maxmemory-policy", "allkeys-lru")
    assert codes(endpoint) == ["redis.aof"], "without a limit it drops nothing"
    client.config_set("maxmemory", "100mb")
    assert codes(endpoint) == ["redis.eviction", "redis.aof"]
    used = int(client.info("memory")["used_memory"])
    client.config_set("maxmemory", str(int(used * 1.05)))
    assert set(codes(endpoint)) == {"redis.memory", "redis.eviction", "redis.aof"}
    client.config_set("maxmemory-policy", "noeviction")
    client.config_set("maxmemory", str(used // 2))
    blocking = [f for f in examine_server(endpoint) if f.blocks_jobs]
    assert {f.code for f in blocking} == {"redis.full", "redis.memory"}
    client.config_set("maxmemory", "0")
    monkeypatch.setattr("montage_desktop.jobs.connection.MIN_VERSION", (99, 0))
    assert codes(endpoint) == ["redis.version"]


def test_the_doctor_and_the_check_of_workers_tell_them(
    server: EmbeddedServer, client: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REDIS_URL", server.url)
    client.config_set("appendonly", "no")
    assert cli.main(["doctor", "--json"]) == cli.OK, "films can be made all the same"
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["code"] for r in rows if r["name"].startswith("Redis") and not r["ok"]] == ["redis.aof"]


# Secrets ---------------------------------------------------------------------------------------------------------


class FakeStore(SimpleNamespace):
    """A key store that counts how often it is asked."""

    def __init__(self, known: dict[str, str]) -> None:
        super().__init__(known=known, asked=[], __spec__=object())

    def get_password(self, service: str, url: str) -> str | None:
        self.asked.append(url)
        return self.known.get(url)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> FakeStore:
    made = FakeStore({})
    monkeypatch.setitem(sys.modules, "keyring", made)
    passwords._kept.cache_clear()
    return made


def test_the_key_store_is_asked_last_and_once(store: FakeStore) -> None:
    store.known["redis://ann@box:6379/0"] = "kept"
    url = "redis://box:6379/0"
    found = found_endpoint("", {"REDIS_URL": url, "REDIS_USERNAME": "ann"})
    assert found is not None and found.url == "redis://ann:kept@box:6379/0"
    assert found_endpoint("", {"REDIS_URL": url, "REDIS_USERNAME": "ann"}) == found
    assert store.asked == ["redis://ann@box:6379/0"]
    for env in ({"REDIS_URL": "redis://:given@box/0"}, {"REDIS_URL": url, "REDIS_PASSWORD": "given"}, {}):
        given = found_endpoint("", env)
        assert given is None or ":given@" in given.url
    assert found_endpoint("unix:///run/r.sock", {}) == Endpoint("unix:///run/r.sock", embedded=False)
    assert len(store.asked) == 1


def test_without_a_key_store_there_is_no_password_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_backend(service: str, url: str) -> str:
        raise RuntimeError("no recommended backend")

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=no_backend, __spec__=object()))
    passwords._kept.cache_clear()
    found = found_endpoint("redis://box:6379/0", {})
    assert found == Endpoint("redis://box:6379/0", embedded=False)


def test_a_password_is_in_no_repr_error_or_log(
    server: EmbeddedServer,
    client: Client,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    client.config_set("requirepass", SECRET)
    url = f"unix://:{SECRET}@{server.socket}?db=0"
    endpoint = Endpoint(url, embedded=False)
    told = [
        repr(endpoint),
        str(endpoint),
        repr(connect(url)),
        repr(connect_raw(url, name="x")),
        repr(HostFiles.of(endpoint)),
    ]
    with pytest.raises(redis.ResponseError) as refused:
        connect(url).execute_command("HSET", "montage:x")
    told += [repr(refused.value), endpoint.label]
    away = endpoint_at(f"redis://ann:{SECRET}@127.0.0.1:1/0", {})
    with pytest.raises(TransientError) as gone:
        ping(away.url)
    told += [
        repr(gone.value),
        json.dumps(gone.value.as_dict()),
        repr(away),
        *(f.as_text() for f in examine_server(away)),
    ]
    monkeypatch.setenv("REDIS_URL", url)
    monkeypatch.setenv("MONTAGE_WORKERS", "1")
    service = JobService.open()
    job = service.submit_analysis([str(home / "none.mp4")])
    finished(service, job.id, seconds=60)
    told += [json.dumps(service.status()), repr(service.endpoint)]
    service.close()
    assert host.stop_running()
    assert not any(SECRET in text for text in told)
    assert SECRET not in caplog.text
    kept = [p for p in home.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]
    assert kept == [], "also not in logs, the history and the server's own files"
    assert not any(SECRET in (client.hget(k, "options") or "") for k in client.scan_iter("job:*", _type="hash"))
