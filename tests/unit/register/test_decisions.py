"""A person's decisions: how `merges.csv` is read, that it wins, lasts over re-extraction and is told when lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from made_meetings import action, groups, joined, meeting, organisation, person, write_book

from minutebook.errors import UsageError
from minutebook.register import build_register, write_register
from minutebook.register.decisions import COLUMNS, Decision, key_of, read_decisions

LINES = [
    ["kind", "a", "b", "decision", "note"],
    ["person", "2021-03-01/p1: Zoë Vane", "2021-06-01/p1: Z Vane", "same", "asked her, she said: yes"],
    ["thread", "2021-03-01/a1: =1+1", "2021-06-01/a2: Mend", "not_same", ""],
    ["organisation", "2021-03-01/o1: TVH", "2021-06-01/o2: Tarn", "", "not yet decided"],
]
READ = (
    Decision(2, "person", "2021-03-01/p1: Zoë Vane", "2021-06-01/p1: Z Vane", same=True),
    Decision(3, "thread", "2021-03-01/a1: =1+1", "2021-06-01/a2: Mend", same=False),
)


def table(delimiter: str = ",", lines: list[list[str]] | None = None) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(lines or LINES)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        table().encode(),
        b"\xef\xbb\xbf" + table().encode(),
        table(";").encode("cp1252"),
        table("\t").encode(),
        table().replace("\r\n", "\n").encode(),
        table(lines=[[*line[::-1], "more"] for line in LINES]).encode(),
        table().replace("same,", "Same ,").replace("not_same", "NOT SAME").encode(),
    ],
    ids=["plain", "mark", "Excel in Windows", "tabs", "OpenRefine", "columns in another order", "letters"],
)
def test_merges_are_read_as_spreadsheets_save_them(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "merges.csv").write_bytes(content)
    assert read_decisions(tmp_path / "merges.csv") == READ


def test_without_the_file_nothing_is_decided(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "merges.csv") == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["person", "a", "b", "perhaps", ""], "line 2: the decision 'perhaps'"),
        (["people", "a", "b", "same", ""], "line 2: the kind 'people'"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: list[str], words: str) -> None:
    (tmp_path / "merges.csv").write_text(table(lines=[list(COLUMNS), line]), "utf-8")
    with pytest.raises(UsageError, match=words):
        read_decisions(tmp_path / "merges.csv")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "merges.csv").write_text("kind,a,b\nperson,x,y\n", "utf-8")
    with pytest.raises(UsageError, match="no column decision"):
        read_decisions(tmp_path / "merges.csv")


MARCH = meeting(
    "2021-03-01",
    people=[person("Moira Tewson", "Marlshire Police", "Sergeant")],
    organisations=[organisation("Tarn Valley Homes")],
    actions=[action("Mend the pump at the lower weir", "Moira Tewson")],
)
JUNE = meeting(
    "2021-06-01",
    people=[person("Moira Tewson", "Marlshire Police", "Sergeant"), person("Mo Lark")],
    organisations=[organisation("Tarn Valley Homes"), organisation("The Lettings Arm")],
    actions=[
        action("Mend the pump at the lower weir", carried=True),
        action("Get the thing at the bottom seen to", carried=True),
    ],
)
KINDS = [
    ("person", "p1: Moira Tewson", "p1: Moira Tewson", "p2: Mo Lark", "people"),
    ("organisation", "o1: Tarn Valley Homes", "o1: Tarn Valley Homes", "o2: The Lettings Arm", "organisations"),
    ("thread", "a1: Mend the pump at the lower weir", "a1: Mend the pump at the lower weir",
     "a2: Get the thing at the bottom seen to", "threads"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "first", "like", "unlike", "entries"), KINDS, ids=[k[0] for k in KINDS])
def test_decisions_win(kind: str, first: str, like: str, unlike: str, entries: str) -> None:
    a, b, c = f"2021-03-01/{first}", f"2021-06-01/{like}", f"2021-06-01/{unlike}"
    ids = [key.partition(":")[0] for key in (a, b, c)]
    plain = groups(getattr(joined(MARCH, JUNE), entries))
    assert plain == {frozenset(ids[:2]), frozenset(ids[2:])}
    apart = Decision(2, kind, a, b, same=False)  # type: ignore[arg-type]
    assert groups(getattr(joined(MARCH, JUNE, decisions=(apart,)), entries)) == {frozenset({i}) for i in ids}
    same = Decision(3, kind, c, a, same=True)  # type: ignore[arg-type]
    both = groups(getattr(joined(MARCH, JUNE, decisions=(apart, same)), entries))
    assert both == {frozenset({ids[0], ids[2]}), frozenset({ids[1]})}


def test_two_bodies_that_a_person_joins_are_one() -> None:
    records = (MARCH, {**JUNE, "meeting": {"body": "The Weir Circle", "date": "2021-06-01"}})
    keys = [f"{body.key}" for body in joined(*records).bodies]
    found = joined(*records, decisions=(Decision(2, "body", keys[0], keys[1], same=True),))
    assert [body.meetings for body in found.bodies] == [("2021-03-01", "2021-06-01")]
    assert not found.findings or {f.code for f in found.findings} <= {"no_lead"}


def test_two_bodies_that_a_person_keeps_apart_are_two() -> None:
    people = [person(f"{first} Tewson-{first}") for first in ("Moira", "Idris", "Ann", "Priti")]
    records = (
        meeting("2021-03-01", body="Tarn Flood Board", people=people),
        meeting("2021-06-01", body="Tarn Flood Bord", people=people),
    )
    assert len(joined(*records).bodies) == 1
    keys = "2021-03-01/meeting: Tarn Flood Board", "2021-06-01/meeting: Tarn Flood Bord"
    assert len(joined(*records, decisions=(Decision(2, "body", *keys, same=False),)).bodies) == 2


@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize(("kind", "first", "like", "unlike", "entries"), KINDS, ids=[k[0] for k in KINDS])
def test_what_was_decided_about_a_draft_holds_for_the_approved_minutes(
    kind: str, first: str, like: str, unlike: str, entries: str, same: bool
) -> None:
    approved = {**JUNE, "stem": "2021-06-01-approved",
                "document": {**JUNE["document"], "standing": "approved", "sha256": "0"}}  # fmt: skip
    other = unlike if same else like
    told = Decision(2, kind, f"2021-03-01/{first}", f"2021-06-01/{other}", same=same)  # type: ignore[arg-type]
    found = joined(MARCH, JUNE, approved, decisions=(told,))
    assert [m.document for m in found.meetings if not m.counted] == ["2021-06-01"]
    pair = {f"2021-03-01/{first.partition(':')[0]}", f"2021-06-01-approved/{other.partition(':')[0]}"}
    assert any(pair <= group for group in groups(getattr(found, entries))) is same


def test_decisions_last_when_the_records_are_extracted_again(tmp_path: Path) -> None:
    """Entries that came before have moved the ids on, and a text reads a little differently."""
    keys = (key_of("2021-03-01", "a1", MARCH["actions"][0]["text"]),
            key_of("2021-06-01", "a2", JUNE["actions"][1]["text"]))  # fmt: skip
    (tmp_path / "merges.csv").write_text(
        table(lines=[list(COLUMNS), ["thread", *keys, "same", ""], ["person", "2021-03-01/p1: Moira Tewson",
              "2021-06-01/p2: Mo Lark", "same", ""]]), "utf-8",
    )  # fmt: skip
    again = meeting(
        "2021-06-01",
        people=[person("Ann Orr"), person("Moira Tewson", "Marlshire Police", "Sergeant"), person("Mo Lark")],
        actions=[
            action("Count the sandbags", carried=True),
            action("Get the thing at the bottom seen to.", carried=True),
        ],
    )
    for june, moved in ((JUNE, "2021-06-01/a2"), (again, "2021-06-01/a2")):
        register = build_register(write_book(tmp_path, MARCH, june))
        assert any({"2021-03-01/a1", moved} <= group for group in groups(register.threads))
        lark = next(p for p in register.people if "Mo Lark" in (p.name, *p.aliases))
        assert "Moira Tewson" in (lark.name, *lark.aliases)
        assert "stale_decision" not in {finding.code for finding in register.findings}


def test_the_doubtful_pairs_filled_in_are_the_decisions(tmp_path: Path) -> None:
    records = [
        meeting("2021-03-01", people=[person("Moira Tewson"), person("Magnus Tewson")]),
        meeting("2021-06-01", people=[person("M Tewson")]),
    ]
    book = write_book(tmp_path, *records)
    write_register(build_register(book), book)
    text = (book / "doubtful.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {(row["kind"], row["decision"], row["now"]) for row in rows} == {("person", "", "not_same")}
    for row in rows:
        row["decision"] = "same" if "Magnus" in row["a_shown"] + row["b_shown"] else "not same"
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    (book / "merges.csv").write_text(out.getvalue(), "cp1252")
    decided = build_register(book)
    assert groups(decided.people) == {
        frozenset({"2021-03-01/p1"}),
        frozenset({"2021-03-01/p2", "2021-06-01/p1"}),
    }
    assert decided.doubts == ()


def test_a_cell_that_would_run_as_a_formula_is_guarded_and_read_back(tmp_path: Path) -> None:
    records = [
        meeting("2021-03-01", people=[person("Moira Tewson"), person("Magnus Tewson")]),
        {**meeting("2021-06-01", people=[person("M Tewson")]), "stem": "=2021-06-01"},
    ]
    book = write_book(tmp_path, *records)
    write_register(build_register(book), book)
    text = (book / "doubtful.csv").read_bytes().decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]
    rows = list(csv.DictReader(io.StringIO(text)))
    lines = [[r["kind"], r["a"], r["b"], "same" if "Moira" in r["a"] + r["b"] else "", ""] for r in rows]
    (book / "merges.csv").write_text(table(lines=[list(COLUMNS), *lines]), "utf-8")
    assert frozenset({"2021-03-01/p1", "=2021-06-01/p1"}) in groups(build_register(book).people)
