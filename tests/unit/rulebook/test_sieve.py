"""The sieve spares rules their texts and changes nothing that they find."""

from __future__ import annotations

import sys
from functools import cache

import pytest

from minutebook.rulebook import Rule, load_rulebook
from minutebook.rulebook.loosened import loosened
from minutebook.rulebook.rule import Example
from minutebook.rulebook.sieve import ALL, SHORT_TEXT, Sieve

re2 = pytest.importorskip("re2")


@cache
def texts() -> tuple[str, ...]:
    """Every example and reject of every rule: each is a hard case of one rule and a plain one of the others."""
    out = {}
    for rule in load_rulebook().rules.values():
        for one in (*rule.examples, *rule.rejects):
            out[one.text if isinstance(one, Example) else one] = None
    return tuple(out)


def made(*rules: tuple[str, str]) -> tuple[Sieve, dict[str, int]]:
    sieve = Sieve(pays_from=0)
    bits = {name: sieve.add(name, pattern) for name, pattern in rules}
    assert sieve.possible("") == ALL  # the question at which it is made
    return sieve, bits


def test_no_rule_loses_a_match() -> None:
    rules = [rule for rule in load_rulebook().rules.values() if rule.mode == "search"]
    sieve, bits = made(*((rule.id, rule.pattern) for rule in rules))
    spared = 0
    for text in texts():
        possible = sieve.possible(text)
        for rule in rules:
            if not possible & bits[rule.id]:
                spared += 1
                assert rule.compiled.search(text) is None, (rule.id, text)
    asked = sum(len(text) >= SHORT_TEXT for text in texts())
    assert spared > 0.5 * len(rules) * asked


@pytest.mark.parametrize(
    ("pattern", "text", "may"),
    [
        (r"\bboard\s+of\b", "the Board of Friends", True),
        (r"\bboard\s+of\b", "the whole committee", False),
        (r"\bboard\s+of\b", "too short", True),
        (r"(?<!no )apologies(?! accepted)", "no apologies accepted", True),
        ("task", "TAS\u212a list of all", True),
        ("sıgn", "SIGN of the town", True),
        ("mission", "MİSSION statement", True),
        ("a|b", "nothing", True),
        ("(?P<x>word)-(?P=x)", "word-word", True),
        ("lead", "a lone \ud800 surrogate", False),
        ("(", "a pattern that RE2 refuses is let through", True),
    ],
)
def test_what_is_let_through(pattern: str, text: str, may: bool) -> None:
    sieve, bits = made(("x.y", pattern))
    assert bool(sieve.possible(text) & bits["x.y"]) is may


def test_without_re2_every_rule_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re2", None)
    sieve, _ = made(("x.y", "word"))
    assert sieve.possible("nothing of the sort") == ALL


def test_a_rule_of_a_book_asks_its_sieve() -> None:
    rule = Rule(id="x.y", pattern="{{things}}", examples=("lamp",), rejects=())
    sieve = Sieve(pays_from=0)
    asked = rule.model_copy(update={"pattern": "lamp|post"}).sifted(sieve, "lamp|post")
    assert [
        bool(asked.match(text))
        for text in ("a lamp in a street", "a lamp in a street", "no light in a street")
    ] == [True, True, False]
    assert [len(list(asked.matches(text))) for text in ("a lamp and a post", "a bench and a tree")] == [2, 0]


@pytest.mark.parametrize(
    ("pattern", "loose"),
    [
        (r"\bboard\b", "board"),
        (r"(?<=the )board(?!s)", "board"),
        (r"a(?=(?:b|[)]))c", "ac"),
        (r"x++y?+z{2}+", "x+y?z{2}"),
        (r"(?>ab)c{,3}", "(?:ab)c{0,3}"),
        (r"[^\]\u00a0]\Z", r"[^\]\x{00a0}]\z"),
        ("(?x) a b # (a comment\n [ #]c", "ab[ #]c"),
        ("a # b", "a # b"),
        (r"(?P<q>a)(?P=q)", "(?P<q>a)(?s:.*)"),
    ],
)
def test_loosened(pattern: str, loose: str) -> None:
    assert loosened(pattern) == loose
    re2.compile(loose)
