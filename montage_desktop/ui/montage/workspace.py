"""The montage that is being cut: plans come in, edits are made and shown, renders go out."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Collection, Sequence
from fractions import Fraction
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from montage_desktop.core.edits import Edge, Edit, avoiding, cuts_of, locks_for, music_start_s, replanned
from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.core.facts import MediaFacts, Section
from montage_desktop.core.timeline import Candidate, Timeline
from montage_desktop.jobs.requests import MontageRequest
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.background import Background
from montage_desktop.ui.inspector.inspector import Inspector
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.desk import Action, JobDesk
from montage_desktop.ui.montage.sequence import Sequence as EditedSequence
from montage_desktop.ui.preview.view import PreviewView
from montage_desktop.ui.timeline.view import TimelineView

_LONGEST_SEED = 999_999
_BARS = 4000


class MontageWorkspace(QObject):
    """Wires the sequence, its views and the jobs that plan it. GUI thread only.

    Attributes:
        sequence: the film. planning: the job that plans one at the moment, or None.

    Signals:
        planning_changed(JobRecord or None). failed(Exception). timeline_shown(): there is a film to look at.
    """

    planning_changed = Signal(object)
    failed = Signal(object)
    timeline_shown = Signal()

    def __init__(
        self, *, sequence: EditedSequence, preview: PreviewView, timeline: TimelineView, inspector: Inspector,
        desk: JobDesk, background: Background,
    ) -> None:  # fmt: skip
        super().__init__()
        self.sequence, self.preview, self.view, self.inspector = sequence, preview, timeline, inspector
        self.planning: JobRecord | None = None
        self._desk, self._background = desk, background
        self._request: MontageRequest | None = None  # of the last plan: what a re-roll starts from
        self._name = "Plan"
        self._peaks: tuple[float, ...] = ()
        self._song = ""
        self._before_drag: int | None = None  # where the playhead was
        self._is_shown = True
        self._offered: Timeline | None = None  # the film with what is being dragged over the timeline
        self._connect()

    def _connect(self) -> None:
        self.sequence.changed.connect(self._on_changed)
        self.sequence.facts_changed.connect(self._on_facts)
        self.sequence.refused.connect(self.failed)
        self.view.edit_requested.connect(self.sequence.apply)
        self.view.seek_requested.connect(self.preview.player.seek)
        self.view.selection_changed.connect(self._on_selection)
        self.view.clip_activated.connect(self._on_activated)
        self.view.dragged.connect(self._on_dragged)
        self.view.drag_ended.connect(self._on_drag_ended)
        self.view.insert_offered.connect(self._on_insert_offered)
        self.view.insert_requested.connect(self.insert)
        self.preview.player.position_changed.connect(self._on_position)
        self.inspector.edit_requested.connect(self.sequence.apply)
        self.inspector.candidate_hovered.connect(self._on_hovered)
        self.inspector.reroll_requested.connect(self.reroll)
        self.inspector.reroll_unlocked_requested.connect(self.reroll)
        self.inspector.new_seed_requested.connect(self.new_seed)

    def set_shown(self, *, is_shown: bool) -> None:
        """Whether the preview is this film's: a talk's may be on view instead."""
        was, self._is_shown = self._is_shown, is_shown
        if is_shown and not was and self.timeline is not None:
            at = self.view.scene.playhead
            self.preview.set_timeline(self.timeline, self.sequence.facts)
            self.preview.player.seek(at)

    # The film ------------------------------------------------------------------------------------------------

    @property
    def timeline(self) -> Timeline | None:
        return self.sequence.timeline

    def open(self, timeline: Timeline | None) -> None:
        """Show a film of a project, without a way back to the one before."""
        if self.planning is not None:
            self.cancel_planning()
        self._request = None
        self.sequence.open(timeline)

    def set_media(self, facts: dict[str, MediaFacts], *, song: str = "", peaks: Sequence[float] = ()) -> None:
        """What is in the bin: facts by path, the song, and its loudness as bars over its whole length."""
        self._song, self._peaks = song, tuple(peaks)
        self.sequence.set_facts(facts)

    @property
    def plan_request(self) -> MontageRequest | None:
        """What the film was planned from."""
        return self._request

    def _on_facts(self) -> None:
        self.view.set_editing(self.sequence.editing)
        self.inspector.set_editing(self.sequence.editing)
        if self.timeline is not None:
            self._on_changed(self.timeline)

    def _on_changed(self, timeline: Timeline | None) -> None:
        self.view.set_timeline(
            timeline, peaks=self._film_peaks(timeline), sections=sections_of(timeline),
            downbeats=timeline.downbeats if timeline else (),
        )  # fmt: skip
        if timeline is not None:
            if self._is_shown:
                self.preview.set_timeline(timeline, self.sequence.facts)
            self.timeline_shown.emit()
        self._on_selection()

    def _film_peaks(self, timeline: Timeline | None) -> list[float]:
        """The song's bars where the film plays it, over the film's length."""
        facts = self.sequence.facts.get(self._song)
        if timeline is None or facts is None or not self._peaks or not facts.duration_s:
            return []
        bars = [0.0] * _BARS
        for span in timeline.audio:
            if span.role != "music" or span.source != self._song:
                continue
            first = span.start_sample * _BARS // timeline.samples
            last = (span.start_sample + span.samples) * _BARS // timeline.samples
            for n in range(first, min(last, _BARS)):
                at_s = float(span.source_in) + (n - first) / _BARS * float(timeline.duration_s)
                index = int(at_s / float(facts.duration_s) * len(self._peaks))
                bars[n] = self._peaks[min(index, len(self._peaks) - 1)]
        return bars

    # Selection -----------------------------------------------------------------------------------------------

    def selected(self) -> list[str]:
        """Ids of the selected clips, in the film's order; without a selection that of the clip at the playhead."""
        timeline = self.timeline
        if timeline is None:
            return []
        chosen = [c.id for c in timeline.video if c.id in self.view.selection]
        at = self.preview.player.position
        return chosen or [c.id for c in timeline.video if c.start <= at < c.end]

    def _on_selection(self) -> None:
        timeline = self.timeline
        if timeline is None:
            return
        clips = [c for c in timeline.video if c.id in self.view.selection]
        self.inspector.show_clips(clips, timeline, self.sequence.facts)
        QTimer.singleShot(
            0, self, self._expect
        )  # during a step the stack does not know yet what comes before and after

    def _on_activated(self, clip_id: str) -> None:
        timeline = self.timeline
        clip = next((c for c in timeline.video if c.id == clip_id), None) if timeline else None
        if clip is not None and not clip.start <= self.preview.player.position < clip.end:
            self.preview.player.seek(clip.start)

    def _on_position(self, frame: int) -> None:
        # During a drag the picture is that of the edge, and the playhead stays.
        if self._before_drag is None and self._is_shown:
            self.view.set_playhead(frame)

    def _on_dragged(self, timeline: Timeline, frame: int) -> None:
        """Show the picture at the edge that is dragged; a film that plays goes on."""
        player = self.preview.player
        if player.is_playing:
            return
        if self._before_drag is None:
            self._before_drag = player.position
        player.set_timeline(timeline, self.sequence.facts)
        player.scrub(frame)

    def _on_drag_ended(self) -> None:
        at, self._before_drag = self._before_drag, None
        if at is not None and self.timeline is not None:
            self.preview.player.set_timeline(self.timeline, self.sequence.facts)
            self.preview.player.seek(at)

    def _on_hovered(self, clip_id: str, index: int) -> None:
        """Show what the film would be with a runner-up; with -1 what it is."""
        timeline = self.timeline
        if timeline is None:
            return
        shown = timeline if index < 0 else self._swapped(timeline, clip_id, index)
        clip = next((c for c in timeline.video if c.id == clip_id), None)
        if shown is None or clip is None:
            return
        self.preview.player.set_timeline(shown, self.sequence.facts)
        if index >= 0 and not clip.start <= self.preview.player.position < clip.end:
            self.preview.player.seek(clip.start)

    def _expect(self) -> None:
        """Have the pictures ready of what the film may be next: with what is dragged, with runners-up, a step back."""
        timeline = self.timeline
        if timeline is None or not self._is_shown:
            return
        found = [self._offered] if self._offered is not None else []
        chosen = [c for c in timeline.video if c.id in self.view.selection]
        if len(chosen) == 1:
            films = (self._swapped(timeline, chosen[0].id, i) for i in range(len(chosen[0].runners_up)))
            found += [f for f in films if f is not None]
        self.preview.player.expect([*found, *self.sequence.beside], self.sequence.facts)

    def _on_insert_offered(self, paths: list[Path], frame: int) -> None:
        """Clips are held over a cut; without any they were taken away again."""
        self._offered = None
        if self.timeline is not None and paths:
            with contextlib.suppress(InputError):  # told when they are dropped
                self._offered = self._inserting(paths, frame).apply(self.timeline)
        self._expect()

    def _inserting(self, paths: list[Path], frame: int) -> Edit:
        return self.sequence.editing.insert([Candidate(str(p), Fraction(0), 0.0) for p in paths], frame)

    def insert(self, paths: list[Path], frame: int) -> bool:
        """Put clips in at the cut on a frame, from their beginning."""
        self._offered = None
        return self.apply(self._inserting(paths, frame))

    def _swapped(self, timeline: Timeline, clip_id: str, index: int) -> Timeline | None:
        try:
            return self.sequence.editing.swap(clip_id, index).apply(timeline)
        except InputError:  # locked, or too short by now: there is nothing to show
            return None

    def apply(self, edit: Edit) -> bool:
        """Do an edit; what forbids it is told."""
        return self.sequence.apply(edit)

    def split(self) -> bool:
        """Cut the clip under the playhead in two, at the nearest beat."""
        at = self.preview.player.position
        timeline = self.timeline
        clip = next((c for c in timeline.video if c.start <= at < c.end), None) if timeline else None
        return clip is not None and self.apply(self.sequence.editing.split(clip.id, at))

    def delete(self) -> bool:
        """Take the selected clips out."""
        chosen = self.selected()
        return bool(chosen) and self.apply(self.sequence.editing.delete(chosen))

    def trim_to_playhead(self, edge: Edge) -> bool:
        """End the clip under the playhead there, or let it begin there; what follows moves along."""
        at = self.preview.player.position
        timeline = self.timeline
        clip = next((c for c in timeline.video if c.start <= at < c.end), None) if timeline else None
        return clip is not None and self.apply(self.sequence.editing.trim(clip.id, edge, at, ripple=True))

    # Planning ------------------------------------------------------------------------------------------------

    def plan(self, request: MontageRequest) -> None:
        """Plan a film anew, around what is locked in this one."""
        self._begin(request, name="Plan")

    def reroll(self, clip_ids: Collection[str] | None = None, *, recut: bool = False) -> None:
        """Choose some clips anew (None: all that are not locked), with another seed. Cuts stay, but with `recut`."""
        request, timeline = self._request, self.timeline
        if timeline is None:
            return
        if request is None:
            what = self.tr("Its clips or its song are not there, so nothing else can be chosen from.")
            self.failed.emit(InputError("plan.no_media", what, fix=self.tr("Look for the missing files first.")))
            return
        fresh = msgspec.structs.replace(
            request, seed=random.randint(1, _LONGEST_SEED), duration_s=timeline.duration_s,
            locks=locks_for(timeline, clip_ids), music_start_s=music_start_s(timeline),
            cuts=None if recut else cuts_of(timeline),
            marks=request.marks if clip_ids is None else avoiding(timeline, clip_ids, request.marks),
        )  # fmt: skip
        self._begin(fresh, name="Re-roll", remember=False)

    def new_seed(self) -> None:
        """Plan all that is not locked with another seed: other clips, and cut elsewhere."""
        self.reroll(recut=True)

    def _begin(self, request: MontageRequest, *, name: str, remember: bool = True) -> None:
        if self.planning is not None:
            self.cancel_planning()
        timeline = self.timeline
        if remember and timeline is not None and any(c.locked for c in timeline.video):
            locks = locks_for(timeline)
            request = msgspec.structs.replace(request, locks=locks, music_start_s=music_start_s(timeline))
        request = msgspec.structs.replace(request, out="", plan="", plan_only=True)
        if remember:
            self._request = msgspec.structs.replace(request, locks=[], music_start_s=None)
        self._name = name
        self._background.spawn(self._submit(request))

    def remember_request(self, request: MontageRequest) -> None:
        """What a re-roll of a film from a project starts from."""
        self._request = msgspec.structs.replace(request, out="", plan="", plan_only=True)

    async def _submit(self, request: MontageRequest) -> None:
        record = await self._desk.submit_montage(request, priority=Priority.HIGH)
        self._set_planning(record)

    def cancel_planning(self) -> None:
        """Stop the job that plans."""
        if self.planning is not None:
            record = self.planning
            self._set_planning(None)
            self._background.spawn(self._desk.steer(Action.CANCEL, record.id))

    def on_jobs_changed(self, records: Sequence[JobRecord]) -> None:
        """Follow the job that plans."""
        for record in records:
            if self.planning is None or record.id != self.planning.id:
                continue
            self._set_planning(None if record.is_over else record)
            if record.status is Status.FINISHED:
                self._background.spawn(self._take(record))
            elif record.status is Status.FAILED:
                self.failed.emit(job_text.error_of(record))

    def _set_planning(self, record: JobRecord | None) -> None:
        self.planning = record
        self.planning_changed.emit(record)

    async def _take(self, record: JobRecord) -> None:
        planned = await self._desk.timeline_of(record.id)
        if planned is None:
            raise MontageError(
                "plan.gone", self.tr("The plan has gone from the job server."), fix=self.tr("Plan again.")
            )
        before = self.timeline
        self.sequence.replace(planned if before is None else replanned(before, planned), self._name)

    # Rendering -----------------------------------------------------------------------------------------------

    def missing_sources(self) -> list[str]:
        """Files of the film that are not there."""
        return [s for s in self.timeline.sources() if not Path(s).exists()] if self.timeline else []


def sections_of(timeline: Timeline | None) -> list[Section]:
    """The parts of the song, in seconds of the film."""
    markers = [m for m in timeline.markers if m.get("kind") == "section"] if timeline else []
    return [Section(m["start_s"], m["end_s"], m.get("energy", 0.0), str(m.get("label", ""))) for m in markers]
