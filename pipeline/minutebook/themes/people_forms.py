"""The people of a book with their codes, and the forms in which minutes print a name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from minutebook.errors import UsageError
from minutebook.export.guard import guard, unguard
from minutebook.register import Register

KEY_COLUMNS = ("code", "key", "name", "aliases", "initials")
NOBODY = "Person-0000"
"""Stands for a form that two people share."""


@dataclass(slots=True)
class Codes:
    """A code for each person of the register, and each other name; the same key file gives the same."""

    of: dict[str, str] = field(default_factory=dict)
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    last: int = 0

    def code(self, key: str, name: str, aliases: Iterable[str] = (), initials: str = "") -> str:
        """The code under that key; a new one where there is none yet."""
        if key not in self.of:
            self.last += 1
            self.of[key] = f"Person-{self.last:04}"
        self.rows[key] = (self.of[key], key, name, "; ".join(aliases), initials)
        return self.of[key]


def read_codes(path: Path) -> Codes:
    """The codes of an earlier run, none where there is no such file.

    Raises UsageError where the file cannot be read or is no key file.
    """
    codes = Codes()
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    except FileNotFoundError:
        return codes
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    for row in rows:
        if not set(KEY_COLUMNS) <= row.keys() or not re.fullmatch(r"Person-\d+", row["code"]):
            raise UsageError(f"{path} is no key file of minutebook: name another with --key")
        key = unguard(row["key"])
        codes.of[key] = row["code"]
        codes.rows[key] = tuple(unguard(row[name]) for name in KEY_COLUMNS)
        codes.last = max(codes.last, int(row["code"].split("-")[1]))
    return codes


def write_codes(codes: Codes, path: Path) -> None:
    """Write the key file, which only its owner may read. Raises OSError where it cannot be written."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(KEY_COLUMNS)
    writer.writerows([guard(cell) for cell in row] for row in sorted(codes.rows.values()))
    path.touch(mode=0o600, exist_ok=True)
    path.write_text("\ufeff" + out.getvalue(), encoding="utf-8", newline="")


@dataclass(frozen=True, slots=True)
class Known:
    """A person as one document may name them: code, all spellings, initials where this document has them."""

    code: str
    names: tuple[str, ...]
    initials: tuple[str, ...] = ()


def people_of(register: Register, codes: Codes) -> tuple[dict[str, list[Known]], dict[tuple[str, str], str]]:
    """The people of each body (by document), and the code of each attendee (document, id)."""
    names = {}
    code_of: dict[tuple[str, str], str] = {}
    for person in register.people:
        code = codes.code(person.key, person.name, person.aliases, person.initials or "")
        names[person.id] = Known(code, (person.name, *person.aliases), (person.initials or "",))
        code_of.update(((mention.document, mention.id), code) for mention in person.mentions)
    by_body: dict[str | None, list[Known]] = {}
    for person in register.people:
        for body in person.bodies:
            by_body.setdefault(body, []).append(names[person.id])
    return {m.document: by_body.get(m.body, []) for m in register.meetings}, code_of


@dataclass(slots=True)
class Forms:
    """Every form of every person that one document may print, with the code that stands for it."""

    exact: dict[str, str] = field(default_factory=dict)
    loose: dict[str, str] = field(default_factory=dict)

    def add(self, form: str, code: str, *, loose: bool = False) -> None:
        """A form in its letters' case, or (`loose`) in any; one that two people share stands for neither."""
        table = self.loose if loose else self.exact
        key = form.casefold() if loose else form
        if len(form) > 1:
            table[key] = code if table.get(key, code) == code else NOBODY

    def person(self, known: Known, *, here: bool) -> None:
        """All forms of a person. `here`: the document lists them, so that a forename or initials will do."""
        for name in known.names:
            words = name.replace("’", "'").split()
            self.add(" ".join(words), known.code, loose=True)
            if len(words) < 2:
                continue
            first, last = words[0], words[-1]
            for initial in (first[0], f"{first[0]}."):
                self.add(f"{initial} {last}", known.code, loose=True)
            self.add(f"{last}, {first}", known.code, loose=True)
            self.add(f"{first} {last}", known.code, loose=True)
            if len(last) > 1:
                self.add(last, known.code)
                self.add(last.upper(), known.code)
            if here and len(first.strip(".")) > 2:
                self.add(first, known.code)
        if here:
            for initials in known.initials:
                if len(initials) > 1:
                    self.add(initials, known.code)
                    self.add(".".join(initials) + ".", known.code)

    def pattern(self, titles: Iterable[str], beside: Iterable[str]) -> re.Pattern[str] | None:
        """Any of the forms with titles before them; `beside` are words not to take beside a number."""
        if not self.exact and not self.loose:
            return None
        careful = set(beside)
        exact = [f for f in self.exact if f.casefold() not in careful]
        doubtful = [f for f in self.exact if f.casefold() in careful]
        parts = [f"(?i:{_any(self.loose)})"] if self.loose else []
        parts += [_any(exact)] if exact else []
        parts += [rf"(?<!\d\s)(?:{_any(doubtful)})(?!\s+\d)"] if doubtful else []
        return re.compile(rf"(?<!\w)(?:(?:{_any(titles)})\.?\s+)*(?P<form>{'|'.join(parts)})(?!\w)")

    def code(self, form: str) -> str:
        """The code that stands for a form found."""
        plain = " ".join(form.replace("’", "'").split())
        return self.exact.get(plain) or self.loose.get(plain.casefold()) or NOBODY


def _any(words: Iterable[str] | Mapping[str, str]) -> str:
    """Any of the words, longest first; white space and apostrophes of any kind."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered)
