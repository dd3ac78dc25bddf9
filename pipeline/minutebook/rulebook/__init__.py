"""`rules/` as typed, compiled rules; unknown keys are refused."""

from minutebook.rulebook.book import Rulebook, load_rulebook
from minutebook.rulebook.rule import Example, Match, Reading, Rule
from minutebook.rulebook.theme import Theme

__all__ = ["Example", "Match", "Reading", "Rule", "Rulebook", "Theme", "load_rulebook"]
