"""One document from bytes to record: load, segment, find, assemble, verify."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from minutebook.assemble import assemble, verify
from minutebook.assemble.confidence import weigh_values
from minutebook.assemble.disputes import weigh_disputes
from minutebook.assemble.readings import weigh_readings
from minutebook.assemble.themes import with_themes
from minutebook.document import Document
from minutebook.errors import Quarantined
from minutebook.evidence import Findings
from minutebook.layout import load_line_model, segment
from minutebook.loaders import load, range_reader
from minutebook.nlp import Reader, load_reader
from minutebook.packs import Reread, named, split
from minutebook.rulebook import Rulebook, load_rulebook
from minutebook.schema import DocumentPart, Minutes
from minutebook.stages.actions import find_actions
from minutebook.stages.agenda import find_agenda_items
from minutebook.stages.attendance import find_attendees
from minutebook.stages.context import Context
from minutebook.stages.dates import find_dates
from minutebook.stages.decisions import find_decisions
from minutebook.stages.kind import case_signs, find_kind
from minutebook.stages.meeting import find_meeting
from minutebook.stages.organisations import find_organisations

RULES_ONLY = "rules_only"
"""The flag of a record that was read without the line labeller: its weights are not in this installation."""


def extract_document(
    path: Path, *, source: str | None = None, rules: Path | None = None, model: str | None = None
) -> Minutes:
    """The record of one file; of a pack the one that names its parts.

    `source` is recorded instead of the path, `rules` is a folder laid over the rules that ship, `model`
    another spaCy pipeline. Raises InputError for a file that cannot be read, RuleError for a rule that is
    wrong, ModelError where the pipeline is missing.
    """
    return extract_records(path, source=source, rules=rules, model=model)[0]


def extract_records(
    path: Path, *, source: str | None = None, rules: Path | None = None, model: str | None = None
) -> tuple[Minutes, ...]:
    """Every record that a file gives: its own, and behind a pack's own those of the documents in it.

    The records of a pack are linked by stems that follow from the file's name; see `packs.named`. Takes and
    raises what `extract_document` does.
    """
    rulebook, reader = load_rulebook(rules), load_reader(model, rules)
    document = load(path, source=source)
    return read_records(document, rulebook, reader, stem=path.stem, reread=range_reader(path, document))


def read_records(
    document: Document,
    rulebook: Rulebook,
    reader: Reader,
    *,
    stem: str,
    reread: Reread | None = None,
) -> tuple[Minutes, ...]:
    """The records of a loaded document, verified; the first is its own, `stem` names the parts of a pack.

    `reread` gives the document that some pages make for themselves, see `packs.split`.
    Raises Quarantined where it, or a part of it, looks like one person's case file: nothing of it is kept.
    """
    sections = split(document, rulebook, reader, reread)
    if not sections:
        return (read_document(document, rulebook, reader),)
    records = [_pack(document)]
    for section in sections:
        try:
            minutes = read_document(section.document, rulebook, reader, sheet=section.sheet)
        except Quarantined as error:
            raise _quarantined(error, section.pages) from None
        told = minutes.document.model_copy(update={"part_pages": section.pages})
        records.append(minutes.model_copy(update={"document": told}))
    return named(records, stem)


def _pack(document: Document) -> Minutes:
    """The record of a pack: what the file is, and in `parts` what it gave. Its text stands in theirs."""
    return Minutes(
        document=DocumentPart(
            source=document.source,
            sha256=document.sha256,
            format=document.format,
            pages=document.pages,
            kind="other",
            ocr=document.ocr,
        ),
        flags=document.flags,
    )


def _quarantined(error: Quarantined, pages: tuple[int, int] | None) -> Quarantined:
    """The pack goes as a whole: a person takes the pages out."""
    where = "a part of it"
    if pages is not None:
        first, last = pages
        where += f" (page {first})" if first == last else f" (pages {first} to {last})"
    return Quarantined(
        error.reason.replace("it looks", f"{where} looks", 1), "take that part out of the pack and run again"
    )


def read_document(document: Document, rulebook: Rulebook, reader: Reader, *, sheet: bool = False) -> Minutes:
    """The record of a loaded document, verified; `sheet` says that it is known to begin with a cover sheet.

    Raises Quarantined, which tells nothing of its words, where it looks like one person's case file.
    """
    signs = case_signs(document, rulebook)
    if signs:
        raise Quarantined(f"it looks like one person's case file ({', '.join(signs)})")
    line_model = load_line_model()
    context = Context(document, segment(document, rulebook, line_model), rulebook, reader)
    minutes = weigh_readings(document, assemble(context, find_all(context, sheet=sheet)))
    minutes = weigh_values(document, weigh_disputes(context.layout, minutes))
    minutes = with_themes(minutes, document, rulebook)
    if line_model is None:
        minutes = minutes.model_copy(update={"flags": (*minutes.flags, RULES_ONLY)})
    verify(minutes)
    return minutes


def find_all(context: Context, *, sheet: bool = False) -> Findings:
    """What every stage finds; which of it a document of that kind may give is the contract's to say.

    What begins with a cover sheet is a report, though its title may be that of minutes.
    """
    kind = find_kind(context)
    if sheet:
        kind = replace(kind, kind="report")
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
