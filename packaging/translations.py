"""Sentences of the window in the program's text in; ``resources/translations/*.ts`` brought up to date out.

    python packaging/translations.py [--check]

New sentences are added as unfinished, those that are gone are left out. Qt's own lupdate does not follow the functions
that stand for `tr` outside of widgets. ``--check`` changes nothing, and fails if a file is not up to date or complete.

What is said outside of the window (errors, notes, findings, styles) is collected as templates, under contexts that
begin with ``said/`` (see `said.py`), each once.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from said import Collector

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
_CALLS = {"tr", "_tr", "translate"}
_FIELD = re.compile(r"\{[a-z_]*\}|\{\d+(?=\}|:n\})|%n|%[0-9]")
#: Where what people read is said in English; the window's own errors are translated by `tr` already, but these.
_SAYING = ("core", "jobs", "media", "doctor.py", "ui/pictures", "ui/keys/map.py")


@dataclass(frozen=True)
class Found:
    """A sentence: where it stands, and whether it counts something."""

    context: str
    source: str
    counts: bool


def sentences(folder: Path = ROOT / "montage_desktop" / "ui") -> list[Found]:
    """All of them, in the order of files and lines, each once per context (a file within it)."""
    found: dict[Found, None] = {}
    for path in sorted(folder.rglob("*.py")):
        context = path.relative_to(folder).with_suffix("").as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in _CALLS:
                continue
            given = node.args[1:] if name == "translate" else node.args  # that has a context first
            texts = [a.value for a in given[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if texts and texts[0]:
                found[Found(context, texts[0], "%n" in texts[0])] = None
    return list(found)


def said(folder: Path = ROOT / "montage_desktop", styles: Path = ROOT / "resources" / "styles") -> list[Found]:
    """What is said outside of the window, each template once: where it is found first."""
    places = [folder / name for name in _SAYING]
    files = [p for place in places for p in ([place] if place.is_file() else sorted(place.rglob("*.py")))]
    names = {p.relative_to(folder).with_suffix("").as_posix(): p for p in files}
    found: dict[str, Found] = {}
    for name, texts in Collector(names).templates().items():
        for text in texts:
            found.setdefault(text, Found(f"said/{name}", text, counts=False))
    for path in sorted(styles.glob("*.json")):
        style = json.loads(path.read_text("utf-8"))
        for text in (style["title"], style["description"]):
            found.setdefault(text, Found(f"said/styles/{path.stem}", text, counts=False))
    return list(found.values())


def updated(path: Path, wanted: list[Found], language: str) -> ET.Element:
    """The document with these sentences, and what was translated before."""
    known: dict[str, ET.Element] = {}
    if path.exists():
        for message in ET.parse(path).getroot().iter("message"):
            target = message.find("translation")
            if target is not None:
                known.setdefault(message.findtext("source", ""), target)
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for each in wanted:
        if language == "en" and not each.counts:
            continue  # it is English as it stands
        if each.context not in contexts:
            contexts[each.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[each.context], "name").text = each.context
        message = ET.SubElement(contexts[each.context], "message")
        if each.counts:
            message.set("numerus", "yes")
        ET.SubElement(message, "source").text = each.source
        message.append(known.get(each.source) if each.source in known else _empty(each))
    return root


def _empty(each: Found) -> ET.Element:
    target = ET.Element("translation", type="unfinished")
    if each.counts:
        for _ in range(2):
            ET.SubElement(target, "numerusform")
    return target


def text_of(root: ET.Element) -> str:
    """The file's text."""
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def problems(root: ET.Element) -> list[str]:
    """What is not translated, or names other fields than its source."""
    wrong = []
    for message in root.iter("message"):
        source, target = message.findtext("source", ""), message.find("translation")
        assert target is not None
        forms = [f.text or "" for f in target.iter("numerusform")] or [target.text or ""]
        if target.get("type") == "unfinished" or not all(forms):
            wrong.append(f"not translated: {source}")
        elif any(sorted(_FIELD.findall(form)) != sorted(_FIELD.findall(source)) for form in forms):
            wrong.append(f"other fields: {source} -> {forms[-1]}")
    return wrong


def main() -> int:
    """Update, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check, failed = parser.parse_args().check, False
    wanted = [*sentences(), *said()]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in ("en", "de"):
        path = FOLDER / f"{language}.ts"
        root = updated(path, wanted, language)
        text, wrong = text_of(root), problems(root)
        for line in wrong:
            sys.stdout.write(f"{path.name}: {line}\n")
        if check:
            failed = failed or bool(wrong) or not path.exists() or path.read_text("utf-8") != text
        else:
            path.write_text(text, "utf-8")
    if failed:
        sys.stdout.write("Run: python packaging/translations.py, and translate what is unfinished.\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
