"""The demo's talk: what is said in it is where its words say, and the demo's edits take out what went wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from montage_desktop.cli_demo import edits_of
from montage_desktop.core.transcript.document import validate
from montage_desktop.core.transcript.edited import apply
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.samples.talk import write_demo_talk
from montage_desktop.media.speech.sound import RATE, Listener


def test_the_talk_is_made_once_and_its_words_are_where_they_say(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "talk.mp4"
    ffmpeg = str(find_ffmpeg().path)
    said = write_demo_talk(path, ffmpeg=ffmpeg, size=(160, 90))
    validate(said)
    made = path.stat()
    assert write_demo_talk(path, ffmpeg=ffmpeg) == said
    assert path.stat().st_mtime_ns == made.st_mtime_ns
    assert [p.name for p in path.parent.iterdir()] == ["talk.mp4"]
    media = probe(path)
    assert media.video is not None and media.video.display == (160, 90) and media.audio is not None
    with Listener(media) as listener:
        samples = listener.read(0, listener.samples)
    words = [w for s in said.segments for w in s.words]
    assert 20 < words[-1].end < float(media.duration_s) < 30

    def level(a: float, b: float) -> float:
        return float(np.sqrt(np.mean(samples[int(a * RATE) : int(b * RATE)] ** 2)))

    pauses = [(a.end, b.start) for s, t in zip(said.segments, said.segments[1:], strict=False)
              for a, b in [(s.words[-1], t.words[0])]]  # fmt: skip
    assert all(level(w.start, w.end) > 0.01 for w in words)
    assert all(level(a + 0.1, b - 0.1) < 0.01 for a, b in pauses)


def test_its_edits_delete_the_mistake_and_what_is_no_word(tmp_path: Path) -> None:
    said = write_demo_talk(tmp_path / "talk.mp4", ffmpeg=str(find_ffmpeg().path), size=(160, 90))
    edits = edits_of(said)
    edited = apply(said, edits)
    kept = " ".join(edited.word(n).strip() for n in edited.kept)
    assert kept.startswith("Welcome to a short talk that you can edit by its words. the words of every film")
    assert "wait" not in kept and "again" not in kept and "uh" not in kept and "Um" not in kept
    assert kept.endswith("Thank you for listening.")
