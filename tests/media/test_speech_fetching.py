"""Models fetched from a hub on this machine, which can be slow, break off, or send something else."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator

import pytest
from fake_hub import FILES, REVISION, FakeHub, running

from montage_desktop.core.errors import Cancelled, InputError, TransientError
from montage_desktop.media.speech import fetching, models
from montage_desktop.media.speech.choosing import open_engine
from montage_desktop.media.speech.fetching import Hub, fetch, offer


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with running(FakeHub()) as made:
        yield made


def test_nothing_is_fetched_without_consent(hub: FakeHub) -> None:
    with pytest.raises(InputError, match="about 78 MB") as raised:
        fetch("tiny", allow_download=False, hub=Hub(hub.address))
    assert raised.value.code == "speech.no_consent" and raised.value.fix
    with pytest.raises(InputError):
        open_engine(model="tiny", hub=Hub(hub.address))
    assert not hub.asked and not models.fetched()


def test_the_size_is_known_before(hub: FakeHub) -> None:
    known = offer("tiny", hub=Hub(hub.address))
    assert known.size_bytes == sum(len(d) for n, d in FILES.items() if n != "README.md")
    assert known.revision == REVISION and len(hub.asked) == 1
    assert set(fetching.OFFERED) >= {"tiny", "base", "small", "medium", "large-v3"}


def test_a_model_is_fetched_once_with_progress(hub: FakeHub) -> None:
    told: list[float] = []
    model = fetch("tiny", allow_download=True, hub=Hub(hub.address), on_progress=told.append)
    assert model.folder == models.fetched_folder("tiny")
    assert {p.name: p.read_bytes() for p in model.folder.iterdir()} == {
        n: d for n, d in FILES.items() if n != "README.md"
    }
    assert told == sorted(told) and told[-1] == 1.0 and len(told) > 5
    asked = len(hub.asked)
    assert fetch("tiny", allow_download=False, hub=Hub(hub.address)) == model  # no consent needed, nothing asked
    assert len(hub.asked) == asked and models.fetched() == [model]
    assert [p.name for p in model.folder.parent.iterdir()] == ["tiny"]


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_a_broken_connection_goes_on_where_it_was(hub: FakeHub, knows_ranges: bool) -> None:
    hub.breaks_at, hub.knows_ranges = 1_000_000, knows_ranges
    with pytest.raises(TransientError) as raised:
        fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert raised.value.code == "speech.hub" and not models.fetched()
    model = fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert (model.folder / "model.bin").read_bytes() == FILES["model.bin"]
    assert any(wanted.startswith("bytes=") for _, wanted in hub.asked)


def test_a_cancel_stops_it_and_the_rest_comes_later(hub: FakeHub) -> None:
    told: list[float] = []
    with pytest.raises(Cancelled):
        fetch(
            "tiny",
            allow_download=True,
            hub=Hub(hub.address),
            on_progress=told.append,
            should_stop=lambda: len(told) > 3,
        )
    assert not models.fetched()
    fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert len(models.fetched()) == 1


def test_what_is_not_what_the_hub_said_is_not_kept(hub: FakeHub) -> None:
    hub.sends["model.bin"] = b"x" * len(FILES["model.bin"])
    with pytest.raises(InputError) as raised:
        fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert raised.value.code == "speech.damaged" and not models.fetched()
    assert sum("model.bin" in path for path, _ in hub.asked) == 2
    hub.sends["model.bin"] = FILES["model.bin"]
    fetch("tiny", allow_download=True, hub=Hub(hub.address))


def test_a_full_disk_is_noticed_before(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(fetching.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(InputError) as raised:
        fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert raised.value.code == "speech.no_space" and len(hub.asked) == 1


def test_no_hub_and_no_such_model() -> None:
    with pytest.raises(TransientError) as raised:
        fetch("tiny", allow_download=True, hub=Hub("http://127.0.0.1:9"))
    assert raised.value.code == "speech.hub" and raised.value.fix
    with pytest.raises(InputError) as unknown:
        offer("gigantic")
    assert unknown.value.code == "speech.unknown_model" and "small" in unknown.value.fix


def test_a_repository_that_is_gone(hub: FakeHub) -> None:
    with pytest.raises(TransientError) as raised:
        offer("base", hub=Hub(hub.address))
    assert raised.value.code == "speech.hub"


def test_two_who_fetch_the_same_do_not_write_into_one_file(hub: FakeHub) -> None:
    hub.holds_at = [500_000]
    found: list[models.Model] = []

    def work() -> None:
        found.append(fetch("tiny", allow_download=True, hub=Hub(hub.address)))

    first, second = threading.Thread(target=work), threading.Thread(target=work)
    first.start()
    assert hub.holding.wait(10)
    second.start()
    with pytest.raises(Cancelled):  # a third does not wait for ever
        fetch("tiny", allow_download=True, hub=Hub(hub.address), should_stop=lambda: True)
    hub.go_on()
    first.join()
    second.join()
    assert found == models.fetched() * 2 and (found[0].folder / "model.bin").read_bytes() == FILES["model.bin"]
    assert sum("model.bin" in path for path, _ in hub.asked) == 1
    assert [p.name for p in found[0].folder.parent.iterdir()] == ["tiny"]


def test_what_has_arrived_is_known_and_a_removed_model_is_gone(hub: FakeHub) -> None:
    assert fetching.arrived_bytes("tiny") == 0 and fetching.is_to_be_fetched("tiny")
    hub.breaks_at = 1_000_000
    with pytest.raises(TransientError):
        fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert 1_000_000 <= fetching.arrived_bytes("tiny") < 1_000_100
    model = fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert fetching.arrived_bytes("tiny") == 0 and not fetching.is_to_be_fetched("tiny")
    models.remove_fetched("tiny")
    models.remove_fetched("tiny")  # by another window
    assert not models.fetched() and not list(model.folder.parent.iterdir()) and fetching.is_to_be_fetched("tiny")
