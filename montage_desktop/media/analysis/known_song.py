"""A path to a song, or to any sound, in; its beats and how loud it is, from the cache or found out now, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.facts import MediaFacts, SongFacts
from montage_desktop.core.time import SAMPLE_RATE, round_half_up
from montage_desktop.core.transcript.music import HeardSong
from montage_desktop.media.analysis.cache import cached, known_facts
from montage_desktop.media.analysis.song import analyse_song
from montage_desktop.media.loudness import Loudness, measured
from montage_desktop.media.sound_reader import Samples, SoundReader

#: Raise it when the analysis of the same sound says something else.
SONG_VERSION, LOUDNESS_VERSION = 1, 1
_BLOCK_S = 1


def known_song(path: Path, *, should_stop: Callable[[], bool] = lambda: False) -> SongFacts:
    """Beats, bars and sections of a song; about 1 s for 4 minutes that were not analysed before.

    Raises:
        InputError: as `known_facts` and `analyse_song`. Cancelled: `should_stop` said so.
    """
    mark = known_facts(path).identity

    def make() -> SongFacts:
        return analyse_song(path, identity=mark, should_stop=should_stop)

    facts, _ = cached(mark, "song", SongFacts, make, version=SONG_VERSION)
    return msgspec.structs.replace(facts, path=str(path))  # the same content may have been elsewhere before


def known_loudness(path: Path, *, should_stop: Callable[[], bool] = lambda: False) -> Loudness:
    """How loud all of a file's sound is; measured about 150 times as fast as it plays.

    Raises:
        InputError: as `known_facts`; ``media.no_audio``. Cancelled: `should_stop` said so.
    """
    media = known_facts(path)
    if media.audio is None:
        raise InputError("media.no_audio", f"“{path.name}” has no sound.", fix="Choose a file with sound.")

    def make() -> Loudness:
        return measured(_blocks(media, should_stop)).loudness

    return cached(media.identity, "loudness", Loudness, make, version=LOUDNESS_VERSION)[0]


def hear_song(path: Path, *, should_stop: Callable[[], bool] = lambda: False) -> HeardSong:
    """All that has to be known of a song before it can lie under a talk.

    Raises:
        InputError: as `known_song` and `known_loudness`. Cancelled: `should_stop` said so.
    """
    loudness = known_loudness(path, should_stop=should_stop)
    return HeardSong(known_song(path, should_stop=should_stop), loudness.integrated_lufs)


def _blocks(media: MediaFacts, should_stop: Callable[[], bool]) -> Iterator[Samples]:
    assert media.audio is not None
    left = round_half_up((media.audio.start_s + media.audio.duration_s) * SAMPLE_RATE)
    reader = SoundReader(media)
    try:
        while left > 0:
            if should_stop():
                raise Cancelled()
            count = min(left, _BLOCK_S * SAMPLE_RATE)
            left -= count
            yield reader.read(count)
    finally:
        reader.close()
