"""FFmpeg is found, watched, ended in time in every way, and its failures are explained."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from montage_desktop.core.errors import Cancelled, MediaError, MontageError, TransientError
from montage_desktop.media.ffmpeg import FFmpeg, Progress, find_ffmpeg, run
from montage_desktop.media.ffmpeg_causes import CAUSES, Cause, error_from, input_error

ENDLESS = ["-re", "-f", "lavfi", "-i", "testsrc=s=64x64", "-f", "null", "-"]


@pytest.fixture
def ffmpeg() -> FFmpeg:
    return find_ffmpeg()


def children() -> list[psutil.Process]:
    return [p for p in psutil.Process().children(recursive=True) if "ffmpeg" in p.name()]


def script(folder: Path, text: str) -> FFmpeg:
    """A program that poses as FFmpeg."""
    path = folder / "fake"
    path.write_text(f"#!{sys.executable}\n{text}")
    path.chmod(0o755)
    return FFmpeg(str(path), "9", 9, "fake", frozenset(), frozenset())


# ------------------------------------------------------------------------------------------------ finding


def test_what_it_says_of_itself(ffmpeg: FFmpeg) -> None:
    assert ffmpeg.major >= 5 and len(ffmpeg.build) == 24
    assert {"libx264", "aac"} <= ffmpeg.encoders
    assert {"scale", "xfade", "fps", "concat", "bwdif"} <= ffmpeg.filters


def test_a_setting_and_the_variable_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = find_ffmpeg()
    wrapper = tmp_path / "my ffmpeg"
    wrapper.write_text(f'#!/bin/sh\nexec "{usual.path}" "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("FFMPEG", str(wrapper))
    found = find_ffmpeg()
    assert found.path == str(wrapper)
    assert found.build == usual.build, "the build is what it is made of, not where it lies"
    assert find_ffmpeg(usual.path).path == usual.path


@pytest.mark.parametrize("content", [None, "#!/bin/sh\nexit 1\n", "#!/bin/sh\necho hello\n", "rubbish"])
def test_one_that_does_not_run_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None) -> None:
    path = tmp_path / "nothing"
    if content is not None:
        path.write_text(content)
        path.chmod(0o755)
    monkeypatch.setenv("FFMPEG", str(path))
    with pytest.raises(MontageError) as e:
        find_ffmpeg()
    assert e.value.code == "ffmpeg.missing"
    assert "imageio-ffmpeg" in e.value.fix


# ------------------------------------------------------------------------------------------------ running


def test_a_run_reports_progress_and_what_it_used(ffmpeg: FFmpeg) -> None:
    seen: list[Progress] = []
    args = ["-f", "lavfi", "-i", "testsrc=s=640x360:d=20", "-c:v", "libx264", "-preset", "medium", "-f", "null", "-"]
    outcome = run(args, ffmpeg=ffmpeg, on_progress=seen.append)
    assert seen and [p.frame for p in seen] == sorted(p.frame for p in seen)
    assert outcome.wall_s > 0
    if hasattr(os, "wait4"):
        assert outcome.cpu_s > 0.05
        assert 5_000_000 < outcome.max_rss_bytes < 2_000_000_000


def test_stdin_blocks_arrive(ffmpeg: FFmpeg, tmp_path: Path) -> None:
    data = os.urandom(1_000_000 // 4 * 4)
    out = tmp_path / "out.raw"
    args = ["-f", "s16le", "-ar", "48000", "-ac", "2", "-i", "pipe:0", "-f", "s16le", "-c:a", "pcm_s16le", str(out)]
    run(args, ffmpeg=ffmpeg, stdin_blocks=(data[i : i + 7000] for i in range(0, len(data), 7000)))
    assert out.read_bytes() == data


def test_an_error_of_the_blocks_is_raised_and_ends_it(ffmpeg: FFmpeg) -> None:
    def blocks() -> Iterator[bytes]:
        yield b"\0" * 400
        raise MediaError("media.truncated", "The song ends too early.")

    with pytest.raises(MediaError) as e:
        run(["-f", "s16le", "-ar", "48000", "-i", "pipe:0", "-f", "null", "-"], ffmpeg=ffmpeg, stdin_blocks=blocks())
    assert e.value.code == "media.truncated"
    assert not children()


def test_ending_before_its_input_is_no_fault(ffmpeg: FFmpeg) -> None:
    endless = iter(lambda: b"\0" * 65536, None)
    run(
        ["-f", "s16le", "-ar", "48000", "-ac", "2", "-i", "pipe:0", "-t", "1", "-f", "null", "-"],
        ffmpeg=ffmpeg,
        stdin_blocks=endless,
    )


def test_much_stderr_does_not_block_it(tmp_path: Path) -> None:
    fake = script(tmp_path, "import sys\nfor i in range(200_000): print('noise', i, file=sys.stderr)\nsys.exit(3)")
    with pytest.raises(MediaError) as e:
        run([], ffmpeg=fake)
    assert e.value.detail.splitlines()[-1] == "noise 199999"
    assert len(e.value.detail.splitlines()) == 20


def test_cancelling_takes_less_than_two_seconds(ffmpeg: FFmpeg) -> None:
    started = time.monotonic()
    with pytest.raises(Cancelled):
        run(ENDLESS, ffmpeg=ffmpeg, should_stop=lambda: time.monotonic() - started > 0.3)
    assert time.monotonic() - started < 2.0
    assert not children()


def test_one_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    fake = script(tmp_path, "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)")
    started = time.monotonic()
    with pytest.raises(Cancelled):
        run([], ffmpeg=fake, should_stop=lambda: time.monotonic() - started > 0.3)
    assert time.monotonic() - started < 2.0


def test_standing_still_is_found_out(tmp_path: Path) -> None:
    """FFmpeg goes on reporting while it waits for a dead drive: the same numbers."""
    fake = script(
        tmp_path,
        "import time\nwhile True:\n    print('frame=5\\nout_time_us=200000\\nprogress=continue', flush=True)\n"
        "    time.sleep(0.1)",
    )
    started = time.monotonic()
    with pytest.raises(TransientError) as e:
        run([], ffmpeg=fake, stall_timeout_s=1.0)
    assert e.value.code == "ffmpeg.stalled"
    assert time.monotonic() - started < 4.0


def test_an_exception_of_the_caller_ends_it(ffmpeg: FFmpeg) -> None:
    def broken(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(ENDLESS, ffmpeg=ffmpeg, on_progress=broken)
    assert not children()


def test_runs_in_threads_do_not_meet(ffmpeg: FFmpeg) -> None:
    def one() -> None:
        run(["-f", "lavfi", "-i", "testsrc=s=64x64:d=1", "-f", "null", "-"], ffmpeg=ffmpeg)

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(t.is_alive() for t in threads) and not children()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PR_SET_PDEATHSIG is of Linux")
def test_it_dies_with_a_parent_that_is_killed(ffmpeg: FFmpeg) -> None:
    code = (
        "from montage_desktop.media.ffmpeg import find_ffmpeg, run\n"
        f"run({ENDLESS!r}, ffmpeg=find_ffmpeg(), on_progress=lambda p: print('going', flush=True))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert parent.stdout is not None and parent.stdout.readline() == b"going\n"
        child = psutil.Process(parent.pid).children()[0]
        parent.send_signal(signal.SIGKILL)
        gone = wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
        assert gone, "FFmpeg outlived its parent"
    finally:
        parent.kill()
        parent.wait()
        parent.stdout.close()  # type: ignore[union-attr]


def wait_for(condition: Callable[[], bool], *, seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(psutil.NoSuchProcess):
            if condition():
                return True
            time.sleep(0.02)
            continue
        return True
    return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits files by RLIMIT_FSIZE")
def test_a_full_disk_is_said_to_be_one(ffmpeg: FFmpeg, tmp_path: Path) -> None:
    args = ["-f", "lavfi", "-i", "testsrc2=s=640x360:d=60", "-c:v", "rawvideo", "-f", "nut", f"{tmp_path}/o.nut"]
    code = (
        "import resource, signal\nfrom montage_desktop.media.ffmpeg import find_ffmpeg, run\n"
        "from montage_desktop.core.errors import MontageError\n"
        "found = find_ffmpeg()\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        f"try: run({args!r}, ffmpeg=found)\n"
        "except MontageError as e: print(e.code, e.transient)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == ["disk.full", "False"], done.stderr


# ------------------------------------------------------------------------------------------------ explaining

#: What FFmpeg 9.0.2 wrote when these were provoked, as it came: a tmpfs of 400 kB; reading and writing /proc/self/mem;
#: RLIMIT_AS, RLIMIT_NPROC and RLIMIT_NOFILE; a folder of another user; wrong names; files that are no media.
LOGS = {
    "disk.full": """\
[vost#0:0/libx264 @ 0x556cf6cadbc0] [error] Error submitting a packet to the muxer: No space left on device
[out#0/mp4 @ 0x556cf6cace80] [error] Error muxing a packet
[out#0/mp4 @ 0x556cf6cace80] [error] Task finished with error code: -28 (No space left on device)
[out#0/mp4 @ 0x556cf6cace80] [error] Terminating thread with return code -28 (No space left on device)
[out#0/mp4 @ 0x556cf6cace80] [error] Error writing trailer: No space left on device
[out#0/mp4 @ 0x556cf6cace80] [error] Error closing file: No space left on device""",
    "disk.failed": """\
[out#0/nut @ 0x55ef4c7e4e80] [error] Error writing trailer: Input/output error
[out#0/nut @ 0x55ef4c7e4e80] [error] Error closing file: Input/output error""",
    "memory.full": """\
x264 [error]: malloc of size 85309056 failed
[vost#0:0/libx264 @ 0x558c689d8880] [enc:libx264 @ 0x558c689d9300] [error] Error while opening encoder - maybe \
incorrect parameters such as bit_rate, rate, width or height.
[vf#0:0 @ 0x558c689da140] [error] Error sending frames to consumers: Generic error in an external library
[vf#0:0 @ 0x558c689da140] [error] Task finished with error code: -542398533 (Generic error in an external library)
[vf#0:0 @ 0x558c689da140] [error] Terminating thread with return code -542398533 (Generic error in an external library)
[vost#0:0/libx264 @ 0x558c689d8880] [enc:libx264 @ 0x558c689d9300] [error] Could not open encoder before EOF
[vost#0:0/libx264 @ 0x558c689d8880] [error] Task finished with error code: -22 (Invalid argument)
[vost#0:0/libx264 @ 0x558c689d8880] [error] Terminating thread with return code -22 (Invalid argument)
[out#0/null @ 0x558c689d7cc0] [error] Nothing was written into output file, because at least one of its streams \
received no packets.""",
    "system.busy": """\
[vf#0:0 @ 0x55d8b485b1c0] [error] pthread_create() failed: Resource temporarily unavailable
[vost#0:0/libx264 @ 0x55d8b4858c80] [enc:libx264 @ 0x55d8b48596c0] [error] Could not open encoder before EOF
[vost#0:0/libx264 @ 0x55d8b4858c80] [error] Task finished with error code: -22 (Invalid argument)
[vost#0:0/libx264 @ 0x55d8b4858c80] [error] Terminating thread with return code -22 (Invalid argument)""",
    "ffmpeg.encoder": """\
[vost#0:0 @ 0x55e9b0becc80] [fatal] Unknown encoder 'nosuchencoder'
[vost#0:0 @ 0x55e9b0becc80] [fatal] Error selecting an encoder
[error] Error opening output file -.
[fatal] Error opening output files: Encoder not found""",
    "ffmpeg.filter": """\
[AVFilterGraph @ 0x55bf20286000] [error] No such filter: 'nosuchfilter'
[error] Error opening output file -.
[fatal] Error opening output files: Filter not found""",
    "ffmpeg.option": """\
[error] Unrecognized option 'nosuchoption'.
[fatal] Error splitting the argument list: Option not found""",
    "media.truncated": """\
[in#0 @ 0x562fa59400c0] [error] moov atom not found
[in#0 @ 0x562fa593fd40] [error] Error opening input: Invalid data found when processing input
[error] Error opening input file file:half.mp4.
[fatal] Error opening input files: Invalid data found when processing input""",
    "media.forbidden": """\
[http @ 0x555da0c2dac0] [error] Protocol 'http' not on whitelist 'file'!
[in#0 @ 0x555da0c2ce00] [error] Error opening input: Invalid argument
[error] Error opening input file http://127.0.0.1:1/x.
[fatal] Error opening input files: Invalid argument""",
    "media.missing": """\
[in#0 @ 0x5636558a5d40] [error] Error opening input: No such file or directory
[error] Error opening input file file:/nowhere/x.mp4.
[fatal] Error opening input files: No such file or directory""",
    "file.permission": """\
[out#0/mp4 @ 0x55ea95bc30c0] [fatal] Error opening output root/o.mp4: Permission denied
[error] Error opening output file root/o.mp4.
[fatal] Error opening output files: Permission denied""",
    "media.no_video": """\
[fc#0 @ 0x556f4f417e40] [fatal] Stream specifier ':V:0' in filtergraph description [0:V:0]null matches no streams.
[fatal] Error binding filtergraph inputs/outputs: Invalid argument""",
    "media.not_media": """\
[error] Truncating packet of size 11372 to 596
[in#0 @ 0x559716fa7100] [error] EBML header parsing failed
[in#0 @ 0x559716fa6d80] [error] Error opening input: Invalid data found when processing input
[error] Error opening input file file:text.txt.
[fatal] Error opening input files: Invalid data found when processing input""",
}


@pytest.mark.parametrize("cause", CAUSES, ids=lambda c: c.code)
def test_each_cause_is_found_in_its_log(cause: Cause) -> None:
    code = cause.code
    error = error_from(LOGS[code], returncode=1, what="Part 3")
    assert error.code == code
    assert error.message.startswith("Part 3: ") and error.message.endswith(".") and error.fix
    assert error.transient is cause.transient
    assert error.detail == LOGS[code]


def test_the_unknown_keeps_the_last_lines() -> None:
    error = error_from("\n".join(f"line {i}" for i in range(50)), returncode=69)
    assert error.code == "ffmpeg.failed" and "line 49" in error.message
    assert error.detail.splitlines() == [f"line {i}" for i in range(30, 50)]


def test_a_signal_may_pass() -> None:
    assert error_from("", returncode=-signal.SIGKILL).transient


UNREADABLE = """\
[in#0/s16le @ 0x55e43c166dc0] [error] Error during demuxing: Input/output error
[af#0:0 @ 0x55e43c175f00] [warning] No filtered frames for output stream, trying to initialize anyway.
[out#0/null @ 0x55e43c1733c0] [warning] Output file is empty, nothing was encoded(check -ss / -t / -frames parameters \
if used)"""


def test_an_input_that_cannot_be_read_further_is_no_success() -> None:
    """FFmpeg exits with 0 there; the film would show its last frame for the rest of the clip."""
    error = input_error(UNREADABLE)
    assert error is not None and error.code == "disk.failed" and error.transient
    assert input_error("[h264 @ 0x1] [warning] co located POCs unavailable") is None


TOO_MANY_FILES = """\
[in#3 @ 0x55b62ddcca00] [error] Error opening input: Too many open files
[error] Error opening input file file:vfr.mp4.
[fatal] Error opening input files: Too many open files"""


def test_too_many_files_is_the_systems_limit() -> None:
    assert error_from(TOO_MANY_FILES, returncode=232).code == "system.busy"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["-i", "file:/nowhere/x.mp4", "-f", "null", "-"], "media.missing"),
        (["-f", "mov", "-i", f"file:{__file__}", "-f", "null", "-"], "media.truncated"),
        (["-protocol_whitelist", "file", "-i", "http://127.0.0.1:1/x", "-f", "null", "-"], "media.forbidden"),
        (["-f", "lavfi", "-i", "nullsrc=d=1", "-vf", "nosuchfilter", "-f", "null", "-"], "ffmpeg.filter"),
        (["-f", "lavfi", "-i", "nullsrc=d=1", "-c:v", "nosuchencoder", "-f", "null", "-"], "ffmpeg.encoder"),
        (["-nosuchoption", "1", "-f", "lavfi", "-i", "nullsrc=d=1", "-f", "null", "-"], "ffmpeg.option"),
        (["-f", "lavfi", "-i", "anullsrc=d=1", "-filter_complex", "[0:V:0]null", "-f", "null", "-"], "media.no_video"),
        (["-f", "lavfi", "-i", "nullsrc=d=1", "-f", "mp4", "file:/nowhere/x.mp4"], "media.missing"),
    ],
)
def test_real_failures_are_explained(ffmpeg: FFmpeg, args: list[str], code: str) -> None:
    with pytest.raises(MontageError) as e:
        run(args, ffmpeg=ffmpeg)
    assert e.value.code == code, e.value.detail
