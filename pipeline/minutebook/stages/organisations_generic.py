"""Words that stand for a body named elsewhere: "the Board", "the Trust"."""

from __future__ import annotations

from collections.abc import Iterable

from minutebook.document import Block, Document, Span
from minutebook.stages.organisations_forms import Bodies, Body


def add_generic_forms(
    document: Document, blocks: Iterable[Block], bodies: Bodies, *, named_before: bool
) -> None:
    """ "The Board" is the one body that ends in Board; "the Trust" the one that was named last before it.

    `named_before` chooses between the two kinds of words (`organisations.named-before`): the second kind
    needs all bodies, those of the attendance list too. A document uses such a word of one body only: its
    first use decides.
    """
    rulebook = bodies.rulebook
    rule, outside = rulebook["organisations.generic"], rulebook.terms["organisations.named-before"]
    decided: dict[str, Body | None] = {}
    for block in blocks:
        for match in rule.matches(block.text):
            head = match["head"].lower()
            if (head in outside) is not named_before:
                continue
            span = Span(block.span.start + match.start(), block.span.start + match.end())
            if head not in decided or not named_before:
                decided[head] = _meant(document.text, span.start, head, bodies, named_before)
            body = decided[head]
            if body is None:
                continue
            if not any(form.lower() == match.group().lower() for form in body.forms):
                body.add(match.group(), span, rule.producer)


def _meant(text: str, at: int, head: str, bodies: Bodies, named_before: bool) -> Body | None:
    fits = [body for body in bodies.bodies if body.key[-1:] == (head,)]
    if not named_before:
        return fits[0] if len(fits) == 1 else None
    fits += [body for body in bodies.of_head(head) if body not in fits]
    last = [(max(text.rfind(form, 0, at) for form in body.forms), body) for body in fits]
    place, body = max(last, key=lambda one: one[0], default=(-1, None))
    return body if place >= 0 else None
