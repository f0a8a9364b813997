"""English sentences with names and numbers in them; the same in another language out, by templates. No Qt.

Errors, notes and findings are made where no window is, often in another process, and come as finished English. A
template (``{1} is only {2:n} s long.``) that fits one gives what stands in its fields; these go into the template's
translation. What is filled in may be a sentence of the catalogue itself (a cause), ``{2:n}`` is written as the
language writes numbers, and what stands in quotation marks is a name, and stays. Each of several sentences in a row,
what follows a lead (``Part 3: …``), and each of a list is translated by itself where the whole is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_FIELD = re.compile(r"\{(\d+)(:n)?\}")
_NUMBER = r"[-−+]?[\d.,]*\d(?:e[-+]?\d+)?"
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_NAME = r"[^“”]*?"
_END = re.compile(r"(?<=[.!?…)]) (?=\S)")
_WORD = re.compile(r"[^\W\d_]{2}")
_DEEPEST = 6
_REMEMBERED = 2000


@dataclass(slots=True)
class _Template:
    """One sentence of the catalogue. Its expression is made when something may fit it."""

    source: str
    target: str
    clue: str = ""  #: the longest of its texts: what does not hold it, does not fit
    weight: int = 0  #: characters that are not fields: of templates that fit, the one that says most counts
    is_wordless: bool = False
    fields: list[tuple[str, bool, bool]] = field(default_factory=list)  #: number; is it a number; is it a name
    _fits: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        texts = [self.source[a:b] for a, b in self._gaps()]
        self.clue = max(texts, key=len)
        self.weight = sum(map(len, texts))
        self.is_wordless = not any(map(_WORD.search, texts))
        for n, match in enumerate(_FIELD.finditer(self.source)):
            quoted = texts[n].endswith("“") and texts[n + 1].startswith("”")
            self.fields.append((match[1], bool(match[2]), quoted))

    def _gaps(self) -> list[tuple[int, int]]:
        edges = [0, *(e for m in _FIELD.finditer(self.source) for e in m.span()), len(self.source)]
        return list(zip(edges[::2], edges[1::2], strict=True))

    def fit(self, sentence: str) -> tuple[str, ...] | None:
        """What a sentence has in the fields; None if it is another one."""
        if self.clue not in sentence:
            return None
        if self._fits is None:
            parts = [re.escape(self.source[a:b]) for a, b in self._gaps()]
            holes = [f"({_NUMBER if n else _NAME if q else '.+?'})" for _, n, q in self.fields] + [""]
            self._fits = re.compile("".join(p + h for p, h in zip(parts, holes, strict=True)), re.DOTALL)
        match = self._fits.fullmatch(sentence)
        return match.groups() if match else None


class Catalogue:
    """The templates of a language. Any thread.

    Args:
        said: translations by template. number, moment: write a number (its value, and how many decimals), and a date
            with its time (``2026-01-31 12:00:00``), as the language does.
    """

    def __init__(
        self, said: Mapping[str, str], number: Callable[[float, int], str], moment: Callable[[str], str]
    ) -> None:
        self._number, self._moment = number, moment
        self._plain = {source: target for source, target in said.items() if not _FIELD.search(source)}
        self._said = said
        self._templates: list[_Template] | None = None
        self._known: dict[str, str | None] = {}

    def translated(self, sentence: str) -> str | None:
        """The sentence in the language; None if the catalogue does not have it."""
        if sentence in (known := self._known):
            return known[sentence]
        if len(known) >= _REMEMBERED:
            known = self._known = {}  # another thread may be reading the old one
        known[sentence] = found = self._translated(sentence, _DEEPEST)
        return found

    def _translated(self, text: str, depth: int) -> str | None:
        if not text or depth == 0:
            return None
        if (plain := self._plain_one(text)) is not None:
            return plain
        if text.partition(": ")[2] in self._plain:
            return self._lead(text, depth)
        whole = self._whole(text, depth)
        if whole is not None and not whole[1]:
            return whole[0]
        return self._in_pieces(text, depth) or (whole[0] if whole is not None else self._lead(text, depth))

    def _plain_one(self, text: str) -> str | None:
        """One without fields; also a cause that was made a sentence."""
        if text in self._plain:
            return self._plain[text]
        bare = text[:1].lower() + text[1:].removesuffix(".")
        if bare != text and bare in self._plain:
            found = self._plain[bare]
            return (found[:1].upper() + found[1:] if bare[:1] != text[:1] else found) + "." * text.endswith(".")
        return None

    def _whole(self, text: str, depth: int) -> tuple[str, bool] | None:
        """By the template that says most of it, and whether a field holds the end of a sentence."""
        if self._templates is None:
            made = [_Template(s, t) for s, t in self._said.items() if s not in self._plain]
            self._templates = sorted(made, key=lambda t: -t.weight)
        for template in self._templates:
            values = template.fit(text)
            if values is None:
                continue
            filled = self._filled(template, values, depth)
            if filled is not None:
                names = (name for _, _, name in template.fields)
                return filled, any(_END.search(v) for v, name in zip(values, names, strict=True) if not name)
        return None

    def _filled(self, template: _Template, values: tuple[str, ...], depth: int) -> str | None:
        """The translation of a template with its fields; None if it has no words, and its fields mean nothing."""
        fields: dict[str, str] = {}
        understood = all(name or number for _, number, name in template.fields)
        for (key, is_number, is_name), value in zip(template.fields, values, strict=True):
            fields[key] = value
            if is_number:
                fields[key] = self._written(value)
            elif _DATE.fullmatch(value):
                fields[key] = self._moment(value)
            elif not is_name and (known := self._translated(value, depth - 1)) is not None:
                fields[key], understood = known, True
        if template.is_wordless and not understood:
            return None
        return _FIELD.sub(lambda m: fields.get(m[1], m[0]), template.target)

    def _written(self, number: str) -> str:
        plain = number.replace(",", "").replace("−", "-")
        try:
            value = float(plain)
        except ValueError:
            return number
        return self._number(value, len(plain.partition(".")[2]))

    def _in_pieces(self, text: str, depth: int) -> str | None:
        """Sentences in a row, a list, or lines, if each of them is known."""
        for parts, glue in ((_END.split(text), " "), (text.split("\n"), "\n"), (text.split(", "), ", ")):
            if len(parts) > 1 and (found := self._row(parts, glue, depth)) is not None:
                return found
        return None

    def _row(self, parts: list[str], glue: str, depth: int) -> str | None:
        """Pieces that are known, each as long as it may be: a name in one may hold what divides them."""
        out, at = [], 0
        while at < len(parts):
            for end in range(len(parts), at, -1):
                if (at, end) == (0, len(parts)):
                    continue  # the whole is what is being looked at
                piece = glue.join(parts[at:end])
                known = self._plain_one(piece)
                if known is None:
                    whole = self._whole(piece, depth - 1) if depth > 1 else None
                    known = whole[0] if whole is not None and not whole[1] else None
                if known is not None:
                    out.append(known)
                    at = end
                    break
            else:
                return None
        return glue.join(out)

    def _lead(self, text: str, depth: int) -> str | None:
        """``Part 3: The disk is full.``: what follows the lead has to be known."""
        lead, colon, rest = text.partition(": ")
        known = self._translated(rest, depth - 1) if colon else None
        return None if known is None else f"{self._translated(lead, depth - 1) or lead}: {known}"
