"""The register as one self-contained web page that filters, sorts and groups in the reader's browser."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from minutebook.export.visible import visible
from minutebook.register.histories import last_day
from minutebook.register.outputs.counts import tally
from minutebook.register.outputs.files import write_whole
from minutebook.register.outputs.view import NOBODY, View
from minutebook.register.outputs.words import (
    CHANGE_WORDS,
    CHECK_WORDS,
    STATE_MEANING,
    STATE_WORDS,
    STATES,
    count,
    in_words,
    mention_state,
    state_of,
)
from minutebook.register.schema import Thread, ThreadMention

MOST_ACTIONS = 20_000
"""A browser stays quick with as many; of more, those still open and the ones seen last are shown."""

JsonObject = dict[str, object]


class _Numbers:
    """Gives each name a number: a page names a lead once, however often it stands there."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))

    def names(self) -> list[str]:
        return list(self._numbers)


def write_page(view: View, path: Path) -> None:
    """Write the page. The same view gives the same bytes. Raises OSError where it cannot be written."""
    write_whole(path, render_register(view).encode())


def render_register(view: View) -> str:
    """The page as HTML. It loads nothing, and its content policy allows it to load nothing.

    The actions stand in it as JSON; its script shows them, and takes nothing in them for markup.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"visible": visible, "day": in_words, "address": _address}
    style, script = _part("page.css"), _part("page.js")
    threads = _shown(view)
    counted = tally(view.threads)
    return environment.from_string(_part("page.html.j2")).render(
        view=view,
        counts=[
            (state, STATE_WORDS[state], STATE_MEANING[state], getattr(counted, state)) for state in STATES
        ],
        counted=counted,
        left_out=len(view.threads) - len(threads),
        total=count(len(view.threads), "action"),
        meetings=count(view.held, "meeting"),
        check_words=CHECK_WORDS,
        data=Markup(_embedded(_data(view, threads))),
        style=Markup(style),
        script=Markup(script),
        style_hash=_digest(style),
        script_hash=_digest(script),
    )


def _shown(view: View) -> list[Thread]:
    if len(view.threads) <= MOST_ACTIONS:
        return list(view.threads)
    latest = sorted(view.threads, key=lambda t: (t.status == "open", t.last_seen_on or ""), reverse=True)
    kept = {thread.id for thread in latest[:MOST_ACTIONS]}
    return [thread for thread in view.threads if thread.id in kept]


def _data(view: View, threads: list[Thread]) -> JsonObject:
    boards, leads, organisations = _Numbers(), _Numbers(), _Numbers()
    actions = [_action(view, thread, boards, leads, organisations) for thread in threads]
    return {
        "boards": boards.names(),
        "leads": leads.names(),
        "organisations": organisations.names(),
        "states": STATE_WORDS,
        "changes": CHANGE_WORDS,
        "actions": actions,
    }


def _action(
    view: View, thread: Thread, boards: _Numbers, leads: _Numbers, organisations: _Numbers
) -> JsonObject:
    named: dict[int, int | None] = {}
    for lead in thread.leads:
        organisation = view.organisation_name(view.lead_organisation(lead)) or lead.organisation_name
        number = None if not organisation else organisations.of(visible(organisation))
        named.setdefault(leads.of(visible(view.lead_name(lead))), number)
    if not named:
        named = {leads.of(NOBODY): None}
    return _given(
        {
            "id": thread.id,
            "board": boards.of(visible(view.board(thread) or "Board not known")),
            "ref": _words(thread.ref),
            "text": _words(thread.text),
            "leads": list(named),
            "organisations": [number for number in named.values() if number is not None],
            "state": state_of(thread),
            "opened": thread.opened_on,
            "due": thread.due.date,
            "dueEnd": None if thread.due.date is None else last_day(thread.due.date).isoformat(),
            "dueText": _due_as_written(thread),
            "late": thread.overdue_days,
            "carried": thread.times_carried,
            "reopened": thread.reopened or None,
            "seen": thread.last_seen_on,
            "closed": thread.closed_on,
            "note": _words(thread.note),
            "replacedBy": thread.superseded_by,
            "history": [_step(view, thread, place) for place in range(len(thread.mentions))],
        }
    )


def _step(view: View, thread: Thread, place: int) -> JsonObject:
    """One meeting's word on the action; wording, leads and due date only where they are not as before."""
    mention: ThreadMention = thread.mentions[place]
    first = place == 0
    alone = first and mention.text == thread.text
    return _given(
        {
            "date": mention.date,
            "state": "Set" if first and mention.status == "open" else mention_state(mention),
            "update": _words(mention.update),
            "changed": list(mention.changed) if not first else None,
            "text": _words(mention.text) if (first and not alone) or "text" in mention.changed else None,
            "leads": (
                _words(", ".join(lead.text for lead in mention.leads))
                if first or "leads" in mention.changed
                else None
            ),
            "due": (
                _words(mention.due.text or in_words(mention.due.date))
                if first or "due" in mention.changed
                else None
            ),
            "page": mention.evidence_page,
            "document": _words(mention.document),
            "href": _address(view.evidence_page(mention.document, mention.id)),
        }
    )


def _due_as_written(thread: Thread) -> str | None:
    """The due date's words, where they say something that the date itself does not."""
    written = _words(thread.due.text)
    if written is None or thread.due.date is None:
        return written
    return None if in_words(thread.due.date).casefold() in written.casefold() else written


def _address(page: str | None) -> str | None:
    """A page beside this one as a link names it."""
    return None if page is None else quote(page, safe="/#~")


def _words(text: str | None) -> str | None:
    return None if text is None else visible(text)


def _given(values: JsonObject) -> JsonObject:
    """Without what is not given."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [])}


def _embedded(data: JsonObject) -> str:
    """JSON as it may stand in a script element: nothing in it can end that element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _part(name: str) -> str:
    return files("minutebook.register.outputs").joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    """The content policy's name for an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
