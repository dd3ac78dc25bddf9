"""Records of invented meetings, as much of them as the register reads, and books of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from minutebook.register.build import join_digests
from minutebook.register.decisions import Decision
from minutebook.register.digest import Digest, read_digest
from minutebook.register.schema import Register
from minutebook.rulebook import Rulebook, load_rulebook

BOARD = "Elverham Flood Board"


def meeting(
    stem: str,
    *,
    body: str | None = BOARD,
    people: Iterable[dict[str, Any]] = (),
    organisations: Iterable[dict[str, Any]] = (),
    actions: Iterable[dict[str, Any]] = (),
    text: str = "",
    **given: Any,
) -> dict[str, Any]:
    """A record; its stem begins with the date of the meeting, `document` and `meeting` may say more."""
    document = {"source": f"{stem}.txt", "sha256": hashlib.sha256(stem.encode()).hexdigest()}
    return {
        "stem": stem,
        "document": {**document, "kind": "minutes", **given.pop("document", {})},
        "meeting": {"body": body, "date": stem[:10], **given},
        "attendees": numbered("p", people),
        "organisations": numbered("o", organisations),
        "actions": numbered("a", actions),
        "document_text": text,
    }


def numbered(letter: str, entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries with ids, where they have none."""
    return [{"id": f"{letter}{n}", **entry} for n, entry in enumerate(entries, 1)]


def person(
    name: str, organisation: str | None = None, role: str | None = None, **given: Any
) -> dict[str, Any]:
    """An attendee who was present, where nothing else is given."""
    return {"name": name, "organisation": organisation, "role": role, "status": "present", **given}


def organisation(name: str, *aliases: str, kind: str = "other") -> dict[str, Any]:
    """An organisation as one record has it."""
    return {"name": name, "aliases": list(aliases), "kind": kind}


def action(
    text: str, *leads: str, carried: bool = False, due: str | None = None, **given: Any
) -> dict[str, Any]:
    """An action, new and open where nothing else is given; its leads as printed."""
    precision = None if due is None else {4: "year", 7: "month", 10: "day"}[len(due)]
    return {
        "text": text,
        "status": "open",
        "origin": "carried_forward" if carried else "new",
        "leads": [{"text": lead, "name": lead} for lead in leads],
        "due": {"text": due, "date": due, "precision": precision},
        **given,
    }


def digest(record: dict[str, Any], rulebook: Rulebook | None = None) -> Digest:
    """What the register keeps of a record."""
    content = json.dumps(record, sort_keys=True).encode()
    sha = hashlib.sha256(content).hexdigest()
    return read_digest(record["stem"], sha, content, rulebook or load_rulebook())


def joined(
    *records: dict[str, Any],
    decisions: tuple[Decision, ...] = (),
    rules: Path | None = None,
    **given: Any,
) -> Register:
    """The register of these records."""
    rulebook = load_rulebook(rules)
    return join_digests([digest(r, rulebook) for r in records], rulebook, decisions=decisions, **given)


def groups(entries: Iterable[Any]) -> set[frozenset[str]]:
    """Who or what is one, as sets of `document/id`."""
    return {frozenset(f"{m.document}/{m.id}" for m in entry.mentions) for entry in entries}


def write_book(folder: Path, *records: dict[str, Any]) -> Path:
    """A book of these records; records that stood in it and are not among them go."""
    documents = folder / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    for old in documents.glob("*.json"):
        old.unlink()
    lines = []
    for record in records:
        path = documents / f"{record['stem']}.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        source = record["document"]["source"]
        lines.append(json.dumps({"source": source, "stem": record["stem"], "status": "ok"}) + "\n")
    (folder / "manifest.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder
