"""The address of an exchange, looked at before anything is done with it."""

from __future__ import annotations

from pathlib import Path

from montage_desktop.core.errors import InputError

_PROTOCOLS = ("file", "s3", "gs", "abfs")


def check_url(url: str) -> str:
    """The same address.

    Raises:
        InputError: ``exchange.address``: it is none that may be used, or it has a password in it.
    """
    protocol, found, rest = url.partition("://")
    is_folder = not found and Path(url).is_absolute()
    if not is_folder and (protocol not in _PROTOCOLS or "::" in url or not rest.strip("/")):
        raise InputError(
            "exchange.address",
            f"“{url[:80]}” is no address of an exchange.",
            fix="Give a shared folder (file:///folder) or a bucket (s3://bucket/folder).",
        )
    if "@" in rest.split("/")[0]:
        raise InputError(
            "exchange.address",
            "The address of an exchange must not have a password in it.",
            fix="Use AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws/credentials, on each computer.",
        )
    return url
