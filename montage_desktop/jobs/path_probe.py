"""Small hidden files in an editor's shared folders, by which every worker can tell whether it has the same folders.

The editor writes one into each of its folders (see `core.path_map`) and tells the farm, in the hash `PROBES`, what is
in it. A worker looks for them under its own folder of that name.
"""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Iterator
from pathlib import Path

from montage_desktop.core import documents
from montage_desktop.core.path_map import PathMap, Root, folder_exists, here
from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.findings import Finding

PROBES = "montage:path-probes"
_BEGIN = ".montage-probe-"
_TTL_S = 24 * 3600


@contextlib.contextmanager
def left_probes(client: Client, paths: PathMap | None = None) -> Iterator[list[Finding]]:
    """Write a probe into each shared folder, and remove them all at the end.

    Args:
        paths: None: as this computer's settings say.

    Yields:
        the folders into which none could be written: those cannot be compared.
    """
    paths = here() if paths is None else paths
    written: dict[str, Path] = {}
    failed: list[Finding] = []
    try:
        for root in paths.roots:
            if not folder_exists(root):
                failed.append(_not_there(root))
                continue
            token = secrets.token_hex(16)
            path = Path(root.path_of(f"/{_BEGIN}{secrets.token_hex(4)}"))
            try:
                documents.write_atomic(path, token.encode())
            except OSError as e:
                fix = "Make it writable for a moment, or compare the folders by hand."
                text = f"{{{root.name}}} = {root.folder} cannot be written to: {e.strerror}"
                failed.append(Finding("Folders", False, text, fix, code="paths.read_only"))
                continue
            written[root.name] = path
            client.hset(PROBES, root.name, json.dumps({"file": path.name, "token": token}))
        client.expire(PROBES, _TTL_S)
        yield failed
    finally:
        if written:
            client.hdel(PROBES, *written)
        for path in written.values():
            path.unlink(missing_ok=True)


def probe_paths(client: Client, paths: PathMap | None = None) -> list[Finding]:
    """Whether this computer sees the shared folders that the editor has left probes in; one finding for each.

    Args:
        paths: None: as this computer's settings say.
    """
    paths = here() if paths is None else paths
    roots = {r.name: r for r in paths.roots}
    found: list[Finding] = []
    for name, text in sorted(client.hgetall(PROBES).items()):
        root = roots.get(name)
        if root is None:
            fix = f"Say where it is: MONTAGE_PATHS={name}=/folder, and start the worker again."
            missing = f"{{{name}}} is not known here"
            found.append(Finding("Folders", False, missing, fix, blocks_jobs=True, code="paths.unknown"))
        elif _seen(root.folder, text):
            found.append(Finding("Folders", True, f"{{{name}}} = {root.folder} is the editor's folder"))
        elif not folder_exists(root):
            found.append(_not_there(root))
        else:
            text = f"{{{name}}} = {root.folder} is another folder than the editor's"
            fix = "Mount the same folder as on the editor's computer, or correct MONTAGE_PATHS."
            found.append(Finding("Folders", False, text, fix, blocks_jobs=True, code="paths.other"))
    return found


def _not_there(root: Root) -> Finding:
    text, fix = f"{{{root.name}}} = {root.folder} is not there", "Mount it, or say where it is in MONTAGE_PATHS."
    return Finding("Folders", False, text, fix, blocks_jobs=True, code="paths.missing")


def _seen(folder: str, told: str) -> bool:
    """Whether the file told of is there with that content. What is in Redis may be anything."""
    try:
        data = json.loads(told)
        name, token = str(data["file"]), str(data["token"])
        if not name.startswith(_BEGIN) or "/" in name or "\\" in name or not token:
            return False
        with (Path(folder or "/") / name).open("rb") as file:
            return file.read(len(token) + 1) == token.encode()
    except (OSError, ValueError, KeyError, TypeError):
        return False
