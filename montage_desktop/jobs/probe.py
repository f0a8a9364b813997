"""A small hidden file that an editor leaves beside the footage, so that workers can tell whether they see it, too."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

from montage_desktop.core import documents
from montage_desktop.core.errors import InputError
from montage_desktop.jobs.connection import Client

PROBE = "montage:probe"
_BEGIN = ".montage-probe-"
_TTL_S = 24 * 3600


def leave_probe(client: Client, folder: Path) -> Path:
    """Write one into a folder and tell the farm of it; the one before is removed. Returns its path.

    Raises:
        InputError: ``output.folder``: the folder cannot be written to.
    """
    forget_probe(client)
    token = secrets.token_hex(16)
    path = folder.absolute() / f"{_BEGIN}{token[:8]}"
    try:
        documents.write_atomic(path, token.encode())
    except OSError as e:
        raise InputError("output.folder", f"The folder {folder} cannot be written to: {e.strerror}.") from e
    client.hset(PROBE, mapping={"path": str(path), "token": token})
    client.expire(PROBE, _TTL_S)
    return path


def forget_probe(client: Client) -> None:
    """Remove the one that there is, where this computer sees it."""
    path, token = _told(client)
    client.delete(PROBE)
    if path and _seen(path, token):
        with contextlib.suppress(OSError):
            path.unlink()


def look_for_probe(client: Client) -> tuple[Path, bool] | None:
    """Where one was left, and whether it is seen here under the same path; None if there is none."""
    path, token = _told(client)
    return (path, _seen(path, token)) if path else None


def _told(client: Client) -> tuple[Path | None, str]:
    path, token = client.hmget(PROBE, "path", "token")
    fits = path and token and Path(path).is_absolute() and Path(path).name.startswith(_BEGIN)
    return (Path(path), token) if fits else (None, "")


def _seen(path: Path, token: str) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(token) + 1) == token.encode()
    except OSError:
        return False
