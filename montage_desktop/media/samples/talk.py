"""Nothing in; a short talk out, spoken by eSpeak NG before a picture drawn by FFmpeg, and its words with their times.

It has what one wants to cut out of a talk: hesitations, a sentence that went wrong, and a long silence.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np

from montage_desktop.core.transcript.document import Segment, Transcript, Word, joined
from montage_desktop.media.samples.footage import COLOURS, ENCODE, run_ffmpeg
from montage_desktop.media.speech.espeak import RATE, Said, Speech, speak, write_wav

_VOICE, _WORDS_A_MINUTE, _PITCH = "en-us", 150, 42
#: Sentences, and the seconds of silence after each.
_SENTENCES = (
    ("Welcome to a short talk that you can edit by its words.", 0.5),
    ("Um, the words of every film are like beads on one string.", 0.6),
    ("No, wait, that was wrong, I will say it again.", 0.7),
    ("Delete a word, uh, and its picture and its sound are gone with it.", 2.2),
    ("Move a sentence, and the film follows you.", 0.5),
    ("Thank you for listening.", 0.8),
)
#: How the sentence that went wrong begins, and ends.
MISTAKE = ("No, wait", "it again")
_LEAD_S = 0.4
_TEXT_RATE = 30


def write_demo_talk(path: Path, *, ffmpeg: str, size: tuple[int, int] = (1280, 720)) -> Transcript:
    """Make the talk if it is not there yet; gives the words that are said in it.

    Raises:
        MediaError: ``samples.failed``. InputError: ``speech.not_installed``.
    """
    speech, transcript = _spoken()
    if path.exists():
        return transcript
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=path.parent) as folder:
        sound, made = Path(folder) / "talk.wav", Path(folder) / "talk.mp4"
        write_wav(sound, speech)
        width, height = size
        back = f"gradients=s={width}x{height}:r={_TEXT_RATE}:n=3:c0=#102A43:c1=#243B53:c2=#3E5C76:speed=0.01:seed=7"
        wave_height = height // 3 // 2 * 2
        graph = (
            f"[0:a]asplit[said][seen];[seen]showwaves=s={width}x{wave_height}:mode=cline:r={_TEXT_RATE}"
            f":colors=#F6C177,format=rgba,colorkey=black:0.1:0.1[wave];{back},format=rgba[back];"
            f"[back][wave]overlay=0:(H-h)/2:shortest=1,format=yuv420p[v]"
        )
        command = [ffmpeg, "-v", "error", "-nostdin", "-y", "-i", f"file:{sound}", "-filter_complex", graph]
        command += ["-map", "[v]", "-map", "[said]", *ENCODE, "-g", "60", *COLOURS, "-c:a", "aac", "-b:a", "128k"]
        run_ffmpeg([*command, "-ar", "48000", "-movflags", "+faststart", f"file:{made}"], path.stem)
        os.replace(made, path)  # noqa: PTH105 - atomic, and says so
    return transcript


def _spoken() -> tuple[Speech, Transcript]:
    """The whole talk, and its words as a recogniser would tell them."""
    blocks, segments, words = [np.zeros(int(_LEAD_S * RATE), np.float32)], [], []
    at = len(blocks[0])
    for number, (sentence, rest_s) in enumerate(_SENTENCES):
        said = speak(sentence, voice=_VOICE, words_a_minute=_WORDS_A_MINUTE, pitch=_PITCH)
        shifted = [Said(w.word, w.start + at / RATE, w.end + at / RATE) for w in said.words]
        own = _written(sentence, shifted, end_s=(at + len(said.samples)) / RATE)
        segments.append(Segment(number, own[0].start, own[-1].end, joined(w.word for w in own), words=own))
        words += shifted
        rest = np.zeros(int(rest_s * RATE), np.float32)
        blocks += [said.samples, rest]
        at += len(said.samples) + len(rest)
    quiet = np.random.default_rng(7).normal(0, 3e-4, at).astype(np.float32)
    return Speech(np.concatenate(blocks) + quiet, tuple(words)), Transcript(language="en", segments=segments)


def _written(sentence: str, said: list[Said], *, end_s: float) -> list[Word]:
    """The words of the sentence with their punctuation; none ends after the next has begun."""
    ends = [*(word.start for word in said[1:]), end_s]
    return [
        Word(f" {written}", word.start, min(word.end, end), 1.0)
        for written, word, end in zip(sentence.split(), said, ends, strict=True)
    ]
