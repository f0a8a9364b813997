"""Captions of a talk in the window: chosen in the menu, seen over the preview, exported, or a track of the film."""

from __future__ import annotations

from pathlib import Path

import pytest
from footage_corpus import numbered_video
from transcript_stage import talk
from window_helpers import Run, until

from montage_desktop.core.transcript.caption_choice import CHOICES
from montage_desktop.ui.app import Program


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return numbered_video(tmp_path / "talk.mp4", frames=40 * 25, size=(320, 180), tone_hz=300)


def test_a_style_is_seen_and_a_track_is_in_the_film(video: Path, program: Program, run: Run, tmp_path: Path) -> None:
    talks, pane, surface = program.talks, program.window.words, program.window.preview.surface

    async def work() -> None:
        await program.editor.import_paths([video])
        program.window.workspaces.switch("transcript")
        talks.choose(str(video))
        talks.take(str(video), talk())
        assert [a.objectName() for a in pane.styles.actions()] == [f"captions-{c or 'none'}" for c in ("", *CHOICES)]
        talks.seek_word(13)
        await until(lambda: surface.frames_shown > 0)
        assert surface.overlay is None
        pane.style_actions["karaoke"].trigger()
        await until(lambda: surface.overlay is not None)
        assert [c for c, action in pane.style_actions.items() if action.isChecked()] == ["karaoke"]
        pane.style_actions["track"].trigger()
        await until(lambda: surface.overlay is None)
        film = talks.film
        assert film is not None and film.captions and not film.caption_style
        assert (film.caption_track, film.caption_language) == (True, "en")
        await talks.export(tmp_path / "talk.ass")
        assert (tmp_path / "talk.ass").read_text().count("Dialogue:") == len(film.captions)
        pane.style_actions[""].trigger()
        assert talks.film is not None and not talks.film.caption_track

    run(work())
