"""Samples in; how likely it is that somebody speaks, 31 times a second, out.

Silero's voice detector (MIT), which comes inside faster-whisper, run by onnxruntime. It calls no music speech.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np

from montage_desktop.core.errors import InputError
from montage_desktop.media.speech.sound import RATE, Floats

#: Samples that one probability is about.
WINDOW = 512
WINDOW_S = WINDOW / RATE
_CONTEXT = 64


class VoiceDetector:
    """Hears a sound from its begin to its end, block by block; each is a multiple of `WINDOW` long.

    Raises:
        InputError: ``speech.not_installed``.
    """

    def __init__(self) -> None:
        self._session = _session()
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._before = np.zeros(_CONTEXT, np.float32)

    def hear(self, block: Floats) -> Floats:
        """Probabilities 0…1 of the block's windows, shape (n / WINDOW,)."""
        windows = block.reshape(-1, WINDOW)
        if not len(windows):
            return np.zeros(0, np.float32)
        before = np.vstack([self._before, windows[:-1, -_CONTEXT:]])
        given = {"input": np.hstack([before, windows]), "h": self._h, "c": self._c}
        heard, self._h, self._c = self._session.run(None, given)
        self._before = windows[-1, -_CONTEXT:].copy()
        return np.asarray(heard, np.float32).reshape(-1)


def detector_file() -> Path | None:
    """Where faster-whisper keeps the detector; found without importing it, which takes a second."""
    spec = importlib.util.find_spec("faster_whisper")
    if spec is None or spec.origin is None:
        return None
    found = sorted((Path(spec.origin).parent / "assets").glob("silero_vad*.onnx"))
    return found[-1] if found else None


def _session() -> Any:
    path = detector_file()
    try:
        import onnxruntime
    except ImportError:
        path = None
    if path is None:
        raise InputError(
            "speech.not_installed",
            "Speech cannot be found: a part of the program (faster-whisper) is not installed.",
            fix="Install it with: pip install faster-whisper",
        )
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"], sess_options=options)
