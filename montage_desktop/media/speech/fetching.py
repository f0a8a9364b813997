"""A model's name in; the model in our data folder out, fetched once, and only where the person has agreed to it."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from montage_desktop.core.errors import Cancelled, InputError, TransientError
from montage_desktop.core.project_lock import ProjectInUse, ProjectLock
from montage_desktop.media.speech.models import Model, fetched_folder, is_model

#: The models that can be fetched: name, repository on the hub of models, and about how many bytes.
OFFERED = {
    "tiny": ("Systran/faster-whisper-tiny", 78_000_000),
    "base": ("Systran/faster-whisper-base", 148_000_000),
    "small": ("Systran/faster-whisper-small", 486_000_000),
    "medium": ("Systran/faster-whisper-medium", 1_531_000_000),
    "large-v3": ("Systran/faster-whisper-large-v3", 3_091_000_000),
}
_WANTED = frozenset({"config.json", "model.bin", "tokenizer.json", "vocabulary.txt", "vocabulary.json"})
_WANTED |= {"preprocessor_config.json"}
_BLOCK_BYTES = 1 << 18
_TIMEOUT_S = 20.0
#: Left free on the disk.
_SPARE_BYTES = 200_000_000
_ASK_AGAIN_S = 0.2


@dataclass(frozen=True)
class HubFile:
    """A file of a model: size in bytes; `sha256` is empty where the hub does not tell."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Offer:
    """What would be fetched: all is known before the first byte of it.

    Attributes:
        name: e.g. ``small``. revision: of the repository; the files are those of this one.
    """

    name: str
    repository: str
    revision: str
    files: tuple[HubFile, ...]

    @property
    def size_bytes(self) -> int:
        """Of everything together."""
        return sum(file.size for file in self.files)


class Hub:
    """The hub of models, over HTTP.

    Args:
        endpoint: another address than the usual one: a mirror, or a test's.
    """

    def __init__(self, endpoint: str | None = None) -> None:
        self._endpoint = endpoint

    def files(self, repository: str) -> tuple[str, tuple[HubFile, ...]]:
        """The newest revision of a repository, and the files in it.

        Raises:
            OSError: the hub cannot be reached, or does not have it.
        """
        from huggingface_hub import HfApi
        from huggingface_hub.errors import HfHubHTTPError

        try:
            found = HfApi(endpoint=self._endpoint, token=False).model_info(
                repository, files_metadata=True, timeout=_TIMEOUT_S
            )
        except HfHubHTTPError as e:
            raise OSError(str(e)) from e
        except Exception as e:
            if type(e).__module__.split(".")[0] in ("httpx", "httpx2", "httpcore", "requests"):
                raise OSError(str(e)) from e
            raise
        files = (HubFile(f.rfilename, int(f.size or 0), _sha256_of(f)) for f in found.siblings or [])
        return str(found.sha), tuple(f for f in files if f.name in _WANTED)

    def read(self, repository: str, revision: str, name: str, *, start: int) -> Iterator[bytes]:
        """A file's bytes from `start` on, in blocks.

        Raises:
            OSError: the connection failed, or the hub does not have it.
        """
        from huggingface_hub import hf_hub_url

        url = hf_hub_url(repository, name, revision=revision, endpoint=self._endpoint)
        request = urllib.request.Request(url, headers={"Range": f"bytes={start}-"} if start else {})
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:
            if start and answer.status != 206:  # it does not know ranges: what we have is thrown away here
                left = start
                while left and (block := answer.read(min(left, _BLOCK_BYTES))):
                    left -= len(block)
            while block := answer.read(_BLOCK_BYTES):
                yield block


def is_to_be_fetched(name: str) -> bool:
    """Whether this is a model that can be fetched, and is not here yet."""
    return name in OFFERED and not is_model(fetched_folder(name))


def arrived_bytes(name: str) -> int:
    """How much of a model an earlier download has left behind, to go on from."""
    folder = fetched_folder(name)
    partial = folder.parent.glob(f".{name}-*.partial")
    return max((sum(p.stat().st_size for p in f.iterdir() if p.is_file()) for f in partial), default=0)


def offer(name: str, *, hub: Hub | None = None) -> Offer:
    """Ask how large a model is, to the byte.

    Raises:
        InputError: ``speech.unknown_model``. TransientError: ``speech.hub``.
    """
    if name not in OFFERED:
        raise InputError(
            "speech.unknown_model",
            f"There is no speech model “{name}”.",
            fix=f"Choose one of {', '.join(OFFERED)}, or a folder with a model.",
        )
    repository = OFFERED[name][0]
    with _connection():
        revision, files = (hub or Hub()).files(repository)
    return Offer(name, repository, revision, files)


def fetch(
    name: str,
    *,
    allow_download: bool,
    hub: Hub | None = None,
    should_stop: Callable[[], bool] = lambda: False,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> Model:
    """The model from the data folder, or fetched into it now.

    What was begun goes on where it stopped. A file whose hash is not what the hub said is fetched again, once. Where
    another thread or process of this computer fetches the same model, its end is waited for.

    Args:
        allow_download: the person knows the size (`offer`, or `OFFERED` without asking) and has agreed.

    Raises:
        InputError: ``speech.no_consent``, ``speech.unknown_model``, ``speech.no_space``, ``speech.damaged``.
        TransientError: ``speech.hub``: the network. Cancelled: what is there is kept for the next time.
    """
    folder = fetched_folder(name)
    if is_model(folder):
        return Model(name, folder)
    if name in OFFERED and not allow_download:
        megabytes = OFFERED[name][1] // 1_000_000
        raise InputError(
            "speech.no_consent",
            f"The speech model {name} is not on this computer; it would have to be downloaded (about {megabytes} MB).",
            fix="Allow the download, or choose a folder with a model.",
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder, should_stop):
        if is_model(folder):
            return Model(name, folder)
        return _fetched(name, folder, hub or Hub(), should_stop, on_progress)


def _fetched(
    name: str, folder: Path, hub: Hub, should_stop: Callable[[], bool], on_progress: Callable[[float], None]
) -> Model:
    wanted = offer(name, hub=hub)
    partial = folder.with_name(f".{name}-{wanted.revision[:12]}.partial")
    partial.mkdir(parents=True, exist_ok=True)
    have = sum(path.stat().st_size for path in partial.iterdir())
    megabytes = wanted.size_bytes // 1_000_000
    if shutil.disk_usage(partial).free < wanted.size_bytes - have + _SPARE_BYTES:
        raise InputError(
            "speech.no_space",
            f"There is no room in “{partial.parent}” for the speech model {name} ({megabytes} MB).",
            fix="Make room on that disk, or choose a smaller model.",
        )
    _Fetching(wanted, partial, hub, should_stop, on_progress).run()
    if folder.exists():
        shutil.rmtree(folder)  # an incomplete one
    partial.rename(folder)
    on_progress(1.0)
    return Model(name, folder)


class _Fetching:
    """One model being fetched into a hidden folder."""

    def __init__(
        self,
        wanted: Offer,
        folder: Path,
        hub: Hub,
        should_stop: Callable[[], bool],
        on_progress: Callable[[float], None],
    ) -> None:
        self._wanted, self._folder, self._hub = wanted, folder, hub
        self._should_stop, self._on_progress = should_stop, on_progress

    def run(self) -> None:
        done = 0
        for file in self._wanted.files:
            for last_try in (False, True):
                self._file(file, done)
                if self._is_right(file):
                    break
                (self._folder / file.name).unlink()
                if last_try:
                    raise InputError(
                        "speech.damaged",
                        f"The speech model {self._wanted.name} arrives damaged ({file.name}).",
                        fix="Try it again later, or get the model in another way and choose its folder.",
                    )
            done += file.size

    def _file(self, file: HubFile, done: int) -> None:
        path = self._folder / file.name
        have = path.stat().st_size if path.exists() else 0
        if have >= file.size > 0:
            return
        with _connection(), path.open("ab") as out:
            blocks = self._hub.read(self._wanted.repository, self._wanted.revision, file.name, start=have)
            with contextlib.closing(blocks):  # type: ignore[type-var]
                for block in blocks:
                    if self._should_stop():
                        raise Cancelled()
                    out.write(block)
                    have += len(block)
                    self._on_progress(min(0.99, (done + have) / max(1, self._wanted.size_bytes)))
        if have < file.size:
            raise _hub_error(f"{file.name} broke off after {have} of {file.size} bytes")

    def _is_right(self, file: HubFile) -> bool:
        path = self._folder / file.name
        if file.size and path.stat().st_size != file.size:
            return False
        if not file.sha256:
            return True
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256


@contextlib.contextmanager
def _alone(folder: Path, should_stop: Callable[[], bool]) -> Iterator[None]:
    """While nobody else fetches this model: two that write one file would damage it."""
    lock = ProjectLock(folder)
    while True:
        try:
            lock.acquire()
            break
        except ProjectInUse:
            if should_stop():
                raise Cancelled() from None
            time.sleep(_ASK_AGAIN_S)
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _connection() -> Iterator[None]:
    """Turns what the network says into an error that may pass by itself."""
    try:
        yield
    except urllib.error.HTTPError as e:
        raise _hub_error(f"HTTP {e.code}") from e
    except OSError as e:
        raise _hub_error(str(e)) from e


def _hub_error(detail: str) -> TransientError:
    return TransientError(
        "speech.hub",
        "The speech model cannot be downloaded: the hub of models does not answer.",
        fix="Check the connection and try it again; what has arrived is kept.",
        detail=detail,
    )


def _sha256_of(file: Any) -> str:
    """Of a file that the hub keeps apart, which the large ones are."""
    told = file.lfs
    if told is None:
        return ""
    return str(told.get("sha256", "") if isinstance(told, dict) else told.sha256)
