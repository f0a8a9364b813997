"""RQ's own dashboard, opened in the browser: a process of ours that serves it, and ends with the window."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.children import role_command

_END_MS = 3000


class Dashboard(QObject):
    """Starts it when it is asked for first, and opens it again after that. GUI thread only.

    Args:
        url: of the Redis that the window is connected to; "" for none.

    Signals:
        failed(MontageError): it cannot be shown.
    """

    failed = Signal(object)

    def __init__(self, url: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._url = url
        self._process: QProcess | None = None
        self._served = self._address = ""

    def open(self) -> None:
        """Show it, of the Redis that the window is connected to now."""
        url = self._url()
        if self._address and url == self._served:
            QDesktopServices.openUrl(QUrl(self._address))
            return
        self.close()
        program, *arguments = role_command("dashboard", "--json")
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        if url:
            environment.insert("REDIS_URL", url)
            environment.insert("MONTAGE_WORKERS", "0")  # the window's own host looks after workers
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._on_told)
        process.finished.connect(self._on_finished)
        self._process, self._served = process, url
        process.start(program, arguments)

    def close(self) -> None:
        """End it, if it runs."""
        process, self._process, self._address = self._process, None, ""
        if process is not None:
            process.blockSignals(True)
            process.terminate()
            if not process.waitForFinished(_END_MS):
                process.kill()
                process.waitForFinished(_END_MS)
            process.deleteLater()

    def _on_told(self) -> None:
        process = self._process
        while process is not None and process.canReadLine():
            told = json.loads(bytes(process.readLine().data()))
            if told.get("event") == "ready":
                self._address = str(told["url"])
                QDesktopServices.openUrl(QUrl(self._address))
            elif told.get("event") == "error":
                error = told.get("error", told)
                self.failed.emit(MontageError(error["code"], error["message"], fix=error.get("fix", "")))

    def _on_finished(self) -> None:
        self._on_told()
        self._process, self._address = None, ""
