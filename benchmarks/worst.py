"""The worst errors of an evaluation, each with its page: wrong values before missed ones, surest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

COST = {
    "meeting": 4,
    "attendees": 4,
    "actions": 3,
    "leads": 3,
    "due": 3,
    "agenda_items": 2,
    "attendees.fields": 2,
    "organisations": 1,
    "dates": 1,
    "decisions": 1,
}
"""What an error of each kind costs its reader; figures that only split these up are left aside."""
SECTIONS = ("attendees", "actions", "organisations", "agenda_items", "decisions", "dates")
WORDS = re.compile(r"[^\W_]+")


class Error(NamedTuple):
    """One error; `sure` is the confidence of a wrong value, 0 where the value was missed."""

    cost: int
    sure: float
    stem: str
    metric: str
    kind: str
    what: str
    page: int | None


def worst(errors: Iterable[str], records: Mapping[str, dict[str, Any]], count: int = 20) -> list[Error]:
    """The `count` worst of the scorer's error lines (`stem metric kind what`, tab separated)."""
    told = [_placed(line.split("\t", 3), records) for line in errors if line.count("\t") >= 3]
    known = [error for error in told if error.cost]
    return sorted(known, key=lambda e: (-(e.kind != "missed"), -e.cost, -e.sure, e))[:count]


def _placed(parts: list[str], records: Mapping[str, dict[str, Any]]) -> Error:
    stem, metric, kind, what = parts
    record = records.get(stem, {})
    sure, page = 0.0, None
    if what.endswith(" got None"):
        kind = "missed"
    wanted = set(WORDS.findall(what.rpartition(" got ")[2].lower()))
    if kind != "missed":
        best = max(_entries(record), key=lambda one: _likeness(wanted, one[0]), default=None)
        if best is not None and _likeness(wanted, best[0]) > 0.5:
            sure, page = best[1], best[2]
    if page is None:
        page = _page_of(what, record)
    return Error(COST.get(metric, 0), sure, stem, metric, kind, " ".join(what.split()), page)


def _entries(record: Mapping[str, Any]) -> Iterator[tuple[set[str], float, int | None]]:
    """The words, confidence and page of each entry and lead."""
    for section in SECTIONS:
        for entry in record.get(section) or ():
            for one in (entry, *entry.get("leads", ())):
                words = " ".join(str(one.get(key) or "") for key in ("name", "text", "title", "start", "end"))
                page = next((e["page"] for e in one.get("evidence", ()) if e["page"]), None)
                yield set(WORDS.findall(words.lower())), float(one.get("confidence", 0.0)), page


def _likeness(wanted: set[str], words: set[str]) -> float:
    return 2 * len(wanted & words) / max(len(wanted) + len(words), 1)


def _page_of(what: str, record: Mapping[str, Any]) -> int | None:
    """The page of the quote nearest before the words, where they stand in the document's text."""
    quoted = re.search(r"['\"](.{4,60}?)['\"]", what)
    words = (quoted.group(1) if quoted else what)[:40]
    at = str(record.get("document_text", "")).lower().find(words.lower())
    if at < 0:
        return None
    places = [
        (e["start"], e["page"])
        for section in SECTIONS
        for entry in record.get(section) or ()
        for e in entry.get("evidence", ())
        if e["page"] and e["start"] <= at
    ]
    return max(places)[1] if places else None


def print_worst(errors: Iterable[Error]) -> None:
    """One line each."""
    print("\nthe worst errors: wrong values before missed ones, the surest first")
    for error in errors:
        page = "-" if error.page is None else str(error.page)
        sure = f"{error.sure:.2f}" if error.sure else "  - "
        print(
            f"  {error.stem[:38]:38} page {page:>3} {sure} {error.metric:17}{error.kind:8} {error.what[:110]}"
        )
