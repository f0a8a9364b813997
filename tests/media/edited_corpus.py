"""An edit list in; a small film with known cuts, dissolves, fades, flashes, blur, black and shaking out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import cv2
import numpy as np
from footage_corpus import X264, Picture, texture, write_frames

from montage_desktop.core.facts import FootageFacts

SIZE = (320, 180)


@dataclass(frozen=True)
class Piece:
    """Some seconds of one scene.

    Attributes:
        scene: seed of the picture. frames: how many, including those of the transition into it.
        into: ("cut" | "dissolve" | "fade" | "whiteout", frames). A fade goes down for half of them, then up.
        pan: pixels a frame. zoom: share a frame. shake: pixels of camera shake. blur: sigma in pixels.
        flashes: frames (of this piece) that are washed out. flat: a gray value instead of the scene.
        counter: a running number is burnt in. hold: each picture is shown this many times.
        mover: a large object crosses the picture quickly.
    """

    scene: int
    frames: int
    into: tuple[str, int] = ("cut", 0)
    pan: float = 1.0
    zoom: float = 0.0
    shake: float = 0.0
    blur: float = 0.0
    flashes: tuple[int, ...] = ()
    flat: int | None = None
    counter: bool = False
    hold: int = 1
    mover: bool = False


@dataclass(frozen=True)
class Edit:
    """A film: pieces in order, and where the transitions truly are."""

    name: str
    pieces: Sequence[Piece]
    rate: str = "25"
    size: tuple[int, int] = SIZE
    codec: Sequence[str] = field(default=X264)

    def truth(self) -> list[tuple[int, int]]:
        """[first, last) frames of each transition; a cut is (f, f); flat pieces are transitions as a whole."""
        spans: list[tuple[int, int]] = []
        at = 0
        for piece in self.pieces:
            kind, length = piece.into
            span = (at, at + length) if kind != "cut" else (at, at)
            if piece.flat is not None:
                span = (at, at + piece.frames)
            if at or piece.flat is not None or length:
                if spans and span[0] <= spans[-1][1]:
                    span = (spans.pop()[0], span[1])
                spans.append(span)
            at += piece.frames
        return spans

    def frames(self) -> Iterator[Picture]:
        """The pictures."""
        before: Callable[[int], Picture] | None = None
        shown = 0
        for piece in self.pieces:
            kind, length = piece.into
            for i in range(piece.frames):
                picture = draw(piece, i, self.size)
                if i < length:
                    old = before(shown + i) if before else np.zeros_like(picture)
                    picture = _mixed(kind, old, picture, (i + 1) / (length + 1))
                yield picture
            before, shown = _later(piece, self.size), piece.frames


def _later(piece: Piece, size: tuple[int, int]) -> Callable[[int], Picture]:
    return lambda i: draw(piece, i, size)


def _mixed(kind: str, old: Picture, new: Picture, share: float) -> Picture:
    if kind == "dissolve":
        return cv2.addWeighted(old, 1 - share, new, share, 0)
    through = np.full_like(new, 0 if kind == "fade" else 255)
    if share < 0.5:
        return cv2.addWeighted(old, 1 - 2 * share, through, 2 * share, 0)
    return cv2.addWeighted(through, 2 - 2 * share, new, 2 * share - 1, 0)


@lru_cache(maxsize=12)
def _canvas(scene: int, width: int, height: int) -> Picture:
    canvas = texture(height * 2, width * 3, seed=scene, detail=0.5)
    rng = np.random.default_rng(scene)
    for _ in range(14):
        x, y = rng.integers(0, width * 3), rng.integers(0, height * 2)
        radius = int(rng.integers(height // 10, height // 3))
        colour = [int(v) for v in rng.integers(0, 256, 3)]
        cv2.circle(canvas, (int(x), int(y)), radius, colour, -1, cv2.LINE_AA)
        corner = (int(x) + radius * 2, int(y) + radius)
        cv2.rectangle(canvas, (int(x) + radius, int(y) - radius), corner, colour[::-1], -1)
    return canvas


def draw(piece: Piece, i: int, size: tuple[int, int]) -> Picture:
    """The ``i``-th picture of a piece."""
    width, height = size
    if piece.flat is not None:
        return np.full((height, width, 3), piece.flat, np.uint8)
    i -= i % piece.hold
    canvas = _canvas(piece.scene, width, height)
    jitter = np.random.default_rng(piece.scene * 1000 + i).normal(0, max(piece.shake, 1e-6), 2)
    span = canvas.shape[1] - width - 20
    # There and back: a whip pan stays within the canvas, and only its cuts are cuts.
    x = span / 2 + i * piece.pan if abs(piece.pan) < 3 else span - abs((i * piece.pan) % (2 * span) - span)
    x, y = float(np.clip(x + jitter[0] + 10, 0, span + 20)), height / 2 + jitter[1]
    scale = 1 + piece.zoom * i
    centre = (x + width / 2, y + height / 2)
    place = np.array([[scale, 0, width / 2 - scale * centre[0]], [0, scale, height / 2 - scale * centre[1]]])
    picture = cv2.warpAffine(canvas, place, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    if piece.mover:
        cv2.circle(
            picture, (int(i * width / 12) % (2 * width) - width // 2, height // 2), height // 3, (240, 210, 30), -1
        )
    if piece.blur:
        picture = cv2.GaussianBlur(picture, (0, 0), piece.blur)
    if i in piece.flashes:
        picture = cv2.addWeighted(picture, 0.25, np.full_like(picture, 255), 0.75, 0)
    if piece.counter:
        cv2.rectangle(picture, (width // 3, height // 3), (width * 2 // 3, height * 2 // 3), (0, 0, 0), -1)
        cv2.putText(picture, f"{i:04d}", (width // 3, height * 3 // 5), 0, height / 120, (255, 255, 255), 3)
    return picture


def write_edit(folder: Path, edit: Edit) -> Path:
    """Encode a film."""
    return write_frames(folder / f"{edit.name}.mp4", edit.frames(), rate=edit.rate, codec=edit.codec)


def pts_of(path: Path) -> list[Fraction]:
    """Seconds at which the frames of a film are shown, ascending, by its packets."""
    with av.open(path) as container:
        packets = container.demux(container.streams.video[0])
        return sorted(p.pts * p.time_base for p in packets if p.pts is not None and not p.is_discard)


def spans_of(path: Path, facts: FootageFacts) -> list[tuple[int, int]]:
    """Transitions that were found, in frames: what lies between shots, before the first and after the last."""
    shown = pts_of(path)
    frame = {second - shown[0]: i for i, second in enumerate(shown)}
    assert facts.media.video is not None
    start = facts.media.video.start_s
    bounds = [0]
    for shot in facts.shots:
        last = frame.get(shot.end_s - start, len(shown))
        bounds += [frame[shot.start_s - start], last]  # a boundary that is no frame's is an error
    bounds.append(len(shown))
    gaps = list(zip(bounds[::2], bounds[1::2], strict=True))
    return [gap for gap in gaps if gap not in ((0, 0), (len(shown), len(shown)))]


_SOFT = (*X264[:5], "30", *X264[6:])

EDITS: tuple[Edit, ...] = (
    Edit("cuts", [Piece(1, 40), Piece(2, 30, pan=-2), Piece(3, 12), Piece(4, 45, zoom=0.004), Piece(5, 25)]),
    Edit("cuts_soft_60", [Piece(11, 70), Piece(12, 60, pan=2), Piece(13, 90)], rate="60", codec=_SOFT),
    Edit(
        "dissolves",
        [
            Piece(21, 50, pan=0.5),
            Piece(22, 60, ("dissolve", 12)),
            Piece(23, 70, ("dissolve", 25)),
            Piece(24, 50, ("dissolve", 8)),
        ],
    ),
    Edit(
        "fades",
        [Piece(31, 50), Piece(32, 70, ("fade", 24)), Piece(33, 70, ("fade", 40)), Piece(34, 60, ("whiteout", 16))],
    ),
    Edit("flashes", [Piece(41, 90, flashes=(20, 21, 50, 53, 70)), Piece(42, 60, flashes=(9, 30))], rate="30000/1001"),
    Edit("whip_pans", [Piece(51, 60, pan=14), Piece(52, 50, pan=-25), Piece(53, 40, pan=9)]),
    Edit("counter", [Piece(61, 60, pan=0, counter=True), Piece(62, 50, pan=0, counter=True)]),
    Edit("mover", [Piece(71, 80, pan=0, mover=True), Piece(72, 50, mover=True)]),
    Edit("held", [Piece(81, 60, hold=2, pan=2), Piece(82, 60, hold=2, pan=-2), Piece(83, 40, hold=2, pan=6)]),
    Edit("black", [Piece(0, 12, flat=0), Piece(91, 50), Piece(0, 20, flat=16), Piece(92, 50), Piece(93, 40)]),
    Edit("still_scene", [Piece(101, 60, pan=0), Piece(102, 60, pan=0, zoom=0.006)]),
    Edit("one_take", [Piece(111, 150, pan=2.5, zoom=0.003, shake=1)]),
    Edit("slow_pan", [Piece(112, 160, pan=1.7), Piece(113, 60, pan=-0.4)], codec=_SOFT),
    Edit("shaky", [Piece(121, 60, shake=5, pan=0), Piece(122, 60, pan=1)]),
    Edit("odd_size", [Piece(131, 40), Piece(132, 40)], size=(427, 239), codec=(*X264[:-1], "yuv444p")),
)

#: As an editor or a camera writes: half of the pictures are referred to by no other.
_MEDIUM = ("-c:v", "libx264", "-preset", "medium", "-crf", "22", "-pix_fmt", "yuv420p")
_NO_SCENE_CUTS = (*_MEDIUM, "-g", "250", "-sc_threshold", "0")
_OPEN_GOP = (*_MEDIUM, "-x264-params", "open-gop=1:keyint=24:min-keyint=24:scenecut=0")
_DEEP = (*_MEDIUM, "-bf", "7", "-b_strategy", "0", "-g", "250", "-sc_threshold", "0")
_POOR = (*_NO_SCENE_CUTS[:5], "33", *_NO_SCENE_CUTS[6:])
_HEVC = ("-c:v", "libx265", "-preset", "fast", "-crf", "26", "-tag:v", "hvc1", "-x265-params", "log-level=error")
_LATE = ("-vf", "settb=1/50,setpts=2*N+eq(mod(N\\,4)\\,3)", "-fps_mode", "passthrough", "-enc_time_base", "1/50")

_CUTS = (Piece(301, 41), Piece(302, 33, pan=-2), Piece(303, 14), Piece(304, 52, zoom=0.004), Piece(305, 28, shake=4))
_INSERTS = (
    *(Piece(311, 45, pan=0.4), Piece(312, 6), Piece(311, 37, pan=0.4), Piece(313, 8), Piece(311, 50, pan=0.4)),
    *(Piece(314, 11, pan=3), Piece(311, 43, pan=0.4), Piece(315, 6, pan=0), Piece(311, 30, pan=0.4)),
)
_GRADUAL = (
    *(Piece(321, 60), Piece(322, 60, ("dissolve", 14)), Piece(323, 70, ("fade", 30)), Piece(324, 50)),
    *(Piece(325, 55, ("dissolve", 25)), Piece(326, 60, ("whiteout", 16))),
)
_UNREST = (
    *(
        Piece(331, 70, flashes=(20, 21, 44)),
        Piece(332, 50, shake=5),
        Piece(333, 50, pan=14),
        Piece(334, 40, mover=True),
    ),
    *(Piece(335, 60, pan=-25), Piece(336, 60, hold=2, pan=2), Piece(337, 50, zoom=0.01, shake=2)),
)

#: Films in which frames may be left undecoded: what is left out must not hide anything.
TRAPS: tuple[Edit, ...] = (
    Edit("trap_cuts", _CUTS, codec=_MEDIUM),
    Edit("trap_cuts_no_keys", _CUTS, codec=_NO_SCENE_CUTS),
    Edit("trap_cuts_deep", _CUTS, codec=_DEEP),
    Edit("trap_cuts_poor", _CUTS, codec=_POOR),
    Edit("trap_cuts_open", _CUTS, codec=_OPEN_GOP),
    Edit("trap_cuts_hevc", _CUTS, codec=_HEVC),
    Edit("trap_cuts_vfr", _CUTS, codec=(*_NO_SCENE_CUTS, *_LATE)),
    Edit("trap_inserts", _INSERTS, codec=_MEDIUM),
    Edit("trap_inserts_no_keys", _INSERTS, codec=_NO_SCENE_CUTS),
    Edit("trap_inserts_deep", _INSERTS, codec=_DEEP),
    Edit("trap_inserts_open", _INSERTS, codec=_OPEN_GOP),
    Edit("trap_inserts_hevc", _INSERTS, codec=_HEVC),
    Edit("trap_gradual", _GRADUAL, codec=_MEDIUM),
    Edit("trap_gradual_no_keys", _GRADUAL, codec=_NO_SCENE_CUTS),
    Edit("trap_gradual_hevc", _GRADUAL, codec=_HEVC),
    Edit("trap_unrest", _UNREST, codec=_MEDIUM),
    Edit("trap_unrest_no_keys", _UNREST, codec=_NO_SCENE_CUTS, rate="30"),
)

QUALITY = Edit(
    "quality",
    [
        Piece(201, 50),
        Piece(202, 50, blur=5),
        Piece(0, 30, flat=16),
        Piece(203, 50, shake=4, pan=0),
        Piece(204, 50, pan=8),
    ],
)
BLURRED = Edit("blurred", [Piece(205, 50, blur=5)])


def matches(
    found: Sequence[tuple[int, int]], truth: Sequence[tuple[int, int]], *, tolerance: int = 1
) -> tuple[int, int, int]:
    """(hits, false, missed): spans that touch, give or take ``tolerance`` frames, one to one.

    A second find within the same true span is neither right nor wrong: the picture does change there.
    """
    used: set[int] = set()
    false = 0
    for first, last in found:
        near = [i for i, (a, b) in enumerate(truth) if first <= b + tolerance and last >= a - tolerance]
        fresh = [i for i in near if i not in used]
        if fresh:
            used.add(fresh[0])
        elif not near:
            false += 1
    return len(used), false, len(truth) - len(used)
