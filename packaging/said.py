"""What the program says outside of the window: templates of sentences found in its source.

A template is a text with numbered fields: ``f"{path.name} is damaged."`` is ``{1} is damaged.``; a field that is
written as a number (``:.1f``, ``:,``) is ``{1:n}``. Found are the sentences and fixes of errors, notes, warnings,
findings of the doctor and causes of FFmpeg, what is marked with ``said``, and what flows into these: values of local
names, results of functions, and what functions are given that build such sentences.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

#: What a call says, by its name: the positions and the keywords of such arguments.
_ERROR = ((1,), ("message", "fix"))
_SAYS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "MontageError": _ERROR, "InputError": _ERROR, "DocumentError": _ERROR, "MediaError": _ERROR,
    "TransientError": _ERROR, "Refused": ((1, 2), ("message", "fix")), "Cancelled": ((0,), ("message",)),
    "Finding": ((0, 2, 3), ("name", "text", "fix")), "Cause": ((2, 3), ("sentence", "fix")), "said": ((0,), ()),
    "run": ((), ("what",)), "error_from": ((), ("what",)), "on_failed": ((0,), ()),
}  # fmt: skip
#: Lists of sentences, by the last part of their name; and methods that add to them.
_LISTS = {"notes", "warnings", "note"}
_ADDS = {"append", "extend", "note"}
_SAME = {"strip", "rstrip", "lstrip", "removeprefix", "removesuffix"}
_MOST_WORDS = 6
#: Names of other things that what is said may be looked up by: ``libx264``'s kind, and ``owner/repository``.
_NAME = re.compile(r"[a-z_./-]+|[\w.-]+(/[\w.-]+)+")
_DEPTH = 8
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)

Part = str | tuple[bool]  #: text, or a field (whether it is a number)
Parts = tuple[Part, ...]


class Collector:
    """Goes through files until nothing new is found: what one function is given may be what another says."""

    def __init__(self, files: dict[str, Path]) -> None:
        self._modules = {name: _Module(name, path.read_text("utf-8"), self) for name, path in files.items()}
        #: parameters that are said: (file, or "" for a public function; function; parameter)
        self.said: set[tuple[str, str, str]] = set()

    def templates(self) -> dict[str, list[str]]:
        """The templates, by the names of files."""
        before = -1
        while before != (count := len(self.said) + sum(len(m.found) for m in self._modules.values())):
            before = count
            for module in self._modules.values():
                module.collect()
        return {name: _tidied(module.found) for name, module in self._modules.items()}

    def function(self, name: str, near: _Module) -> tuple[_Module, ast.FunctionDef] | None:
        """A function of this file, or a public one of that name of another file."""
        if name in near.functions:
            return near, near.functions[name]
        if name.startswith("_"):
            return None
        having = [m for m in self._modules.values() if name in m.functions and name in near.imported]
        return (having[0], having[0].functions[name]) if having else None


def _tidied(found: dict[str, None]) -> list[str]:
    """What is to be translated of a file's templates.

    Without those of a sentence that another one has with a lead (``Part 3: The disk is full.``: it is divided when it
    is shown), and with those of causes that name the file they are about.
    """
    out = {}
    for text in found:
        if not text.startswith("{1}: ") or _numbered(text.removeprefix("{1}: ")) not in found:
            out[text] = None
        if text.startswith("A file ") and "{" not in text:
            out["{1} " + text.removeprefix("A file ")] = None
    return list(out)


def _numbered(text: str) -> str:
    count = itertools.count(1)
    return re.sub(r"\{\d+", lambda _: f"{{{next(count)}", text)


class _Module:
    """One file."""

    def __init__(self, name: str, source: str, whole: Collector) -> None:
        self.name, self._whole = name, whole
        self.tree = ast.parse(source)
        self.found: dict[str, None] = {}
        self.functions: dict[str, ast.FunctionDef] = {}
        self.imported: set[str] = set()
        self._scope: dict[ast.AST, ast.AST] = {}
        self._values: dict[tuple[ast.AST, str], list[ast.expr]] = {}
        self._calls: list[ast.AST] = []
        self._walk(self.tree, self.tree)

    def _walk(self, node: ast.AST, scope: ast.AST) -> None:
        self._scope[node] = scope
        if isinstance(node, ast.FunctionDef):
            self.functions[node.name] = node
        if isinstance(node, (*_FUNCTIONS, *_COMPREHENSIONS)):
            scope = node
        elif isinstance(node, ast.ImportFrom):
            self.imported |= {a.name for a in node.names}
        for target, value in _assigned(node):
            values = self._values.setdefault((scope, target), [])
            if value is not None:
                values.append(value)
        if isinstance(node, ast.Call | ast.Assign | ast.AnnAssign | ast.AugAssign | ast.keyword | ast.Return):
            self._calls.append(node)
        for child in ast.iter_child_nodes(node):
            self._walk(child, scope)

    # Finding -----------------------------------------------------------------------------------------------------

    def collect(self) -> None:
        """Find what is said here."""
        for node in self._calls:
            for said in self._said(node):
                self.take(said)

    def _said(self, node: ast.AST) -> Iterator[ast.expr]:
        """The expressions whose values a person reads."""
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if node.value is not None and any(_last(t) in _LISTS for t in targets):
                yield node.value
        elif isinstance(node, ast.keyword):
            if node.arg in _LISTS:
                yield node.value
        elif isinstance(node, ast.Return):
            if getattr(self._scope[node], "name", "").lstrip("_") in _LISTS and node.value is not None:
                yield node.value
        elif isinstance(node, ast.Call):
            yield from self._given(node)

    def _given(self, call: ast.Call) -> Iterator[ast.expr]:
        name = _last(call.func)
        if isinstance(call.func, ast.Attribute) and name in _ADDS:
            yield from call.args if name == "note" or _last(call.func.value) in _LISTS else ()
        if name in _SAYS:
            positions, keywords = _SAYS[name]
            yield from (call.args[p] for p in positions if p < len(call.args))
            yield from (k.value for k in call.keywords if k.arg in keywords)
        found = self._whole.function(name, self)
        if found is None:
            return
        module, function = found
        names = [a.arg for a in function.args.args]
        if names[:1] == ["self"]:
            names = names[1:]
        for parameter, value in [*zip(names, call.args, strict=False), *((k.arg, k.value) for k in call.keywords)]:
            if (module.name, function.name, parameter) in self._whole.said:
                yield value

    def take(self, node: ast.expr, depth: int = 0) -> None:
        """Note the templates of an expression, but those that are a field only."""
        for parts in self._alternatives(node, depth):
            text = _text(parts).strip()
            words = re.sub(r"\{\d+(:n)?\}", "", text)
            if "“" in text or (re.search(r"[^\W\d_]{2}", words) and not _NAME.fullmatch(words)):
                self.found[text] = None

    # Values ------------------------------------------------------------------------------------------------------

    def _alternatives(self, node: ast.expr, depth: int) -> list[Parts]:
        """What a text may be."""
        if depth > _DEPTH:
            return [((False,),)]
        match node:
            case ast.Constant():
                return [(node.value,)] if isinstance(node.value, str) else [((False,),)]
            case ast.JoinedStr():
                return _products([self._field(v, depth) for v in node.values])
            case ast.BinOp(op=ast.Add()):
                return _products([self._alternatives(n, depth + 1) for n in (node.left, node.right)])
            case ast.IfExp():
                return self._all([node.body, node.orelse], depth)
            case ast.BoolOp(op=ast.Or()):
                return self._all(node.values, depth)
            case ast.NamedExpr() | ast.Starred() | ast.Subscript():
                return self._alternatives(node.value, depth + 1)
            case ast.Dict():
                return self._all(node.values, depth)
            case ast.List() | ast.Tuple():
                return self._all(node.elts, depth)
            case ast.ListComp() | ast.GeneratorExp():
                return self._alternatives(node.elt, depth + 1)
            case ast.Name():
                return self._named(node, depth)
            case ast.Call():
                return self._called(node, depth)
        return [((False,),)]

    def _all(self, nodes: Iterable[ast.expr], depth: int) -> list[Parts]:
        return [parts for n in nodes for parts in self._alternatives(n, depth + 1)]

    def _field(self, node: ast.expr, depth: int) -> list[Parts]:
        """A piece of an f-string: its text; words it is one of; else a field, whose own sentences are noted."""
        if not isinstance(node, ast.FormattedValue):
            return self._alternatives(node, depth)
        spec = _text(self._alternatives(node.format_spec, 0)[0]) if node.format_spec is not None else ""
        if spec.endswith(("f", "g", ",", "d", "%")):
            return [((spec[-1] != "d" or len(spec) == 1,),)]
        options = list(dict.fromkeys(self._alternatives(node.value, depth + 1)))
        called = isinstance(node.value, ast.Call)
        worded = all(any(isinstance(p, str) for p in o) and not (called and len(o) > 1) for o in options)
        if worded and node.conversion == -1 and len(options) <= _MOST_WORDS:
            return options
        self.take(node.value, depth + 1)
        return [((False,),)]

    def _named(self, node: ast.Name, depth: int) -> list[Parts]:
        scope: ast.AST | None = self._scope[node]
        while scope is not None:
            values = self._values.get((scope, node.id))
            parameters = (*scope.args.args, *scope.args.kwonlyargs) if isinstance(scope, _FUNCTIONS) else ()
            if any(a.arg == node.id for a in parameters):
                self._whole.said.add((self.name, scope.name, node.id))
                return [((False,),), *self._all(values or [], depth)]
            if values is not None:
                return self._all(values, depth) or [((False,),)]
            scope = self._scope[scope] if scope is not self.tree else None
        return [((False,),)]

    def _called(self, node: ast.Call, depth: int) -> list[Parts]:
        name = _last(node.func)
        if isinstance(node.func, ast.Attribute):
            if name in _SAME:
                return self._alternatives(node.func.value, depth + 1)
            if name == "get":
                return self._all([node.func.value, *node.args[1:]], depth)
            if name == "join":
                for each in node.args:
                    self.take(each, depth + 1)
                return [((False,),)]
        found = self._whole.function(name, self)
        if found is None:
            return [((False,),)]
        module, function = found
        returned = [n.value for n in ast.walk(function) if isinstance(n, ast.Return) and n.value is not None]
        return module._all(returned, depth) or [((False,),)]


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    """Names and what they stand for; None where that cannot be seen."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _unpacked(target, node.value)
    elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
        yield from _unpacked(node.target, node.value)
    elif isinstance(node, ast.For | ast.comprehension):
        seen = isinstance(node.iter, ast.Tuple | ast.List)
        for each in node.iter.elts if seen else [None]:
            yield from _unpacked(node.target, each)
    elif isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name, None
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ADDS:
        yield from ((_last(node.func.value), each) for each in node.args)


def _unpacked(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, ast.expr | None]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Starred):
        yield from _unpacked(target.value, None)
    elif isinstance(target, ast.Tuple | ast.List):
        seen = isinstance(value, ast.Tuple | ast.List) and len(target.elts) == len(value.elts)
        for t, v in zip(target.elts, value.elts if seen else [None] * len(target.elts), strict=True):
            yield from _unpacked(t, v)


def _last(node: ast.expr) -> str:
    """The last name of ``a.b.c``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _products(parts: list[list[Parts]]) -> list[Parts]:
    return [tuple(itertools.chain(*each)) for each in itertools.product(*parts)]


def _text(parts: Parts) -> str:
    """Numbered fields; fields that touch are one."""
    out, n, after_field = "", 0, False
    for part in parts:
        if isinstance(part, str):
            out, after_field = out + part, after_field and not part
        elif not after_field:
            n, after_field = n + 1, True
            out += f"{{{n}:n}}" if part[0] else f"{{{n}}}"
    return out
