"""Jobs in; everything that can die is killed at random while they are done; what became of them out.

    python tests/jobs/chaos.py [--jobs 200] [--seed 1]

Real server, real workers, real FFmpeg, in folders of its own. Each film is first rendered undisturbed, elsewhere, with
a cache of its own; then all are asked for by clients that are killed as soon as their job is in, and while they are
done, workers, their children, FFmpeg, the Redis server and the host are killed (-9), and the network is cut. At the
end every job has to be finished, with the very bytes of the undisturbed film; nothing may be lost, done twice, still
running or left behind. The choices come from the seed; when they strike is up to the machine.

One thing is spared: a worker whose part two workers have died of already. Three deaths by the same part are the rule by
which the program tells a part that kills its workers, and a job that fails for it has failed as it should.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "media"))

import psutil
import redis
from footage_corpus import numbered_video
from whole_jobs import family, leftovers, of_role, write_click_song

from montage_desktop.core import timeline as timelines
from montage_desktop.core.errors import MontageError
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline
from montage_desktop.jobs import host
from montage_desktop.jobs.host import role_command
from montage_desktop.jobs.parts import MOST_ATTEMPTS
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord

WORKERS = 2
RATE = Fraction(30)
_FRAMES, _CLIPS = 360, 9
_PAUSE_S = (0.2, 1.0)
_CUT_MS = (300, 2500)
_ASK_EVERY_S = 0.2


@dataclass
class Report:
    """What became of it all. `wrong`: sentences; none if all is well."""

    jobs: int
    seconds: float = 0.0
    deeds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def as_text(self) -> str:
        """For people."""
        deeds = ", ".join(f"{count} × {name}" for name, count in sorted(self.deeds.items()))
        verdict = "\n".join(self.wrong) or "every film is the undisturbed one, and nothing is left behind"
        return f"{self.jobs} jobs in {self.seconds:.0f} s; {deeds}:\n{verdict}"


def run(folder: Path, *, jobs: int, seed: int, limit_s: float) -> Report:
    """Do it all. `folder` is empty and stays there; nothing outside is touched.

    Args:
        limit_s: for the disturbed part; chaos ends after two thirds of it, so that the rest can come to an end.
    """
    report = Report(jobs)
    films = _films(folder / "media", jobs, seed)
    with _home(folder / "calm"):
        expected = _undisturbed(films, folder / "calm" / "films")
    with _home(folder / "wild") as home:
        begin = time.monotonic()
        monkey = _Monkey(home, random.Random(seed), report)
        ids = _asked_for(films, home, monkey)
        end = _followed(ids, monkey, begin, limit_s)
        report.seconds = time.monotonic() - begin
        _judge(report, films, ids, end, expected, home)
        host.stop_running()
        _gone, alive = psutil.wait_procs(family(home), timeout=10)
        report.wrong += [f"still running: {' '.join(p.cmdline()[:6])}" for p in alive if p.is_running()]
        for process in alive:
            process.kill()
        report.wrong += [f"left behind: {name}" for name in leftovers(folder)]
    return report


@dataclass(frozen=True)
class _Film:
    name: str
    timeline: Timeline
    document: Path


def _films(folder: Path, count: int, seed: int) -> list[_Film]:
    """Films that share no chunk: each begins at other frames."""
    folder.mkdir(parents=True)
    sources = [
        numbered_video(folder / f"clip {n}.mp4", frames=600, rate="30", size=(160, 90), source=n) for n in range(3)
    ]
    song = write_click_song(folder / "song.wav", seconds=24)
    dice = random.Random(seed)
    films = []
    for number in range(count):
        length = _FRAMES // _CLIPS
        clips = [
            Clip(f"c{n}", n * length, length, str(dice.choice(sources)), Fraction(dice.randrange(0, 600 - length), 30))
            for n in range(_CLIPS)
        ]
        sound = AudioSpan("music", str(song), 0, _FRAMES * 1600, Fraction(dice.randrange(0, 20)))
        timeline = Timeline(rate=RATE, size=(160, 90), frames=_FRAMES, video=clips, audio=[sound])
        document = folder / f"film {number:03}.json"
        timelines.save(timeline, document)
        films.append(_Film(f"film {number:03}.mp4", timeline, document))
    return films


@contextlib.contextmanager
def _home(folder: Path) -> Iterator[Path]:
    """Data, cache and runtime folders of its own, and no host at the end."""
    before = dict(os.environ)
    for name in ("REDIS_URL", "REDIS_HOST"):
        os.environ.pop(name, None)
    for name in ("data", "cache", "runtime"):
        (folder / f"{name}_home").mkdir(parents=True)
    (folder / "films").mkdir()
    os.environ |= {
        "XDG_DATA_HOME": str(folder / "data_home"), "XDG_CACHE_HOME": str(folder / "cache_home"),
        "XDG_RUNTIME_DIR": _short(folder / "runtime_home"), "MONTAGE_WORKERS": str(WORKERS),
    }  # fmt: skip
    try:
        yield folder
    finally:
        host.stop_running()
        os.environ.clear()
        os.environ |= before


def _short(folder: Path) -> str:
    """A socket's path must be short: 107 bytes at most."""
    folder.chmod(0o700)
    return str(folder)


def _undisturbed(films: list[_Film], out: Path) -> list[str]:
    with contextlib.closing(JobService.open()) as service:
        ids = [service.submit_render(f.timeline, _request(out / f.name)).id for f in films]
        _wait(service, ids)
        records = [service.get(i) for i in ids]
    bad = [r for r in records if r.status is not Status.FINISHED]
    if bad:
        raise RuntimeError(f"undisturbed, {len(bad)} jobs failed: {bad[0].error}")
    return [_sha256(out / f.name) for f in films]


def _request(out: Path):  # type: ignore[no-untyped-def]
    from montage_desktop.jobs.requests import RenderRequest

    return RenderRequest(out=str(out), profile="preview")


def _wait(service: JobService, ids: list[str]) -> None:
    deadline = time.monotonic() + 60 + 3 * len(ids)
    while not all(service.get(i).is_over for i in ids):
        if time.monotonic() > deadline:
            raise RuntimeError("undisturbed, it took too long")
        time.sleep(_ASK_EVERY_S)


def _asked_for(films: list[_Film], home: Path, monkey: _Monkey) -> list[str]:
    """Ask for every film by a client of its own, an editor that is killed once its job is in. Gives the jobs' ids."""
    ids = []
    for film in films:
        while True:
            command = role_command("render", str(film.document), "--out", str(home / "films" / film.name))
            command += ["--profile", "preview", "--json", "--overwrite"]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as client:
                assert client.stdout is not None
                line = client.stdout.readline()
                client.kill()
            if '"submitted"' in line:
                ids.append(line.split('"job": "')[1].split('"')[0])
                monkey.report.deeds["client killed"] += 1
                break
        monkey.act()
    return ids


def _followed(ids: list[str], monkey: _Monkey, begin: float, limit_s: float) -> dict[str, JobRecord]:
    """Make trouble until most of the time is over, then only wait. Gives the last state of each job."""
    records: dict[str, JobRecord] = {}
    while time.monotonic() < begin + limit_s:
        if time.monotonic() < begin + limit_s * 2 / 3:
            monkey.act()
        try:
            with contextlib.closing(JobService.open(name="chaos")) as service:  # starts a host where there is none
                records = {i: service.get(i) for i in ids}
        except (MontageError, redis.RedisError, OSError):
            time.sleep(_ASK_EVERY_S)
            continue
        except LookupError as e:
            monkey.report.wrong.append(f"lost: {e}")
            break
        if all(r.is_over for r in records.values()):
            break
        time.sleep(_ASK_EVERY_S)
    return records


class _Monkey:
    """Makes trouble."""

    def __init__(self, home: Path, dice: random.Random, report: Report) -> None:
        self._home, self._dice, self.report = home, dice, report
        self._next = time.monotonic()

    def act(self) -> None:
        """Do one bad thing, if it is time for one."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self._dice.uniform(*_PAUSE_S)
        often = [self._kill_child, self._kill_worker]
        deed = self._dice.choice(
            [*often, *often, self._kill_ffmpeg, self._kill_server, self._kill_host, self._cut, self._freeze]
        )
        with contextlib.suppress(psutil.Error, redis.RedisError, MontageError, OSError, LookupError):
            if deed():
                self.report.deeds[deed.__name__.strip("_").replace("_", " ")] += 1

    def _kill(self, process: psutil.Process | None) -> bool:
        if process is None:
            return False
        process.send_signal(signal.SIGKILL)
        return True

    def _one(self, processes: list[psutil.Process]) -> psutil.Process | None:
        return self._dice.choice(sorted(processes, key=lambda p: p.pid)) if processes else None

    def _workers(self) -> list[psutil.Process]:
        return [p for p in of_role(self._home, "worker") if not self._is_child(p)]

    @staticmethod
    def _is_child(process: psutil.Process) -> bool:
        parent = process.parent()
        return parent is not None and "worker" in parent.cmdline()[:4] and "--child" in parent.cmdline()

    def _may_lose_a_part(self) -> bool:
        """Whether no part has cost two workers already (see the module)."""
        with contextlib.closing(JobService.open(name="chaos")) as service:
            return all(
                count < MOST_ATTEMPTS - 1
                for record in service.flow.store.active()
                for count in service.flow.board.attempts(record.id).values()
            )

    def _kill_ffmpeg(self) -> bool:
        return self._may_lose_a_part() and self._kill(self._one(of_role(self._home, "ffmpeg")))

    def _kill_child(self) -> bool:
        children = [p for p in of_role(self._home, "worker") if self._is_child(p)]
        return self._may_lose_a_part() and self._kill(self._one(children))

    def _kill_worker(self) -> bool:
        return self._may_lose_a_part() and self._kill(self._one(self._workers()))

    def _kill_server(self) -> bool:
        return self._kill(self._one(of_role(self._home, "valkey")))

    def _kill_host(self) -> bool:
        """Its workers and the server die with it."""
        return self._may_lose_a_part() and self._kill(self._one(of_role(self._home, "server")))

    def _cut(self) -> bool:
        """Every connection breaks."""
        with contextlib.closing(JobService.open(name="chaos")) as service:
            service.client.client_kill_filter(_type="normal", skipme=True)
            service.client.client_kill_filter(_type="pubsub", skipme=True)
        return True

    def _freeze(self) -> bool:
        """Nothing is answered for a while."""
        with contextlib.closing(JobService.open(name="chaos")) as service:
            service.client.client_pause(self._dice.randint(*_CUT_MS), all=True)
        return True


def _judge(
    report: Report, films: list[_Film], ids: list[str], records: dict[str, JobRecord], expected: list[str], home: Path
) -> None:
    if len(set(ids)) != len(films):
        report.wrong.append(f"{len(films)} jobs were asked for, and {len(set(ids))} are there")
    for film, job_id, sha256 in zip(films, ids, expected, strict=True):
        record = records.get(job_id)
        out = home / "films" / film.name
        if record is None or not record.is_over:
            report.wrong.append(f"{film.name}: not over: {record and (record.status, record.phase, record.progress)}")
        elif record.status is not Status.FINISHED:
            report.wrong.append(
                f"{film.name}: {record.status}: {record.error.get('code')}: {record.error.get('message')}"
            )
        elif not out.exists() or _sha256(out) != sha256:
            report.wrong.append(f"{film.name}: another film than the undisturbed one")
        elif record.result.get("sha256") != sha256:
            report.wrong.append(f"{film.name}: its result tells of another film")
    with contextlib.suppress(MontageError, redis.RedisError, OSError), contextlib.closing(JobService.open()) as service:
        known = {r.id for r in service.flow.store.recent(limit=10_000)}
        # A client that was killed between its job and telling us may have left one more: no job is lost by that.
        report.wrong += [f"no such job any more: {i}" for i in ids if i not in known]
        deadline = time.monotonic() + 5
        while of_role(home, "ffmpeg") and time.monotonic() < deadline:
            time.sleep(0.05)
        report.wrong += ["FFmpeg still runs"] * len(of_role(home, "ffmpeg"))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        report = run(Path(folder), jobs=options.jobs, seed=options.seed, limit_s=120 + 12 * options.jobs)
    sys.stdout.write(report.as_text() + "\n")
    return bool(report.wrong)


if __name__ == "__main__":
    sys.exit(main())
