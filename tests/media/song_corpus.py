"""The songs on which the beat tracker is tuned, and those on which it is judged: other tempi, kits, grooves, keys.

`TUNING` may be looked at while working on the tracker. `HELD_OUT` shares no groove, kit, tempo, key or seed with
it (but for "none", the groove of songs without drums) and is for reporting only.
"""

from __future__ import annotations

from dataclasses import dataclass

from montage_desktop.media.samples.song import Song, SongRecipe, make_song


@dataclass(frozen=True)
class Entry:
    """A song of the corpus; ``steady``: 4/4 at one tempo with drums."""

    name: str
    recipe: SongRecipe
    steady: bool

    def song(self) -> Song:
        return make_song(self.recipe)


def sections_for(bpm: float, meter: int, kinds: str) -> tuple[tuple[str, int], ...]:
    """Sections named by their first letters, in 4-bar phrases, about 36 s in all."""
    names = {"i": "intro", "I": "beat-intro", "v": "verse", "c": "chorus", "b": "break", "B": "bridge", "o": "outro"}
    phrases = max(len(kinds), round(36 * bpm / 60 / meter / 4))
    share = [phrases // len(kinds) + (i < phrases % len(kinds)) for i in range(len(kinds))]
    return tuple((names[k], 4 * n if k not in "ib" else 2 * n) for k, n in zip(kinds, share, strict=True))


def _entry(seed: int, bpm: float, groove: str, kinds: str, **rest: object) -> Entry:
    meter = 3 if "waltz" in groove else 4
    recipe = SongRecipe(bpm=bpm, seed=seed, groove=groove, sections=sections_for(bpm, meter, kinds), **rest)  # type: ignore[arg-type]
    drums = not groove.startswith("none")
    swung = groove in ("swing", "bigband")
    tempo = "" if recipe.tempo == "steady" else f" {recipe.tempo}"
    name = f"{bpm:g} {groove} {recipe.chords}{tempo}"
    return Entry(name, recipe, steady=drums and meter == 4 and not swung and recipe.tempo == "steady")


TUNING = [
    _entry(101, 124, "house", "ivc", kit="house", key=45, chords="synth", bass="sub"),
    _entry(102, 96, "house", "Ivbc", kit="808", key=50, chords="organ", melody="pluck"),
    _entry(103, 140, "house", "vcbc", kit="house", key=43, chords="pad", melody="synth", noise=0.01),
    _entry(104, 110, "rock", "ivc", kit="rock", key=52, chords="guitar", scale="major"),
    _entry(105, 72, "rock", "ivc", kit="rock", key=47, chords="piano", jitter_s=0.008),
    _entry(106, 160, "rock", "vcvc", kit="metal", key=52, chords="guitar", melody=""),
    _entry(107, 175, "rock", "Ivc", kit="metal", key=45, chords="guitar", noise=0.008),
    _entry(108, 88, "boombap", "ivc", kit="vinyl", key=46, chords="epiano", jitter_s=0.01),
    _entry(109, 78, "boombap", "Ivcv", kit="808", key=49, chords="piano", bass="sub"),
    _entry(110, 130, "halftime", "vc", kit="rock", key=44, chords="guitar"),
    _entry(111, 84, "halftime", "ivc", kit="808", key=41, chords="synth", bass="sub"),
    _entry(112, 104, "funk", "Ivc", kit="rock", key=48, chords="epiano", scale="dorian", jitter_s=0.006),
    _entry(113, 118, "funk", "vbc", kit="vinyl", key=51, chords="organ", scale="dorian"),
    _entry(114, 126, "shuffle", "ivc", kit="rock", key=45, chords="guitar", scale="major"),
    _entry(115, 150, "shuffle", "vcv", kit="vinyl", key=43, chords="organ", scale="major"),
    _entry(116, 94, "rock", "vcbc", kit="vinyl", key=50, chords="strings", scale="major", noise=0.015),
    _entry(129, 144, "polka", "Ivc", kit="metal", key=44, chords="guitar", second_groove="rock"),
    _entry(130, 108, "rock", "ivcv", kit="rock", key=41, chords="synth", second_groove="funk"),
    _entry(117, 132, "waltz", "ivc", kit="rock", key=48, chords="piano", scale="major"),
    _entry(118, 96, "waltz", "vc", kit="vinyl", key=46, chords="epiano"),
    _entry(119, 170, "waltz", "vcv", kit="brushes", key=50, chords="strings", scale="major"),
    _entry(120, 140, "swing", "vc", kit="jazz", key=46, chords="piano", scale="dorian", bass="upright", jitter_s=0.01),
    _entry(121, 174, "swing", "vcv", kit="jazz", key=41, chords="piano", scale="dorian", bass="upright"),
    _entry(122, 92, "none", "vc", chords="piano", arpeggio=2, bass="", key=48, scale="major", melody=""),
    _entry(123, 112, "none", "ivc", chords="strings", bass="bass", key=50, melody="pluck"),
    _entry(124, 128, "none", "vc", chords="guitar", arpeggio=4, bass="upright", key=52, scale="major", melody=""),
    _entry(125, 100, "rock", "vc", kit="rock", key=45, chords="guitar", tempo="ramp", change=1.25),
    _entry(126, 120, "house", "vcvc", kit="house", key=47, chords="synth", tempo="step", change=1.2),
    _entry(127, 98, "rock", "ivc", kit="vinyl", key=49, chords="piano", tempo="rubato"),
    _entry(128, 80, "none", "vc", chords="piano", arpeggio=2, bass="", key=44, melody="", tempo="rubato"),
]

HELD_OUT = [
    _entry(201, 121, "disco", "ivc", kit="chip", key=53, chords="epiano", bass="sub", scale="dorian"),
    _entry(202, 107, "disco", "Ivbc", kit="vibe", key=42, chords="strings", melody="pluck"),
    _entry(203, 136, "disco", "vcbc", kit="club", key=54, chords="organ", noise=0.012),
    _entry(204, 116, "poprock", "ivc", kit="garage", key=55, chords="guitar", scale="major", jitter_s=0.007),
    _entry(205, 74, "poprock", "ivc", kit="garage", key=53, chords="organ", scale="major"),
    _entry(206, 146, "poprock", "vcbv", kit="chip", key=42, chords="synth"),
    _entry(207, 166, "doublekick", "vc", kit="garage", key=39, chords="guitar", melody="", noise=0.01),
    _entry(208, 172, "punk", "Ivc", kit="garage", key=42, chords="guitar", scale="major"),
    _entry(209, 86, "breakbeat", "ivc", kit="vibe", key=54, chords="epiano", jitter_s=0.009),
    _entry(210, 134, "breakbeat", "vbc", kit="club", key=39, chords="pad", bass="sub"),
    _entry(211, 114, "motown", "ivc", kit="vibe", key=53, chords="piano", scale="major", jitter_s=0.008),
    _entry(212, 138, "trap", "vc", kit="club", key=38, chords="synth", bass="sub"),
    _entry(213, 70, "trap", "ivc", kit="club", key=55, chords="piano", bass="sub"),
    _entry(214, 102, "bossa", "vcv", kit="vibe", key=54, chords="guitar", scale="major", bass="upright"),
    _entry(215, 122, "blues", "vc", kit="garage", key=40, chords="organ", scale="dorian"),
    _entry(216, 90, "poprock", "vbc", kit="vibe", key=39, chords="strings", noise=0.02, scale="major"),
    _entry(229, 127, "poprock", "ivcv", kit="club", key=38, chords="synth", second_groove="disco"),
    _entry(230, 99, "breakbeat", "Ivcv", kit="garage", key=54, chords="guitar", second_groove="bossa"),
    _entry(217, 148, "waltz-brush", "ivc", kit="vibe", key=53, chords="piano", scale="major"),
    _entry(218, 106, "waltz-brush", "vc", kit="garage", key=42, chords="organ"),
    _entry(219, 82, "waltz-brush", "vc", kit="vibe", key=54, chords="guitar", scale="major"),
    _entry(220, 152, "bigband", "vc", kit="vibe", key=53, chords="organ", scale="dorian", bass="upright"),
    _entry(221, 129, "bigband", "vcv", kit="garage", key=39, chords="guitar", bass="upright", jitter_s=0.009),
    _entry(222, 87, "none", "vc", chords="epiano", arpeggio=2, bass="", key=54, scale="dorian", melody=""),
    _entry(223, 119, "none", "vc", chords="strings", arpeggio=2, bass="", key=42, melody=""),
    _entry(224, 135, "none", "ivc", chords="guitar", bass="upright", key=53, scale="major", melody="pluck"),
    _entry(225, 109, "poprock", "vc", kit="garage", key=39, chords="guitar", tempo="ramp", change=1.3),
    _entry(226, 131, "disco", "vcvc", kit="club", key=42, chords="epiano", tempo="step", change=0.85),
    _entry(227, 103, "poprock", "ivc", kit="vibe", key=54, chords="guitar", tempo="rubato"),
    _entry(228, 76, "none", "vc", chords="guitar", arpeggio=2, bass="", key=55, melody="", tempo="rubato"),
]
