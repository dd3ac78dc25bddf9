"""Scores of the register against the gold beside the project: from the documents, and on perfect input.

    python benchmarks/register_perfect.py [--reuse FOLDER] [--errors] [--only perfect|documents]

Perfect input are records built from the gold itself, each text found in its document, so that only the
joining is judged. Without the gold it says so and exits 0. `evaluate.py` prints both and keeps the floors.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
WORK = ROOT / "build" / "register"
SCORER = SHARED / "evaluate" / "score_register.py"
SETS = ("fictional", "mantid")
KINDS = ("people", "organisations", "threads")
TARGETS = {
    "documents.threads.joined_f1": 0.93,
    "documents.people.joined_f1": 0.97,
    "documents.people.p": 0.99,
    "documents.organisations.joined_f1": 0.94,
    "documents.organisations.p": 0.98,
    "documents.status.right": 0.90,
    "perfect.threads.f1": 0.97,
    "perfect.people.f1": 0.99,
    "perfect.organisations.f1": 0.97,
    "perfect.status.right": 0.98,
}
"""What each figure is to reach; `p` is the precision."""


def main() -> int:
    """Print the figures of both inputs."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reuse", type=Path, default=ROOT / "build" / "evaluate", help="records of a run")
    ask.add_argument("--errors", action="store_true", help="list each pair that is wrong")
    ask.add_argument("--only", choices=("perfect", "documents"))
    given = ask.parse_args()
    if not (GOLD / "register").is_dir():
        print(f"skipped: no gold at {GOLD / 'register'}")
        return 0
    print_figures(measure(given.reuse, errors=given.errors, only=given.only))
    return 0


def measure(records: Path, *, errors: bool = False, only: str | None = None) -> dict[str, float]:
    """The figures by name; `records` holds one extracted record a stem. Prints the scorer's own tables."""
    figures: dict[str, float] = {}
    for way in ("documents", "perfect"):
        if only is not None and way != only:
            continue
        arguments: list[str] = []
        for name in SETS:
            book = WORK / way / name
            write_book(book, gold_stems(name), None if way == "perfect" else records)
            join(book)
            arguments += [str(GOLD / "register" / f"{name}.json"), str(book)]
        print(f"\nregister, {'from the documents' if way == 'documents' else 'on perfect input'}", flush=True)
        figures |= {f"register.{way}.{k}": v for k, v in score(arguments, errors).items()}
    return figures


def print_figures(figures: Mapping[str, float]) -> None:
    """A line a figure, with what it is to reach."""
    for name, figure in figures.items():
        target = TARGETS.get(name.removeprefix("register."))
        verdict = "" if target is None else f"  to reach {target:.2f}{'' if figure >= target else ': BELOW'}"
        print(f"{name:48} {figure:.4f}{verdict}")


def gold_stems(name: str) -> list[str]:
    """The documents that a gold register speaks of."""
    gold = json.loads((GOLD / "register" / f"{name}.json").read_text("utf-8"))
    mentions = [m for kind in ("people", "organisations") for cluster in gold[kind] for m in cluster]
    mentions += [m for thread in gold["threads"] for m in thread["mentions"]]
    return sorted({m["document"] for m in mentions})


def write_book(book: Path, stems: list[str], records: Path | None) -> None:
    """A book of these documents: of extracted records, or of records built from the gold."""
    shutil.rmtree(book, ignore_errors=True)
    (book / "documents").mkdir(parents=True)
    lines = []
    for stem in stems:
        if records is None:
            content = perfect_record(stem)
        elif (records / f"{stem}.json").exists():
            content = (records / f"{stem}.json").read_text("utf-8")
        else:
            continue
        (book / "documents" / f"{stem}.json").write_text(content, encoding="utf-8")
        lines.append(json.dumps({"source": stem, "stem": stem, "status": "ok"}))
    (book / "manifest.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def join(book: Path) -> None:
    """Write the register of a book into it."""
    from minutebook.register import build_register, write_register

    write_register(build_register(book), book)


def score(arguments: list[str], errors: bool) -> dict[str, float]:
    """The scorer's figures, pooled over its pairs of arguments."""
    out = WORK / "scores.json"
    command = [sys.executable, str(SCORER), *arguments, "--json", str(out), *(["--errors"] if errors else [])]
    subprocess.run(command, check=True)
    table = json.loads(out.read_text("utf-8"))
    figures = {}
    for kind in KINDS:
        for figure in ("joined_f1", "f1", "p"):
            figures[f"{kind}.{figure}"] = round(table[kind][figure] or 0.0, 4)
    figures["status.right"] = round(table["thread_status"]["share"] or 0.0, 4)
    return figures


def perfect_record(stem: str) -> str:
    """The record that the gold describes, as JSON; each value quotes the document where its words stand."""
    from minutebook.schema import Minutes

    gold = json.loads((GOLD / f"{stem}.json").read_text("utf-8"))
    text, source, sha256 = _text_of(stem)
    quote = _Quoter(text)
    attendees = [
        quote.entry(_scalars(entry, ATTENDEE), f"p{n}", "name")
        for n, entry in enumerate(_required(gold, "attendees"), 1)
    ]
    organisations = [
        quote.entry(
            {"name": _first(o["name"]), "aliases": _all(o.get("aliases")), "kind": _first(o["kind"])},
            f"o{n}",
            "name",
        )
        for n, o in enumerate(_required(gold, "organisations"), 1)
    ]
    person_of = {a["name"]: a["id"] for a in attendees}
    named = {f: o["id"] for o in organisations for f in (o["name"], *o["aliases"])}
    actions = [
        quote.entry(_action(entry, person_of, named), f"a{n}", "text")
        for n, entry in enumerate(_required(gold, "actions"), 1)
    ]
    meeting = _scalars(gold.get("meeting") or {}, MEETING)
    following = (gold.get("meeting") or {}).get("next_meeting") or {}
    meeting["next_meeting"] = _scalars(following, ("date", "start_time", "end_time", "venue"))
    document = gold.get("document") or {}
    record = Minutes.model_validate(
        {
            "document": {
                "source": source,
                "sha256": sha256,
                "format": "text",
                "pages": None,
                "kind": _first(document.get("kind")) or "minutes",
            },
            "meeting": meeting,
            "attendees": attendees,
            "organisations": organisations,
            "actions": actions,
            "document_text": text,
        }
    )
    return record.model_dump_json(by_alias=True, indent=1)


ATTENDEE = (
    "name",
    "honorific",
    "initials",
    "role",
    "organisation",
    "status",
    "deputising_for",
    "represented_by",
    "note",
)
MEETING = ("body", "parent_body", "title", "date", "start_time", "end_time", "venue", "chair", "minute_taker")


def _text_of(stem: str) -> tuple[str, str, str]:
    """The document's text, its path and hash; no text where it cannot be read without OCR or an office."""
    from minutebook.errors import InputError
    from minutebook.loaders import load

    rows = (GOLD / "documents.tsv").read_text("utf-8").splitlines()[1:]
    path = next(cells[1] for row in rows if (cells := row.split("\t"))[0] == stem)
    try:
        document = load(SHARED / path, source=path)
    except InputError:
        return "", path, ""
    return document.text, path, document.sha256


class _Quoter:
    """Finds the words of gold values in a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def entry(self, values: dict[str, Any], entry_id: str, field: str) -> dict[str, Any]:
        """The entry with its id and the quote of one field, where its words stand in the text."""
        words = values[field]
        at = self.text.find(words)
        quotes = []
        if at >= 0:
            span = {"start": at, "end": at + len(words), "text": words, "page": None, "box": None}
            quotes.append({"field": field, "producer": "gold", **span})
        return {**values, "id": entry_id, "evidence": quotes}


def _required(gold: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The entries that every reading must give; an optional one is often another reading of the same."""
    return [entry for entry in gold.get(name) or [] if not entry.get("optional")]


def _first(value: Any) -> Any:
    """The preferred one of a gold value's alternatives."""
    return (value[0] if value else None) if isinstance(value, list) else value


def _all(values: Any) -> list[str]:
    return [v for v in (_first(value) for value in values or []) if v is not None]


def _scalars(entry: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: _first(entry.get(field)) for field in fields}


def _action(
    entry: Mapping[str, Any], person_of: Mapping[str, str], named: Mapping[str, str]
) -> dict[str, Any]:
    values = _scalars(entry, ("ref", "text", "status", "origin", "update", "agenda_item"))
    values["origin"] = values["origin"] or "new"
    values["completed"] = bool(_first(entry.get("completed")))
    values["accepted"] = bool(_first(entry.get("accepted")))
    due = entry.get("due")
    values["due"] = _scalars(due, ("text", "date", "precision")) if isinstance(due, dict) else {}
    values["leads"] = []
    for lead in entry.get("leads") or []:
        name, body = _first(lead.get("name")), _first(lead.get("organisation"))
        values["leads"].append(
            {
                "text": _first(lead.get("text")) or name or body,
                "name": name,
                "person_id": person_of.get(name or ""),
                "organisation": body,
                "organisation_id": named.get(body or ""),
            }
        )
    return values


if __name__ == "__main__":
    sys.exit(main())
