"""What changed between two books, field by field."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from minutebook.book.compare import compare_books
from minutebook.cli.app import app
from minutebook.errors import UsageError


def quote(field: str, text: str, start: int = 0, producer: str = "rule:names.full") -> dict[str, Any]:
    return {"field": field, "text": text, "start": start, "end": start + len(text), "producer": producer}


def record(**told: Any) -> dict[str, Any]:
    return {
        "document": {"source": "a.txt", "kind": "minutes"},
        "meeting": {"body": "Weir Board", "date": "2024-05-01", "evidence": [quote("body", "Weir Board")]},
        "attendees": [
            {"id": "p1", "name": "Ada Verne", "role": "Clerk", "evidence": [quote("name", "Ada Verne", 12)]},
            {"id": "p2", "name": "Tom Oakes", "role": None},
        ],
        "actions": [
            {
                "id": "a1",
                "ref": "1",
                "text": "Count the lamps",
                "leads": [{"text": "TO", "name": "Tom Oakes"}],
            },
            {"id": "a2", "ref": None, "text": "Mend the weir before the winter comes", "leads": []},
        ],
        **told,
    }


def book(folder: Path, **records: dict[str, Any] | str) -> Path:
    """A book of records by stem; a string is the status of an input that gave none."""
    (folder / "documents").mkdir(parents=True)
    lines = []
    for stem, told in records.items():
        line = {"source": f"{stem}.txt", "stem": stem, "status": "ok", "reason": None}
        if isinstance(told, str):
            line |= {"stem": None, "status": told}
        else:
            (folder / f"documents/{stem}.json").write_text(json.dumps(told), encoding="utf-8")
        lines.append(json.dumps(line) + "\n")
    (folder / "manifest.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def changed(**values: Any) -> dict[str, Any]:
    told = record()
    for path, value in values.items():
        *parts, last = path.split("__")
        place: Any = told
        for part in parts:
            place = place[int(part) if part.isdigit() else part]
        place[last] = value
    return told


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (record(), []),
        (
            changed(attendees__0__role="Chief clerk"),
            [("attendees.role", "changed", "Ada Verne", "Clerk", "Chief clerk")],
        ),
        (
            changed(attendees__1__role="Treasurer"),
            [("attendees.role", "added", "Tom Oakes", None, "Treasurer")],
        ),
        (changed(meeting__date=None), [("meeting.date", "removed", None, "2024-05-01", None)]),
        (
            changed(actions__1__text="Mend the weir before winter comes"),
            [
                (
                    "actions.text",
                    "changed",
                    "Mend the weir before the winter comes",
                    "Mend the weir before the winter comes",
                    "Mend the weir before winter comes",
                )
            ],
        ),
        (
            changed(actions__0__leads__0__name=None),
            [("actions.leads.name", "removed", "1 Count the lamps: TO", "Tom Oakes", None)],
        ),
        (changed(attendees__0__id="p9"), []),
        (changed(attendees__0__evidence=[quote("name", "Ada Verne", 99)]), []),
        (
            changed(attendees__0__evidence=[quote("name", "Ada Verne", 12, "rule:names.own")]),
            [
                (
                    "attendees.evidence",
                    "changed",
                    "Ada Verne",
                    ["name by rule:names.full: Ada Verne"],
                    ["name by rule:names.own: Ada Verne"],
                )
            ],
        ),
    ],
)
def test_values_are_compared_field_by_field(
    tmp_path: Path, after: dict[str, Any], expected: list[tuple[Any, ...]]
) -> None:
    one, two = book(tmp_path / "a", x=record()), book(tmp_path / "b", x=after)
    found = [(c.field, c.kind, c.entry, c.before, c.after) for c in compare_books(one, two)]
    assert found == expected
    back = [(c.field, c.before, c.after) for c in compare_books(two, one)]
    assert back == [(field, after, before) for field, _, _, before, after in expected]


def test_entries_that_came_and_went_are_whole(tmp_path: Path) -> None:
    after = record()
    new = {"id": "p3", "name": "Ben Dace", "role": None}
    after["attendees"] = [after["attendees"][1], new]
    found = list(compare_books(book(tmp_path / "a", x=record()), book(tmp_path / "b", x=after)))
    assert [(c.field, c.kind, c.entry) for c in found] == [
        ("attendees", "removed", "Ada Verne"),
        ("attendees", "added", "Ben Dace"),
    ]
    assert found[1].after == new


def test_documents_and_statuses_are_compared(tmp_path: Path) -> None:
    one = book(tmp_path / "a", gone=record(), same=record(), worse=record(), bad="crashed")
    two = book(tmp_path / "b", new=record(), same=record(), worse="timeout", bad="timeout")
    found = [(c.document, c.field, c.kind, c.before, c.after) for c in compare_books(one, two)]
    assert found == [
        ("bad.txt", "status", "changed", "crashed", "timeout"),
        ("gone.txt", "document", "removed", "ok", None),
        ("new.txt", "document", "added", None, "ok"),
        ("worse.txt", "status", "changed", "ok", "timeout"),
        ("worse.txt", "record", "removed", None, None),
    ]


def test_what_is_no_book_is_told(tmp_path: Path) -> None:
    good = book(tmp_path / "a", x=record())
    with pytest.raises(UsageError, match="is no book"):
        list(compare_books(good, tmp_path))
    bad = book(tmp_path / "b", x=changed(meeting__date="2020-01-01"))
    (bad / "documents/x.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="no record"):
        list(compare_books(good, bad))


def test_the_command_prints_a_table_and_json(tmp_path: Path) -> None:
    one = book(tmp_path / "a", x=record())
    two = book(tmp_path / "b", x=changed(attendees__0__role="Chief\x1b clerk", meeting__date=None))
    shown = CliRunner().invoke(app, ["diff", str(one), str(two)])
    assert (shown.exit_code, shown.stdout.splitlines()) == (
        1,
        [
            "field             added  removed  changed",
            "attendees.role                          1",
            "meeting.date                   1         ",
            "",
            "x.txt",
            "  meeting.date removed: 2024-05-01",
            "  attendees.role changed (Ada Verne): Clerk -> Chief\ufffd clerk",
            "2 changes in 1 document",
        ],
    )
    told = json.loads(CliRunner().invoke(app, ["diff", str(one), str(two), "--json"]).stdout)
    assert told["fields"] == {
        "attendees.role": {"added": 0, "removed": 0, "changed": 1},
        "meeting.date": {"added": 0, "removed": 1, "changed": 0},
    }
    assert [change["field"] for change in told["changes"]] == ["meeting.date", "attendees.role"]
    same = CliRunner().invoke(app, ["diff", str(one), str(one)])
    assert (same.exit_code, same.stdout) == (0, "nothing changed\n")
