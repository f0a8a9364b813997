"""A request, a song, footage and a style in; a montage as a `Timeline` out. See the package for the method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from montage_desktop.core.facts import FootageFacts, SongFacts
from montage_desktop.core.planner import fixing
from montage_desktop.core.planner.assemble import Film, clips_of
from montage_desktop.core.planner.beam import Beam, Choice, Task
from montage_desktop.core.planner.features import Features
from montage_desktop.core.planner.fit import Grid, choose_grid, fair_shares, fit_slots, spread_homes
from montage_desktop.core.planner.music import Score, lay_music, sections_of
from montage_desktop.core.planner.pool import Axis, Pool
from montage_desktop.core.planner.request import PlanRequest, check_request
from montage_desktop.core.planner.scoring import Scorer
from montage_desktop.core.planner.slots import Slot, with_handles
from montage_desktop.core.planner.sources import Grade, Source, open_sources
from montage_desktop.core.styles import Style
from montage_desktop.core.timeline import Clip, Timeline, validate

_MOST_PLACES = 10_000
_WORTH_IT = 4  #: good footage that would be repeated more often than this is mixed with poor

_GRADE_NOTES = {
    Grade.POOR: "There is too little sharp, steady, well exposed footage for this film; poorer pictures are used.",
    Grade.EMPTY: "All the footage is black or empty; it is used as it is.",
    Grade.REJECTED: "Nothing is left but what was rejected or lies outside the in and out points; it is used.",
}


def plan(request: PlanRequest, song: SongFacts, footage: Sequence[FootageFacts], style: Style) -> Timeline:
    """Cut footage to music in a style. A pure function: the same input gives the same film on every machine.

    The order of `footage` and the folders it lies in do not matter. `notes` of the result say what had to be fallen
    back on.

    Raises:
        InputError: ``plan.no_footage``, ``plan.request`` or ``plan.locks``.
    """
    check_request(request)
    tolerance = style.prefer.shake
    sources, notes = open_sources(footage, request.marks, shake_tolerance=tolerance)
    score = lay_music(request, song, style)
    locks, lost = fixing.usable_locks(request.locks, score.frames)
    features = Features(sources, shake_tolerance=tolerance)
    job = _Job(request, style, sources, score, locks, features)
    clips = job.clips()
    timeline = Timeline(
        rate=request.rate,
        size=request.size,
        frames=score.frames,
        seed=request.seed,
        title=request.title,
        style=style.name,
        video=clips,
        audio=score.spans,
        beats=[float(t) for t in score.times],
        downbeats=[n for n, first in enumerate(score.downbeat.tolist()) if first],
        markers=sections_of(score.spans, song),
        notes=[*score.notes, *notes, *lost, *job.notes],
    )
    validate(timeline)
    return timeline


class _Job:
    """One plan in the making."""

    def __init__(
        self,
        request: PlanRequest,
        style: Style,
        sources: list[Source],
        score: Score,
        locks: list[Clip],
        features: Features,
    ) -> None:
        self._request, self._style, self._score, self._locks = request, style, score, locks
        self._sources, self._features = sources, features
        self.notes: list[str] = []
        self._grade = self._chosen_grade()
        spans = [s.stretches[self._grade] for s in sources]
        self._axis = Axis(sources, spans, most=_MOST_PLACES)
        self._scorer = Scorer(sources, self._axis, features, style.prefer, rate=request.rate, seed=request.seed)

    def clips(self) -> list[Clip]:
        grid, pool, fixed = self._prepared()
        slots = grid.slots
        choices, after = self._searched(slots, fixed, pool)
        bare, settled, slowed = self._filled(slots, choices)
        self._note_repeats(settled)
        film = Film(
            slots=bare,
            needs=[self._scorer.needs(s) for s in slots],
            choices=settled,
            slowed=slowed,
            pool=after,
            scorer=self._scorer,
            look=self._style.look,
            cuts=self._score.cut_frames,
        )
        return clips_of(film)

    def _chosen_grade(self) -> Grade:
        """The best grade that has anything to show for a clip of the shortest length."""
        film_s = float(self._score.frames / self._request.rate)
        shortest_s = min(Fraction(1, 4), self._score.frames / self._request.rate)
        lasting = {g: self._seconds(g, shortest_s) for g in Grade}
        grade = next((g for g in Grade if lasting[g] > 0), Grade.REJECTED)
        if grade is Grade.GOOD and lasting[grade] * _WORTH_IT < film_s and lasting[Grade.POOR] > lasting[grade]:
            grade = Grade.POOR
        if grade is not Grade.GOOD:
            self.notes.append(_GRADE_NOTES[grade])
        return grade

    def _seconds(self, grade: Grade, shortest_s: Fraction) -> float:
        """How long footage of a grade lasts, counting what can hold a clip; a still holds any."""
        total = 0.0
        for source in self._sources:
            for a, b in source.stretches[grade]:
                long = (b - a) * source.frame_s
                total += float(long) if source.still or long >= shortest_s else 0.0
        return total

    def _prepared(self) -> tuple[Grid, Pool, list[Choice | None]]:
        """The slots; the pool without what is settled already; and the settled choices."""
        request, scorer = self._request, self._scorer
        pool = Pool(self._axis, self._sources)

        def checked(slots: list[Slot]) -> list[Slot]:
            return fixing.lockable(slots, self._sources, request.rate)

        for choice in self._locked([replace(s) for s in checked(self._lock_slots())]):
            if choice is not None and choice.use is not None:
                pool.commit(choice.use)
        free = pool.copy()
        grid = choose_grid(
            self._score, self._style, scorer, free, locks=self._locks, cuts=request.cuts, seed=request.seed,
            checked=checked,
        )  # fmt: skip
        pool = Pool(self._axis, self._sources)
        fixed = self._locked(grid.slots)
        for choice in fixed:
            if choice is not None and choice.use is not None:
                pool.commit(choice.use)
        return grid, pool, fixing.place_favourites(grid.slots, fixed, scorer, pool)

    def _lock_slots(self) -> list[Slot]:
        """Slots of the locked clips alone, to see what footage they take."""
        return [
            Slot(start=c.start, frames=c.frames, beat=None, energy=0.5, hit_frames=0, position=0.5, lock=c)
            for c in self._locks
        ]

    def _locked(self, slots: Sequence[Slot]) -> list[Choice | None]:
        return [fixing.locked_choice(s, self._scorer) if s.lock is not None else None for s in slots]

    def _searched(
        self, slots: Sequence[Slot], fixed: Sequence[Choice | None], pool: Pool
    ) -> tuple[list[Choice | None], Pool]:
        """The search; again with ever closer packing if it repeats something although everything would fit once."""
        open_slots = [s if c is None else None for s, c in zip(slots, fixed, strict=True)]
        wanted = [s for s in open_slots if s is not None]
        task = Task(
            slots=slots,
            fixed=fixed,
            fair=fair_shares(slots, self._scorer, pool),
            tight=self._tightness(wanted, pool),
            shortest=self._shortest(slots),
        )
        best = self._beam(task, pool)
        packing = fit_slots(wanted, self._scorer, pool)
        if not _repeats(best[0]) or packing.missing_s > 0:
            return best
        homes = iter(spread_homes(packing.stretch, wanted, self._scorer))
        stretch = [next(homes) if s is not None else -1 for s in open_slots]
        for closer in (replace(task, edges_only=True, tight=1.0), replace(task, stretch=stretch)):
            found = self._beam(closer, pool)
            if _repeats(found[0]) < _repeats(best[0]):
                best = found
            if not _repeats(best[0]):
                break
        return best

    def _beam(self, task: Task, pool: Pool) -> tuple[list[Choice | None], Pool]:
        own = pool.copy()
        return Beam(task, own, self._scorer).search(), own

    def _tightness(self, slots: Sequence[Slot], pool: Pool) -> float:
        """0…1: how much of the free footage the film needs."""
        gaps = pool.layer(0)
        frame_s = np.array([float(s.frame_s) for s in self._sources])[gaps.source]
        supply = (gaps.end - gaps.start) * frame_s
        typical_s = sum(s.shown_frames for s in slots) / float(self._request.rate)
        mean_s = typical_s / max(len(slots), 1)
        supply_s = float(np.where(pool.still[gaps.source], mean_s, supply).sum())
        return float(np.clip((typical_s / max(supply_s, 1e-6) - 0.3) / 0.5, 0.02, 1.0))

    def _shortest(self, slots: Sequence[Slot]) -> npt.NDArray[np.int64]:
        """Per source, the window of the shortest slot there is."""
        windows = [self._scorer.needs(s).window for s in slots if s.lock is None]
        if not windows:
            return np.ones(len(self._sources), np.int64)
        return np.asarray(np.min(windows, axis=0), np.int64)

    def _filled(
        self, slots: Sequence[Slot], choices: Sequence[Choice | None]
    ) -> tuple[list[Slot], list[Choice], dict[int, tuple[Fraction, Fraction]]]:
        """Slots longer than any shot get the longest one, slowed down: never a gap, never a cut inside a clip."""
        bare, out = list(slots), [c or Choice(None, None) for c in choices]
        slowed: dict[int, tuple[Fraction, Fraction]] = {}
        axis, rate = self._axis, self._request.rate
        length_s = [
            (int(b - a) - 1) * self._sources[s].frame_s
            for a, b, s in zip(axis.start, axis.end, axis.source, strict=True)
        ]
        ranked = sorted(range(len(length_s)), key=lambda i: (-length_s[i], i))
        for i in (i for i, c in enumerate(choices) if c is None):
            home = ranked[len(slowed) % min(len(ranked), 1 + len(ranked) // 4)]
            source, start = int(axis.source[home]), int(axis.start[home])
            out[i] = fixing.chosen(self._scorer, source, start, int(axis.end[home]) - start)
            speed = length_s[home] * rate / slots[i].frames
            in_s = self._sources[source].time_s(start - int(axis.offset[source]))
            slowed[i] = in_s, min(Fraction(1), speed).limit_denominator(1000) or Fraction(1, 1000)
            for near in (i, i + 1):
                if near < len(bare) and bare[near].lock is None:
                    bare[near] = replace(bare[near], transition=None)
        if slowed:
            self.notes.append(f"No shot is long enough for {len(slowed)} of the clips; they are slowed down.")
        return with_handles(bare), out, slowed

    def _note_repeats(self, choices: Sequence[Choice]) -> None:
        repeats = _repeats(choices)
        if repeats:
            self.notes.append(
                f"The footage is shorter than the film: {repeats} of {len(choices)} clips show something again,"
                " as far apart as possible."
            )


def _repeats(choices: Sequence[Choice | None]) -> int:
    return sum(1 for c in choices if c is not None and c.use is not None and c.use.layer)
