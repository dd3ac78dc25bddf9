"""The values that are learnt from: each with its signs, and whether the gold has it."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from minutebook.assemble import assemble
from minutebook.assemble.disputes import weigh_disputes
from minutebook.assemble.readings import weigh_readings
from minutebook.assemble.signs import Signs, Witness
from minutebook.document import Document
from minutebook.extraction import find_all
from minutebook.layout import load_line_model, segment
from minutebook.loaders import load
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.schema import Minutes
from minutebook.stages.context import Context
from minutebook.training.confidence.damage import KINDS, damaged
from minutebook.training.confidence.judge import judge
from minutebook.training.gold import load_scorer

PRINTED = "as printed"


@dataclass(frozen=True, slots=True)
class Source:
    """One document with gold: where it is, the set it belongs to and the board that wrote it."""

    stem: str
    group: str
    body: str
    path: Path
    gold: Path


@dataclass(frozen=True, slots=True)
class Sample:
    """One value: its kind, its signs, whether it is right, and the document that it was read from."""

    kind: str
    signs: Signs
    right: bool
    body: str
    group: str
    damage: str


def sources(folder: Path, base: Path, group: str | None = None) -> Iterator[Source]:
    """The documents of a `documents.tsv`, in order of stem; those that need OCR or an office are left out."""
    listing = folder / "documents.tsv"
    if not listing.is_file():
        return
    gold = folder / "gold" if (folder / "gold").is_dir() else folder
    with listing.open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file, delimiter="\t"), key=lambda row: row["stem"])
    for row in rows:
        if not row["needs"]:
            yield Source(
                row["stem"],
                group or row["family"],
                row["body"],
                base / row["file"],
                gold / f"{row['stem']}.json",
            )


def gather(found: list[Source], scorer: Path) -> list[Sample]:
    """Every value of every document, as printed and damaged in each way, in a fixed order."""
    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, 2)) as pool:
        results = pool.map(_values, found, [scorer] * len(found))
        return [sample for samples in results for sample in samples]


def _values(source: Source, scorer: Path) -> list[Sample]:
    document = load(source.path, source=source.path.name)
    gold = json.loads(source.gold.read_text("utf-8"))
    out = list(_judged(document, gold, source, PRINTED, load_scorer(scorer)))
    for kind in KINDS:
        harmed = damaged(document, kind, source.stem)
        out += _judged(harmed, gold, source, kind, load_scorer(scorer))
    return out


def _judged(
    document: Document, gold: dict[str, Any], source: Source, damage: str, scorer: ModuleType
) -> Iterator[Sample]:
    minutes = read_unweighed(document)
    witness = Witness(document, minutes)
    found = minutes.model_dump(mode="json", by_alias=True)
    for kind, entry, lead, right in judge(scorer, gold, found):
        yield Sample(kind, signs_of(witness, kind, entry, lead), right, source.body, source.group, damage)


def signs_of(witness: Witness, kind: str, entry: int, lead: int = -1) -> Signs:
    """The signs of one value of the record by its kind and place."""
    if kind == "attendees":
        return witness.attendee(entry)
    action = witness.minutes.actions[entry]
    if kind == "actions":
        return witness.action(action)
    return witness.lead(action.leads[lead], action) if kind == "leads" else witness.due(action)


def read_unweighed(document: Document) -> Minutes:
    """The record as it is before learnt confidence is put in."""
    rulebook = load_rulebook(None)
    context = Context(
        document, segment(document, rulebook, load_line_model()), rulebook, load_reader(None, None)
    )
    minutes = weigh_readings(document, assemble(context, find_all(context)))
    return weigh_disputes(context.layout, minutes)
