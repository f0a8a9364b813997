"""Two states of a project in; what a person did between them out, in words and numbers."""

from __future__ import annotations

import msgspec

from montage_desktop.core.project import BinEntry, Project


class Difference(msgspec.Struct, frozen=True):
    """How a later state of a project differs from an earlier one; false if not at all.

    Attributes:
        added, removed: clips of the bin. marked: clips judged otherwise.
        sequences: names of those that are new, gone or changed.
        song, others: whether the song, or anything else (settings, job history), differs.
    """

    added: int = 0
    removed: int = 0
    marked: int = 0
    sequences: list[str] = []
    song: bool = False
    others: bool = False

    def __bool__(self) -> bool:
        return self != Difference()

    @property
    def text(self) -> str:
        """In English, e.g. "2 clips added, 1 clip marked, changed: Montage"."""
        words = [_counted(self.added, "added"), _counted(self.removed, "removed"), _counted(self.marked, "marked")]
        if self.song:
            words.append("another song")
        if self.sequences:
            words.append(f"changed: {', '.join(self.sequences)}")
        return ", ".join(w for w in words if w) or ("settings changed" if self.others else "no changes")


def difference(earlier: Project, later: Project) -> Difference:
    """What was done from one state to the other."""
    before, after = {e.path: e for e in earlier.bin}, {e.path: e for e in later.bin}
    both = before.keys() & after.keys()
    old, new = {s.id: s for s in earlier.sequences}, {s.id: s for s in later.sequences}
    touched = [i for i in {**old, **new} if old.get(i) != new.get(i)]
    found = Difference(
        added=len(after.keys() - before.keys()),
        removed=len(before.keys() - after.keys()),
        marked=sum(_judgement(before[p]) != _judgement(after[p]) for p in both),
        sequences=[(new.get(i) or old[i]).name or i for i in touched],
        song=earlier.song != later.song,
    )
    return found if found or earlier == later else Difference(others=True)


def _judgement(entry: BinEntry) -> tuple[object, ...]:
    return entry.flag, entry.rating, entry.use, entry.favourites, entry.rejected


def _counted(count: int, what: str) -> str:
    return f"{count} clip{'' if count == 1 else 's'} {what}" if count else ""
