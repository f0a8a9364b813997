"""Pictures of every screen, in both themes and at several sizes: ``python packaging/screenshots.py FOLDER``.

Runs against a real server of its own with jobs that are written by hand, in a private home; nothing is rendered.
Each size is a process of its own, since the scale of a display is fixed at the start.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

SIZES = {"1280x800": (1280, 800, "1"), "1920x1080": (1920, 1080, "1"), "1280x800@200": (1280, 800, "2")}
THEMES = ("dark", "light")
#: The scene that shows each workspace.
README = {"2c-inspector": "montage", "6a-transcript": "transcript", "6b-deliver": "deliver"}


def main() -> int:
    """Make all pictures, or those of one size and theme."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", choices=SIZES)
    parser.add_argument("--theme", choices=THEMES)
    parser.add_argument("--scene", help="only this one")
    parser.add_argument("--language", default="en")
    parser.add_argument("--readme", type=Path, help="also put the README's pictures there")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    if args.child:
        return _child(args)
    for size in [args.size] if args.size else SIZES:
        for theme in [args.theme] if args.theme else THEMES:
            command = [sys.executable, __file__, str(args.folder), "--size", size, "--theme", theme, "--child"]
            command += ["--language", args.language]
            if args.scene:
                command += ["--scene", args.scene]
            with tempfile.TemporaryDirectory(prefix="shot-") as home:
                subprocess.run(command, check=True, env=_environment(Path(home), SIZES[size][2]))
    if args.readme:
        _for_readme(args.folder, args.readme)
    return 0


def _for_readme(folder: Path, out: Path) -> None:
    """Each workspace in both themes and at every size, a tenth of the bytes."""
    from PySide6.QtGui import QImage

    out.mkdir(parents=True, exist_ok=True)
    for scene, name in README.items():
        for size in SIZES:
            for theme in THEMES:
                picture = QImage(str(folder / f"{scene}-{theme}-{size}.png"))
                picture.save(str(out / f"{name}-{theme}-{size}.webp"), quality=82)


def _environment(home: Path, scale: str) -> dict[str, str]:
    env = {**os.environ, "QT_SCALE_FACTOR": scale, "HOME": str(home)}
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in ("DATA_HOME", "CACHE_HOME", "CONFIG_HOME", "RUNTIME_DIR"):
        path = home / name.lower()
        path.mkdir(mode=0o700)
        env[f"XDG_{name}"] = str(path)
    for name in ("REDIS_URL", "REDIS_HOST"):
        env.pop(name, None)
    return env


def _child(args: argparse.Namespace) -> int:
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
    import qasync
    from PySide6.QtWidgets import QApplication

    from montage_desktop.ui.language import install

    app = QApplication(sys.argv[:1])
    install(app, args.language)
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(Studio(app, loop, args).run())
    return 0


class Studio:
    """Puts the window into one state after the other and takes its picture."""

    def __init__(self, app, loop, args: argparse.Namespace) -> None:  # type: ignore[no-untyped-def]
        from montage_desktop.jobs.archive import Archive
        from montage_desktop.jobs.connection import Endpoint
        from montage_desktop.jobs.server import EmbeddedServer
        from montage_desktop.ui.app import build
        from montage_desktop.ui.background import Background
        from montage_desktop.ui.jobs.feed import JobFeed
        from montage_desktop.ui.theme import Appearance

        self.server = EmbeddedServer()
        self.args = args
        feed = JobFeed(Background(loop), Archive(), find=lambda: Endpoint(self.server.url, embedded=True))
        self.program = build(app, loop, feed=feed)
        self.program.editor.ask_before_closing = False
        self.window = self.program.window
        self.program.theme.set_appearance(Appearance(args.theme))
        width, height, _ = SIZES[args.size]
        self.window.resize(width, height)

    async def run(self) -> None:
        """All scenes, in an order in which each builds on those before."""
        scenes: dict[str, Callable[[], Awaitable[None]]] = {
            "1-first-start": self._first_start, "2-ready": self._ready, "2b-cut": self._cut,
            "2c-inspector": self._inspected, "3-working": self._working,
            "4-failed": self._failed, "5-playing": self._playing, "6-import-report": self._import_report,
            "6a-transcript": self._transcript, "6b-deliver": self._deliver,
            "7-palette": self._palette, "8-closing": self._closing, "9-away": self._away,
        }  # fmt: skip
        self.window.show()
        for name, scene in scenes.items():
            await scene()
            if not self.args.scene or self.args.scene in name:
                await asyncio.sleep(0.3)
                self._take(name)
        await self.program.editor.close()
        self.server.stop()

    def _take(self, name: str) -> None:
        from PySide6.QtWidgets import QApplication

        picture = self.window.grab()
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if popup is not None:
            from PySide6.QtGui import QPainter

            painter = QPainter(picture)
            painter.drawPixmap(self.window.mapFromGlobal(popup.mapToGlobal(popup.rect().topLeft())), popup.grab())
            painter.end()
        picture.save(str(self.args.folder / f"{name}-{self.args.theme}-{self.args.size}.png"))

    async def _first_start(self) -> None:
        return

    async def _ready(self) -> None:
        self.server.start()
        self.program.editor.start()
        await self.program.editor.import_paths(await asyncio.to_thread(_sample))

    async def _cut(self) -> None:
        """A plan of the sample, as a worker would make it."""
        timeline = await asyncio.to_thread(_planned, self.window.bin.model.paths(), self.window.bin.song.item.path)
        if self.window.jobs_pane.is_collapsed is False:
            self.window.fold_jobs.trigger()
        self.program.editor.workspace.sequence.replace(timeline, "Plan")
        await asyncio.sleep(2)

    async def _inspected(self) -> None:
        workspace = self.program.editor.workspace
        clips = workspace.timeline.video
        workspace.sequence.apply(workspace.sequence.editing.lock([clips[1].id, clips[4].id], True))
        self.window.timeline.select([clips[2].id])
        workspace.preview.player.seek(clips[2].start + 5)
        self.window.inspector_pane.raise_()
        await asyncio.sleep(2)

    async def _working(self) -> None:
        await asyncio.to_thread(_write_jobs, self.server.url)
        for _ in range(100):
            await asyncio.sleep(0.05)
            if self.window.jobs.model.total >= 7:
                break
        self.window.jobs.table.selectRow(1)
        await asyncio.sleep(1.2)

    async def _failed(self) -> None:
        self.window.jobs.table.selectRow(3)
        await asyncio.sleep(1.2)

    async def _playing(self) -> None:
        clips = self.window.bin.model.items
        if clips:
            self.program.editor.play(clips[1].path)
            await asyncio.sleep(1.5)

    async def _import_report(self) -> None:
        folder = Path(os.environ["HOME"])
        (folder / "notes.txt").write_text("not media")
        (folder / "empty.mp4").touch()
        await self.program.editor.import_paths([folder / "notes.txt", folder / "empty.mp4", folder / "gone.mov"])

    async def _transcript(self) -> None:
        """A talk of two people in which words were deleted, moved and corrected."""
        from montage_desktop.core.transcript.edits import Correct, Delete, Move

        self.window.report.clear()
        video, transcript = await asyncio.to_thread(_talk)
        await self.program.editor.import_paths([video])
        self.window.workspaces.switch("transcript")
        talks = self.program.talks
        talks.choose(str(video))
        talks.take(str(video), transcript)
        await asyncio.sleep(2)
        talks.talk.apply([Delete((9, 9)), Delete((31, 44))], "Delete")
        talks.talk.apply([Move((60, 70), 52)], "Move")
        talks.talk.apply([Correct(4, "Ada’s")], "Correct")
        talks.seek_word(23)
        await asyncio.sleep(3)

    async def _deliver(self) -> None:
        self.window.workspaces.switch("montage")
        self.window.report.clear()
        self.window.workspaces.switch("deliver")
        await asyncio.sleep(2)

    async def _palette(self) -> None:
        self.window.workspaces.switch("montage")
        self.window.palette_action.trigger()

    async def _closing(self) -> None:
        from PySide6.QtWidgets import QApplication

        if popup := QApplication.activePopupWidget():
            popup.close()
        self.program.editor.ask_before_closing = True
        self.window.close()

    async def _away(self) -> None:
        from PySide6.QtWidgets import QApplication

        if dialog := QApplication.activeModalWidget():
            dialog.close()
        self.program.editor.ask_before_closing = False
        self.window.fold_jobs.trigger()
        self.server.stop()
        await asyncio.sleep(6)


def _sample() -> list[Path]:
    """A small sample, kept between runs."""
    from montage_desktop.media.ffmpeg import find_ffmpeg
    from montage_desktop.media.samples.footage import write_demo_footage
    from montage_desktop.media.samples.song import write_demo_song

    folder = Path(tempfile.gettempdir()) / "montage-desktop-screenshots"
    folder.mkdir(exist_ok=True)
    song = folder / "Evening ride.wav"
    if not song.exists():
        write_demo_song(song, duration_s=40.0)
    return [*write_demo_footage(folder / "footage", ffmpeg=str(find_ffmpeg().path), size=(640, 360)), song]


_SAID = (
    ("Ada", "So when we began, um, nobody had cut a film by its words before. We had a camera, two lamps and far too "
     "much to say, and you know, most of it should never have been recorded in the first place."),
    ("Grace", "That is the part I like best. You read what was said, you take out what does not help, and the film "
     "follows. It plays at once. There is nothing to wait for."),
    ("Ada", "And the pauses stay where people breathe. A cut lies in the quietest moment between two words, so nobody "
     "hears that anything is gone."),
    ("Grace", "What I would not give to have had this twenty years ago, when I sat in a cellar with a razor blade."),
)  # fmt: skip


def _talk():  # type: ignore[no-untyped-def]
    """A video with something like speech in it, and its words."""
    import wave

    import numpy as np

    from montage_desktop.core.transcript.document import Segment, Transcript, Word
    from montage_desktop.media.ffmpeg import find_ffmpeg

    segments, at, spoken = [], 0.6, []
    for number, (speaker, text) in enumerate(_SAID):
        words = []
        for said in text.split():
            long = 0.12 + 0.035 * len(said)
            doubt = 0.35 if said in ("um,", "razor") else 0.96
            words.append(Word(f" {said}", round(at, 3), round(at + long, 3), doubt))
            spoken.append((at, at + long))
            at += long + (0.5 if said.endswith((".", "?")) else 0.14 if said.endswith(",") else 0.05)
        segments.append(Segment(number, words[0].start, words[-1].end, text, speaker, words))
        at += 1.1
    folder = Path(tempfile.gettempdir()) / "montage-desktop-screenshots"
    video = folder / "Interview.mp4"
    if not video.exists():
        t = np.arange(int(at * 48_000)) / 48_000
        heard = np.random.default_rng(1).normal(0, 0.1, len(t)) * (0.4 + 0.6 * np.abs(np.sin(9 * t)))
        loud = np.zeros(len(t))
        for first, last in spoken:
            loud[int(first * 48_000) : int(last * 48_000)] = 1
        sound = folder / "Interview.wav"
        with wave.open(str(sound), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(48_000)
            file.writeframes((np.clip(heard * loud, -1, 1) * 32_000).astype("<i2").tobytes())
        picture = folder / "footage" / "03-dawn.mp4"
        command = [str(find_ffmpeg().path), "-v", "error", "-y", "-stream_loop", "-1", "-i", str(picture)]
        command += ["-i", str(sound), "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", "-t", f"{at:.1f}"]
        subprocess.run([*command, str(video)], check=True)
    return video, Transcript(language="en", segments=segments)


def _planned(clips: list[str], song: Path):  # type: ignore[no-untyped-def]
    from fractions import Fraction

    from montage_desktop.core.planner import PlanRequest
    from montage_desktop.core.planner.planning import plan
    from montage_desktop.core.styles import load_style
    from montage_desktop.media.analysis.footage import analyse_footage
    from montage_desktop.media.analysis.song import analyse_song
    from montage_desktop.media.probe import identity

    asked = PlanRequest(rate=Fraction(30), size=(1920, 1080), duration_s=Fraction(30), seed=3)
    footage = [analyse_footage(Path(clip)) for clip in clips]
    return plan(asked, analyse_song(song, identity=identity(song)), footage, load_style("dynamic"))


def _write_jobs(url: str) -> None:
    """Jobs in every state."""
    from montage_desktop.jobs.connection import connect
    from montage_desktop.jobs.store import JobStore

    client = connect(url, name="screenshots")
    store = JobStore(client)
    now = time.time()

    def make(title: str, age_s: float, *changes: dict, **options: object) -> str:  # type: ignore[type-arg]
        record = store.create("montage", title=title, options={"style": "dynamic", "profile": "standard", **options})
        store.change(record.id, {"created_at": now - age_s})
        client.zadd("jobs:timeline", {record.id: now - age_s})
        for change in changes:
            store.change(record.id, change)
        return record.id

    running = {"status": "running", "started_at": now - 60}
    result = {"path": "/films/Wedding teaser.mp4", "seconds": 62.4, "size_bytes": 84_300_000}
    full = {"code": "disk.full", "message": "The disk is full.", "detail": "",
            "fix": "Free some space and retry: what is rendered already is kept."}  # fmt: skip
    make("Conference opener", 172_800, running, {"status": "finished", "progress": 1.0, "result": result})
    make("Drone reel 9x16", 90_000, running, {"progress": 0.31}, {"status": "cancelled"})
    make("Wedding teaser", 7_300, running,
         {"status": "finished", "progress": 1.0, "result": result, "parts": {"total": 24, "done": 24, "cached": 23}},
         profile="preview")  # fmt: skip
    failed = make("Lake trip, long version with everything we filmed", 3_600, running, {"progress": 0.42},
                  {"status": "failed", "error": full})  # fmt: skip
    make("City nights", 240, running, {"progress": 0.55, "phase": "rendering"}, {"status": "paused"})
    busy = make("Evening ride Dynamic", 75, running,
                {"progress": 0.47, "phase": "rendering", "eta_s": 48.0, "workers": ["studio.4711", "studio.4712"],
                 "parts": {"total": 18, "done": 8, "running": 2, "cached": 3},
                 "notes": ["There is less footage than music; the best moments are used twice."]})  # fmt: skip
    make("Evening ride Calm", 20)
    for line in ("7 clips, 1 song: 4 min 12 s of footage", "analyzing-song0: 120.0 bpm, 480 beats, tracked",
                 "planning-plan: 61 clips in 42.0 s", "rendering-chunk3: 3 chunks were in the cache"):  # fmt: skip
        store.log(busy, line)
    for line in ("rendering-chunk7: No space left on device", "failed: The disk is full."):
        store.log(failed, line)
    client.close()


if __name__ == "__main__":
    sys.exit(main())
