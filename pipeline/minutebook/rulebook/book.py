"""Reads `rules/*.yaml` (and an overlay folder) into one book of rules and term lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from minutebook.errors import RuleError
from minutebook.resources import rules_folder
from minutebook.rulebook.gate import gate
from minutebook.rulebook.rule import Match, Reading, Rule
from minutebook.rulebook.sieve import Sieve
from minutebook.rulebook.theme import Theme
from minutebook.rulebook.wordlist import alternation, written_out

REFERENCE = re.compile(r"\{\{([a-z0-9_.-]+)\}\}")


class RuleFile(BaseModel):
    """One YAML file: a note, pieces of patterns, term lists and tables by name, rules, readings, themes.

    `only_themes`: the themes of its folder stand instead of those that ship, not beside them.
    """

    model_config = ConfigDict(extra="forbid")

    note: str | None = None
    fragments: dict[str, str] = {}
    terms: dict[str, list[str]] = {}
    tables: dict[str, dict[str, Any]] = {}
    rules: list[Rule] = []
    readings: list[Reading] = []
    themes: list[Theme] = []
    only_themes: bool = False


@dataclass(frozen=True)
class Rulebook:
    """Every rule by id, every term list and table by name.

    A term list is a list of words or phrases; a table maps a word to a value (a month to its number,
    a gazetteer's body to its kind). `themes` is the vocabulary of themes in the order of the files;
    `readings` are the steps, by id, that give values by place and shape and not by a pattern.
    """

    rules: Mapping[str, Rule]
    terms: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Mapping[str, Any]]
    themes: tuple[Theme, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)

    def __getitem__(self, rule_id: str) -> Rule:
        """The rule of that id; RuleError where there is none."""
        try:
            return self.rules[rule_id]
        except KeyError:
            raise RuleError(f"no rule {rule_id!r} in rules/") from None

    def names(self, producer: str) -> bool:
        """True where a producer (`rule:leads.name`) is a rule, a reading, a table or a theme of this book."""
        key = producer.removeprefix("rule:")
        themes = {f"themes.{theme.id}" for theme in self.themes}
        return key in self.rules or key in self.readings or key in self.tables or key in themes

    @cached_property
    def _groups(self) -> dict[str, tuple[Rule, ...]]:
        groups: dict[str, list[Rule]] = {}
        for key, rule in self.rules.items():
            parts = key.split(".")
            for end in range(1, len(parts) + 1):
                groups.setdefault(".".join(parts[:end]), []).append(rule)
        return {prefix: tuple(rules) for prefix, rules in groups.items()}

    def group(self, prefix: str) -> tuple[Rule, ...]:
        """The rules whose id is `prefix` or begins with `prefix.`, in the order of the files."""
        return self._groups.get(prefix, ())

    def may(self, prefix: str, text: str) -> bool:
        """False where no rule of the group matches the text, for sure; cheaper than to ask each."""
        if prefix not in self._gates:
            self._gates[prefix] = gate(self.group(prefix))
        found = self._gates[prefix]
        return found is None or found.match(text) is not None

    @cached_property
    def _gates(self) -> dict[str, re.Pattern[str] | None]:
        return {}

    def first(self, prefix: str, text: str) -> tuple[Rule, Match] | None:
        """The first rule of the group that matches the text, with its match."""
        return self._first(prefix, text)

    @cached_property
    def _first(self) -> Callable[[str, str], tuple[Rule, Match] | None]:
        # Headings and labels are asked of the same short lines by several readers.
        @lru_cache(maxsize=1 << 12)
        def first(prefix: str, text: str) -> tuple[Rule, Match] | None:
            if not self.may(prefix, text):
                return None
            for rule in self.group(prefix):
                if (found := rule.match(text)) is not None:
                    return rule, found
            return None

        return first


@cache
def _loader() -> Any:
    """YAML in which yes, no, on and off are the words that they are: minutes are full of them."""
    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    kept = {
        letter: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
        for letter, found in base.yaml_implicit_resolvers.items()
    }
    loader: Any = type("WordLoader", (base,), {"yaml_implicit_resolvers": kept})
    loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
    return loader


def read_rule_file(path: Path) -> RuleFile:
    """The content of one file. Raises RuleError, naming it, where it is wrong."""
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=_loader()) or {}
        return RuleFile.model_validate(data)
    except ValidationError as error:
        raise RuleError(f"{path.name}: {'; '.join(map(_told, error.errors()))}") from error
    except (yaml.YAMLError, UnicodeDecodeError, TypeError) as error:
        raise RuleError(f"{path.name}: {' '.join(str(error).split())}") from error


def _told(fault: Mapping[str, Any]) -> str:
    """One fault of a rule file in words: where it stands, what is wrong."""
    where = ".".join(str(part) for part in fault["loc"])
    return f"{where}: {str(fault['msg'])[0].lower()}{str(fault['msg'])[1:]}"


def _build(folders: tuple[Path, ...]) -> Rulebook:
    rules: dict[str, Rule] = {}
    terms: dict[str, tuple[str, ...]] = {}
    tables: dict[str, dict[str, Any]] = {}
    fragments: dict[str, str] = {}
    origin: dict[str, Path] = {}
    themes: dict[str, Theme] = {}
    readings: dict[str, Reading] = {}
    for folder in folders:
        contents = [(path, read_rule_file(path)) for path in sorted(folder.rglob("*.yaml"))]
        if any(content.only_themes for _, content in contents):
            themes = {}
        for path, content in contents:
            for name, listed in content.terms.items():
                terms[name] = tuple(dict.fromkeys((*terms.get(name, ()), *listed)))
            for name, table in content.tables.items():
                tables[name] = {**tables.get(name, {}), **table}
            fragments.update(content.fragments)
            readings.update((reading.id, reading) for reading in content.readings)
            themes.update((theme.id, theme) for theme in content.themes)
            for rule in content.rules:
                if rule.id in origin and origin[rule.id].parent == path.parent:
                    raise RuleError(f"{path.name}: the id {rule.id} stands in {origin[rule.id].name} already")
                origin[rule.id] = path
                rules[rule.id] = rule
    lists = {name: tuple(map(str, table)) for name, table in tables.items()} | terms
    words = {name: alternation(listed) for name, listed in lists.items()}
    plain = {name: written_out(listed) for name, listed in lists.items()}
    sieve = Sieve()
    for rule in rules.values():
        pattern, loose = (_expand(rule.id, rule.pattern, by, fragments) for by in (words, plain))
        rules[rule.id] = rule.model_copy(update={"pattern": pattern}).sifted(sieve, loose)
        # What ships is compiled when it is first needed and tested as a whole; a board’s own at once.
        if origin[rule.id].is_relative_to(folders[-1]) and len(folders) > 1:
            _ = rules[rule.id].compiled
    return Rulebook(rules, terms, tables, tuple(themes.values()), readings)


def _expand(where: str, pattern: str, words: Mapping[str, str], fragments: Mapping[str, str]) -> str:
    """The pattern with every `{{name}}` filled in; a fragment may name others, but never itself."""

    def fill(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in words:
            return words[name]
        if name in fragments:
            others = {key: value for key, value in fragments.items() if key != name}
            return f"(?:{_expand(where, fragments[name], words, others)})"
        raise RuleError(f"{where}: no term list, table or fragment {name!r} in rules/")

    return REFERENCE.sub(fill, pattern)


@cache
def load_rulebook(overlay: Path | None = None) -> Rulebook:
    """The rules that ship, and a board's own laid over them (same id replaces, term lists grow).

    Raises RuleError naming the file where one cannot be read, and for an overlay that is no folder.
    """
    if overlay is not None and not overlay.is_dir():
        raise RuleError(f"{overlay} is no folder of rules")
    return _build((rules_folder(),) if overlay is None else (rules_folder(), overlay))
