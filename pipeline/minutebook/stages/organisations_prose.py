"""Bodies that no rule names: acronyms in prose, which the language model calls organisations.

Only the sentences that hold such an acronym are read, and of each acronym only the first few: reading
every sentence with a model would cost more than all the rest.
"""

from __future__ import annotations

from minutebook.document import Block, Span
from minutebook.rulebook import Rulebook
from minutebook.stages.context import Context
from minutebook.stages.organisations_forms import Bodies
from minutebook.text.sentences import sentences

SENTENCES = 3
"""Sentences read for each acronym; it is a body where the model says so in half of them."""
LONGEST = 400
"""Characters of a sentence that the model is given."""
LISTS = frozenset(("present", "apologies", "absent", "in_attendance", "attendance", "circulation", "legend"))


def add_acronyms(context: Context, blocks: list[Block], bodies: Bodies) -> None:
    """Found the bodies that only an acronym in prose names; people's initials and jargon are none."""
    places = _candidates(context, blocks, bodies)
    asked = [(short, place) for short, found in places.items() for place in found[:SENTENCES]]
    texts = list(dict.fromkeys(context.document[sentence] for _, (_, sentence) in asked))
    if not texts:
        return
    read = dict(zip(texts, context.reader.entities(texts), strict=True))
    for short, found in places.items():
        votes, producer = 0, ""
        for _, sentence in found[:SENTENCES]:
            text = context.document[sentence]
            for entity in read[text]:
                if entity.label == "ORG" and _same(text[entity.span.start : entity.span.end], short):
                    votes, producer = votes + 1, entity.producer
                    break
        if 2 * votes >= min(len(found), SENTENCES) and votes:
            bodies.add(short, found[0][0], "other", producer, 0.6)


def _candidates(context: Context, blocks: list[Block], bodies: Bodies) -> dict[str, list[tuple[Span, Span]]]:
    """Each unknown acronym with its places: its own span and that of its sentence."""
    rulebook = context.rulebook
    rule = rulebook["organisations.prose-acronym"]
    known = {form for body in bodies.bodies for form in body.forms}
    known |= {word for form in known for word in form.split()} | _refused(rulebook)
    known |= _spelt_out(blocks, rulebook)
    for block in blocks:
        if context.layout.zone(block) in LISTS:
            known |= {match.group() for match in rule.matches(block.text)}
    out: dict[str, list[tuple[Span, Span]]] = {}
    for block in blocks:
        if context.layout.zone(block) in LISTS or block.text.isupper():
            continue
        matches = [match for match in rule.matches(block.text) if match.group() not in known]
        if not matches:
            continue
        parts = sentences(block.text, rulebook.terms["sentence-abbreviations"])
        for match in matches:
            part = next((one for one in parts if match.start() in one), None)
            if part is None or len(block.text[part.start : part.end].split()) < 4:
                continue
            start = max(part.start, match.start() - LONGEST // 2)
            end = min(part.end, start + LONGEST)
            begin = block.span.start
            out.setdefault(match.group(), []).append(
                (Span(begin + match.start(), begin + match.end()), Span(begin + start, begin + end))
            )
    return out


def _spelt_out(blocks: list[Block], rulebook: Rulebook) -> set[str]:
    """The initials of people by forename and surname, and of orders, frameworks and the like, spelt out."""
    rule = rulebook["organisations.capital-run"]
    forenames = rulebook.tables["nicknames"]
    given = {*forenames, *map(str, forenames.values())}
    things = {word.lower() for word in rulebook.terms["organisations.things"]}
    out: set[str] = set()
    for block in blocks:
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


def _refused(rulebook: Rulebook) -> set[str]:
    return {*rulebook.terms["organisations.not-bodies"], *rulebook.terms["organisations.never"]}


def _same(entity: str, short: str) -> bool:
    """Whether the model's entity is the acronym, give or take an article and a possessive."""
    words = entity.replace("’", "'").removesuffix("'s").split()
    return [word for word in words if word.lower() != "the"] == [short]
