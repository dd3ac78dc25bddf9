"""Another vocabulary in the place of the one that ships."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from minutebook.errors import RuleError, UsageError
from minutebook.rulebook import Rulebook
from minutebook.rulebook.book import read_rule_file


def rulebook_with(rulebook: Rulebook, themes: Path | None) -> Rulebook:
    """The rulebook with the themes of that file instead of its own; its term lists and tables are laid over.

    Raises UsageError where there is no such file, RuleError where it is wrong or holds no theme.
    """
    if themes is None:
        return rulebook
    if not themes.is_file():
        raise UsageError(f"{themes} is no file of themes")
    content = read_rule_file(themes)
    if not content.themes:
        raise RuleError(f"{themes.name}: it holds no themes")
    ids = [theme.id for theme in content.themes]
    if len(set(ids)) < len(ids):
        raise RuleError(f"{themes.name}: a theme stands there twice")
    terms = {**rulebook.terms, **{name: tuple(words) for name, words in content.terms.items()}}
    tables = {**rulebook.tables, **content.tables}
    return replace(rulebook, themes=tuple(content.themes), terms=terms, tables=tables)
