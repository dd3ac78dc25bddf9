"""Texts made to mislead a pattern, from the pattern itself: what it repeats, repeated, with no end that fits."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import minutebook
from minutebook.document import LONGEST_GAP, LONGEST_WORD

LETTERS = "aAbeé1 ,.-\t\n:;()[]|*_#/'’&–•x0oiv\u00a0%£@\"<>=+?!"
ENDS = ("\x00", "a", "\n")
MANY = 30  # a repeat that may go on longer than this is one without an end
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}


class Compiled(NamedTuple):
    """A pattern, where it stands, and the ways in which it is asked (`finditer` for all that search)."""

    where: str
    pattern: re.Pattern[Any]
    asked: tuple[str, ...]


class Attack(NamedTuple):
    """`start`, then `unit` again and again, then `end`."""

    start: str
    unit: str
    end: str

    def text(self, length: int, *, bounded: bool) -> str:
        """About so many characters; `bounded`: as a document holds them, words and gaps of no more than it allows."""
        whole = self.start + self.unit * (length // len(self.unit)) + self.end
        if bounded:
            whole = re.sub(rf"\S{{{LONGEST_WORD}}}", r"\g<0> ", whole)
            whole = re.sub(rf"\s{{{LONGEST_GAP}}}", r"\g<0>x", whole)
        return whole


def attacks(pattern: re.Pattern[Any]) -> list[Attack]:
    """For each repeat without an end: what leads to it, what it repeats (in several forms), and a misfit."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found = dict.fromkeys(_pumped(tree, ""))
    found.update(dict.fromkeys(("", start + unit) for start, unit in list(found)))
    return [Attack(start, unit, end) for start, unit in found for end in ENDS if unit]


def compiled() -> list[Compiled]:
    """Every pattern that the program's modules hold or compile from a literal, rules left out."""
    asked = _asked()
    found: list[Compiled] = []
    for module in pkgutil.walk_packages(minutebook.__path__, "minutebook."):
        if module.name.endswith("__main__"):
            continue
        held = vars(importlib.import_module(module.name))
        for name, value in sorted(held.items()):
            ways = _ways(asked.get((module.name, name)))
            found.extend(Compiled(f"{module.name}.{name}", pattern, ways) for pattern in _held(value))
    found.extend(_literal())
    # A name that several modules import is the same pattern in all.
    unlike = {(held.pattern.pattern, held.pattern.flags, held.asked): held for held in reversed(found)}
    return list(reversed(unlike.values()))


def _ways(methods: set[str] | None) -> tuple[str, ...]:
    """Those that tell apart: at one place, over a whole, or anywhere. All where it is not known how it is asked."""
    if methods is None or "?" in methods:
        return ("finditer", "fullmatch")
    alone = {method for method in methods if method in ("match", "fullmatch")}
    rest = methods - alone - {"pattern", "flags", "groups"}
    return (*sorted(alone), *(("finditer",) if rest else ()))


def _held(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 4:
        for key, held in value.items():
            yield from _held(key, depth + 1)
            yield from _held(held, depth + 1)
    elif isinstance(value, (tuple, list, set, frozenset)) and depth < 4:
        for held in value:
            yield from _held(held, depth + 1)


def _sources() -> Iterator[tuple[str, ast.Module]]:
    root = Path(minutebook.__file__).parent
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def _asked() -> dict[tuple[str, str], set[str]]:
    """The methods by which each name of a module is asked, there and where it is imported; `?` where handed on."""
    found: dict[tuple[str, str], set[str]] = {}
    imported: list[tuple[tuple[str, str], tuple[str, str]]] = []
    for module, tree in _sources():
        owners = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.setdefault((module, node.value.id), set()).add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in owners:
                found.setdefault((module, node.id), set()).add("?")
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("minutebook"):
                for name in node.names:
                    imported.append(((node.module or "", name.name), (module, name.asname or name.name)))
    for own, other in imported:
        # Both ways: a pattern is listed under whichever module is looked at first.
        both = found.get(own, set()) | found.get(other, set())
        found[own], found[other] = set(both), set(both)
    return found


def _literal() -> Iterator[Compiled]:
    """Patterns given to the functions of `re` within functions, where they are used."""
    for module, tree in _sources():
        inner = {
            id(node)
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
        }
        asked = {id(n.value): n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        for node in ast.walk(tree):
            if (
                id(node) in inner
                and isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr != "escape"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                how = node.func.attr if node.func.attr != "compile" else asked.get(id(node), "?")
                yield Compiled(f"{module}:{node.lineno}", re.compile(node.args[0].value), _ways({how}))


def _pumped(tree: Any, start: str) -> Iterator[tuple[str, str]]:
    for code, value in tree:
        if code in REPEATS:
            _, most, body = value
            if most > MANY:
                yield from ((start, _sample(body, form)) for form in range(4))
            yield from _pumped(body, start)
        elif code is codes.SUBPATTERN:
            yield from _pumped(value[3], start)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _pumped(branch, start)
        elif code is codes.ATOMIC_GROUP:
            yield from _pumped(value, start)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _pumped(value[1], start)
        start += _sample([(code, value)], 1)


def _sample(tree: Any, form: int) -> str:
    """Characters that the tree matches, in one of several forms."""
    out = []
    for code, value in tree:
        if code is codes.LITERAL:
            out.append(chr(value))
        elif code is codes.NOT_LITERAL:
            out.append(next(letter for letter in LETTERS if ord(letter) != value))
        elif code is codes.ANY:
            out.append("a")
        elif code is codes.IN:
            fit = [letter for letter in LETTERS if _fits(value, letter)] or [_first(value)]
            out.append(fit[form * 3 % len(fit)])
        elif code is codes.BRANCH:
            out.append(_sample(value[1][form % len(value[1])], form))
        elif code is codes.SUBPATTERN:
            out.append(_sample(value[3], form))
        elif code in REPEATS:
            least, most, body = value
            out.append(_sample(body, form) * max(least, 1 if most and form % 2 else 0))
        elif code is codes.ATOMIC_GROUP:
            out.append(_sample(value, form))
    return "".join(out)


def _fits(items: Any, letter: str) -> bool:
    hit = other = False
    for code, value in items:
        if code is codes.NEGATE:
            other = True
        elif code is codes.LITERAL:
            hit |= ord(letter) == value
        elif code is codes.RANGE:
            hit |= value[0] <= ord(letter) <= value[1]
        elif code is codes.CATEGORY:
            kind = str(value).rpartition("_")[2].lower()[0]
            hit |= re.match("\\" + (kind.upper() if "_NOT_" in str(value) else kind), letter) is not None
    return hit != other


def _first(items: Any) -> str:
    for code, value in items:
        if code is codes.LITERAL:
            return chr(value)
        if code is codes.RANGE:
            return chr(value[0])
    return next(chr(number) for number in count(128) if _fits(items, chr(number)))
