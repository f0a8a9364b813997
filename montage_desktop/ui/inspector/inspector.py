"""The inspector: what the selected clips are, why they were chosen, what could stand in their place, how they look."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from montage_desktop.core.edits import Edit, Editing
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Clip, Look, Reframe, Timeline
from montage_desktop.ui.inspector.clip_head import ClipHead, NothingSelected, rate_of
from montage_desktop.ui.inspector.level_rows import SoundRows, SpeedRow, speed_of, step_of
from montage_desktop.ui.inspector.look_panel import NEUTRAL, LookPanel, NamedLook, alike
from montage_desktop.ui.inspector.runner_strip import RunnerStrip
from montage_desktop.ui.inspector.value_row import Section
from montage_desktop.ui.inspector.why_bars import WhyBars
from montage_desktop.ui.keys.map import for_people
from montage_desktop.ui.numbers import number
from montage_desktop.ui.pane import GAP, label, spread, tool_button
from montage_desktop.ui.pictures.pictures import FramePictures
from montage_desktop.ui.theme import Theme

_LEAST_WIDTH_PX = 280


class Inspector(QWidget):
    """The pane. Shows what it is told and asks for edits; it changes nothing itself. GUI thread only.

    Attributes:
        actions_list: for menus, keys and the palette; their keys work while the pane has the focus.
        head, why, runners, look, speed, sound: its parts.

    Signals:
        edit_requested(Edit): the steps of one drag have the same group.
        candidate_hovered(str, int): a clip's id and the index of the runner-up under the mouse; -1: none any more.
        reroll_requested(list): ids of clips to choose anew. reroll_unlocked_requested(), new_seed_requested().
    """

    edit_requested = Signal(object)
    candidate_hovered = Signal(str, int)
    reroll_requested = Signal(list)
    reroll_unlocked_requested = Signal()
    new_seed_requested = Signal()

    def __init__(self, theme: Theme, pictures: FramePictures) -> None:
        super().__init__()
        self._theme = theme
        self._editing = Editing({})
        self._clips: list[Clip] = []
        self._timeline: Timeline | None = None
        self._facts: Mapping[str, MediaFacts] = {}
        self._hovered_clip = ""
        self.head = ClipHead(theme, pictures)
        self.why = WhyBars(theme)
        self.runners = RunnerStrip(theme, pictures)
        self.look = LookPanel(theme)
        self.speed = SpeedRow(theme)
        self.sound = SoundRows(theme)
        self._nothing = NothingSelected()
        self._make_actions()
        self._build()
        self._connect()
        self.setMinimumWidth(_LEAST_WIDTH_PX)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click anywhere in it, and its keys work
        self._refresh()

    def set_editing(self, editing: Editing) -> None:
        """What makes the edits."""
        self._editing = editing

    def set_looks(self, looks: Sequence[NamedLook]) -> None:
        """The presets of the look; see `style_looks`."""
        self.look.set_presets(looks)
        self._refresh()

    def show_clips(self, clips: Sequence[Clip], timeline: Timeline | None, facts: Mapping[str, MediaFacts]) -> None:
        """Show the selected clips of a film; called again with each change of either.

        Args:
            facts: of the sources, as the timeline calls them.
        """
        self._clips, self._timeline, self._facts = list(clips), timeline, facts
        self._refresh()

    def step_candidate(self, step: int) -> None:
        """Put the next (1) or previous (-1) moment in the clip's place, in the order of the strip."""
        index = self.runners.neighbour(step) if len(self._clips) == 1 else None
        if index is not None and not self._clips[0].locked:
            self._ask(self._editing.swap(self._clips[0].id, index))

    def toggle_lock(self) -> None:
        """Lock the selected clips, or unlock them if all are locked."""
        if self._clips:
            self._ask(self._editing.lock(self._ids(), not all(c.locked for c in self._clips)))

    # Parts ---------------------------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        def make(words: str, key: str, slot: Callable[[], object]) -> QAction:
            action = QAction(words, self)
            if key:
                action.setShortcut(QKeySequence(key))
                action.setToolTip(f"{words} ({for_people([key])})")
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda: slot())
            self.addAction(action)
            return action

        self.previous_action = make(self.tr("Previous alternative"), "[", lambda: self.step_candidate(-1))
        self.next_action = make(self.tr("Next alternative"), "]", lambda: self.step_candidate(1))
        self.lock_action = make(self.tr("Lock or unlock"), "D", self.toggle_lock)
        self.reroll_action = make(self.tr("Re-roll unlocked"), "R", self.reroll_unlocked_requested.emit)
        self.reroll_these_action = make(
            self.tr("Re-roll selected clips"), "", lambda: self.reroll_requested.emit(self._ids())
        )
        self.seed_action = make(self.tr("New seed"), "", self.new_seed_requested.emit)
        self.actions_list = [
            self.previous_action, self.next_action, self.lock_action, self.reroll_these_action, self.reroll_action,
            self.seed_action,
        ]  # fmt: skip

    def _build(self) -> None:
        self._lock = _button(self.lock_action)
        self._lock.setCheckable(True)
        self._reroll_these = _button(self.reroll_these_action)
        buttons = spread(QHBoxLayout(), spacing=GAP)
        buttons.addWidget(self._lock, 1)
        buttons.addWidget(self._reroll_these, 1)
        self._buttons = QWidget()
        self._buttons.setLayout(buttons)
        content = QWidget()
        column = spread(QVBoxLayout(content), margin=GAP + 4, spacing=GAP + 4)
        for part in (self._nothing, self.head, self._buttons, *self._make_sections()):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = spread(QVBoxLayout(self), spacing=0)
        whole.addWidget(area, 1)
        line = QFrame()
        line.setProperty("role", "rule")
        whole.addWidget(line)
        whole.addLayout(self._make_foot())

    def _make_sections(self) -> list[Section]:
        def make(title: str, *parts: QWidget) -> Section:
            section = Section(title, self._theme)
            for part in parts:
                section.body.addWidget(part)
            return section

        self._score = label(role="badge")
        self._why = make(self.tr("Why this clip"), self.why)
        self._why.head.addWidget(self._score)
        self._others = make(self.tr("Alternatives"), self.runners)
        for action in (self.previous_action, self.next_action):
            self._others.head.addWidget(tool_button(action))
        self._look = make(self.tr("Look"), self.look)
        self._reset = QPushButton(self.tr("Reset"))
        self._reset.setProperty("role", "flat")
        self._reset.setToolTip(self.tr("Back to the colours of the footage"))
        self._look.head.addWidget(self._reset)
        self._motion = make(self.tr("Motion"), self.speed)
        self._sound = make(self.tr("Sound of the film"), self.sound)
        return [self._why, self._others, self._look, self._motion, self._sound]

    def _make_foot(self) -> QHBoxLayout:
        self._reroll, self._seed = _button(self.reroll_action), _button(self.seed_action)
        self._reroll.setToolTip(self.tr("Choose all clips anew that are not locked (R)"))
        self._seed.setToolTip(self.tr("Plan with another seed: other cuts, other clips; what is locked stays"))
        foot = QHBoxLayout()
        foot.setContentsMargins(GAP + 4, GAP, GAP + 4, GAP)
        foot.setSpacing(GAP)
        foot.addWidget(self._reroll, 1)
        foot.addWidget(self._seed, 1)
        return foot

    def _connect(self) -> None:
        self.runners.hovered.connect(self._on_hovered)
        self.runners.chosen.connect(self._on_chosen)
        self.look.look_chosen.connect(lambda look: self._ask(self._look_edit(lambda _: look)))
        self.look.field_edited.connect(self._on_field)
        self._reset.clicked.connect(lambda: self._ask(self._look_edit(lambda _: NEUTRAL)))
        self.head.pad.moved.connect(self._on_reframed)
        self.speed.edited.connect(self._on_speed)
        self.sound.gain_edited.connect(self._on_gain)
        for row in (self.speed, *self.look.rows.values(), *self.sound.rows.values()):
            row.slider.sliderReleased.connect(self._refresh)  # what was refused jumps back
        self._theme.changed.connect(self._refresh_icons)
        self._refresh_icons()

    # Asking --------------------------------------------------------------------------------------------------

    def _ids(self) -> list[str]:
        return [c.id for c in self._clips]

    def _ask(self, edit: Edit) -> None:
        self.edit_requested.emit(edit)
        self._refresh()  # as it is now, whether it was done or refused

    def _ask_step(self, edit: Edit, what: str, gesture: int) -> None:
        """One step of a drag: with the others of it, it is one step to undo, and no more."""
        self._ask(dataclasses.replace(edit, group=f"{what} {','.join(self._ids())} {gesture}"))

    def _on_field(self, field: str, value: float) -> None:
        edit = self._look_edit(lambda look: _named(msgspec.structs.replace(look, **{field: value})))
        self._ask_step(edit, f"look {field}", self.look.rows[field].gesture)

    def _look_edit(self, change: Callable[[Look], Look]) -> Edit:
        """An edit of each clip's own look; those that come to the same are edited together."""
        found: dict[Look, list[str]] = {}
        for clip in self._clips:
            found.setdefault(change(clip.look), []).append(clip.id)
        edits = [self._editing.look(ids, look) for look, ids in found.items()]

        def apply(timeline: Timeline) -> Timeline:
            for edit in edits:
                timeline = edit.apply(timeline)
            return timeline

        return Edit(edits[0].name, apply) if edits else Edit("Look", lambda timeline: timeline)

    def _on_reframed(self, reframe: Reframe) -> None:
        self._ask_step(self._editing.reframe(self._ids(), reframe), "reframe", self.head.pad.gesture)

    def _on_speed(self, step: int) -> None:
        self._ask_step(self._editing.speed(self._ids(), speed_of(step)), "speed", self.speed.gesture)

    def _on_gain(self, role: str, gain_db: float) -> None:
        self._ask_step(self._editing.gain(role, gain_db), f"gain {role}", self.sound.rows[role].gesture)

    def _on_hovered(self, index: int) -> None:
        """Told with the id it was told with when it began: the selection may be another by now."""
        if index >= 0 and len(self._clips) == 1:
            self._hovered_clip = self._clips[0].id
        if self._hovered_clip:
            self.candidate_hovered.emit(self._hovered_clip, index)
        if index < 0:
            self._hovered_clip = ""

    def _on_chosen(self, index: int) -> None:
        if len(self._clips) == 1:
            self._ask(self._editing.swap(self._clips[0].id, index))

    # Showing -------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        timeline, clips = self._timeline, self._clips
        has_film = timeline is not None and bool(timeline.video)
        only = clips[0] if len(clips) == 1 else None
        self._nothing.setVisible(not clips)
        self._nothing.show_state(has_film=has_film)
        for part in (self.head, self._buttons, self._look, self._motion):
            part.setVisible(bool(clips))
        self._why.setVisible(only is not None and bool(only.why))
        self._others.setVisible(only is not None and bool(only.runners_up))
        self._sound.setVisible(timeline is not None and self.sound.show_sound(timeline))
        if timeline is not None and clips:
            self.head.show_clips(clips, timeline, self._facts)
            self._show_common()
        if timeline is not None and only is not None:
            self._show_choice(only, timeline)
        self._enable(only, has_film=has_film)

    def _show_choice(self, clip: Clip, timeline: Timeline) -> None:
        self._score.setText(number(clip.score, 2))
        self._score.setToolTip(self.tr("The score: the sum of all reasons"))
        self.why.show_why(clip.why)
        sources = {clip.source, *(r.source for r in clip.runners_up)}
        self.runners.show_clip(clip, {s: rate_of(self._facts.get(s), timeline) for s in sources})

    def _show_common(self) -> None:
        self.look.show_looks([c.look for c in self._clips])
        self._reset.setEnabled(any(not alike(c.look, NEUTRAL) for c in self._clips))
        speeds = {c.speed for c in self._clips}
        self.speed.show_value(step_of(self._clips[0].speed), is_mixed=len(speeds) > 1)
        locked = sum(c.locked for c in self._clips)
        is_locked = locked == len(self._clips)
        self.speed.slider.setEnabled(not locked)
        self.speed.slider.setToolTip(self.tr("Unlock it first (D)") if locked else "")
        self._lock.setChecked(is_locked)
        one = len(self._clips) == 1
        self._lock.setText(self.tr("Locked") if is_locked else self.tr("Lock") if one else self.tr("Lock all"))
        self._lock.setIcon(self._theme.icon("lock" if is_locked else "unlock"))
        self._reroll_these.setText(self.tr("Re-roll this") if one else self.tr("Re-roll these"))

    def _enable(self, only: Clip | None, *, has_film: bool) -> None:
        can_swap = only is not None and not only.locked and bool(only.runners_up)
        self.previous_action.setEnabled(can_swap)
        self.next_action.setEnabled(can_swap)
        self.lock_action.setEnabled(bool(self._clips))
        self.reroll_these_action.setEnabled(any(not c.locked for c in self._clips))
        for action in (self.reroll_action, self.seed_action):
            action.setEnabled(has_film)
        for button, action in (
            (self._lock, self.lock_action), (self._reroll_these, self.reroll_these_action),
            (self._reroll, self.reroll_action), (self._seed, self.seed_action),
        ):  # fmt: skip
            button.setEnabled(action.isEnabled())

    def _refresh_icons(self) -> None:
        self.previous_action.setIcon(self._theme.icon("chevron-left"))
        self.next_action.setIcon(self._theme.icon("chevron-right"))
        self._reroll.setIcon(self._theme.icon("dice"))
        self._reroll_these.setIcon(self._theme.icon("dice"))
        self._seed.setIcon(self._theme.icon("sparkle"))
        self._refresh()


def _button(action: QAction) -> QPushButton:
    """A button that does what an action does."""
    made = QPushButton(action.text())
    made.setToolTip(action.toolTip())
    made.setAccessibleName(action.text())
    made.clicked.connect(lambda: action.trigger())
    return made


def _named(look: Look) -> Look:
    """An edited look is nobody's preset any more."""
    return NEUTRAL if alike(look, NEUTRAL) else msgspec.structs.replace(look, name="custom")
