"""What the desktop can show of jobs, by whatever it has for it: a notification, and progress on the program's icon."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

DESKTOP_FILE = "montage-desktop.desktop"
_PORTAL, _PORTAL_PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_UNITY, _UNITY_PATH = "com.canonical.Unity.LauncherEntry", "/com/canonical/unity/launcherentry/1"
_SHOWN_MS = 8000


class Desktop(Protocol):
    """Where notifications and progress go to."""

    def notify(self, title: str, text: str, *, bad: bool) -> None:
        """Show a notification; one that cannot be shown is no error."""

    def show_progress(self, fraction: float | None) -> None:
        """Progress 0…1 on the program's icon; None takes it away."""


class TrayDesktop(QObject):
    """Notifications by an icon in the tray that is there as long as they are. No progress. GUI thread only.

    On Windows and macOS these are the system's own notifications.
    """

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tray: QSystemTrayIcon | None = None
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self._hide)

    def notify(self, title: str, text: str, *, bad: bool) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon, self)
        self._tray.show()
        kind = QSystemTrayIcon.MessageIcon.Warning if bad else QSystemTrayIcon.MessageIcon.Information
        self._tray.showMessage(title, text, kind, _SHOWN_MS)
        self._away.start(_SHOWN_MS)

    def show_progress(self, fraction: float | None) -> None:
        """There is no way to a taskbar that Qt knows of; a platform's own goes here."""

    def _hide(self) -> None:
        if self._tray is not None:
            self._tray.hide()


class FreedesktopDesktop(QObject):
    """Linux: the notification portal, else ``notify-send``, else the tray; progress as docks and panels take it.

    ``org.freedesktop.Notifications`` itself cannot be called: its ``Notify`` wants an unsigned number, and PySide sends
    all numbers signed. Nothing is waited for: a call that fails is followed by the next way. GUI thread only.
    """

    def __init__(self, fallback: Desktop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fallback = fallback
        self._bus = QDBusConnection.sessionBus()
        self._watchers: set[QDBusPendingCallWatcher] = set()
        self._number = 0
        self._shown: float | None = None

    def notify(self, title: str, text: str, *, bad: bool) -> None:
        if not self._bus.isConnected():
            self._other_way(title, text, bad=bad)
            return
        self._number += 1
        call = QDBusMessage.createMethodCall(
            _PORTAL, _PORTAL_PATH, "org.freedesktop.portal.Notification", "AddNotification"
        )
        told = {"title": title, "body": text, "priority": "high" if bad else "normal"}
        call.setArguments([f"job-{self._number}", told])
        self._send(call, lambda: self._other_way(title, text, bad=bad))

    def _send(self, call: QDBusMessage, on_error: Callable[[], None]) -> None:
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)
        self._watchers.add(watcher)

        def on_finished() -> None:
            self._watchers.discard(watcher)
            if watcher.isError():
                on_error()
            watcher.deleteLater()

        watcher.finished.connect(on_finished)

    def _other_way(self, title: str, text: str, *, bad: bool) -> None:
        program = shutil.which("notify-send")
        if program is None:
            self._fallback.notify(title, text, bad=bad)
            return
        urgency = "critical" if bad else "normal"
        hint = f"string:desktop-entry:{DESKTOP_FILE.removesuffix('.desktop')}"
        QProcess.startDetached(
            program, ["--app-name=Montage Desktop", f"--urgency={urgency}", f"--hint={hint}", "--", title, text]
        )

    def show_progress(self, fraction: float | None) -> None:
        """Told as a signal that Unity, KDE's and other panels listen to; whole per cents only."""
        rounded = None if fraction is None else round(fraction, 2)
        if rounded == self._shown or not self._bus.isConnected():
            return
        self._shown = rounded
        signal = QDBusMessage.createSignal(_UNITY_PATH, _UNITY, "Update")
        seen = {"progress": float(rounded or 0.0), "progress-visible": rounded is not None}
        signal.setArguments([f"application://{DESKTOP_FILE}", seen])
        self._bus.send(signal)


def this_desktop(icon: QIcon, parent: QObject | None = None) -> Desktop:
    """What there is on this platform."""
    tray = TrayDesktop(icon, parent)
    return FreedesktopDesktop(tray, parent) if sys.platform.startswith("linux") else tray
