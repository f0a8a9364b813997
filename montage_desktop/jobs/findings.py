"""One thing that was looked at (a server, a program, a folder): how it is, and what to do about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        name: what. ok: whether all is well with it. text: how it is, one sentence or less.
        fix: what to do when it is not `ok`. blocks_jobs: without it no job can run.
        code: stable identifier of what is wrong; "" where nothing is, or where there is only one way to be wrong.
    """

    name: str
    ok: bool
    text: str
    fix: str = ""
    blocks_jobs: bool = False
    code: str = ""

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

    def as_text(self) -> str:
        mark = "ok     " if self.ok else "MISSING" if self.blocks_jobs else "problem"
        return f"{mark}  {self.name}: {self.text}" + (f"\n         {self.fix}" if self.fix else "")
