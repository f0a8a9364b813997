"""A timeline in; a checked film out, in this process, one part after the other (jobs run the same parts in workers)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline, validate
from montage_desktop.media.ffmpeg import FFmpeg, find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.engine import Engine
from montage_desktop.media.render.place import place, require_output
from montage_desktop.media.render.profiles import Profile, profile
from montage_desktop.media.render.smart_cut import Mode
from montage_desktop.media.render.temporary import hidden_name


def render_film(
    timeline: Timeline,
    out: Path,
    *,
    settings: Profile | None = None,
    facts: Mapping[str, MediaFacts] | None = None,
    ffmpeg: FFmpeg | None = None,
    cache: ChunkCache | None = None,
    smart_cut: Mode = "auto",
    overwrite: bool = False,
    should_stop: Callable[[], bool] | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> dict[str, Any]:
    """Render, join and check a timeline.

    Args:
        facts: by source path; probed here if not given. cache: where parts are kept; None: nowhere.
        on_progress: gets the fraction done, 0…1.

    Returns:
        The report of `Engine.check`, and ``cached_chunks``, ``copied_frames``.

    Raises:
        MontageError: and nothing is left but finished parts in the cache.
    """
    validate(timeline)
    require_output(out, overwrite=overwrite)
    facts = facts if facts is not None else {s: probe(Path(s)) for s in timeline.sources()}
    with tempfile.TemporaryDirectory(prefix="film-") as own:
        engine = Engine(
            timeline,
            facts=facts,
            profile=settings or profile("standard"),
            ffmpeg=ffmpeg or find_ffmpeg(),
            cache=cache or ChunkCache(Path(own)),
            smart_cut=smart_cut,
            should_stop=should_stop,
        )
        cached = 0
        for chunk in engine.to_render:
            done, share = chunk.start_frame / timeline.frames, chunk.frames / timeline.frames

            def told(fraction: float, *, done: float = done, share: float = share) -> None:
                if on_progress is not None:
                    on_progress(done + fraction * share)

            made = engine.chunk(chunk, on_progress=told)
            told(1.0)
            cached += made.cached
        temp = hidden_name(out)
        try:
            engine.assemble(temp, overwrite=overwrite)
            report = engine.check(temp)
            place(temp, out, overwrite=overwrite)
        finally:
            temp.unlink(missing_ok=True)
    return {**report, "cached_chunks": cached, "copied_frames": engine.plan.copied_frames}
