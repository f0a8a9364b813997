"""The job that listens to a talk: asked for, followed, cancelled, and its words taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from montage_desktop.jobs.states import Phase, Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui import numbers
from montage_desktop.ui.background import Background
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.desk import Action, JobDesk
from montage_desktop.ui.jobs.feed import JobFeed
from montage_desktop.ui.transcript.desk import TalkDesk
from montage_desktop.ui.transcript.words_pane import WordsPane


class Listening(QObject):
    """One video at a time is waited for; jobs that were asked for go on without. GUI thread only."""

    def __init__(
        self, talks: TalkDesk, pane: WordsPane, *, desk: JobDesk, feed: JobFeed, background: Background
    ) -> None:
        super().__init__()
        self._talks, self._pane, self._desk, self._background = talks, pane, desk, background
        self._jobs: dict[str, str] = {}  # job: video
        self._cancel = QAction(self.tr("Cancel"), self)
        self._cancel.triggered.connect(self._on_cancel)
        talks.transcribe_requested.connect(lambda video: background.spawn(self._submit(video)))
        feed.changed.connect(self._on_jobs_changed)

    async def _submit(self, video: str) -> None:
        if not video or video in self._jobs.values():
            return
        choice = self._pane.choice
        if not choice.is_known:
            await choice.ready()
            if choice.needs_download or not choice.can_hear:
                return  # the button had not said so: it does now, and waits for another click
        record = await self._desk.submit_transcription(choice.request(video))
        self._jobs[record.id] = video
        self._tell(record)

    def _on_jobs_changed(self, records: Sequence[JobRecord]) -> None:
        for record in records:
            video = self._jobs.get(record.id)
            if video is None:
                continue
            if not record.is_over:
                self._tell(record)
                continue
            del self._jobs[record.id]
            self._pane.choice.refresh()  # a model may have come
            self._talks.show_state()
            if record.status is Status.FINISHED:
                self._background.spawn(self._take(record.id, video))
            elif record.status is Status.FAILED:
                self._talks.failed.emit(job_text.error_of(record))

    def _tell(self, record: JobRecord) -> None:
        """Say how far it is where the words will be, unless there are words already."""
        if self._jobs.get(record.id) != self._talks.video or self._talks.talk.edited is not None:
            return
        text = self._pane.text
        if record.phase == Phase.ANALYZING:
            title = self.tr("Downloading the speech model … {share}").format(share=_percent(_share_of_phase(record)))
            words = self.tr("The video is listened to when it is here. If you cancel, what has arrived is kept.")
            text.message(title, words, self._cancel)
        else:
            how_far = self.tr("{share} of it is heard.").format(share=_percent(record.progress))
            text.message(self.tr("Listening …"), how_far, self._cancel)

    async def _take(self, job_id: str, video: str) -> None:
        transcript = await self._desk.transcript_of(job_id)
        if transcript is not None:
            self._talks.take(video, transcript)

    def _on_cancel(self) -> None:
        for job_id, video in self._jobs.items():
            if video == self._talks.video:
                self._background.spawn(self._desk.steer(Action.CANCEL, job_id))


def _share_of_phase(record: JobRecord) -> float:
    """How far its present phase is, 0…1. While it begins, the record still tells of the one before, which is done."""
    parts = record.parts
    return parts.get("percent", 0) / 100 if parts.get("done", 0) < parts.get("total", 0) else 0.0


def _percent(share: float) -> str:
    return numbers.number(100 * share, 0) + " %"
