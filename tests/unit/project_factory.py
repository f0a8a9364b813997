"""A folder in; projects with paths near and far from it out, drawn by hypothesis or of a chosen size."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from montage_desktop.core.project import (
    BinEntry,
    JobNote,
    MediaFile,
    PlanSettings,
    Project,
    ProjectSettings,
    Sequence,
)
from montage_desktop.core.timeline import AudioSpan, Candidate, Clip, Timeline

FOLDER = Path("/home/ann/films/holiday")

_name = st.sampled_from(["a b.mp4", "ä", "c:\\d.mp4", "-x", 'it\'s "so".mov', "日本\n.mp4", "..mp4", "x..y"])
_times = st.fractions(0, 1000, max_denominator=30000)


def paths(folder: Path = FOLDER) -> st.SearchStrategy[str]:
    """Absolute paths beneath the folder, beside it, two levels up, anywhere, and of another kind of computer."""
    places = st.sampled_from([folder, *folder.parents, Path("/media/card"), Path(f"{folder}-2")])
    here = st.builds(lambda place, names: str(place.joinpath(*names)), places, st.lists(_name, min_size=1, max_size=3))
    return here | st.sampled_from(["C:\\clips\\a.mp4", "\\\\nas\\clips\\a.mp4", "d:/a.mp4"])


def ranges(*, moments: bool = False) -> st.SearchStrategy[tuple[Fraction, Fraction]]:
    """Ranges of seconds; with `moments` also empty ones."""
    least = Fraction(0) if moments else Fraction(1, 90)
    return st.builds(lambda a, length: (a, a + length), _times, st.fractions(least, 60, max_denominator=90))


def film(sources: list[str], *, clip_frames: int = 30, runners_up: int = 1, **changes: Any) -> Timeline:
    """A clip of each source, with others as runners-up, and the first as sound."""
    video = [
        Clip(
            f"c{i}",
            i * clip_frames,
            clip_frames,
            source,
            Fraction(1001 * i, 30000),
            why={"motion": 0.25},
            runners_up=[Candidate(sources[(i + n + 1) % len(sources)], Fraction(n, 7), 0.5) for n in range(runners_up)],
        )
        for i, source in enumerate(sources)
    ]
    whole = Timeline(rate=Fraction(30), size=(640, 360), frames=clip_frames * len(video), video=video, **changes)
    return Timeline(
        rate=whole.rate,
        size=whole.size,
        frames=whole.frames,
        video=video,
        audio=[AudioSpan("music", sources[0], 0, whole.samples)],
        **changes,
    )


@st.composite
def projects(draw: st.DrawFn, folder: Path = FOLDER) -> Project:
    """Valid projects whose file lies in the folder."""
    some = st.lists(paths(folder), min_size=1, max_size=6)
    entries = st.builds(
        BinEntry,
        path=paths(folder),
        identity=st.sampled_from(["", "1f-00ff"]),
        size_bytes=st.integers(0, 2**50),
        mtime_ns=st.integers(0, 2**62),
        duration_s=st.none() | _times,
        flag=st.sampled_from(["", "favourite", "rejected"]),
        rating=st.integers(0, 5),
        use=st.none() | ranges(),
        favourites=st.lists(ranges(moments=True), max_size=3),
        rejected=st.lists(ranges(), max_size=3),
    )
    plans = st.builds(
        PlanSettings,
        style=st.sampled_from(["dynamic", str(folder / "mine.json"), "/styles/other.json"]),
        duration_s=st.none() | _times,
        aspect=st.sampled_from(["16:9", "9:16", "1:1"]),
        seed=st.integers(0, 2**40),
        fps=st.sampled_from(["", "30000/1001", "25"]),
        music_start_s=st.none() | _times,
    )
    ids = draw(st.lists(st.text("abc123", min_size=1, max_size=4), max_size=3, unique=True))
    return Project(
        bin=draw(st.lists(entries, max_size=5)),
        song=draw(st.none() | st.builds(MediaFile, path=paths(folder), duration_s=st.none() | _times)),
        sequences=[
            Sequence(i, draw(st.text("äb ", max_size=5)), draw(plans), draw(st.none() | some.map(film))) for i in ids
        ],
        active=draw(st.sampled_from(["", *ids])),
        settings=ProjectSettings("high", draw(st.just("") | paths(folder))),
        jobs=draw(st.lists(st.builds(JobNote, id=st.text("0f", min_size=1), title=st.text("äb")), max_size=3)),
    )


def big(clips: int, *, runners_up: int = 3) -> Project:
    """A project of that many clips, all of them also in its film."""
    entries = [
        BinEntry(f"/media/trip/day{i % 20}/C{i:05}.MP4", f"{i:x}-{i:040}", i, 10**18 + i, Fraction(1001 * i + 1, 30000))
        for i in range(clips)
    ]
    whole = film([e.path for e in entries], runners_up=runners_up)
    return Project(bin=entries, sequences=[Sequence("s1", "Montage", timeline=whole)], active="s1")
