"""A song and the talk that it is to lie under in; what can be heard in both out. For a child process, without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from montage_desktop.core.errors import MontageError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.transcript.music import HeardSong
from montage_desktop.ui.media_look import Refused


@dataclass(frozen=True)
class SongLook:
    """Facts of a song, its beats and loudness; `speech_lufs` is the talk's, None where it has no sound or is silent."""

    media: MediaFacts
    song: HeardSong
    speech_lufs: float | None


def listen(song: str, video: str) -> SongLook | Refused:
    """Blocking: some seconds for what was not listened to before. `video`: path of the talk, "" if it has no sound."""
    from montage_desktop.media.analysis.cache import known_facts
    from montage_desktop.media.analysis.known_song import hear_song, known_loudness

    try:
        found = hear_song(Path(song))
        speech_lufs = known_loudness(Path(video)).integrated_lufs if video else None
        return SongLook(known_facts(Path(song)), found, speech_lufs)
    except MontageError as e:
        return Refused(e.code, e.message, e.fix, e.detail)
