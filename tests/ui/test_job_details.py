"""Details of a job: the end of its log as it grows, and finding words in it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from window_helpers import Run, record, until

from montage_desktop.jobs.states import Status
from montage_desktop.ui.background import Background
from montage_desktop.ui.jobs.details import JobDetails, Log
from montage_desktop.ui.theme import Theme


def test_the_log_is_followed_and_words_are_found_in_it(
    run: Run, theme: Theme, background: Background, qtbot: QtBot
) -> None:
    log: Log = [(1.0, "chunk 1 was cached"), (2.0, "a worker has died")]

    async def read(_: str) -> Log:
        return list(log)

    details = JobDetails(background, theme, read)
    qtbot.addWidget(details)

    def lines() -> list[str]:
        return [line.partition("  ")[2] for line in details._text.toPlainText().splitlines()]

    async def scenario() -> None:
        assert not details.search.isVisibleTo(details)
        details.show_record(record(1, status=Status.RUNNING))
        await until(lambda: len(lines()) == 2)
        details.search.setText("DIED worker")
        assert lines() == ["a worker has died"]
        log.extend([(3.0, "chunk 2 was cached"), (4.0, "another worker has died")])
        await until(lambda: len(lines()) == 2)
        assert lines() == ["a worker has died", "another worker has died"]
        details.search.clear()
        assert len(lines()) == 4

    run(scenario())
