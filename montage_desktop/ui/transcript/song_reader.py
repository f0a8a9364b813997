"""Listening to songs without risking the window or keeping it waiting: in a child process that may crash or hang."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from montage_desktop.core.errors import InputError
from montage_desktop.ui.media_look import Refused, prepare_child
from montage_desktop.ui.transcript.song_look import SongLook, listen

_TIME_LIMIT_S = 600.0  #: a talk of eight hours is measured in less


class SongReader:
    """One song at a time, each in a child of its own, which ends with the work or when that is cancelled.

    GUI thread only: the child dies with the thread that started it.
    """

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()

    async def hear(self, song: str, video: str) -> SongLook:
        """What `listen` finds out.

        Raises:
            InputError: the song or the talk's sound cannot be used, or the decoder crashed or hung on it.
        """
        async with self._one_at_a_time:
            context = multiprocessing.get_context("spawn")
            pool = ProcessPoolExecutor(1, mp_context=context, initializer=prepare_child)
            try:
                future = pool.submit(listen, song, video)
                seen = await asyncio.wait_for(asyncio.wrap_future(future), _TIME_LIMIT_S)
            except BrokenProcessPool as e:
                raise _broken(song, _tr("“{name}” makes the decoder crash.")) from e
            except TimeoutError as e:
                raise _broken(song, _tr("“{name}” takes the decoder more than ten minutes.")) from e
            finally:
                _end(pool)
        if isinstance(seen, Refused):
            raise InputError(seen.code, seen.message, fix=seen.fix, detail=seen.detail)
        return seen


def _end(pool: ProcessPoolExecutor) -> None:
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


def _broken(song: str, sentence: str) -> InputError:
    fix = _tr("Convert it to WAV, FLAC or MP3, or choose another song.")
    return InputError("media.unreadable", sentence.format(name=Path(song).name), fix=fix)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SongReader", text)
