"""The media bin: the song in its own slot above the clips, which are searched, sorted, marked and dragged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from montage_desktop.core.project import BinEntry
from montage_desktop.ui.bin import marks as bin_marks
from montage_desktop.ui.bin.actions import BinActions
from montage_desktop.ui.bin.head import BinHead
from montage_desktop.ui.bin.list import BinList
from montage_desktop.ui.bin.marks import BinStep, Change
from montage_desktop.ui.bin.model import BinModel, ItemRole, MediaItem, with_judgement
from montage_desktop.ui.bin.order import Order
from montage_desktop.ui.bin.progress import ImportProgress
from montage_desktop.ui.bin.shown import ShownClips
from montage_desktop.ui.bin.song import SongSlot
from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.throttle import Throttle

#: While clips come one by one, those who listen look at all of them each time: where there are many, less often.
_FEW, _TELL_MS, _TELL_MS_PER_CLIP = 50, 50, 0.2


class MediaBin(QWidget):
    """The pane. GUI thread only.

    Attributes:
        model: all clips, in the order in which they came. shown: those in the list. song: the slot.
        list, head: the clips, and what is above them. actions_list: for menus. progress: a `Watch` for `read_all`.

    Signals:
        changed(): clips, their marks or the song are others now; at most a few times a second while clips are added.
        played(MediaItem): double-clicked, Return, or the song's button.
        marks_changed(BinStep): clips were marked or taken out by a person. Push it on an undo stack as a `BinCommand`:
        `undo(step)` and `redo(step)` of the bin take it back and forth, and emit `changed` only.
        mark_in_requested(str), mark_out_requested(str): the key for a point was pressed on the clip of this path; who
        knows the player's position answers with `set_mark_in` or `set_mark_out`.
        proxies_requested(list[str]): of the selected clips. order_changed(Order, bool): and whether backwards.
    """

    changed = Signal()
    played = Signal(object)
    marks_changed = Signal(object)
    mark_in_requested = Signal(str)
    mark_out_requested = Signal(str)
    proxies_requested = Signal(list)
    order_changed = Signal(object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = BinModel(self)
        self.shown = ShownClips(self.model, self)
        self.song = SongSlot(theme)
        self.head = BinHead(theme)
        self.list = BinList(self.shown, theme)
        self.commands = BinActions(theme, self.list)
        self.actions_list = self.commands.actions_list
        self.progress = ImportProgress(theme)
        self._awaited: dict[str, BinEntry] = {}
        self._theme = theme
        self._tell = Throttle(self._on_changed, _TELL_MS, self)
        self._build()
        self._connect()
        self._on_changed()

    def _build(self) -> None:
        self._empty_icon = QLabel()
        self._empty_icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing = label("", "muted", wrap=True)
        self._clear = QPushButton(self.tr("Clear the search"))
        self._stack = QStackedWidget()
        self._stack.addWidget(
            _page(self._empty_icon, label(self.tr("Drop clips or a folder here"), "muted", wrap=True))
        )
        self._stack.addWidget(self.list)
        self._stack.addWidget(_page(self._nothing, self._clear))
        column = spread(QVBoxLayout(self), margin=GAP)
        column.addWidget(label(self.tr("Song"), "section"))
        column.addWidget(self.song)
        column.addWidget(self.head)
        column.addWidget(self.progress)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.song.removed.connect(self._tell_now)
        self.song.played.connect(self.played)
        self.head.searched.connect(self._on_searched)
        self.head.order_chosen.connect(lambda order, backwards: self.set_order(order, backwards=backwards))
        self.head.left.connect(self._enter_list)
        self.list.search_requested.connect(self.head.focus_search)
        self.list.selection_changed.connect(self._on_selection)
        self.list.activated.connect(lambda index: self.played.emit(index.data(ItemRole)))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_context_menu)
        self._clear.clicked.connect(self.head.search.clear)
        self.shown.rearranged.connect(self._show_state)
        commands = self.commands
        commands.play_chosen.connect(self._on_play)
        commands.flag_chosen.connect(self._on_flag)
        commands.rating_chosen.connect(lambda stars: self._judge(bin_marks.rated(stars), self.tr("Rating")))
        commands.in_chosen.connect(lambda: self._ask_for_mark(self.mark_in_requested))
        commands.out_chosen.connect(lambda: self._ask_for_mark(self.mark_out_requested))
        commands.clear_chosen.connect(lambda: self._judge(bin_marks.without_use, self.tr("Clear in and out points")))
        commands.proxies_chosen.connect(lambda: self.proxies_requested.emit([i.facts.path for i in self.list.selected]))
        commands.remove_chosen.connect(self.remove_selected)

    # What is in it -------------------------------------------------------------------------------------------

    def add(self, item: MediaItem) -> bool:
        """Take a clip, or a song if it is sound only. False if it was there already."""
        if item.facts.video is None:
            new = self.song.item is None or self.song.item.path != item.path
            self.song.set_item(item)
        else:
            judged = self._awaited.pop(item.facts.path, None)
            if judged is not None:
                item = replace(item, entry=with_judgement(item.entry, judged))
            new = self.model.add(item)
        count = self.model.rowCount()
        self._tell.interval_ms = round(_TELL_MS + count * _TELL_MS_PER_CLIP) if count > _FEW else 0
        self._tell()
        return new

    def remove_selected(self) -> None:
        """Take the selected clips out of the bin; their files stay."""
        self.remove([item.facts.path for item in self.list.selected])

    def remove(self, paths: Iterable[str]) -> None:
        """Take clips out, as a step that can be undone; their files stay."""
        rows = {row for p in paths if (row := self.model.row_of(p)) is not None}
        if rows:
            name = self.tr("Remove a clip") if len(rows) == 1 else self.tr("Remove clips")
            step = BinStep(name, removed=tuple(self.model.remove(rows)))
            self._tell_now()
            self.marks_changed.emit(step)

    def clear(self) -> None:
        """Empty: another project."""
        self._awaited = {}
        self.head.search.clear()
        self.model.remove(range(self.model.rowCount()))
        self.song.set_item(None)
        self._tell_now()

    def mark_missing(self, missing: set[str]) -> None:
        """These files are gone from the disk (and no others)."""
        changed = self.model.mark_missing(missing)
        song = self.song.item
        if song is not None and (song.facts.path in missing) != song.missing:
            self.song.set_item(replace(song, missing=not song.missing))
            changed = True
        if changed:
            self._tell_now()

    # What is said of it --------------------------------------------------------------------------------------

    def entries(self) -> list[BinEntry]:
        """The clips as a project keeps them, in the order in which they came."""
        return [i.entry for i in self.model.items]

    def set_marks(self, entries: Mapping[str, BinEntry]) -> None:
        """What a project says of clips, by path; also of those that are still to come. Not a step to be undone."""
        self._awaited = {p: e for p, e in entries.items() if self.model.find(p) is None}
        self.model.set_entries(entries)
        self._tell_now()  # whoever opens a project takes what is told later for a change of it

    def judge(self, paths: Iterable[str], change: Change, name: str) -> None:
        """Change what is said of clips, as a step that can be undone; its name is for people."""
        before = {p: item.entry for p in paths if (item := self.model.find(p)) is not None}
        after = {p: change(entry) for p, entry in before.items()}
        after = {p: entry for p, entry in after.items() if entry != before[p]}
        if after:
            step = BinStep(name, {p: before[p] for p in after}, after)
            self.redo(step)
            self.marks_changed.emit(step)

    def set_mark_in(self, path: str, seconds: float) -> None:
        """The in point of a clip, at the picture on view at this time of the source."""
        if (item := self.model.find(path)) is not None:
            self.judge([path], lambda e: bin_marks.with_in(e, item.facts, seconds), self.tr("In point"))

    def set_mark_out(self, path: str, seconds: float) -> None:
        """The out point of a clip: the picture on view at this time of the source is the last one."""
        if (item := self.model.find(path)) is not None:
            self.judge([path], lambda e: bin_marks.with_out(e, item.facts, seconds), self.tr("Out point"))

    def undo(self, step: BinStep) -> None:
        """Take a step back."""
        if step.removed:
            self.model.insert(step.removed)
            self.list.select(item.facts.path for _, item in step.removed)
        self.model.set_entries(step.before)
        self._tell_now()

    def redo(self, step: BinStep) -> None:
        """Do it again."""
        gone = (self.model.row_of(item.facts.path) for _, item in step.removed)
        self.model.remove(row for row in gone if row is not None)
        self.model.set_entries(step.after)
        self._tell_now()

    def set_order(self, order: Order, *, backwards: bool = False) -> None:
        """Sort the list."""
        self.shown.set_order(order, backwards=backwards)
        self.head.show_order(order, backwards=backwards)
        self.order_changed.emit(order, backwards)

    # Inside --------------------------------------------------------------------------------------------------

    def _judge(self, change: Change, name: str) -> None:
        self.judge([i.facts.path for i in self.list.selected], change, name)

    def _on_flag(self, flag: str) -> None:
        selected = [i.entry for i in self.list.selected]
        if flag == "favourite":
            self._judge(bin_marks.flagged(selected, "favourite"), self.tr("Favourite"))
        else:
            self._judge(bin_marks.flagged(selected, "rejected"), self.tr("Reject"))

    def _ask_for_mark(self, signal: SignalInstance) -> None:
        if (current := self.list.current) is not None:
            signal.emit(current.facts.path)

    def _on_play(self) -> None:
        if (current := self.list.current) is not None:
            self.played.emit(current)

    def _on_selection(self) -> None:
        self.commands.set_enabled(is_enabled=self.list.selectionModel().hasSelection())

    def _on_context_menu(self, at: QPoint) -> None:
        if self.list.selectionModel().hasSelection():
            self.commands.menu().popup(self.list.viewport().mapToGlobal(at))

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.shown.shown and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.shown.index(0))

    def _on_searched(self, text: str) -> None:
        self.shown.set_search(text)
        self._show_state()

    def _show_state(self) -> None:
        total, shown = self.model.rowCount(), self.shown.rowCount()
        self._stack.setCurrentIndex(0 if not total else 1 if shown else 2)
        if total and not shown:
            self._nothing.setText(self.tr("No clip is found by “{text}”.").format(text=self.shown.text.strip()))
        self.head.show_count(shown, total)

    def _tell_now(self) -> None:
        self._tell()
        self._tell.flush()

    def _on_changed(self) -> None:
        self._show_state()
        self.changed.emit()

    def _on_theme_changed(self) -> None:
        self._empty_icon.setPixmap(self._theme.icon("clip", "faint").pixmap(32, 32))


def _page(*parts: QWidget) -> QWidget:
    """Parts one below the other, in the middle."""
    page = QWidget()
    column = spread(QVBoxLayout(page), margin=GAP)
    column.addStretch(1)
    for part in parts:
        if isinstance(part, QLabel):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        else:
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    return page
