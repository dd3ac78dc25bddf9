"""Sentences of a book in which given terms stand, from the latest meetings back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from minutebook.assemble.themes import matcher_for
from minutebook.book.folder import read_record, record_path
from minutebook.text.sentences import sentences
from minutebook.themes.passages import Shown
from minutebook.themes.reading import Source
from minutebook.themes.sittings import Words
from minutebook.themes.study import Study

SENTENCES = 3
"""Sentences of a term that are enough."""

MOST_READ = 400
"""Meetings looked through at most, the latest first."""


def sentences_of(
    wanted: Mapping[str, Collection[str]],
    groups: Sequence[str],
    study: Study,
    source: Source,
    *,
    themed: bool = True,
) -> dict[tuple[str, str], list[Shown]]:
    """For each group of meetings and each term wanted of it: up to SENTENCES sentences.

    `groups` has the group of each meeting. Without `themed` sentences that a theme has are passed over.
    """
    rulebook = source.rulebook
    matcher, short = matcher_for(rulebook), rulebook.terms["sentence-abbreviations"]
    found: dict[tuple[str, str], list[Shown]] = {
        (g, term): [] for g, terms in wanted.items() for term in terms
    }
    waiting = {group: set(terms) for group, terms in wanted.items() if terms}
    rows = zip(study.dates, study.stems, groups, strict=True)
    latest = sorted(((d or "", stem, g) for d, stem, g in rows if g in waiting), reverse=True)
    for _, stem, group in latest[:MOST_READ]:
        if not waiting.get(group):
            continue
        minutes = read_record(source.book / record_path(stem))
        for item in minutes.agenda_items:
            text = item.text or ""
            for span in sentences(text, short):
                sentence = text[span.start : span.end]
                if not themed and matcher.find(sentence):
                    continue
                tokens = matcher.tokens(sentence)
                inside = {*tokens, *(f"{a} {b}" for a, b in pairwise(tokens))}
                shown = Words("", " ".join(sentence.split()), "")
                for term in sorted(waiting[group] & inside):
                    held = found[group, term]
                    held.append(Shown(stem, item.number, item.title, None, (shown,)))
                    if len(held) == SENTENCES:
                        waiting[group].discard(term)
    return found
