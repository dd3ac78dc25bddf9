"""Which body, kind of board, region and period a meeting belongs to."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from minutebook.errors import UsageError
from minutebook.rulebook import Rulebook
from minutebook.themes.sittings import Sitting

By = Literal["body", "kind", "region", "year"]
Over = Literal["year", "quarter", "month"]
UNKNOWN = "not known"
COLUMNS = ("body", "kind", "region")


@dataclass(frozen=True, slots=True)
class Boards:
    """Knows bodies by their register's names, where the book has a register, and what kind they are.

    `listed` comes from a table of the researcher's own: kind and region by body, its letter case left aside.
    """

    rulebook: Rulebook
    documents: dict[str, str] = field(default_factory=dict)
    repeated: frozenset[str] = frozenset()
    listed: dict[str, tuple[str, str]] = field(default_factory=dict)

    def body(self, sitting: Sitting) -> str:
        """The name of the body that met."""
        return self.documents.get(sitting.stem) or " ".join((sitting.body or UNKNOWN).split())

    def lists(self, body: str) -> bool:
        """Whether the table of the researcher's own has the body."""
        return _plain(body) in self.listed

    def kind(self, body: str) -> str:
        """The kind of board: as listed, else by the words of its name."""
        kind, _ = self.listed.get(_plain(body), ("", ""))
        if kind:
            return kind
        found = self.rulebook.first("themes.kind", body)
        return UNKNOWN if found is None or found[0].value is None else found[0].value

    def region(self, body: str) -> str:
        """The region as listed: it is not read off a name."""
        return self.listed.get(_plain(body), ("", ""))[1] or UNKNOWN


def period(date: str | None, over: Over) -> str | None:
    """The period that a day lies in: `2024`, `2024-Q2`, `2024-05`; None where the date does not tell."""
    if date is None:
        return None
    if over == "year":
        return date[:4]
    if len(date) < 7:
        return None
    return date[:7] if over == "month" else f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


def decimal_year(date: str | None) -> float | None:
    """The date as years: 2024-07-02 is about 2024.5; None where there is none."""
    if date is None:
        return None
    parts = [int(part) for part in date.split("-")] + [7, 1][: 3 - len(date.split("-"))]
    year, month, day = (*parts, 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 365.25


def load_boards(book: Path, rulebook: Rulebook, listing: Path | None = None) -> Boards:
    """What is known of the book's bodies: its register, where it has one, and the listing.

    Raises UsageError where the listing has no column `body` or cannot be read.
    """
    documents: dict[str, str] = {}
    repeated: set[str] = set()
    register = book / "register.json"
    if register.is_file():
        try:
            held = json.loads(register.read_bytes())
            names = {body["id"]: body["name"] for body in held["bodies"]}
            for meeting in held["meetings"]:
                if meeting["body"] in names:
                    documents[meeting["document"]] = names[meeting["body"]]
                if not meeting["counted"]:
                    repeated.add(meeting["document"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f"{register} is no register of minutebook: run minutebook register again"
            ) from error
    listed = {} if listing is None else _listing(listing)
    return Boards(rulebook, documents, frozenset(repeated), listed)


def _listing(path: Path) -> dict[str, tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    if rows and "body" not in rows[0]:
        raise UsageError(f"{path} has no column body: it needs {', '.join(COLUMNS)}")
    return {
        _plain(row["body"] or ""): ((row.get("kind") or "").strip(), (row.get("region") or "").strip())
        for row in rows
    }


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
