"""Which themes an item, a decision or an action deals with, and the words that say so.

A theme is given where the mentions of it come to enough (`themes.weights` in rules/themes.yaml). Words inside
the entry of an attendee (a role, an organisation) are no mention; an item without a minute has none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from minutebook.assemble.evidence import evidence_for
from minutebook.document import Document, Span
from minutebook.evidence import Quote
from minutebook.nlp.themes import Mention, ThemeMatcher
from minutebook.rulebook import Rulebook, Theme
from minutebook.schema import Action, AgendaItem, Decision, Evidence, Minutes

QUOTES = 3
"""At most so many mentions of a theme are quoted in a record; the first ones, those of the title before."""

PEOPLE = ("name", "role", "organisation", "honorific", "initials")

E = TypeVar("E", AgendaItem, Action, Decision)


class Dealt(NamedTuple):
    """One theme that a text deals with: all mentions of it, those in the title first."""

    theme: str
    mentions: tuple[Mention, ...]


def matcher_for(rulebook: Rulebook) -> ThemeMatcher:
    """The matcher of a rulebook's vocabulary, made once for all rulebooks that have the same."""
    return _matcher(rulebook.themes, rulebook.terms.get("themes.name-words", ()))


@cache
def _matcher(themes: tuple[Theme, ...], names: tuple[str, ...]) -> ThemeMatcher:
    return ThemeMatcher(themes, names)


def with_themes(minutes: Minutes, document: Document, rulebook: Rulebook) -> Minutes:
    """The record with the themes of its items, decisions and actions, each with evidence."""
    if not rulebook.themes or not (minutes.agenda_items or minutes.actions or minutes.decisions):
        return minutes
    placed = Places(minutes, matcher_for(rulebook).find(minutes.document_text))

    def told(entry: E) -> E:
        dealt = dealt_with(entry, placed, rulebook)
        if not dealt:
            return entry
        quotes: list[Evidence] = [
            evidence_for(document, Quote("themes", Span(m.start, m.end), f"rule:themes.{m.theme}"))
            for one in dealt
            for m in one.mentions[:QUOTES]
        ]
        themes = tuple(one.theme for one in dealt)
        return entry.model_copy(update={"themes": themes, "evidence": (*entry.evidence, *quotes)})

    return minutes.model_copy(
        update={
            "agenda_items": tuple(told(item) for item in minutes.agenda_items),
            "actions": tuple(told(action) for action in minutes.actions),
            "decisions": tuple(told(decision) for decision in minutes.decisions),
        }
    )


class Places:
    """The mentions of a document by place, without those in the entries of people."""

    def __init__(self, minutes: Minutes, mentions: Sequence[Mention]) -> None:
        people = [e for one in minutes.attendees for e in one.evidence if e.field in PEOPLE]
        taken = sorted({(e.start, e.end) for e in people})
        starts = [start for start, _ in taken]
        self.text = minutes.document_text
        self.mentions = [m for m in mentions if not _within(m, taken, starts)]
        self._starts = [mention.start for mention in self.mentions]

    def inside(self, span: tuple[int, int]) -> list[Mention]:
        """The mentions wholly inside the span, in order."""
        first = bisect_left(self._starts, span[0])
        last = bisect_left(self._starts, span[1])
        return [mention for mention in self.mentions[first:last] if mention.end <= span[1]]


def _within(mention: Mention, taken: list[tuple[int, int]], starts: list[int]) -> bool:
    place = bisect_left(starts, mention.start + 1)
    return any(mention.end <= end for _, end in taken[max(0, place - 3) : place])


def dealt_with(entry: AgendaItem | Action | Decision, places: Places, rulebook: Rulebook) -> list[Dealt]:
    """The themes that one entry deals with, in the vocabulary's order."""
    title: list[Mention] = []
    if isinstance(entry, AgendaItem):
        if not entry.text:
            return []
        title = _mentions(places, entry.evidence, "title")
    body = _mentions(places, entry.evidence, "text")
    procedural = isinstance(entry, AgendaItem) and _procedural(entry.title, rulebook)
    return weigh(places.text, title, body, rulebook, procedural=procedural)


def weigh(
    text: str,
    title: Iterable[Mention],
    body: Iterable[Mention],
    rulebook: Rulebook,
    *,
    procedural: bool = False,
) -> list[Dealt]:
    """The themes whose mentions come to enough, in the vocabulary's order."""
    weights: Mapping[str, float] = rulebook.tables["themes.weights"]
    scores: dict[str, float] = defaultdict(float)
    weak: dict[str, dict[str, float]] = defaultdict(dict)
    held: dict[str, list[Mention]] = defaultdict(list)
    for mention in title:
        held[mention.theme].append(mention)
        scores[mention.theme] += weights["title"] * weights["name" if mention.strength == "name" else "term"]
    for mention in body:
        held[mention.theme].append(mention)
        if mention.strength == "term":
            scores[mention.theme] += weights["term"]
        else:
            # Ten times the same doubtful word is one doubtful word.
            weak[mention.theme][text[mention.start : mention.end].casefold()] = weights[mention.strength]
    enough = weights["enough-procedural" if procedural else "enough"]
    return [
        Dealt(theme.id, tuple(held[theme.id]))
        for theme in rulebook.themes
        if theme.id in held and scores[theme.id] + sum(weak[theme.id].values()) >= enough
    ]


def theme_faults(rulebook: Rulebook) -> list[str]:
    """What is wrong with the vocabulary by its own examples and rejects; empty when all hold."""
    matcher = matcher_for(rulebook)
    out = []
    for theme in rulebook.themes:
        for wanted, sentences in ((True, theme.examples), (False, theme.rejects)):
            for sentence in sentences:
                given = weigh(sentence, (), matcher.find(sentence), rulebook)
                if (theme.id in {one.theme for one in given}) is not wanted:
                    fault = "does not match its example" if wanted else "matches its reject"
                    out.append(f"themes.{theme.id}: {fault} {sentence!r}")
    return out


def _procedural(title: str | None, rulebook: Rulebook) -> bool:
    return title is not None and any(rule.match(title) for rule in rulebook.group("themes.procedural"))


def _mentions(places: Places, evidence: Iterable[Evidence], field: str) -> list[Mention]:
    spans = sorted({(e.start, e.end) for e in evidence if e.field == field})
    return list(dict.fromkeys(mention for span in spans for mention in places.inside(span)))
