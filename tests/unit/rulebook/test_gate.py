"""The pattern for a whole group says no exactly where each of its rules does."""

from __future__ import annotations

import pytest

from minutebook.rulebook import Rule, load_rulebook
from minutebook.rulebook.gate import gate
from minutebook.rulebook.rule import Example

GROUPS = (
    "zones.heading",
    "zones.label",
    "attendance.column",
    "attendance.mark",
    "items.number",
    "kind.case",
    "packs.title",
)


@pytest.mark.parametrize("prefix", GROUPS)
def test_a_group_s_pattern_matches_what_its_rules_match(prefix: str) -> None:
    book = load_rulebook()
    rules = book.group(prefix)
    pattern = gate(rules)
    assert pattern is not None
    answers = set()
    for rule in book.rules.values():
        for one in (*rule.examples, *rule.rejects):
            text = one.text if isinstance(one, Example) else one
            answers.add(book.may(prefix, text))
            assert (pattern.match(text) is not None) == any(r.match(text) for r in rules), text
    assert answers == {True, False}


def rule(pattern: str, **kept: object) -> Rule:
    return Rule.model_validate(
        {"id": "x.y", "pattern": pattern, "mode": "match", "examples": (), "rejects": (), **kept}
    )


@pytest.mark.parametrize(
    "rules",
    [
        [],
        [rule("a", mode="search"), rule("b")],
        [rule(r"(a)\1")],
        [rule("(?P<x>a)(?P=x)")],
        [rule("(?s)a.b")],
    ],
)
def test_a_group_that_one_pattern_cannot_stand_for_has_none(rules: list[Rule]) -> None:
    assert gate(rules) is None


def test_flags_and_names_stay_with_their_rule() -> None:
    found = gate([rule("(?P<x>Lamp)", caps="exact"), rule("(?x) (?P<x>post) # a comment", mode="fullmatch")])
    assert found is not None
    assert [bool(found.match(text)) for text in ("Lamp out", "lamp out", "POST", "posts")] == [
        True,
        False,
        True,
        False,
    ]
