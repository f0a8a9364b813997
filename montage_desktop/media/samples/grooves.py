"""A groove's name in; which drum is hit on which step of a bar, and how hard, out."""

from __future__ import annotations

from dataclasses import dataclass

#: Velocity of each mark of a pattern; a dot is silence.
LEVELS = {"X": 1.0, "x": 0.75, "o": 0.45, "g": 0.2}


@dataclass(frozen=True)
class Groove:
    """One bar of drums.

    Attributes:
        meter: beats per bar. steps: steps per beat (4: sixteenths, 3: triplets).
        hits: drum -> one mark per step. swing: delay of every second step, in steps (0…0.35).
        skank: where chords are struck, in marks like a drum; empty: held chords.
    """

    hits: dict[str, str]
    meter: int = 4
    steps: int = 4
    swing: float = 0.0
    skank: str = ""


GROOVES = {
    "none": Groove({}),
    "none-waltz": Groove({}, meter=3),
    "house": Groove(
        {"kick": "X...X...X...X...", "clap": "....X.......X...", "open": "..x...x...x...x.", "hat": "o.gg" * 4},
        skank="..x..x....x..x..",
    ),
    "rock": Groove({"kick": "X.....x.X.x.....", "snare": "....X..g.g..X..g", "hat": "x.o." * 4}, skank="x.o." * 4),
    "boombap": Groove(
        {"kick": "X..x......Xx....", "snare": "....X..g.g..X..o", "hat": "x.x.x.xgx.x.x.x."},
        swing=0.3,
        skank="X.....x.........",
    ),
    "halftime": Groove(
        {"kick": "X.....x...x.....", "snare": "........X......g", "hat": "x.o.x.o.x.o.x.oo"}, skank="X.......x......."
    ),
    "funk": Groove(
        {"kick": "X.x....x..x..x..", "snare": "....X..g.g.gX..g", "hat": "xoxoxoxoxoxoxoxo"}, skank="..xg..x...xg.xx."
    ),
    "shuffle": Groove(
        {"kick": "X....xX.....", "snare": "...X.....X..", "hat": "x.ox.ox.ox.o"}, steps=3, skank="x.ox.ox.ox.o"
    ),
    "waltz": Groove(
        {"kick": "X...........", "snare": "....o...o...", "hat": "x...x...x.o."}, meter=3, skank="....x...x..."
    ),
    "swing": Groove(
        {"kick": "o..o..o..o..", "ride": "x..x.ox..x.o", "hat": "...x.....x..", "rim": "........g..."},
        steps=3,
        skank=".....x......",
    ),
    "polka": Groove(
        {"kick": "X...X..xX...X...", "snare": "..X...X...X...X.", "hat": "x.x." * 4}, skank="..x...x...x...x."
    ),
    "disco": Groove(
        {
            "kick": "X...X...X...X...",
            "snare": "....X.......X...",
            "hat": "xoooxoooxoooxooo",
            "open": "..x...x...x...x.",
        },
        skank="..x...x...x...xx",
    ),
    "poprock": Groove(
        {"kick": "X..x..x.X.......", "snare": "....X.......X.oo", "hat": "x.x." * 4}, skank="X...x...x.x.x..."
    ),
    "breakbeat": Groove(
        {"kick": "X.x.......xx....", "snare": "....X..o.o..X..o", "ride": "x.x.x.x.x.x.x.x."}, skank="X..........x...."
    ),
    "motown": Groove(
        {"kick": "X...o..xX...o..x", "snare": "X...X...X...X...", "hat": "x.o." * 4}, skank="....x.......x..."
    ),
    "trap": Groove(
        {"kick": "X......x..x.....", "clap": "........X.......", "hat": "x.x.x.xxx.x.xooo"}, skank="X..............."
    ),
    "doublekick": Groove(
        {"kick": "XoxoXoxoXoxoXoxo", "snare": "....X.......X...", "crash": "x...o...o...o..."}, skank="X.xxX.xxX.xxX.xx"
    ),
    "bossa": Groove(
        {"kick": "X..xX..xX..xX..x", "rim": "x..x..x...x..x..", "hat": "oooooooooooooooo"}, skank="x..x..x..x..x..."
    ),
    "blues": Groove(
        {"kick": "X.....X..o.o", "snare": "...X.....X.g", "ride": "x.ox.ox.ox.o"}, steps=3, skank="x..x..x..x.x"
    ),
    "waltz-brush": Groove(
        {"kick": "X......g....", "snare": "..g.o.g.o.g.", "ride": "x...o.x.o..."}, meter=3, skank="....x.....x."
    ),
    "bigband": Groove(
        {"kick": "x..o..x..o.o", "ride": "x..x.xx..x.x", "hat": "...X.....X..", "snare": "..g..o.....o"},
        steps=3,
        skank="..X..x...X..",
    ),
    "punk": Groove({"kick": "X.x...x.X.x.x.x.", "snare": "....X.......X...", "hat": "x.x." * 4}, skank="x.x." * 4),
}
