"""Rows of ratios in; a Markdown table and a JSON document out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from measuring import Cost


@dataclass(frozen=True)
class Row:
    """One comparison.

    Attributes:
        what: the work. ours, rival: one number each, in ``unit``. rival_name: whose.
        limit: the budget on ours/rival, or on ours where there is no rival; None: told without a budget.
        at_least: the limit is a lower one. costs: of ours and the rival's, where known.
        copied: frames taken over without encoding. note: what else is to be known. skipped: why there is no number.
    """

    what: str
    ours: float | None = None
    rival: float | None = None
    rival_name: str = ""
    unit: str = "s"
    limit: float | None = None
    at_least: bool = False
    costs: tuple[Cost | None, Cost | None] = (None, None)
    copied: int | None = None
    note: str = ""
    skipped: str = ""

    @property
    def value(self) -> float | None:
        """What the budget is about: the ratio, or our number alone."""
        if self.ours is None or not self.rival:
            return self.ours
        return self.ours / self.rival

    @property
    def holds(self) -> bool | None:
        """None without a budget or a number."""
        if self.limit is None or self.value is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def verdict(self) -> str:
        """Yes; no and by how much; or why there is none."""
        if self.skipped:
            return "skipped"
        if self.holds is None or self.limit is None or self.value is None:
            return ""
        if self.holds:
            return "yes"
        return f"**no**, by {abs(self.value / self.limit - 1):.0%}" if self.limit else "**no**"


#: A name, and what gives its rows.
Task = tuple[str, Callable[[], list[Row]]]


def compared(
    what: str, ours: Cost, rival: Cost, rival_name: str, *, cpu: float | None, wall: float | None, **more: object
) -> list[Row]:
    """Rows for the CPU seconds and the wall time of the same work, with their budgets."""
    costs = (ours, rival)
    return [
        Row(f"{what}: CPU", ours.cpu_s, rival.cpu_s, rival_name, "CPU s", cpu, costs=costs, **more),  # type: ignore[arg-type]
        Row(f"{what}: wall", ours.wall_s, rival.wall_s, rival_name, "s", wall, costs=costs, **more),  # type: ignore[arg-type]
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}" if value < 100 else f"{value:.0f}"


def _pair(costs: tuple[Cost | None, Cost | None], number: Callable[[Cost], float]) -> str:
    if costs == (None, None):
        return ""
    return " / ".join("–" if c is None or not number(c) else _number(number(c)) for c in costs)


def _cells(row: Row) -> list[str]:
    sign = "≥" if row.at_least else "≤"
    return [
        row.what,
        f"{_number(row.ours)} {row.unit}" if row.ours is not None else "",
        f"{_number(row.rival)} {row.unit} ({row.rival_name})" if row.rival is not None else row.rival_name,
        _number(row.value) if row.rival else "",
        "" if row.limit is None else f"{sign} {row.limit:g}",
        row.verdict,
        _pair(row.costs, lambda c: c.cpu_s),
        _pair(row.costs, lambda c: c.wall_s),
        _pair(row.costs, lambda c: c.peak_mib),
        "" if row.copied is None else str(row.copied),
        row.skipped or row.note,
    ]


_HEAD = ("what", "ours", "rival", "ratio", "budget", "holds?", "CPU s", "wall s", "peak MiB", "frames copied", "note")


def markdown(rows: Sequence[Row]) -> str:
    """A table; costs are ours / the rival's."""
    lines = [_HEAD, ["---"] * len(_HEAD), *map(_cells, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def document(rows: Sequence[Row]) -> list[dict[str, object]]:
    """The same for programs."""
    return [{**asdict(row), "value": row.value, "holds": row.holds} for row in rows]
