"""One record from the findings of all stages, by named policies.

Policies: `lists over header` (a chair or minute taker that the header does not name is the attendee so
marked), `long form` (an attendee's organisation is given by the longest form the document has for it),
`by place` (an action or decision stands under the item whose minute holds its words).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar, cast

from minutebook.assemble.dates import resolve_dates
from minutebook.assemble.due import resolve_due
from minutebook.assemble.evidence import evidence_for, evidence_of
from minutebook.assemble.organisations import join_organisations
from minutebook.assemble.people import resolve_leads
from minutebook.document import Span
from minutebook.evidence import (
    ActionFinding,
    AttendeeFinding,
    DecisionFinding,
    Finding,
    Findings,
    ItemFinding,
    Quote,
)
from minutebook.schema import (
    Action,
    AgendaItem,
    Attendee,
    Decision,
    DocumentPart,
    Due,
    Evidence,
    Lead,
    Meeting,
    Minutes,
    NextMeeting,
    Organisation,
    Votes,
)
from minutebook.stages.context import Context

F = TypeVar("F", bound=Finding)
WORDS = re.compile(r"[^\W_]+")


def assemble(context: Context, findings: Findings) -> Minutes:
    """The validated record. Entries stand in the order of the document and are numbered in it."""
    document = context.document
    organisations = _organisations(context, findings)
    long_forms = _long_forms(organisations)
    attendees = _with_others_names(
        tuple(_attendee(context, f"p{n}", f, long_forms) for n, f in enumerate(findings.attendees, 1))
    )
    items = _items(context, findings)
    meeting = _meeting(context, findings, attendees)
    actions = tuple(
        _action(context, f"a{n}", finding, meeting, attendees, organisations, items)
        for n, finding in enumerate(_ordered(findings.actions), 1)
    )
    decisions = tuple(
        _decision(context, f"d{n}", finding, items)
        for n, finding in enumerate(_ordered(findings.decisions), 1)
    )
    return Minutes(
        document=_document(context, findings),
        meeting=_body_only(meeting) if findings.kind.kind == "other" else meeting,
        attendees=attendees,
        organisations=organisations,
        agenda_items=items,
        actions=actions,
        decisions=decisions,
        dates=resolve_dates(context, findings, meeting, actions),
        flags=_flags(context, findings),
        document_text=document.text,
    )


def _ordered(findings: Iterable[F]) -> list[F]:
    return sorted(findings, key=lambda finding: finding.start)


def _flags(context: Context, findings: Findings) -> tuple[str, ...]:
    flags = [*context.document.flags, *findings.kind.flags]
    if findings.kind.kind == "minutes" and not findings.attendees:
        flags.append("no_attendees_found")
    if findings.kind.kind == "minutes" and (findings.meeting is None or findings.meeting.date is None):
        flags.append("no_meeting_date")
    return tuple(dict.fromkeys(flags))


def _document(context: Context, findings: Findings) -> DocumentPart:
    """An approval before the meeting is that of other minutes; its own day is none of the approval's."""
    document, kind = context.document, findings.kind
    met = findings.meeting.date if findings.meeting is not None else None
    if kind.approved_on is not None and met is not None and kind.approved_on <= met:
        kind = replace(kind, standing=kind.standing if kind.approved_on == met else None, approved_on=None)
    return DocumentPart(
        source=document.source,
        sha256=document.sha256,
        format=document.format,
        pages=document.pages,
        kind=kind.kind,
        ocr=document.ocr,
        standing=kind.standing,
        approved_on=kind.approved_on,
        version=kind.version,
    )


def _organisations(context: Context, findings: Findings) -> tuple[Organisation, ...]:
    named = join_organisations(
        context.document, findings.organisations, findings.attendees, findings.meeting, context.rulebook
    )
    return tuple(
        Organisation(
            id=f"o{n}",
            name=finding.name,
            aliases=finding.aliases,
            kind=finding.kind,
            evidence=evidence_of(context.document, finding),
            confidence=finding.confidence,
            flags=finding.flags,
        )
        for n, finding in enumerate(named, 1)
    )


def _key(name: str) -> str:
    return " ".join(word for word in WORDS.findall(name.casefold()) if word != "the")


def _long_forms(organisations: tuple[Organisation, ...]) -> dict[str, Organisation]:
    """Every form of every organisation; a form that two share stands for neither."""
    forms: dict[str, Organisation | None] = {}
    for organisation in organisations:
        for form in {_key(name) for name in (organisation.name, *organisation.aliases)}:
            forms[form] = organisation if forms.get(form, organisation) is organisation else None
    return {form: organisation for form, organisation in forms.items() if organisation is not None}


def _attendee(
    context: Context, number: str, finding: AttendeeFinding, long_forms: dict[str, Organisation]
) -> Attendee:
    evidence = evidence_of(context.document, finding)
    organisation = finding.organisation
    if organisation is not None:
        known = long_forms.get(_key(organisation))
        if known is not None and _key(known.name) != _key(organisation):
            organisation = known.name
            named = [e for e in known.evidence if e.text == known.name or e.field == "name"][:1]
            evidence += tuple(e.model_copy(update={"field": "organisation"}) for e in named)
    return Attendee(
        id=number,
        name=finding.name,
        honorific=finding.honorific,
        initials=finding.initials,
        role=finding.role,
        organisation=organisation,
        status=finding.status,
        capacity=finding.capacity,
        deputising_for=finding.deputising_for,
        represented_by=finding.represented_by,
        note=finding.note,
        evidence=evidence,
        confidence=finding.confidence,
        flags=finding.flags,
    )


def _with_others_names(attendees: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """A deputy's note may shorten the other's name: that one's own entry gives the rest of it."""
    by_name = {attendee.name: attendee for attendee in attendees}
    out = []
    for attendee in attendees:
        evidence = attendee.evidence
        for field in ("deputising_for", "represented_by"):
            other = by_name.get(getattr(attendee, field) or "")
            if other is not None:
                evidence += tuple(
                    e.model_copy(update={"field": field}) for e in other.evidence if e.field == "name"
                )
        out.append(attendee.model_copy(update={"evidence": tuple(dict.fromkeys(evidence))}))
    return tuple(out)


def _items(context: Context, findings: Findings) -> tuple[AgendaItem, ...]:
    out: list[AgendaItem] = []
    for n, finding in enumerate(_ordered(findings.items), 1):
        evidence = evidence_of(context.document, finding)
        if finding.number is not None and finding.parent is not None:
            # `5a` is the 5 of one heading and the `a.` of another: both are quoted, in that order.
            evidence = (*_number_above(context, finding, out, evidence), *evidence)
        minute = None if finding.text_span is None else _stripped(context, finding.text_span)
        if minute is not None:
            producer = evidence[0].producer if evidence else "rule:items.heading"
            evidence += (evidence_for(context.document, Quote("text", minute, producer)),)
        out.append(
            AgendaItem(
                id=f"i{n}",
                number=finding.number,
                title=finding.title,
                parent=finding.parent,
                presenters=finding.presenters,
                text=None if minute is None else context.document[minute],
                evidence=evidence,
                confidence=finding.confidence,
                flags=finding.flags,
            )
        )
    return tuple(out)


def _number_above(
    context: Context, finding: ItemFinding, items: list[AgendaItem], own: tuple[Evidence, ...]
) -> tuple[Evidence, ...]:
    """The words that give the rest of a number in two parts: a heading's, a cell's or a label's."""
    rest = (finding.number or "").rstrip("()abcdefghijklmnopqrstuvwxyz. ")
    out: list[Evidence] = []
    above = next((item for item in reversed(items) if item.number == rest), None)
    if above is not None:
        out += [e for e in above.evidence if e.field == "number"]
    elif own and not any(e.text == rest for e in own):
        for block in reversed(context.document.body):
            if block.span.start < finding.start and block.text.strip(" .") == rest:
                out.append(evidence_for(context.document, Quote("number", block.span, own[0].producer)))
                break
    title = next((e for e in own if e.field == "title"), None)
    block_of = None if title is None else context.document.block_at(title.start)
    if title is not None and block_of is not None and block_of.label and block_of.span.start < title.start:
        label = Span(block_of.span.start, block_of.span.start + len(block_of.label))
        if not any(e.start == label.start for e in own if e.field == "number"):
            out.append(evidence_for(context.document, Quote("number", label, title.producer)))
    return tuple(out)


def _stripped(context: Context, span: Span) -> Span | None:
    """The span without white space at its ends, None where nothing else is in it."""
    text = context.document[span]
    begin = span.start + len(text) - len(text.lstrip())
    end = span.end - (len(text) - len(text.rstrip()))
    return Span(begin, end) if begin < end else None


def _meeting(context: Context, findings: Findings, attendees: tuple[Attendee, ...]) -> Meeting | None:
    finding = findings.meeting
    if finding is None:
        return None
    evidence = list(evidence_of(context.document, finding))
    named: dict[str, str | None] = {"chair": finding.chair, "minute_taker": finding.minute_taker}
    for field in ("chair", "minute_taker"):
        if named[field] is None:
            marked = [a for a in attendees if field in a.capacity and a.status == "present"]
            if len(marked) == 1:
                named[field] = marked[0].name
                evidence += [
                    e.model_copy(update={"field": field})
                    for e in marked[0].evidence
                    if e.field in ("name", "capacity")
                ]
    for field in ("chair", "minute_taker"):
        whole = _listed(named[field], attendees)
        if whole is not None:
            named[field] = whole.name
            evidence += [e.model_copy(update={"field": field}) for e in whole.evidence if e.field == "name"]
    following = finding.next_meeting
    evidence += [
        # The meeting has a date, times and a venue of its own: these are the next one's.
        e if e.field == "next_meeting" else e.model_copy(update={"field": f"next_meeting.{e.field}"})
        for e in evidence_of(context.document, following)
    ]
    return Meeting(
        body=finding.body,
        parent_body=finding.parent_body,
        title=finding.title,
        date=finding.date,
        start_time=finding.start_time,
        end_time=finding.end_time,
        venue=finding.venue,
        chair=named["chair"],
        minute_taker=named["minute_taker"],
        quorate=finding.quorate,
        previous_meeting_date=finding.previous_meeting_date,
        next_meeting=NextMeeting(
            date=following.date,
            start_time=following.start_time,
            end_time=following.end_time,
            venue=following.venue,
        ),
        evidence=tuple(dict.fromkeys(evidence)),
        confidence=finding.confidence,
        flags=tuple(dict.fromkeys((*finding.flags, *following.flags))),
    )


def _listed(name: str | None, attendees: tuple[Attendee, ...]) -> Attendee | None:
    """The one attendee whose name fits what the header prints; None where none or several do."""
    if name is None:
        return None
    words = [word.casefold() for word in WORDS.findall(name)]
    fits = [a for a in attendees if _same_person(words, [w.casefold() for w in WORDS.findall(a.name)])]
    return fits[0] if len(fits) == 1 else None


def _same_person(short: list[str], full: list[str]) -> bool:
    if not short or not full or short[-1] != full[-1]:
        return False
    return all(any(f.startswith(s) for f in full[:-1]) for s in short[:-1])


def _body_only(meeting: Meeting | None) -> Meeting | None:
    """A document of kind `other` says which body it is of, and nothing of a meeting."""
    if meeting is None:
        return None
    kept = tuple(e for e in meeting.evidence if e.field in ("body", "parent_body"))
    return Meeting(
        body=meeting.body, parent_body=meeting.parent_body, evidence=kept, confidence=meeting.confidence
    )


def _item_of(items: tuple[AgendaItem, ...], context: Context, finding: Finding) -> AgendaItem | None:
    """The item whose minute holds the finding's first words."""
    place = context.layout.item_at(finding.start)
    if place is None:
        return None
    return next(
        (i for i in items if any(e.start == (place.title_span or place.heading).start for e in i.evidence)),
        None,
    )


def _action(
    context: Context,
    number: str,
    finding: ActionFinding,
    meeting: Meeting | None,
    attendees: tuple[Attendee, ...],
    organisations: tuple[Organisation, ...],
    items: tuple[AgendaItem, ...],
) -> Action:
    resolved = resolve_leads(finding.leads, attendees=attendees, organisations=organisations, context=context)
    leads = tuple(_quoted_lead(lead, attendees, organisations) for lead in resolved)
    due, due_flags = Due(), cast(tuple[str, ...], ())
    evidence = evidence_of(context.document, finding)
    if finding.due is not None:
        due, due_flags = resolve_due(
            finding.due.text,
            meeting_date=None if meeting is None else meeting.date,
            next_meeting_date=None if meeting is None else meeting.next_meeting.date,
            rulebook=context.rulebook,
            origin=finding.origin,
            body=None if meeting is None else meeting.body,
        )
        evidence += evidence_of(context.document, finding.due)
    item = _item_named(items, finding.agenda_item) or _item_of(items, context, finding)
    flags = [*finding.flags, *due_flags]
    if not finding.leads:
        flags.append("no_lead")
    return Action(
        id=number,
        ref=finding.ref,
        text=finding.text,
        leads=leads,
        due=due,
        status=finding.status,
        completed=finding.completed,
        accepted=finding.accepted,
        origin=finding.origin,
        update=finding.update,
        agenda_item=finding.agenda_item if item is None else item.number,
        agenda_item_id=None if item is None else item.id,
        evidence=tuple(dict.fromkeys(evidence)),
        confidence=finding.confidence,
        flags=tuple(dict.fromkeys(flags)),
    )


def _quoted_lead(
    lead: Lead, attendees: tuple[Attendee, ...], organisations: tuple[Organisation, ...]
) -> Lead:
    """The lead with the words that give the name it resolves to: the list's, else its own."""
    evidence = list(lead.evidence)
    for field, value, known in (
        ("name", lead.name, [a for a in attendees if a.id == lead.person_id]),
        ("organisation", lead.organisation, [o for o in organisations if o.id == lead.organisation_id]),
    ):
        if value is not None and not any(e.field == field for e in evidence):
            source = [e for entry in known for e in entry.evidence if e.field in ("name", "aliases")]
            fitting = [e for e in source if e.text == value][:1] or source[:1] or list(lead.evidence[:1])
            evidence += [e.model_copy(update={"field": field}) for e in fitting]
    return lead.model_copy(update={"evidence": tuple(dict.fromkeys(evidence))})


def _item_named(items: tuple[AgendaItem, ...], number: str | None) -> AgendaItem | None:
    """The item of that number, else the one that the numbered paragraph stands under: 6 for 6.2."""
    while number:
        found = next((item for item in items if item.number == number), None)
        if found is not None:
            return found
        number = number[: max(number.rfind("."), number.rfind("("), 0)]
    return None


def _decision(
    context: Context, number: str, finding: DecisionFinding, items: tuple[AgendaItem, ...]
) -> Decision:
    item = _item_of(items, context, finding)
    votes = None
    if finding.votes is not None:
        for_, against, abstain = finding.votes
        votes = Votes.model_validate({"for": for_, "against": against, "abstain": abstain})
    return Decision(
        id=number,
        text=finding.text,
        kind=finding.kind,
        agenda_item=None if item is None else item.number,
        agenda_item_id=None if item is None else item.id,
        votes=votes,
        evidence=evidence_of(context.document, finding),
        confidence=finding.confidence,
        flags=finding.flags,
    )
