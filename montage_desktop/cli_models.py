"""``transcribe --list-models``: what can listen, as a table or as JSON lines."""

from __future__ import annotations

from montage_desktop.cli_shared import OK, line
from montage_desktop.media.speech.listing import Listed, Place, listed

_PLACES = {
    Place.FETCHED: "downloaded",
    Place.PACKAGE: "comes with the program",
    Place.ENGINE: "comes with the program (--engine sphinx)",
    Place.HUB: "to download (--allow-download)",
}
_HEADING = ("MODEL", "LANGUAGES", "SIZE", "WHERE")


def list_models(*, as_json: bool) -> int:
    """All models, the best that is here first. One that is to be downloaded has about that size."""
    found = listed()
    if as_json:
        for model in found:
            line({"event": "model", **model.as_dict(), **_options(model)})
        line({"event": "result", "status": "finished", "models": len(found)})
        return OK
    rows = [_HEADING, *(_row(model) for model in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADING))]
    for name, languages, size, where in rows:
        print(f"{name:<{widths[0]}}  {languages:<{widths[1]}}  {size:>{widths[2]}}  {where}")
    if not found:
        print("Nothing here can listen. Install it with: pip install faster-whisper")
    return OK


def _options(model: Listed) -> dict[str, str]:
    """How it is asked for."""
    return {"engine": "sphinx", "model": ""} if model.place is Place.ENGINE else {"engine": "whisper"}


def _row(model: Listed) -> tuple[str, str, str, str]:
    languages = "English" if model.is_english_only else str(len(model.languages))
    return model.key, languages, f"{model.size_bytes / 1e6:,.0f} MB", _PLACES[model.place]
