"""One document from bytes to record: load, segment, find, assemble, verify."""

from __future__ import annotations

from pathlib import Path

from minutebook.assemble import assemble, verify
from minutebook.assemble.confidence import weigh_values
from minutebook.assemble.readings import weigh_readings
from minutebook.assemble.themes import with_themes
from minutebook.document import Document
from minutebook.errors import Quarantined
from minutebook.evidence import Findings
from minutebook.layout import segment
from minutebook.loaders import load
from minutebook.nlp import Reader, load_reader
from minutebook.rulebook import Rulebook, load_rulebook
from minutebook.schema import Minutes
from minutebook.stages.actions import find_actions
from minutebook.stages.agenda import find_agenda_items
from minutebook.stages.attendance import find_attendees
from minutebook.stages.context import Context
from minutebook.stages.dates import find_dates
from minutebook.stages.decisions import find_decisions
from minutebook.stages.kind import case_signs, find_kind
from minutebook.stages.meeting import find_meeting
from minutebook.stages.organisations import find_organisations


def extract_document(
    path: Path, *, source: str | None = None, rules: Path | None = None, model: str | None = None
) -> Minutes:
    """The record of one file.

    `source` is recorded instead of the path, `rules` is a folder laid over the rules that ship, `model`
    another spaCy pipeline. Raises InputError for a file that cannot be read, RuleError for a rule that is
    wrong, ModelError where the pipeline is missing.
    """
    return read_document(load(path, source=source), load_rulebook(rules), load_reader(model, rules))


def read_document(document: Document, rulebook: Rulebook, reader: Reader) -> Minutes:
    """The record of a loaded document, verified.

    Raises Quarantined, which tells nothing of its words, where it looks like one person's case file.
    """
    signs = case_signs(document, rulebook)
    if signs:
        raise Quarantined(f"it looks like one person's case file ({', '.join(signs)})")
    context = Context(document, segment(document, rulebook), rulebook, reader)
    minutes = weigh_readings(document, assemble(context, find_all(context)))
    minutes = with_themes(weigh_values(document, minutes), document, rulebook)
    verify(minutes)
    return minutes


def find_all(context: Context) -> Findings:
    """What every stage finds; which of it a document of that kind may give is the contract's to say."""
    kind = find_kind(context)
    mined = kind.kind == "minutes"
    return Findings(
        kind=kind,
        meeting=find_meeting(context),
        attendees=find_attendees(context) if mined else (),
        organisations=find_organisations(context) if kind.kind != "other" else (),
        items=find_agenda_items(context) if kind.kind in ("minutes", "agenda") else (),
        actions=find_actions(context) if kind.kind in ("minutes", "action_log") else (),
        decisions=find_decisions(context) if mined else (),
        dates=find_dates(context) if kind.kind != "other" else (),
    )
