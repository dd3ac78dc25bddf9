"""Writes a book again with codes for its people, and the key file apart from it."""

from __future__ import annotations

import json
from pathlib import Path

from minutebook.book.folder import manifest_stems, read_record, record_path
from minutebook.errors import UsageError
from minutebook.export.records import to_json
from minutebook.nlp import load_reader
from minutebook.register import build_register
from minutebook.rulebook import load_rulebook
from minutebook.themes.people_forms import people_of, read_codes, write_codes
from minutebook.themes.pseudonyms import Disguise

MANIFEST = "manifest.jsonl"


def key_beside(out: Path) -> Path:
    """Where the key stands where nothing else is said: beside the new book, never in it."""
    return out.parent / f"{out.name}-key.csv"


def pseudonymise(
    book: Path, out: Path, key: Path | None = None, *, rules: Path | None = None
) -> tuple[int, int]:
    """Write the new book; how many records and people it has.

    With the key file of an earlier run people keep their codes. Raises UsageError where the folder is no
    book, `out` holds something already, or the key would lie inside it.
    """
    place = key_beside(out) if key is None else key
    if place.resolve().is_relative_to(out.resolve()):
        raise UsageError(f"{place} lies in {out}, which is to be shared: keep the key elsewhere")
    if out.exists() and any(out.iterdir()):
        raise UsageError(f"{out} holds files already: choose a new folder")
    stems = manifest_stems(book)
    if stems is None:
        raise UsageError(f"{book} is no book: it has no {MANIFEST}; make one with minutebook extract")
    codes = read_codes(place)
    people, own = people_of(build_register(book, rules=rules), codes)
    rulebook, reader = load_rulebook(rules), load_reader()
    try:
        (out / "documents").mkdir(parents=True, exist_ok=True)
        with (out / MANIFEST).open("w", encoding="utf-8", newline="\n") as manifest:
            for number, stem in enumerate(stems, 1):
                minutes = read_record(book / record_path(stem))
                codes_here = {a.id: own[stem, a.id] for a in minutes.attendees if (stem, a.id) in own}
                disguise = Disguise(minutes, people.get(stem, []), codes_here, codes, rulebook, reader)
                # A file name may hold a name; its number tells the owner of the key's book which it is.
                name = f"document-{number:05}"
                record = disguise.record()
                links = {
                    "source": name,
                    "sha256": "",
                    "part_of": None,
                    "parts": (),
                    "duplicate_of": None,
                    "supersedes": None,
                }
                record = record.model_copy(update={"document": record.document.model_copy(update=links)})
                (out / record_path(name)).write_text(to_json(record), encoding="utf-8", newline="\n")
                manifest.write(json.dumps({"source": name, "stem": name, "status": "ok"}) + "\n")
        write_codes(codes, place)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}") from error
    return len(stems), len(codes.rows)
