"""Whether a worker could work here, as findings: the server, this computer and the farm, and how fast it is."""

from __future__ import annotations

import redis

from montage_desktop.core import paths
from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.connection import Client, connect
from montage_desktop.jobs.findings import Finding
from montage_desktop.jobs.host import ensure_host
from montage_desktop.jobs.machine import cores, free_bytes
from montage_desktop.jobs.passwords import found_endpoint
from montage_desktop.jobs.path_probe import probe_paths
from montage_desktop.jobs.probe import look_for_probe
from montage_desktop.jobs.registry import FARM_BUILD, WorkerRegistry
from montage_desktop.jobs.server_check import examine_server
from montage_desktop.jobs.server_errors import explained
from montage_desktop.media.ffmpeg import FFmpeg, find_ffmpeg, run
from montage_desktop.media.render import hardware

LOW_DISK_BYTES = 2 << 30
_NO_DISK_BYTES = 200 << 20
_TRIAL_FRAMES = 90
_TRIAL = ("-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=30:duration={_TRIAL_FRAMES // 30}")
_SOFTWARE = ("-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "medium", "-crf", "20", "-f", "null", "-")


def check_worker(url: str = "") -> list[Finding]:
    """Look at everything that a worker needs; takes some seconds.

    Args:
        url: of the Redis; "" for the configured one, else that of this computer, which is started.
    """
    try:
        endpoint = found_endpoint(url) or ensure_host()
    except MontageError as e:
        return [Finding("Redis", False, e.message, e.fix, blocks_jobs=True, code=e.code), *_computer()]
    found = examine_server(endpoint)
    if found[0].ok:
        client = connect(endpoint.url, name="montage-check", patient=False)
        try:
            found += _farm(client)
        except (redis.RedisError, OSError) as e:
            error = explained(e, where=endpoint.label, user=endpoint.user)
            found.append(Finding("Farm", False, error.message, error.fix, blocks_jobs=True, code=error.code))
        finally:
            client.close()
    return found + _computer()


def _farm(client: Client) -> list[Finding]:
    """What only the farm can tell: which FFmpeg it has, and whether its files are seen here."""
    found = [_build(client), *probe_paths(client)]
    probe = look_for_probe(client)
    if probe is not None:
        path, seen = probe
        if seen:
            found.append(Finding("Footage", True, f"{path.parent} is seen here, too"))
        else:
            fix = "Mount the folder of the footage under the same path as on the editor's computer."
            text = f"{path.parent} is not seen here as on the editor's computer"
            found.append(Finding("Footage", False, text, fix, blocks_jobs=True, code="farm.paths"))
    return found


def _build(client: Client) -> Finding:
    farm = client.get(FARM_BUILD) or ""
    same = [w.name for w in WorkerRegistry(client).list() if farm and w.build == farm]
    try:
        mine = find_ffmpeg()
    except MontageError as e:
        return Finding(
            "Farm", not farm, "its FFmpeg cannot be compared", e.fix, blocks_jobs=bool(farm), code="farm.build"
        )
    if not farm:
        return Finding("Farm", True, "no worker runs; the first one decides which FFmpeg makes the films")
    if farm == mine.build:
        return Finding("Farm", True, f"{len(same)} others have the same FFmpeg")
    text = f"FFmpeg {mine.version} here is another build than that of {', '.join(same) or 'the others'}"
    fix = "Install the same one: films must not be mixed of two. A worker waits here until the others have gone."
    return Finding("Farm", False, text, fix, blocks_jobs=True, code="farm.build")


def _computer() -> list[Finding]:
    try:
        ffmpeg = find_ffmpeg()
    except MontageError as e:
        return [Finding("FFmpeg", False, e.message, e.fix, blocks_jobs=True, code=e.code), _disk()]
    program = Finding("FFmpeg", True, f"version {ffmpeg.version} at {ffmpeg.path}")
    return [program, _encoders(ffmpeg), _speed(ffmpeg), _disk()]


def _encoders(ffmpeg: FFmpeg) -> Finding:
    tried = hardware.trials(ffmpeg)
    works = [t.encoder for t in tried if t.works]
    return Finding("Hardware encoders", True, ", ".join(works) or f"none of {len(tried)} works here; software is used")


def _speed(ffmpeg: FFmpeg) -> Finding:
    """A short film, encoded as films are; its time contains the start of the program, as that of parts does."""
    try:
        took_s = run([*_TRIAL, *_SOFTWARE], ffmpeg=ffmpeg, what="libx264").wall_s
    except MontageError as e:
        return Finding("Speed", False, e.message, e.fix, blocks_jobs=True, code=e.code)
    return Finding("Speed", True, f"{_TRIAL_FRAMES / max(took_s, 1e-3):.0f} frames of 720p a second on {cores()} cores")


def _disk() -> Finding:
    free, folder = free_bytes(), paths.cache_dir()
    text = f"{folder}, {free / 1e9:.1f} GB free"
    if free >= LOW_DISK_BYTES:
        return Finding("Disk", True, text)
    fix = "Free some space, or set XDG_CACHE_HOME to a larger disk."
    return Finding("Disk", False, text, fix, blocks_jobs=free < _NO_DISK_BYTES, code="disk.low")
