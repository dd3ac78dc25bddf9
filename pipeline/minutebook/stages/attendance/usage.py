"""Initials that the text itself uses for people whose list gives none."""

from __future__ import annotations

import re
from collections import Counter

from minutebook.document import Block, Span
from minutebook.rulebook import Rulebook
from minutebook.stages.attendance.affiliation import Affiliations
from minutebook.stages.attendance.person import Person
from minutebook.stages.attendance.register import Register
from minutebook.text.initials import initials_fit, initials_of, looks_like_initials
from minutebook.text.names import NameGrammar

DEFINED = re.compile(r"[ \u00a0]*[(\[](?P<initials>[^\W\d_](?:['’]?[^\W\d_]){1,4})[)\]]")
BODY = re.compile(r"(?<![\w/(.])(?P<who>[A-Z][A-Za-z’']{1,4})[ \u00a0]\((?P<body>[A-Z][^()\n]{1,60})\)")
LEADS = re.compile(r"[\w’'&/+,\s.-]{2,40}")


def derive_initials(
    register: Register, blocks: tuple[Block, ...], rulebook: Rulebook, grammar: NameGrammar
) -> None:
    """Give people the initials that the minutes call them by.

    First those that stand in brackets after a name in prose, then bare ones that act as a person does
    (`AP said`, `AP/CT` as leads) and can be only one person's.
    """
    waiting = [p for p in register.people if "initials" not in p.values and p.name.given]
    if not waiting:
        return
    _defined(register, blocks, grammar)
    used = _used(blocks, rulebook)
    counts = Counter(form for p in register.people for form in _forms(p))
    for person in register.people:
        if "initials" in person.values or not person.name.given:
            continue
        forms = [form for form in _forms(person) if form in used]
        if not forms:
            continue
        form = forms[0]
        if counts[form] > 1 or any(p.values.get("initials") == form for p in register.people):
            person.flags.append("ambiguous_initials")
            continue
        span, rule = used[form]
        person.give("initials", form, span, rule)


def _forms(person: Person) -> tuple[str, ...]:
    """Ways to write the person's initials with two letters or more."""
    forms = initials_of(person.name)
    return tuple(form for form in forms if len(form) >= 2)


def _defined(register: Register, blocks: tuple[Block, ...], grammar: NameGrammar) -> None:
    for block in blocks:
        if "(" not in block.text and "[" not in block.text:
            continue
        for found in DEFINED.finditer(block.text):
            if not looks_like_initials(found["initials"]):
                continue
            names = list(grammar.find(block.text, max(0, found.start() - 60), found.start()))
            if not names or names[-1].end != found.start():
                continue
            person = register.find(names[-1])
            if person is None or not initials_fit(found["initials"], person.name):
                continue
            base = block.span.start
            span = Span(base + found.start("initials"), base + found.end("initials"))
            person.give("initials", found["initials"], span, "rule:attendance.entry.initials")


def _used(blocks: tuple[Block, ...], rulebook: Rulebook) -> dict[str, tuple[Span, str]]:
    """Initials by the place where the text first uses them for somebody."""
    out: dict[str, tuple[Span, str]] = {}
    subject, lead = rulebook["attendance.initials.subject"], rulebook["attendance.initials.lead"]
    for block in blocks:
        rules = [subject, lead] if LEADS.fullmatch(block.text) or "ction" in block.text else [subject]
        for rule in rules:
            for found in rule.matches(block.text):
                letters = found["initials"].replace("’", "").replace("'", "")
                if not looks_like_initials(found["initials"]):
                    continue
                base = block.span.start
                span = Span(base + found.start("initials"), base + found.end("initials"))
                out.setdefault(letters, (span, rule.producer))
    return out


def bodies_in_brackets(register: Register, blocks: tuple[Block, ...], affiliations: Affiliations) -> None:
    """Give people without an organisation the one that stands in brackets after their initials."""
    for block in blocks:
        for found in BODY.finditer(block.text):
            if affiliations.kind(found["body"]) != "organisation":
                continue
            person = register.by_initials(found["who"])
            if person is None or "organisation" in person.values or "role" in person.values:
                continue
            base = block.span.start
            span = Span(base + found.start("body"), base + found.end("body"))
            person.give("organisation", found["body"], span, "rule:attendance.entry.organisation")
