"""Every rule holds on its own examples and rejects; each is a test of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from minutebook import extract
from minutebook.errors import RuleError
from minutebook.resources import rules_folder
from minutebook.rulebook import Rule, load_rulebook

BOOK = load_rulebook()
PACKAGE = Path(__file__).resolve().parents[2] / "pipeline" / "minutebook"


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=BOOK.rules.keys())
def test_a_rule_holds_on_its_examples_and_rejects(rule: Rule) -> None:
    assert rule.faults() == []


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=BOOK.rules.keys())
def test_a_rule_shows_what_it_takes_and_what_it_leaves(rule: Rule) -> None:
    assert rule.examples, "a rule without an example cannot be checked"
    assert rule.rejects, "a rule without a reject says nothing of its bounds"
    assert len(set(map(str, rule.examples))) == len(rule.examples)


def test_every_file_is_read() -> None:
    ids = {
        rule["id"]
        for path in sorted(rules_folder().rglob("*.yaml"))
        for rule in (yaml.safe_load(path.read_text("utf-8")) or {}).get("rules", [])
    }
    assert ids == set(BOOK.rules)
    assert ids


def test_no_rule_lies_idle() -> None:
    """Each rule is named in Python: by its id, by a group that it is in, or by a name with a part left open."""
    code = "\n".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    named = set(re.findall(r"""["']([a-z0-9_-]+(?:\.[a-z0-9_{}-]+)+)["']""", code))
    opened = [re.compile(re.sub(r"\\\{.*?\\\}", "[a-z0-9_-]+", re.escape(n))) for n in named if "{" in n]
    idle = [
        rule
        for rule in BOOK.rules
        if not any(rule == name or rule.startswith(f"{name}.") for name in named)
        and not any(pattern.fullmatch(rule) for pattern in opened)
    ]
    assert idle == []


RULE = "rules:\n- {{id: board.word, pattern: '{pattern}', examples: [{example}], rejects: [{reject}]}}\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("rulez: []\n", "rulez"),
        (RULE.format(pattern="(", example="a", reject="b"), "does not compile"),
        (RULE.format(pattern="{{nowhere}}", example="a", reject="b"), "nowhere"),
        ("rules:\n- {id: board.word, pattern: a, examples: [a]}\n", "rejects"),
        ("rules:\n- {id: Board Word, pattern: a, examples: [a], rejects: []}\n", "id"),
        ("rules: [unclosed\n", "own.yaml"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "own.yaml").write_text(content, "utf-8")
    with pytest.raises(RuleError, match=re.escape(told)):
        load_rulebook(tmp_path)


def test_a_rule_of_ones_own_is_tried_too(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(RULE.format(pattern="aye", example="nay", reject="ayes"), "utf-8")
    assert load_rulebook(tmp_path)["board.word"].faults() == [
        "board.word: does not match its example 'nay'",
        "board.word: matches its reject 'ayes'",
    ]


def producers(value: object) -> set[str]:
    """Every producer named anywhere in a record."""
    if isinstance(value, dict):
        own = {value["producer"]} if isinstance(value.get("producer"), str) else set()
        return own.union(*map(producers, value.values()))
    return set().union(*map(producers, value)) if isinstance(value, list) else set()


def test_evidence_names_only_what_stands_in_the_rules() -> None:
    samples = sorted((PACKAGE.parents[1] / "data" / "samples").glob("*.md"))
    named = set().union(*(producers(extract(path).model_dump(mode="json")) for path in samples))
    rules = {producer for producer in named if producer.startswith("rule:")}
    assert len(rules) > 30
    assert [producer for producer in sorted(rules) if not BOOK.names(producer)] == []


def test_producers_written_in_the_code_stand_in_the_rules() -> None:
    literal = re.compile(r'"(rule:[a-z0-9_-]+(?:\.[a-z0-9_-]+)+)"')
    written = {name for path in PACKAGE.rglob("*.py") for name in literal.findall(path.read_text("utf-8"))}
    assert [name for name in sorted(written) if not BOOK.names(name)] == []
