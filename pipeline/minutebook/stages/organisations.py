"""Stage: organisations. Every named body once, with its other forms and its kind.

Rules name most of them; the gazetteer the widely known; brackets, glossaries and initials tie short
forms to long ones.
"""

from __future__ import annotations

from minutebook.document import Block, Span
from minutebook.evidence import OrganisationFinding
from minutebook.rulebook import Rulebook
from minutebook.stages.context import Context
from minutebook.stages.organisations_forms import Bodies, Body
from minutebook.stages.organisations_generic import add_generic_forms
from minutebook.stages.organisations_names import named_bodies, rule_bodies
from minutebook.stages.organisations_prose import add_acronyms
from minutebook.stages.organisations_tokens import Mention
from minutebook.stages.organisations_words import Words

SHORTEST = 3
"""Letters of the shortest acronym that initials alone tie to a body."""


def find_organisations(context: Context) -> tuple[OrganisationFinding, ...]:
    """The bodies in the order in which the document first names them.

    Documents, systems and programmes are none; nor are generic words ("the Board"), which become other
    forms of a body where only one fits.
    """
    rulebook = context.rulebook
    bodies = Bodies(rulebook)
    words = Words.of(rulebook)
    blocks = [b for b in context.document.body if context.layout.zone(b) != "chrome"]
    never = frozenset(rulebook.terms["organisations.never"])
    for block in blocks:
        for mention in _mentions(block.text, words, rulebook):
            if mention.text in never:
                continue
            span = _moved(mention.span, block)
            bodies.add(mention.text, span, mention.kind, f"rule:{mention.rule}", mention.confidence)
    defined = _define(blocks, bodies, rulebook)
    bodies.join()
    _short_forms(blocks, bodies, rulebook, defined)
    bodies.join_prefixed()
    add_acronyms(context, blocks, bodies)
    add_generic_forms(context.document, blocks, bodies, named_before=False)
    return tuple(body.finding() for body in sorted(bodies.bodies, key=lambda one: one.start))


def _moved(span: Span, block: Block) -> Span:
    return Span(block.span.start + span.start, block.span.start + span.end)


def _mentions(text: str, words: Words, rulebook: Rulebook) -> list[Mention]:
    """The block's bodies; of two that overlap the longer stands."""
    found = [*_known(text, rulebook), *named_bodies(text, words), *rule_bodies(text, rulebook)]
    found.sort(key=lambda one: (one.span.start - one.span.end, one.span))
    kept: list[Mention] = []
    for mention in found:
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda one: one.span)


def _known(text: str, rulebook: Rulebook) -> list[Mention]:
    rule = rulebook["organisations.known"]
    known = rulebook.tables["organisations.known"]
    out = []
    for match in rule.matches(text):
        name = " ".join(match.group().split())
        out.append(Mention(Span(*match.span()), match.group(), known[name], name, rule.id, rule.confidence))
    return out


def _define(blocks: list[Block], bodies: Bodies, rulebook: Rulebook) -> dict[str, Body]:
    """Short forms that the document itself defines: "Long Form (LF)" and lists of abbreviations."""
    defined: dict[str, Body] = {}
    bracket, glossary = rulebook["organisations.acronym"], rulebook["organisations.glossary"]
    for block in blocks:
        if "(" in block.text:
            for body in list(bodies.bodies):
                for form in list(body.forms):
                    at = block.text.find(form + " (")
                    match = bracket.compiled.match(block.text, at + len(form)) if at >= 0 else None
                    if match is not None and bodies.find(match["short"]) in (None, body):
                        body.add(match["short"], _moved(Span(*match.span("short")), block), bracket.producer)
                        defined[match["short"]] = body
        for match in glossary.matches(block.text):
            long_body = bodies.find(match["long"])
            if long_body is not None:
                span = _moved(Span(*match.span("short")), block)
                _take_in(bodies, match["short"], long_body)
                long_body.add(match["short"], span, glossary.producer)
                defined[match["short"]] = long_body
    return defined


def _take_in(bodies: Bodies, short: str, into: Body) -> None:
    """A body founded on the short form alone is the long form's."""
    other = next((b for b in bodies.bodies if b is not into and set(b.forms) == {short}), None)
    if other is not None:
        bodies.merge(other, into)


def _short_forms(blocks: list[Block], bodies: Bodies, rulebook: Rulebook, defined: dict[str, Body]) -> None:
    """Ties words of capitals to the one body whose initials or whose ending they are."""
    rule = rulebook["organisations.short-form"]
    seen: dict[str, Span] = {}
    for block in blocks:
        for match in rule.matches(block.text):
            seen.setdefault(match.group(), _moved(Span(*match.span()), block))
    for short, span in seen.items():
        if short in defined:
            continue
        fits = bodies.of_initials(short) if len(short.replace("&", "")) >= SHORTEST else []
        fits = fits or bodies.ending(short) or bodies.placed(short)
        if len(fits) == 1:
            _take_in(bodies, short, fits[0])
            fits[0].add(short, span, rule.producer)
