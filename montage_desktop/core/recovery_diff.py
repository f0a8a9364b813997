"""Two states of a project in; what a person did between them out, in words and numbers."""

from __future__ import annotations

import msgspec

from montage_desktop.core.project import BinEntry, Project
from montage_desktop.core.said import said


class Difference(msgspec.Struct, frozen=True):
    """How a later state of a project differs from an earlier one; false if not at all.

    Attributes:
        added, removed: clips of the bin. marked: clips judged otherwise.
        sequences: names of those that are new, gone or changed. talks: names of the videos of such.
        song, others: whether the song, or anything else (settings, job history), differs.
    """

    added: int = 0
    removed: int = 0
    marked: int = 0
    sequences: list[str] = []
    talks: list[str] = []
    song: bool = False
    others: bool = False

    def __bool__(self) -> bool:
        return self != Difference()

    @property
    def text(self) -> str:
        """In English, e.g. "2 clips added, 1 clip marked, changed: Montage"."""
        return ", ".join(self.words)

    @property
    def words(self) -> list[str]:
        """What differs, each in English."""
        words = [
            said("1 clip added" if self.added == 1 else f"{self.added} clips added") if self.added else "",
            said("1 clip removed" if self.removed == 1 else f"{self.removed} clips removed") if self.removed else "",
            said("1 clip marked" if self.marked == 1 else f"{self.marked} clips marked") if self.marked else "",
            said("another song") if self.song else "",
            said(f"changed: {', '.join(self.sequences)}") if self.sequences else "",
            said(f"the words of {', '.join(self.talks)}") if self.talks else "",
        ]
        found = [w for w in words if w]
        return found or [said("settings changed") if self.others else said("no changes")]


def difference(earlier: Project, later: Project) -> Difference:
    """What was done from one state to the other."""
    before, after = {e.path: e for e in earlier.bin}, {e.path: e for e in later.bin}
    both = before.keys() & after.keys()
    old, new = {s.id: s for s in earlier.sequences}, {s.id: s for s in later.sequences}
    touched = [i for i in {**old, **new} if old.get(i) != new.get(i)]
    said_before, said_after = {t.video: t for t in earlier.talks}, {t.video: t for t in later.talks}
    found = Difference(
        added=len(after.keys() - before.keys()),
        removed=len(before.keys() - after.keys()),
        marked=sum(_judgement(before[p]) != _judgement(after[p]) for p in both),
        sequences=[(new.get(i) or old[i]).name or i for i in touched],
        talks=[_named(v) for v in {**said_before, **said_after} if said_before.get(v) != said_after.get(v)],
        song=earlier.song != later.song,
    )
    return found if found or earlier == later else Difference(others=True)


def _named(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _judgement(entry: BinEntry) -> tuple[object, ...]:
    return entry.flag, entry.rating, entry.use, entry.favourites, entry.rejected
