"""Bodies that no rule names: acronyms in prose, by what is said of them and by the language model.

Rules tell what is said of a body ("asked by", "chair") and what of a thing ("file", "via"); the model is
asked about the sentences of which they tell neither. Of each acronym only the first few are read: reading
every sentence with a model would cost more than all the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from minutebook.document import Block, Span
from minutebook.rulebook import Rule, Rulebook
from minutebook.stages.context import Context
from minutebook.stages.organisations_forms import Bodies
from minutebook.text.sentences import sentences

SENTENCES = 3
"""Sentences of each acronym that the model reads; it is a body where half of its places say so."""
LONGEST = 400
"""Characters of a sentence that the model is given."""
INITIALS = 3
"""Letters of the longest initials of a person, as a rule: a longer acronym in a list is none."""
LISTS = frozenset(("present", "apologies", "absent", "in_attendance", "attendance", "circulation", "legend"))


@dataclass(slots=True)
class _Places:
    """Where an acronym stands: said of a body, of a thing, and the sentences that leave it open."""

    first: Span
    body: list[Span] = field(default_factory=list)
    thing: int = 0
    open: list[Span] = field(default_factory=list)


def add_acronyms(context: Context, blocks: list[Block], bodies: Bodies) -> None:
    """Found the bodies that only an acronym in prose names; people's initials and jargon are none."""
    places = _candidates(context, blocks, bodies)
    asked = [sentence for found in places.values() for sentence in found.open[:SENTENCES]]
    texts = list(dict.fromkeys(context.document[sentence] for sentence in asked))
    read = dict(zip(texts, context.reader.entities(texts), strict=True)) if texts else {}
    rule = context.rulebook["organisations.as-body"]
    for short, found in places.items():
        votes, producer = 0, rule.producer
        for sentence in found.open[:SENTENCES]:
            text = context.document[sentence]
            for entity in read[text]:
                if entity.label == "ORG" and _same(text[entity.span.start : entity.span.end], short):
                    votes += 1
                    producer = producer if found.body else entity.producer
                    break
        for_it = len(found.body) + votes
        whole = len(found.body) + found.thing + min(len(found.open), SENTENCES)
        if for_it > found.thing and 2 * for_it >= min(whole, SENTENCES):
            bodies.add(short, found.body[0] if found.body else found.first, "other", producer, 0.6)


def _candidates(context: Context, blocks: list[Block], bodies: Bodies) -> dict[str, _Places]:
    """Each unknown acronym with its places."""
    rulebook = context.rulebook
    rule, as_body, as_thing = (
        rulebook[f"organisations.{name}"] for name in ("prose-acronym", "as-body", "as-thing")
    )
    known = {form for body in bodies.bodies for form in body.forms}
    known |= {word for form in known for word in form.split()} | _refused(rulebook)
    known |= _spelt_out(blocks, rulebook)
    for block in blocks:
        if context.layout.zone(block) in LISTS:
            listed = {m.group() for m in rule.matches(block.text) if len(m.group()) <= INITIALS}
            known |= listed - _said(as_body, block.text).keys() if listed else set()
    out: dict[str, _Places] = {}
    for block in blocks:
        if block.text.isupper():
            continue
        matches = [match for match in rule.matches(block.text) if match.group() not in known]
        if not matches:
            continue
        of_body, of_thing = _said(as_body, block.text), _said(as_thing, block.text)
        in_list = context.layout.zone(block) in LISTS
        parts = sentences(block.text, rulebook.terms["sentence-abbreviations"])
        for match in matches:
            span = Span(block.span.start + match.start(), block.span.start + match.end())
            if match.start() in of_body.get(match.group(), ()):
                out.setdefault(match.group(), _Places(span)).body.append(span)
                continue
            if in_list:
                continue
            if match.start() in of_thing.get(match.group(), ()):
                out.setdefault(match.group(), _Places(span)).thing += 1
                continue
            part = next((one for one in parts if match.start() in one), None)
            if part is None or len(block.text[part.start : part.end].split()) < 4:
                continue
            start = max(part.start, match.start() - LONGEST // 2)
            end = min(part.end, start + LONGEST)
            begin = block.span.start
            out.setdefault(match.group(), _Places(span)).open.append(Span(begin + start, begin + end))
    return out


def _said(rule: Rule, text: str) -> dict[str, set[int]]:
    """The acronyms of which the rule finds something said, with where they begin."""
    out: dict[str, set[int]] = {}
    for match in rule.matches(text):
        for name, short in match.groupdict().items():
            if short:
                out.setdefault(short, set()).add(match.start(name))
    return out


def _spelt_out(blocks: list[Block], rulebook: Rulebook) -> set[str]:
    """The initials of people by forename and surname, and of orders, frameworks and the like, spelt out."""
    rule = rulebook["organisations.capital-run"]
    forenames = rulebook.tables["nicknames"]
    given = {*forenames, *map(str, forenames.values())}
    things = {word.lower() for word in rulebook.terms["organisations.things"]}
    out: set[str] = set()
    for block in blocks:
        out |= _spelt_small(block.text, rulebook)
        for match in rule.matches(block.text):
            parts = [part for part in match.group().replace("-", " ").split() if part[0].isupper()]
            last = next((i for i, part in enumerate(parts) if part.lower() in things), None)
            words = match.group().split()
            double = len(words) == 2 and "-" in words[0]  # Kerry-Ann Dale
            if double or parts[0].lower() in given:
                out.add("".join(part[0] for part in parts))
            elif last is not None:
                letters = "".join(part[0] for part in parts[: last + 1])
                out |= {letters[i:] for i in range(len(letters) - 2)}
    return out


def _spelt_small(text: str, rulebook: Rulebook) -> set[str]:
    """Acronyms in brackets after what they stand for in small letters, where that is no kind of body."""
    if rulebook["organisations.bracketed"].match(text) is None:
        return set()
    heads = rulebook.tables["organisations.heads"]
    out = set()
    for match in rulebook["organisations.spelt-small"].matches(text):
        words = match["long"].replace("-", " ").lower().split()
        letters = "".join(word[0] for word in words)
        if words[-1] not in heads and letters.upper().endswith(match["short"]):
            out.add(match["short"])
    return out


def _refused(rulebook: Rulebook) -> set[str]:
    return {*rulebook.terms["organisations.not-bodies"], *rulebook.terms["organisations.never"]}


def _same(entity: str, short: str) -> bool:
    """Whether the model's entity is the acronym, give or take an article and a possessive."""
    words = entity.replace("’", "'").removesuffix("'s").split()
    return [word for word in words if word.lower() != "the"] == [short]
