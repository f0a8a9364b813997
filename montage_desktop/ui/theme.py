"""Colours, style sheet and tinted icons: dark and light from one theme file."""

from __future__ import annotations

import json
import re
from enum import StrEnum

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from montage_desktop.core import paths
from montage_desktop.ui.icons import drawing
from montage_desktop.ui.resources import resource

_ICON_SIZES = (16, 24, 32, 48)


class Appearance(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class Theme(QObject):
    """The present colours. One per program, passed to those who paint. GUI thread only.

    Attributes:
        appearance: the choice; name: what it comes to, "dark" or "light".

    Signals:
        changed(): repaint and make icons anew.
    """

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__()
        self._app = app
        self._colours: dict[str, dict[str, str]] = json.loads(resource("themes", "theme.json").read_text("utf-8"))
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        self.appearance = appearance
        self.name = ""
        style = QStyleFactory.create("Fusion")
        if style is not None:
            app.setStyle(style)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    def set_appearance(self, appearance: Appearance) -> None:
        """Force one, or follow the system."""
        self.appearance = appearance
        self._apply()

    def colour(self, name: str) -> QColor:
        """A colour of theme.json."""
        return QColor(self._colours[self.name][name])

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """An icon of `icons` in a theme colour (sharp at any scale)."""
        key = (name, self._colours[self.name][colour])
        if key not in self._icons:
            icon = QIcon()
            for size in _ICON_SIZES:
                icon.addPixmap(self._pixmap(name, self.colour(colour), size))
                icon.addPixmap(self._pixmap(name, self.colour("faint"), size), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def paint_icon(self, painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
        """Draw an icon with a painter; for delegates."""
        self._renderer(name, colour).render(painter, rect)

    def _renderer(self, name: str, colour: QColor) -> QSvgRenderer:
        key = (name, colour.name())
        if key not in self._renderers:  # reading one takes longer than drawing it at all sizes
            self._renderers[key] = QSvgRenderer(QByteArray(drawing(*key).encode()))
        return self._renderers[key]

    def _pixmap(self, name: str, colour: QColor, size: int) -> QPixmap:
        pixmap = QPixmap(QSize(size, size))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        free = size / 16  # the drawings fill their square, and text stands close beside it
        self._renderer(name, colour).render(painter, QRectF(free, free, size - 2 * free, size - 2 * free))
        painter.end()
        return pixmap

    def _on_scheme_changed(self) -> None:
        if self.appearance is Appearance.SYSTEM:
            self._apply()

    def _resolved(self) -> str:
        if self.appearance is not Appearance.SYSTEM:
            return self.appearance.value
        light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
        return "light" if light else "dark"

    def _apply(self) -> None:
        name = self._resolved()
        if name == self.name:
            return
        self.name = name
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        table = {
            roles.Window: "window", roles.WindowText: "text", roles.Base: "field", roles.AlternateBase: "raised",
            roles.Text: "text", roles.Button: "raised", roles.ButtonText: "text", roles.Highlight: "accent",
            roles.HighlightedText: "on_accent", roles.ToolTipBase: "raised", roles.ToolTipText: "text",
            roles.PlaceholderText: "faint", roles.Link: "accent", roles.BrightText: "danger", roles.Mid: "line",
        }  # fmt: skip
        palette = QPalette()
        for role, name in table.items():
            palette.setColor(role, self.colour(name))
        for role in (roles.Text, roles.ButtonText, roles.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("faint"))
        return palette

    def _style_sheet(self) -> str:
        text = resource("themes", "theme.qss").read_text("utf-8")
        values = dict(self._colours[self.name])
        for icon, colour in (("chevron-down", "muted"), ("chevron-up", "muted"), ("check", "on_accent")):
            values[f"icon-{icon}"] = self._icon_file(icon, colour)
        return re.sub(r"\{([a-z_-]+)\}", lambda m: values[m.group(1)], text)

    def _icon_file(self, name: str, colour: str) -> str:
        """A tinted copy on disk: style sheets take images from files only."""
        folder = paths.cache_dir() / "theme"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}-{self.name}.svg"
        path.write_text(drawing(name, self._colours[self.name][colour]), "utf-8")
        return path.as_posix()
