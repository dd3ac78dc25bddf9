from pathlib import Path

import pytest

from minutebook.errors import RuleError
from minutebook.rulebook import Rulebook, load_rulebook

RULE = """
rules:
  - id: zones.heading.crew
    pattern: '{{crew-words}}\\s*:'
    mode: match
    value: present
    examples: ["Crew:"]
    rejects: ["The crew left"]
"""


def overlay(folder: Path, text: str) -> Rulebook:
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    load_rulebook.cache_clear()
    return load_rulebook(folder)


def test_a_board_lays_its_own_rules_over_those_that_ship(tmp_path: Path) -> None:
    book = overlay(tmp_path, "terms:\n  crew-words: [crew, hands]\n" + RULE)
    rule = book["zones.heading.crew"]
    assert rule.match("Hands :") is not None
    assert rule in book.group("zones.heading")
    assert rule in book.group("zones")
    assert rule not in book.group("zones.head")


def test_fragments_are_pieces_of_patterns_and_may_name_others(tmp_path: Path) -> None:
    text = "fragments:\n  crew-words: '{{number-word}} hands?'\n  number-word: '(?:one|two)'\n" + RULE
    assert overlay(tmp_path, text.replace('["Crew:"]', '["two hands:"]'))["zones.heading.crew"].faults() == []


def test_the_words_that_yaml_takes_for_truth_are_words(tmp_path: Path) -> None:
    book = overlay(
        tmp_path, "terms:\n  crew-words: [no, yes, on, off, y]\n" + RULE.replace('"Crew:"', '"No:"')
    )
    assert book.terms["crew-words"] == ("no", "yes", "on", "off", "y")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour: red\n", "colour"),
        (RULE, "crew-words"),
        (RULE.replace("{{crew-words}}", "(") , "does not compile"),
        ("rules: [\n", "own.yaml"),
        (RULE.replace("mode: match", "mode: perhaps"), "mode"),
        (RULE.replace("    value: present\n", "    weight: 3\n"), "weight"),
    ],
    ids=["unknown key", "unknown name", "bad pattern", "bad yaml", "bad mode", "unknown rule key"],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_error(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        overlay(tmp_path, text)["zones.heading.crew"].faults()


def test_an_example_that_does_not_match_and_a_reject_that_does_are_faults(tmp_path: Path) -> None:
    text = RULE.replace("{{crew-words}}", "Hands").replace("The crew left", "Hands: none")
    assert len(overlay(tmp_path, text)["zones.heading.crew"].faults()) == 2


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no folder"):
        load_rulebook(tmp_path / "none")
