"""The page on this program and computer: versions, what is missing, FFmpeg's last commands, the log."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from montage_desktop import __version__, doctor
from montage_desktop.ui.background import Background
from montage_desktop.ui.diagnostics.report import (
    Facts,
    Sources,
    exit_words,
    gather,
    log_folder,
    redacted,
    report,
    run_words,
)
from montage_desktop.ui.language import translated
from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.theme import Theme

_RunRole = Qt.ItemDataRole.UserRole
_ROW_PX = 28


class DiagnosticsPage(QWidget):
    """GUI thread only; looks in another thread when `refresh` is called.

    Attributes:
        facts: what was found; None before the first look. tabs, commands, log_view: what is shown.

    Signals:
        refreshed(): there are new facts. report_copied(): the report is on the clipboard.
    """

    refreshed = Signal()
    report_copied = Signal()

    def __init__(self, theme: Theme, background: Background, sources: Sources) -> None:
        super().__init__()
        self._theme, self._background, self._sources = theme, background, sources
        self.facts: Facts | None = None
        self._is_looking = False
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._overview, self._checks = _column(), _column()
        self.tabs.addTab(_scrolling(self._overview), self.tr("Overview"))
        self.tabs.addTab(_scrolling(self._checks), self.tr("Checks"))
        self.tabs.addTab(self._build_commands(), self.tr("FFmpeg commands"))
        self.log_view = self._text(self.tr("Recent log lines"))
        self.tabs.addTab(self.log_view, self.tr("Log"))
        column = spread(QVBoxLayout(self), margin=GAP * 3, spacing=GAP * 2)
        column.addLayout(self._build_head())
        column.addWidget(self.tabs, 1)
        column.addLayout(self._build_buttons())
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # Building ------------------------------------------------------------------------------------------------

    def _build_head(self) -> QHBoxLayout:
        self._logo = label()
        words = spread(QVBoxLayout(), spacing=2)
        words.addWidget(label(self.tr("Montage Desktop {version}").format(version=__version__), "heading"))
        free = self.tr(
            "Free software under the GNU GPL, version 3 or later. It renders with FFmpeg, which is free too."
        )
        words.addWidget(label(free, "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(GAP * 2)
        row.addWidget(self._logo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _build_commands(self) -> QWidget:
        self.commands = QListWidget()
        self.commands.setAccessibleName(self.tr("Last FFmpeg commands"))
        self.commands.setIconSize(QSize(16, 16))
        self.commands.currentItemChanged.connect(self._on_command)
        self.command_view = self._text(self.tr("The command"))
        self.command_view.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.command_view.setPlaceholderText(self.tr("No command yet. What renders and tests run stands here."))
        self.copy_command = QPushButton(self.tr("Copy the command"))
        self.copy_command.setEnabled(False)
        self.copy_command.clicked.connect(self._on_copy_command)
        below = QWidget()
        column = spread(QVBoxLayout(below))
        column.addWidget(self.command_view, 1)
        column.addWidget(self.copy_command, 0, Qt.AlignmentFlag.AlignLeft)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setContentsMargins(0, GAP, 0, 0)
        split.addWidget(self.commands)
        split.addWidget(below)
        split.setSizes([240, 160])
        return split

    def _build_buttons(self) -> QHBoxLayout:
        self.copy_button = QPushButton(self.tr("Copy report"))
        self.copy_button.setToolTip(self.tr("Everything here as text, without passwords and the name of your folder"))
        self.copy_button.setEnabled(False)
        self.copy_button.clicked.connect(self.copy_report)
        self.folder_button = QPushButton(self.tr("Open the log folder"))
        self.folder_button.clicked.connect(_open_logs)
        self.look_button = QPushButton(self.tr("Look again"))
        self.look_button.clicked.connect(self.refresh)
        self._status = label(role="muted")
        row = spread(QHBoxLayout())
        for widget in (self.copy_button, self.folder_button, self.look_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._status)
        return row  # type: ignore[return-value]

    def _text(self, name: str) -> QPlainTextEdit:
        view = QPlainTextEdit()
        view.setProperty("role", "log")
        view.setReadOnly(True)
        view.setAccessibleName(name)
        view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        return view

    def _on_theme_changed(self) -> None:
        self._logo.setPixmap(self._theme.icon("app", "accent").pixmap(QSize(40, 40)))
        for button, icon in ((self.copy_button, "copy"), (self.copy_command, "copy"), (self.folder_button, "folder"),
                             (self.look_button, "retry")):  # fmt: skip
            button.setIcon(self._theme.icon(icon))
        if self.facts is not None:
            self._show(self.facts)

    # Looking -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look at everything anew; takes seconds, in another thread."""
        if not self._is_looking:
            self._is_looking = True
            self._background.spawn(self._look())

    async def _look(self) -> None:
        self.look_button.setEnabled(False)
        self._status.setText(self.tr("Looking …"))
        try:
            self.facts = await self._background.run(gather, self._sources, self._sources.connection())
        finally:
            self._is_looking = False
            self.look_button.setEnabled(True)
            self._status.setText("")
        self._show(self.facts)
        self.copy_button.setEnabled(True)
        self.refreshed.emit()

    def _show(self, facts: Facts) -> None:
        _empty(self._overview)
        form = QFormLayout()
        form.setHorizontalSpacing(GAP * 2)
        form.setVerticalSpacing(GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, value in (*facts.versions, *facts.places):
            named = label(name, "muted")
            named.setAlignment(Qt.AlignmentFlag.AlignTop)
            form.addRow(named, _selectable(value))
        holder = QWidget()
        form.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(form)
        _fill(self._overview, [holder])
        bad = [f for f in facts.findings if not f.ok]
        _empty(self._checks)
        _fill(self._checks, [self._finding(f) for f in (*bad, *(f for f in facts.findings if f.ok))])
        self.tabs.setTabText(1, self.tr("Checks ({n} to mend)").format(n=len(bad)) if bad else self.tr("Checks"))
        self._show_commands(facts)
        self.log_view.setPlainText("\n".join(facts.log) or self.tr("Nothing was logged."))
        self.log_view.verticalScrollBar().setValue(self.log_view.verticalScrollBar().maximum())

    def _finding(self, finding: doctor.Finding) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "card" if finding.ok else "danger" if finding.blocks_jobs else "warning")
        glyph = label()
        icon, colour = ("check", "success") if finding.ok else ("alert", "danger" if finding.blocks_jobs else "warning")
        glyph.setPixmap(self._theme.icon(icon, colour).pixmap(QSize(18, 18)))
        glyph.setAccessibleName(self.tr("In order") if finding.ok else self.tr("To mend"))
        words = spread(QVBoxLayout(), spacing=2)
        words.addWidget(label(translated(finding.name), "title"))
        words.addWidget(_selectable(translated(finding.text)))
        if finding.fix:
            words.addWidget(_selectable(self.tr("What to do: {fix}").format(fix=translated(finding.fix))))
        row = spread(QHBoxLayout(frame), margin=GAP)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if finding.fix:
            copy = QPushButton(self.tr("Copy"))
            copy.setAccessibleName(self.tr("Copy what to do about {name}").format(name=translated(finding.name)))
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(finding.fix))
            row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _show_commands(self, facts: Facts) -> None:
        self.commands.clear()
        for run in facts.runs:
            item = QListWidgetItem(run_words(run))
            item.setData(_RunRole, run)
            icon, colour = ("check", "success") if run.exit_code == 0 else ("alert", "warning")
            item.setIcon(self._theme.icon(icon, colour))
            item.setSizeHint(QSize(0, _ROW_PX))
            item.setToolTip(exit_words(run.exit_code))
            self.commands.addItem(item)
        self.commands.setCurrentRow(0)

    def _on_command(self, item: QListWidgetItem | None) -> None:
        self.command_view.setPlainText(item.data(_RunRole).command if item is not None else "")
        self.copy_command.setEnabled(item is not None)

    # Out of here ---------------------------------------------------------------------------------------------

    def _on_copy_command(self) -> None:
        """As it was run, with its paths: it is to be run again here."""
        QGuiApplication.clipboard().setText(self.command_view.toPlainText())
        self._status.setText(self.tr("The command is on the clipboard."))

    def copy_report(self) -> None:
        """Everything as text to the clipboard, redacted."""
        if self.facts is not None:
            QGuiApplication.clipboard().setText(redacted(report(self.facts)))
            self._status.setText(self.tr("The report is on the clipboard."))
            self.report_copied.emit()


def _selectable(text: str) -> QWidget:
    made = label(text, wrap=True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _column() -> QWidget:
    made = QWidget()
    column = spread(QVBoxLayout(made))
    column.setContentsMargins(0, GAP * 2, GAP, 0)
    return made


def _empty(column: QWidget) -> None:
    layout = column.layout()
    while layout is not None and (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _fill(column: QWidget, widgets: list[QWidget]) -> None:
    layout = column.layout()
    if isinstance(layout, QVBoxLayout):
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)


def _scrolling(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    return area


def _open_logs() -> None:
    log_folder().mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))
