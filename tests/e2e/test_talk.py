"""The real editor: a talk is transcribed, cut by its words, played, rendered, and says what its text says."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from driving import drop, opened, until
from footage_corpus import ffmpeg, numbered_video
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from speech_corpus import after_each_other, speak, write_wav

from montage_desktop.core.project_file import load
from montage_desktop.core.transcript.script import bare
from montage_desktop.jobs.states import Status
from montage_desktop.ui.app import Program

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.qt_log_ignore(
        "This plugin does not support", "PulseAudioService", "No RHI backend", "No audio device", extend=True
    ),
]

SENTENCES = (
    "The quick brown fox jumps over the lazy dog.",
    "Nobody should ever hear this sentence again.",
    "Seven small boats sailed slowly across the cold blue lake.",
)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    sound = after_each_other([speak(s) for s in SENTENCES], pause_s=0.9)
    wav = write_wav(tmp_path / "said.wav", sound)
    pictures = numbered_video(tmp_path / "pictures.mp4", frames=330, size=(640, 360))
    video = tmp_path / "talk.mp4"
    ffmpeg("-i", pictures, "-i", wav, "-c:v", "copy", "-c:a", "aac", "-b:a", "128k", "-shortest", video)
    return video


def said(program: Program) -> list[str]:
    """The words of the edited text."""
    edited = program.talks.talk.edited
    assert edited is not None
    return [bare(edited.word(n)) for n in edited.kept]


async def transcribed(program: Program, video: Path) -> list[str]:
    window = program.window
    window.workspaces.switch("transcript")
    await until(lambda: program.talks.video == str(video), 30, program)
    await until(lambda: program.editor.feed.state.workers > 0, 30, program)
    window.words.transcribe_action.trigger()
    await until(lambda: program.talks.talk.edited is not None, 120, program)
    return said(program)


def test_a_sentence_is_deleted_and_never_heard_again(
    qapp: QApplication, loop: asyncio.AbstractEventLoop, talk: Path, tmp_path: Path
) -> None:
    project = tmp_path / "talk.montage"

    async def steps() -> None:
        async with opened(qapp, loop) as program:
            window, text = program.window, program.window.words.text
            drop(program, talk)
            await until(lambda: window.bin.model.rowCount() == 1, 30, program)
            words = await transcribed(program, talk)
            first = next(n for n, w in enumerate(words) if w == "nobody")
            last = next(n for n, w in enumerate(words) if w == "again")
            assert window.stage.currentWidget() is window.preview
            whole = program.talks.film
            assert whole is not None
            window.activateWindow()
            await until(window.isActiveWindow, 10, program)
            text.setFocus()
            text.select(first, last + 1)
            QTest.keyClick(text, Qt.Key.Key_Delete)
            film = program.talks.film
            assert film is not None and film.frames < whole.frames - 40
            kept = said(program)
            assert kept == [*words[:first], *words[last + 1 :]]
            window.undo.trigger()
            assert said(program) == words
            await asyncio.sleep(0.05)
            window.redo.trigger()
            assert said(program) == kept
            # It plays at once, and past what is deleted.
            player = window.preview.player
            await until(lambda: player.timeline is not None and player.timeline.frames == film.frames, 10, program)
            program.talks.seek_word(first - 1)
            player.play()
            await until(lambda: player.position > film.video[0].end + 10, 20, program)
            player.pause()
            assert program.editor.project.desk.save(project)
            (stored,) = load(project).talks
            assert stored.video == str(talk) and len(stored.edits.ops) == 1

            window.words.render_action.trigger()
            assert window.workspaces.current == "deliver"
            window.deliver.folder.setText(str(tmp_path))
            window.deliver.name.setText("shorter")
            window.deliver.queue_action.trigger()
            rows = window.jobs.model
            await until(lambda: rows.total and rows.record_at(0).kind == "render", 30, program)
            await until(lambda: rows.record_at(0).is_over, 120, program)
            job = rows.record_at(0)
            assert job.status is Status.FINISHED, job.error
            out = Path(job.result["path"])
            assert job.result["frames"] == film.frames
        async with opened(qapp, loop) as program:
            program.editor.project.open(project)
            await until(lambda: program.talks.talk.edited is not None, 30, program)
            assert said(program) == kept
        async with opened(qapp, loop) as program:
            drop(program, out)
            await until(lambda: program.window.bin.model.rowCount() == 1, 30, program)
            heard = await transcribed(program, out)
            assert "nobody" not in heard and "again" not in heard
            assert len(set(heard) & set(kept)) >= 0.8 * len(set(kept)), (heard, kept)

    loop.run_until_complete(steps())
