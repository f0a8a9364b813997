"""Music under a talk: what a person chose of it, and what was found out about the song."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import SongFacts
from montage_desktop.core.time import seconds
from montage_desktop.core.transcript.beats import LONGEST_SLIDE_S

SOFTEST_DB, LOUDEST_DB = -30.0, 12.0
DEEPEST_DUCK_DB = 30.0
LONGEST_FADE_S = 30.0
LATEST_START_S = 24 * 3600
#: Less than this of a song is no music to lay under anything.
LEAST_OF_SONG_S = Fraction(1)
#: How loud a voice is taken to be where it cannot be measured: what broadcasters speak at.
USUAL_SPEECH_LUFS = -23.0
_MOST_RAISED_DB, _MOST_LOWERED_DB = 20.0, -40.0


class TalkMusic(msgspec.Struct, frozen=True, kw_only=True):
    """The music of a talk, as it was chosen.

    Attributes:
        source: path of the song. source_in: where in it the film begins, seconds of the song.
        gain_db: how loud it is between words, against the speech: at 0 as loud (see `gain_between`).
        duck_db: by how much it is lower under words.
        slide_s: by how much cuts may slide to a beat; 0: they stay where they are.
        fade_in_s, fade_out_s: at the film's begin and end.
    """

    source: str
    source_in: Fraction = Fraction(0)
    gain_db: float = 0.0
    duck_db: float = 12.0
    slide_s: float = 0.04
    fade_in_s: float = 0.5
    fade_out_s: float = 2.0


class HeardSong(msgspec.Struct, frozen=True):
    """What analysis found in a song; `loudness_lufs` is that of all of it, None for silence."""

    facts: SongFacts
    loudness_lufs: float | None = None

    @property
    def has_beats(self) -> bool:
        """Whether beats were heard: a grid that stands in for them is nothing to cut to."""
        return self.facts.grid == "tracked" and bool(self.facts.beats)


def check_music(music: TalkMusic) -> None:
    """Refuse what no one could have meant. NaN is nothing of it.

    Raises:
        InputError: ``music.source``, ``music.start``, ``music.gain``, ``music.duck``, ``music.fade``, ``beats.slide``.
    """
    if not music.source or "\0" in music.source:
        raise InputError("music.source", "The music has no file.", fix="Choose a song, or no music.")
    if not 0 <= music.source_in <= LATEST_START_S:
        raise InputError("music.start", "The music cannot begin before the song, or days into it.", fix="Begin at 0.")
    if not SOFTEST_DB <= music.gain_db <= LOUDEST_DB:
        raise InputError(
            "music.gain",
            f"The music can be {SOFTEST_DB:g} to {LOUDEST_DB:g} dB louder than the speech, not {music.gain_db:g} dB.",
        )
    if not 0 <= music.duck_db <= DEEPEST_DUCK_DB:
        raise InputError(
            "music.duck", f"Under words music is lower by 0 to {DEEPEST_DUCK_DB:g} dB, not by {music.duck_db:g} dB."
        )
    for fade_s in (music.fade_in_s, music.fade_out_s):
        if not 0 <= fade_s <= LONGEST_FADE_S:
            raise InputError("music.fade", f"Music fades within 0 to {LONGEST_FADE_S:g} s, not {fade_s:g} s.")
    if not 0 <= music.slide_s <= LONGEST_SLIDE_S:
        raise InputError("beats.slide", f"Cuts slide by 0 to {LONGEST_SLIDE_S} s, not by {music.slide_s}.")


def check_fits(music: TalkMusic, song: HeardSong) -> None:
    """Refuse a begin after which there is no song left.

    Raises:
        InputError: ``music.start``.
    """
    length_s = seconds(song.facts.duration_s)
    if music.source_in and music.source_in + LEAST_OF_SONG_S > length_s:
        raise InputError(
            "music.start",
            f"The music is {float(length_s):.1f} s long; it cannot begin at {float(music.source_in):.1f} s of it.",
            fix="Begin earlier in the song.",
        )


def gain_between(music: TalkMusic, song: HeardSong, speech_lufs: float | None) -> float:
    """The gain in dB that makes a song as loud as the speech, plus what was chosen on top: it holds between words.

    Both loudnesses are integrated ones (EBU R128), whose gates leave pauses out. So at a `gain_db` of 0 the music is
    about as loud as the voice while nobody speaks, and by `duck_db` softer while somebody does. The speech is measured
    in the whole source, so that no edit of words makes the music louder or softer.

    Args:
        speech_lufs: None where it could not be measured.
    """
    if song.loudness_lufs is None:
        return music.gain_db
    speech = USUAL_SPEECH_LUFS if speech_lufs is None else speech_lufs
    even = min(_MOST_RAISED_DB, max(_MOST_LOWERED_DB, speech - song.loudness_lufs))
    return round(even + music.gain_db, 3)
