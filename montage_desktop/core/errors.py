"""The program's own errors: one sentence, a cause, and what to do about it."""

from __future__ import annotations


class MontageError(Exception):
    """Something a person can be told about.

    Attributes:
        code: stable identifier, e.g. ``media.not_media``; tests and translations key on it.
        message: one sentence that says what went wrong, naming the thing it concerns.
        fix: what the person can do about it; may be empty.
        detail: technical text for the report (log tail); may be empty.
        transient: whether trying the same again may succeed (worker killed, time-out, Redis away).
    """

    transient = False

    def __init__(self, code: str, message: str, *, fix: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fix = fix
        self.detail = detail

    def as_dict(self) -> dict[str, str]:
        """The shape stored in a job's ``error`` field."""
        return {"code": self.code, "message": self.message, "fix": self.fix, "detail": self.detail}


class InputError(MontageError, ValueError):
    """The request or the media cannot be used as it is: permanent, never retried."""


class DocumentError(InputError):
    """A document is malformed, invalid, or of a newer version than this program reads."""


class MediaError(MontageError):
    """A media file or an FFmpeg run failed for a reason that stays (bad file, full disk)."""


class TransientError(MontageError):
    """A fault that may pass by itself: retried, up to a limit."""

    transient = True


class Elsewhere(MontageError):  # noqa: N818 - an outcome, not a fault
    """This computer does not have what it takes, another may: no fault of the work, and not counted as one."""

    def __init__(self, message: str) -> None:
        super().__init__("job.elsewhere", message)


class Cancelled(MontageError):  # noqa: N818 - an outcome, not a fault
    """The person asked for it to stop."""

    def __init__(self, message: str = "Cancelled.") -> None:
        super().__init__("job.cancelled", message)
