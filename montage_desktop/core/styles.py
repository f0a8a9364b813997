"""Style files (``montage.style/1``) in; checked `Style` structs out. A style is taste in numbers, never code.

The planner reads them; the gallery shows their titles. `resources/styles/README.md` explains each field to people
who write their own.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.errors import DocumentError, InputError
from montage_desktop.core.paths import data_dir
from montage_desktop.core.timeline import Look, TransitionKind

log = logging.getLogger(__name__)

SCHEMA = "montage.style/1"

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Signed = Annotated[float, msgspec.Meta(ge=-1, le=1)]
Beats = Annotated[float, msgspec.Meta(ge=0.25, le=64)]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=60)]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A misspelt field is an error, not a silent default."""


class Pacing(_Strict, frozen=True):
    """How long clips are.

    Attributes:
        points: (energy 0…1, length in beats), energy ascending; between the points lengths are interpolated.
        lengths: lengths in beats that sound right; others are chosen only where these do not fit.
        min_s, max_s: clip length in seconds, whatever the tempo. `min_s` is never undercut, `max_s` seldom exceeded.
        variation: 0 strict … 1 loose: how far lengths may stray from `points`.
        downbeats, accents: how much cuts prefer the first beat of a bar, and beats with a strong onset.
    """

    points: Annotated[list[tuple[Share, Beats]], msgspec.Meta(min_length=1, max_length=16)]
    lengths: Annotated[list[Beats], msgspec.Meta(min_length=1, max_length=16)]
    min_s: Annotated[float, msgspec.Meta(ge=0.2, le=30)] = 0.25
    max_s: Annotated[float, msgspec.Meta(ge=0.5, le=120)] = 12.0
    variation: Share = 0.3
    downbeats: Share = 0.6
    accents: Share = 0.4


class TransitionChoice(_Strict, frozen=True):
    """A kind of transition, how often it is taken among the others, and its length in beats."""

    kind: TransitionKind
    weight: Annotated[float, msgspec.Meta(gt=0, le=100)] = 1.0
    beats: Annotated[float, msgspec.Meta(gt=0, le=16)] = 1.0


class Transitions(_Strict, frozen=True):
    """Which cuts are not plain.

    Attributes:
        share: of all cuts, 0…1. kinds: what to choose from. max_s: longest.
        where: which cuts get them first: those of calm or of energetic passages, those between sections, or any.
    """

    share: Share = 0.0
    kinds: Annotated[list[TransitionChoice], msgspec.Meta(max_length=12)] = []
    where: Literal["calm", "energetic", "sections", "any"] = "any"
    max_s: Annotated[float, msgspec.Meta(gt=0, le=10)] = 2.0


class Preferences(_Strict, frozen=True):
    """What makes a moment better than another.

    Attributes:
        motion: -1 still pictures … 1 lively ones. match: how closely motion follows the energy of the music.
        peaks: how much a burst of motion on the strongest beat of a clip is worth.
        sharpness, steadiness: how much these count. shake: how much shaking is tolerated, 0 none … 1 much.
        brightness, saturation: -1 dark, muted … 1 bright, vivid.
        colour: -1 neighbours look alike … 1 neighbours contrast. flow: neighbours move alike.
        order: 0 free … 1 in the order in which it was filmed (by file name, then time).
        spread: how evenly all sources are used. slow_motion: share of calm slots shown at half speed, where a
            source has at least twice the film's frame rate.
    """

    motion: Signed = 0.0
    match: Share = 0.6
    peaks: Share = 0.3
    sharpness: Share = 0.5
    steadiness: Share = 0.5
    shake: Share = 0.2
    brightness: Signed = 0.0
    saturation: Signed = 0.0
    colour: Signed = 0.2
    flow: Share = 0.2
    order: Share = 0.0
    spread: Share = 0.6
    slow_motion: Share = 0.0


class Arc(_Strict, frozen=True):
    """The film's own tension: (position 0…1, energy 0…1), mixed into the song's energy by `strength`."""

    points: Annotated[list[tuple[Share, Share]], msgspec.Meta(min_length=2, max_length=32)]
    strength: Share = 0.3


class Music(_Strict, frozen=True):
    """Which part of the song, and how it begins and ends.

    Attributes:
        start: "arc" the part that fits the arc best, "peak" the strongest part, "beginning" from the first bar.
        fade_in_s: only where the song does not begin with its own first sound. fade_out_s: at the end of the film.
    """

    start: Literal["arc", "peak", "beginning"] = "arc"
    fade_in_s: Seconds = 0.1
    fade_out_s: Seconds = 1.0
    gain_db: Annotated[float, msgspec.Meta(ge=-40, le=12)] = 0.0


class Style(_Strict, frozen=True):
    """A way of editing. `name` is the file's stem, `title` and `description` (one sentence) are for the gallery."""

    schema: str
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    description: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    pacing: Pacing
    arc: Arc
    name: str = ""
    transitions: Transitions = Transitions()
    prefer: Preferences = Preferences()
    look: Look = Look()
    music: Music = Music()


def builtin_folder() -> Path:
    """The folder of the shipped styles: beside the package in a checkout, unpacked data in a frozen program."""
    frozen = getattr(sys, "_MEIPASS", "")
    root = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return root / "resources" / "styles"


def default_folders() -> list[Path]:
    """Where styles are looked for: the shipped ones, then the person's own, which may replace them by name."""
    return [builtin_folder(), data_dir() / "styles"]


def load_style(name_or_path: str | Path, folders: Sequence[Path] | None = None) -> Style:
    """A style by name, or from a file if the argument ends in ``.json``.

    Raises:
        InputError: ``style.unknown`` (lists the known ones), ``style.unreadable``, ``style.invalid`` (names the field).
    """
    text = str(name_or_path)
    if text.lower().endswith(".json"):
        return _read(Path(text))
    known = _files(folders)
    if text not in known:
        names = ", ".join(sorted(known)) or "none"
        raise InputError("style.unknown", f"There is no style “{text}”.", fix=f"Choose one of: {names}.")
    return _read(known[text])


def list_styles(folders: Sequence[Path] | None = None) -> list[Style]:
    """All styles, by title. A file that is not valid is logged and left out, so that one typo hides one style only."""
    styles = []
    for path in _files(folders).values():
        try:
            styles.append(_read(path))
        except InputError as e:
            log.warning("style left out: %s %s", e.message, e.detail)
    return sorted(styles, key=lambda s: (s.title.casefold(), s.name))


def _files(folders: Sequence[Path] | None) -> dict[str, Path]:
    """Style name -> file; later folders replace earlier ones."""
    found: dict[str, Path] = {}
    for folder in default_folders() if folders is None else folders:
        if folder.is_dir():
            found.update({p.stem: p for p in sorted(folder.glob("*.json"))})
    return found


def _read(path: Path) -> Style:
    try:
        data = path.read_bytes()
    except OSError as e:
        raise InputError("style.unreadable", f"The style {path.name} cannot be read: {e.strerror}.") from e
    return parse_style(data, name=path.stem)


def parse_style(data: bytes, *, name: str) -> Style:
    """A checked style from the bytes of its file.

    Raises:
        InputError: ``style.invalid``, naming the field.
    """
    try:
        style = documents.decode(data, Style, schema=SCHEMA)
    except DocumentError as e:
        raise _invalid(name, _plain(e.message)) from e
    _check(style, name)
    return msgspec.structs.replace(style, name=name)


def _plain(message: str) -> str:
    """msgspec's ``… - at `$.pacing.min_s` `` as "field pacing.min_s: …"."""
    what, _, where = message.removeprefix("This is not a valid document: ").partition(" - at `$")
    field = where.split("`")[0].lstrip(".")
    return f"field {field}: {what}" if field else what


def _check(style: Style, name: str) -> None:
    """Rules between fields, which types cannot say."""
    for field, points in (("pacing.points", style.pacing.points), ("arc.points", style.arc.points)):
        if any(b[0] <= a[0] for a, b in pairwise(points)):
            raise _invalid(name, f"field {field}: the first numbers must ascend")
    if style.pacing.max_s < 2 * style.pacing.min_s:
        raise _invalid(name, "field pacing.max_s: must be at least twice pacing.min_s")
    if style.transitions.share > 0 and not style.transitions.kinds:
        raise _invalid(name, "field transitions.kinds: a share of cuts needs at least one kind")
    look = style.look
    for field in ("contrast", "saturation", "gamma"):
        if not 0 <= getattr(look, field) <= 4 or (field == "gamma" and look.gamma < 0.1):
            raise _invalid(name, f"field look.{field}: must be a multiplier around 1, at most 4")
    for field in ("brightness", "temperature"):
        if not -1 <= getattr(look, field) <= 1:
            raise _invalid(name, f"field look.{field}: must be -1…1")
    for field in ("vignette", "grain"):
        if not 0 <= getattr(look, field) <= 1:
            raise _invalid(name, f"field look.{field}: must be 0…1")


def _invalid(name: str, what: str) -> InputError:
    fix = "Correct the file; resources/styles/README.md lists every field."
    return InputError("style.invalid", f"The style “{name}” is not valid: {what.rstrip('.')}.", fix=fix)
