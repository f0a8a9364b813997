"""A file that is known in; its container, opened without the slow look into its pictures, out."""

from __future__ import annotations

from pathlib import Path

import av
from av.container import InputContainer

from montage_desktop.core.facts import MediaFacts


def open_known(media: MediaFacts) -> InputContainer:
    """Open a file that has been probed, to read packets or sound.

    FFmpeg decodes the first pictures of a file it opens, to learn what `probe` has found out already: 35 ms at 1080p
    against 1.5 ms without.

    Raises:
        FFmpegError, OSError: it is not there any more, or not what it was.
    """
    options = {"protocol_whitelist": "file", "skip_frame": "all"}
    return av.open(f"file:{media.path}", format=media.format, options=options, metadata_errors="replace")


def open_own(path: Path) -> InputContainer:
    """Open a part or a film that this program made, as fast.

    Raises:
        FFmpegError, OSError: it is not there, or damaged.
    """
    return av.open(f"file:{path.absolute()}", format="mov", options={"protocol_whitelist": "file", "skip_frame": "all"})
