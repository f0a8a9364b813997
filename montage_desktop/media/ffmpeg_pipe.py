"""FFmpeg's arguments in; what it writes to its output, as it comes, out: for pictures that never become a file.

Unlike `ffmpeg.run` it is quick to begin, is not remembered as a command of the person's, and says no progress.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Sequence
from pathlib import Path

from montage_desktop.media.ffmpeg import FFmpeg, child_environment, own_group

_PIPE = ["-hide_banner", "-loglevel", "error", "-nostats", "-nostdin"]


class FFmpegPipe:
    """A process that is read by the thread that started it, and dies with it; `kill` may come from any thread.

    Args:
        args: without the program and the output, which is the pipe.
        folder: in which it runs.

    Raises:
        OSError: it does not start.
    """

    def __init__(self, args: Sequence[str], *, ffmpeg: FFmpeg, folder: Path) -> None:
        self._process = subprocess.Popen(
            [ffmpeg.path, *_PIPE, *args, "pipe:1"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            bufsize=0,
            env=child_environment(),
            **own_group(),
        )

    def read(self, count: int) -> bytearray | None:
        """The next `count` bytes; None where it ended before."""
        assert self._process.stdout is not None
        data = bytearray(count)
        rest = memoryview(data)
        while len(rest):
            got = self._process.stdout.readinto(rest)  # type: ignore[attr-defined]
            if not got:
                return None
            rest = rest[got:]
        return data

    def kill(self) -> None:
        """End it now; what is being read ends with None."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def close(self) -> str:
        """End it, and wait for it; its last words, the first time."""
        self.kill()
        assert self._process.stdout is not None and self._process.stderr is not None
        self._process.stdout.close()
        words = b""
        if not self._process.stderr.closed:
            with self._process.stderr as pipe:
                words = pipe.read()
        self._process.wait()
        return words.decode("utf-8", "replace").strip()
