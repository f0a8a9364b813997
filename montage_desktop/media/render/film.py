"""A timeline in; a checked film out, in this process, one part after the other (jobs run the same parts in workers)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline, validate
from montage_desktop.media.ffmpeg import FFmpeg, find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.check import check
from montage_desktop.media.render.chunks import Chunk, chunk_key, divide
from montage_desktop.media.render.encode import render_chunk
from montage_desktop.media.render.join import assemble, needed_bytes
from montage_desktop.media.render.place import place, require_output
from montage_desktop.media.render.profiles import Profile, profile
from montage_desktop.media.render.temporary import hidden_name
from montage_desktop.media.sound import render_sound


def render_film(
    timeline: Timeline,
    out: Path,
    *,
    settings: Profile | None = None,
    facts: Mapping[str, MediaFacts] | None = None,
    ffmpeg: FFmpeg | None = None,
    work: Path | None = None,
    overwrite: bool = False,
    should_stop: Callable[[], bool] | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> dict[str, float | int]:
    """Render, join and check a timeline.

    Args:
        facts: by source path; probed here if not given. work: folder for the parts; finished ones in it are used.
        on_progress: gets the fraction done, 0…1.

    Returns:
        The report of `check`.

    Raises:
        MontageError: and nothing is left but finished parts in `work`.
    """
    validate(timeline)
    require_output(out, overwrite=overwrite)
    settings = settings or profile("standard")
    ffmpeg = ffmpeg or find_ffmpeg()
    facts = facts if facts is not None else {s: probe(Path(s)) for s in timeline.sources()}
    engine = _Engine(facts=facts, profile=settings, ffmpeg=ffmpeg, should_stop=should_stop)
    with tempfile.TemporaryDirectory(prefix="film-") as own:
        chunks = divide(timeline, facts, settings)
        parts = _pictures(timeline, chunks, work or Path(own), engine=engine, on_progress=on_progress)
        sound = Path(own) / "sound.m4a" if timeline.audio else None
        if sound is not None:
            render_sound(timeline, out=sound, **engine)
        require_output(out, overwrite=overwrite, needed_bytes=needed_bytes([*parts, *([sound] if sound else [])]))
        temp = hidden_name(out)
        try:
            assemble(parts, sound, timeline, out=temp, should_stop=should_stop)
            report = check(temp, timeline, sound=sound is not None, seams=[c.start_frame for c in chunks])
            place(temp, out, overwrite=overwrite)
        finally:
            temp.unlink(missing_ok=True)
    return report


class _Engine(TypedDict):
    """What every part needs."""

    facts: Mapping[str, MediaFacts]
    profile: Profile
    ffmpeg: FFmpeg
    should_stop: Callable[[], bool] | None


def _pictures(
    timeline: Timeline,
    chunks: Sequence[Chunk],
    folder: Path,
    *,
    engine: _Engine,
    on_progress: Callable[[float], None] | None,
) -> list[Path]:
    """Render the chunks that are not in the folder yet."""
    parts: list[Path] = []
    for chunk in chunks:
        key = chunk_key(timeline, chunk, facts=engine["facts"], profile=engine["profile"], ffmpeg=engine["ffmpeg"])
        part = folder / f"{key}.mp4"
        done, share = chunk.start_frame / timeline.frames, chunk.frames / timeline.frames

        def told(fraction: float, *, done: float = done, share: float = share) -> None:
            if on_progress is not None:
                on_progress(done + fraction * share)

        if not part.exists():
            render_chunk(timeline, chunk, out=part, on_progress=told, **engine)
        parts.append(part)
    return parts
