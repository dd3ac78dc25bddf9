"""A record for reading in a terminal: headings, tables for people and actions, flags beside their entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutebook.export.entries import count_flags, due_in_words, in_words
from minutebook.export.visible import visible
from minutebook.schema import Action, Attendee, Decision, Lead, Meeting, Minutes

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table
    from rich.text import Text

FLAG = "bold red"
SOFT = "dim"


def render_record(record: Minutes) -> Group:
    """The record as something rich can print; the document's words in it are text, never markup."""
    from rich.console import Group

    parts: list[RenderableType] = [_title(record)]
    if record.meeting is not None:
        parts += [_heading("Meeting"), _meeting(record.meeting)]
    if record.attendees:
        parts += [_heading("Attendees", len(record.attendees)), _attendees(record)]
    if record.agenda_items:
        parts += [_heading("Agenda", len(record.agenda_items)), *_agenda(record)]
    if record.actions:
        parts += [_heading("Actions", len(record.actions)), _actions(record)]
    if record.decisions:
        parts += [_heading("Decisions", len(record.decisions)), _decisions(record)]
    if record.organisations:
        parts += [_heading("Organisations", len(record.organisations)), _organisations(record)]
    if record.dates:
        parts += [_heading("Dates", len(record.dates)), _dates(record)]
    return Group(*parts, _closing(record))


def _text(*pieces: str | tuple[str, str]) -> Text:
    """Pieces of text, some with a style, made safe for the terminal."""
    from rich.text import Text

    text = Text()
    for piece in pieces:
        words, style = (piece, "") if isinstance(piece, str) else piece
        text.append(visible(words), style)
    return text


def _flags(flags: tuple[str, ...]) -> tuple[str, str]:
    return (f"  [{in_words(flags)}]" if flags else "", FLAG)


def _grid(*ratios: int | None) -> Table:
    """A borderless table; a column with a ratio shares the width left over by the others."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2), pad_edge=False, expand=any(ratios))
    for ratio in ratios:
        grid.add_column(ratio=ratio, overflow="fold", no_wrap=ratio is None)
    return grid


def _title(record: Minutes) -> Text:
    document, meeting = record.document, record.meeting
    name = (meeting and (meeting.body or meeting.title)) or document.source
    kind = f"pack of {len(document.parts)} documents" if document.parts else in_words((document.kind,))
    about = [document.source, kind, document.standing or "", document.format]
    if document.part_pages is not None:
        first, last = document.part_pages
        about.append(f"page {first}" if first == last else f"pages {first} to {last}")
    elif document.pages is not None:
        about.append(f"{document.pages} page{'' if document.pages == 1 else 's'}")
    return _text((name, "bold"), "\n", (" · ".join(filter(None, about)), SOFT))


def _heading(name: str, count: int | None = None) -> Text:
    return _text("\n", (name if count is None else f"{name} ({count})", "bold underline"))


def _meeting(meeting: Meeting) -> Table:
    grid = _grid(None, 1)
    times = "–".join(filter(None, (meeting.start_time, meeting.end_time)))
    following = meeting.next_meeting
    rows = {
        "body": meeting.body,
        "parent body": meeting.parent_body,
        "title": meeting.title,
        "date": " ".join(filter(None, (meeting.date, times))),
        "venue": meeting.venue,
        "chair": meeting.chair,
        "minute taker": meeting.minute_taker,
        "quorate": in_words(meeting.quorate),
        "previous meeting": meeting.previous_meeting_date,
        "next meeting": " ".join(
            filter(None, (following.date, following.start_time, following.end_time, following.venue))
        ),
    }
    for name, value in rows.items():
        if value:
            grid.add_row(_text((f"  {name}", SOFT)), _text(value))
    if meeting.flags:
        grid.add_row("", _text(_flags(meeting.flags)))
    return grid


def _attendees(record: Minutes) -> Table:
    grid = _grid(None, 2, 3, None)
    for person in record.attendees:
        name = " ".join(filter(None, (person.honorific, person.name)))
        initials = f" ({person.initials})" if person.initials else ""
        about = ", ".join(filter(None, (person.role, person.organisation, *_part_in_meeting(person))))
        grid.add_row(
            _text((f"  {person.id}", SOFT)),
            _text(name, initials, _flags(person.flags)),
            _text(about),
            _text(person.status if person.status != "unknown" else "not stated"),
        )
    return grid


def _part_in_meeting(person: Attendee) -> tuple[str, ...]:
    parts = [in_words(person.capacity)]
    if person.deputising_for:
        parts.append(f"for {person.deputising_for}")
    if person.represented_by:
        parts.append(f"sent {person.represented_by}")
    return (*parts, person.note or "")


def _agenda(record: Minutes) -> list[Text]:
    depth: dict[str, int] = {}
    lines = []
    for item in record.agenda_items:
        level = depth.get(item.parent, 0) + 1 if item.parent else 0
        if item.number:
            depth[item.number] = level
        number = f"{item.number} " if item.number else ""
        lines.append(_text("  " * (level + 1), (number, "bold"), item.title or "–", _flags(item.flags)))
    return lines


def _actions(record: Minutes) -> Table:
    grid = _grid(None, 4, 2, 2, None)
    for action in record.actions:
        ref = f"[{action.ref}] " if action.ref else ""
        update = ("\n" + action.update, SOFT) if action.update else ""
        grid.add_row(
            _text((f"  {action.id}", SOFT)),
            _text((ref, SOFT), action.text, update, _flags(action.flags)),
            _text(", ".join(map(_lead, action.leads)) or ("nobody named", SOFT)),
            _text(due_in_words(action.due) or ("no date", SOFT)),
            _text(_state(action)),
        )
    return grid


def _lead(lead: Lead) -> str:
    meant = lead.name or lead.organisation
    return lead.text if meant in (None, lead.text) else f"{meant} ({lead.text})"


def _state(action: Action) -> str:
    return action.status if action.origin == "new" else f"{action.status}, carried"


def _decisions(record: Minutes) -> Table:
    grid = _grid(None, None, 1)
    for decision in record.decisions:
        votes = f" ({in_words(decision.votes)})" if decision.votes is not None else ""
        grid.add_row(
            _text((f"  {decision.id}", SOFT)),
            _text(decision.kind),
            _text(_where(decision), decision.text, votes, _flags(decision.flags)),
        )
    return grid


def _where(decision: Decision) -> tuple[str, str]:
    return (f"item {decision.agenda_item}: " if decision.agenda_item else "", SOFT)


def _organisations(record: Minutes) -> Table:
    grid = _grid(None, 1)
    for body in record.organisations:
        aliases = f" ({', '.join(body.aliases)})" if body.aliases else ""
        grid.add_row(
            _text((f"  {body.id}", SOFT)),
            _text(body.name, aliases, (f"  {body.kind}", SOFT), _flags(body.flags)),
        )
    return grid


def _dates(record: Minutes) -> Table:
    grid = _grid(None, None, 1)
    for day in record.dates:
        days = day.start if day.start == day.end else f"{day.start} to {day.end}"
        grid.add_row(
            _text(f"  {days}"), _text((in_words((day.role,)), SOFT)), _text(day.text, _flags(day.flags))
        )
    return grid


def _closing(record: Minutes) -> Text:
    count = count_flags(record)
    if not count:
        return _text("\nNo flags.")
    noun = "flag asks" if count == 1 else "flags ask"
    return _text(
        "\n", (f"{count} {noun} for a human look", FLAG), *(f"\n  {in_words((f,))}" for f in record.flags)
    )
