"""A pack from end to end: its records, the manifest, tables and database, and what becomes of it over runs."""

import csv
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from make_pack import (  # type: ignore[import-not-found]
    BOARD,
    PACKS,
    audit_minutes,
    board_pack,
    pack,
)
from regenerate import strip  # type: ignore[import-not-found]
from typer.testing import CliRunner

from minutebook import extract, extract_many
from minutebook.assemble import ungrounded
from minutebook.book.batch import extract_book
from minutebook.book.compare import compare_books
from minutebook.book.folder import read_book, read_record
from minutebook.book.relay import apply_corrections
from minutebook.cli.app import app
from minutebook.cli.batch import closing_lines, summary_table
from minutebook.corrections.make import Wish
from minutebook.export.explain import render_page
from minutebook.extraction import extract_records
from minutebook.register import build_register
from minutebook.review.desk import Desk
from minutebook.schema import Minutes

NAMES = sorted(path.name for path in PACKS.iterdir() if path.is_file())
PDF = PACKS / "wrensmoor-board-pack-2024-05-16.pdf"
STEM = PDF.stem
PARTS = [f"{STEM}#{pages}" for pages in ("p1-1", "p2-3", "p4-4", "p5-5", "p6-8", "p9-9")]


@pytest.fixture(scope="module")
def records() -> dict[str, tuple[Minutes, ...]]:
    return {name: extract_records(PACKS / name, source=name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_gives_its_expected_records(name: str, records: dict[str, tuple[Minutes, ...]]) -> None:
    whole = records[name][0]
    for stem, minutes in zip((Path(name).stem, *whole.document.parts), records[name], strict=True):
        expected = json.loads((PACKS / "expected" / f"{stem}.json").read_text("utf-8"))
        assert strip(minutes.model_dump(mode="json", by_alias=True)) == expected
        assert ungrounded(minutes) == []
    assert len(list((PACKS / "expected").glob(f"{Path(name).stem}*"))) == len(records[name])


def test_every_page_is_in_one_part_and_its_words_with_it(records: dict[str, tuple[Minutes, ...]]) -> None:
    whole, *parts = records[PDF.name]
    pages = [part.document.part_pages for part in parts]
    assert pages == [(1, 1), (2, 3), (4, 4), (5, 5), (6, 8), (9, 9)]
    assert whole.document.pages == 9
    for part in parts:
        first, last = part.document.part_pages or (0, 0)
        assert part.document.part_of == STEM
        quoted = [e.page for person in part.attendees for e in person.evidence]
        assert all(page is not None and first <= page <= last for page in quoted)


def test_people_stay_in_the_minutes_that_name_them(records: dict[str, tuple[Minutes, ...]]) -> None:
    named = {person.name for part in records[PDF.name] for person in part.attendees}
    assert {"Mirabel Pask", "Tobias Venn", "Rufus Fenwright"} <= named
    assert named.isdisjoint({"Edmund Carrow", "Lorna Thackeray"})
    kinds = [minutes.document.kind for minutes in records[PDF.name][1:]]
    assert kinds == ["agenda", "minutes", "report", "minutes", "report", "minutes"]
    assert [len(minutes.actions) for minutes in records[PDF.name][1:]] == [0, 4, 0, 1, 0, 1]


@pytest.mark.parametrize("place", [0, 1, 3, 4, 5])
def test_a_part_reads_as_the_document_alone_would(
    place: int, tmp_path: Path, records: dict[str, tuple[Minutes, ...]]
) -> None:
    file = tmp_path / "alone.pdf"
    footer, _, story = board_pack()[place]
    file.write_bytes(pack([(footer, None, story)]))
    (alone,) = extract_records(file)
    assert told(records[PDF.name][place + 1]) == told(alone)


def told(minutes: Minutes) -> Any:
    """What a record says, without the document that says it."""
    whole = strip(minutes.model_dump(mode="json", by_alias=True))
    assert isinstance(whole, dict)
    return {name: value for name, value in whole.items() if name != "document"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(PDF, folder)
    return folder


def files(book: Path) -> dict[str, bytes]:
    """Every file of a book, the seconds of its manifest aside."""
    found = {p.relative_to(book).as_posix(): p.read_bytes() for p in book.rglob("*") if p.is_file()}
    found["manifest.jsonl"] = json.dumps([{**line, "seconds": 0} for line in manifest(book)]).encode()
    return found


def manifest(book: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (book / "manifest.jsonl").read_text("utf-8").splitlines()]


def table(book: Path, name: str) -> Iterator[dict[str, str]]:
    with (book / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def test_the_book_of_a_pack(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    summary = extract_book([folder], out, jobs=0, parquet=True)
    (line,) = manifest(out)
    assert (line["source"], line["status"], line["stem"], line["pages"]) == (PDF.name, "ok", STEM, 9)
    assert line["stems"] == PARTS
    assert [part["stem"] for part in line["parts"]] == PARTS
    assert [stem for stem, _ in read_book(out)] == [STEM, *PARTS]
    assert {row["document"]: (row["part_of"], row["parts"]) for row in table(out, "documents")} == {
        STEM: ("", "; ".join(PARTS)),
        **dict.fromkeys(PARTS, (STEM, "")),
    }
    pages = [(row["first_page"], row["last_page"]) for row in table(out, "documents")]
    assert pages == [("", ""), ("1", "1"), ("2", "3"), ("4", "4"), ("5", "5"), ("6", "8"), ("9", "9")]
    with sqlite3.connect(out / "minutes.sqlite") as database:
        found = database.execute("SELECT document, count(*) FROM attendees GROUP BY 1 ORDER BY 1").fetchall()
    assert found == [(PARTS[1], 4), (PARTS[3], 3), (PARTS[5], 2)]
    assert (summary.total, summary.packs, summary.parts, summary.pages) == (1, 1, 6, 9)

    before = files(out)
    again = extract_book([folder], out, jobs=0)
    assert (again.changed, again.reused, again.parts) == (False, 1, 6)
    assert files(out) == before
    extract_book([folder], tmp_path / "other", jobs=1, parquet=True)
    assert files(tmp_path / "other") == before


def test_the_screen_shows_a_pack_and_what_is_in_it(folder: Path, tmp_path: Path) -> None:
    summary = extract_book([folder], tmp_path / "out", jobs=0)
    shown = summary_table(summary, 200)
    names, kinds = ([str(cell) for cell in column.cells] for column in shown.columns[:2])
    assert names == [STEM, "  #p1-1", "  #p2-3", "  #p4-4", "  #p5-5", "  #p6-8", "  #p9-9"]
    assert kinds == ["pack", "agenda", "minutes", "report", "minutes", "report", "minutes"]
    assert "1 pack with 6 documents inside: each has a record of its own." in list(closing_lines(summary, 1))


def test_an_edited_pack_is_split_again_and_what_went_goes(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    extract_book([folder], out, jobs=0)
    shutil.copytree(out, tmp_path / "before")
    (folder / PDF.name).write_bytes(pack(board_pack()[:4]))
    extract_book([folder], out, jobs=0)
    assert manifest(out)[0]["stems"] == PARTS[:4]
    assert {path.stem for path in (out / "documents").iterdir()} == {STEM, *PARTS[:4]}
    gone = [
        change.document for change in compare_books(tmp_path / "before", out) if change.field == "document"
    ]
    assert gone == [f"{PDF.name}#p6-8", f"{PDF.name}#p9-9"]
    # no pack any more, then nothing at all
    (folder / PDF.name).write_bytes(pack(board_pack()[1:2]))
    extract_book([folder], out, jobs=0)
    assert [path.name for path in (out / "documents").iterdir()] == [f"{STEM}.json"]
    assert "parts" not in manifest(out)[0]
    (folder / PDF.name).unlink()
    (folder / "other.txt").write_text("Minutes of the Dene Board\nPresent: Ada Finch\n", encoding="utf-8")
    extract_book([folder], out, jobs=0)
    assert [path.name for path in (out / "documents").iterdir()] == ["other.json"]


def test_a_part_that_stands_beside_its_pack_too_counts_once(folder: Path, tmp_path: Path) -> None:
    (folder / "audit.pdf").write_bytes(pack([("Audit and Risk Committee", None, audit_minutes())]))
    shutil.copy(PDF, folder / "z-copy.pdf")
    out = tmp_path / "out"
    extract_book([folder], out, jobs=0)
    audit, whole, copy = manifest(out)
    assert (audit["status"], whole["status"], copy["status"]) == ("ok", "ok", "duplicate")
    in_pack = whole["parts"][3]
    assert (in_pack["status"], in_pack["duplicate_of"]) == ("duplicate", "audit")
    assert [part["status"] for part in whole["parts"]].count("duplicate") == 1
    assert [part["duplicate_of"] for part in copy["parts"]] == [*PARTS[:3], "audit", *PARTS[4:]]
    # told again in the same way where nothing is read again
    before = files(out)
    (folder / "new.txt").write_text("Minutes of the Dene Board\nPresent: Ada Finch\n", encoding="utf-8")
    extract_book([folder], out, jobs=0)
    (folder / "new.txt").unlink()
    summary = extract_book([folder], out, jobs=0)
    assert summary.reused == 3
    assert files(out) == before


def test_a_pack_that_gets_another_stem_gets_its_parts_along(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    extract_book([folder], out, jobs=0)
    (folder / "a").mkdir()
    (folder / "a" / f"{STEM}.txt").write_text(
        "Minutes of the Dene Board\nPresent: Ada Finch\n", encoding="utf-8"
    )
    extract_book([folder], out, jobs=0)
    assert [line["stem"] for line in manifest(out)] == [STEM, f"{STEM}~2"]
    assert manifest(out)[1]["stems"] == [f"{STEM}~2#{part.partition('#')[2]}" for part in PARTS]
    assert {minutes.document.part_of for _, minutes in read_book(out)} == {None, f"{STEM}~2"}


def test_the_library_gives_the_parts_behind_the_pack() -> None:
    assert extract(PDF).document.parts == tuple(PARTS)
    given = [minutes.document.kind for minutes in extract_many([PDF])]
    assert given == ["other", "agenda", "minutes", "report", "minutes", "report", "minutes"]


def test_a_case_form_in_a_pack_keeps_the_whole_pack_out(folder: Path, tmp_path: Path) -> None:
    from make_pack import PLAIN, lines

    form = lines(
        PLAIN,
        *("Initial conference record", "Name of child: Wren Hollis", "Date of birth: 4 May 2015"),
        *("NHS number: 000 000 0000", "Home address: 2 Mill Lane", "Allocated social worker: Ro Tarn"),
    )
    documents = board_pack()
    documents.insert(4, ("Form", "Enclosure X", form))
    (folder / PDF.name).write_bytes(pack(documents))
    out = tmp_path / "out"
    extract_book([folder], out, jobs=0)
    (line,) = manifest(out)
    assert (line["status"], line["stem"]) == ("quarantined", None)
    assert "(page 6)" in line["reason"]
    assert not list((out / "documents").iterdir())
    assert b"Wren Hollis" not in b"".join(files(out).values())


def test_show_and_explain_take_every_document_of_a_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = PACKS / "wrensmoor-minutes-2024.txt"
    shown = CliRunner().invoke(app, ["show", str(file)])
    assert shown.exit_code == 0
    # A long path wraps the line.
    assert "pack of 2 documents" in " ".join(shown.output.split())
    assert "pages" not in shown.output
    assert "Tern Valley Parish Forum" in shown.output
    assert "Ternbridge Flood Action Group" in shown.output
    assert CliRunner().invoke(app, ["explain", str(file)]).exit_code == 0
    pages = sorted(path.name for path in tmp_path.iterdir())
    assert pages == [f"{file.stem}-part{number}.explain.html" for number in (1, 2)]
    assert "Nils Harker" in (tmp_path / pages[1]).read_text("utf-8")
    assert CliRunner().invoke(app, ["explain", str(file), "--out", "one.html"]).exit_code == 2
    assert not (tmp_path / "one.html").exists()


def test_the_page_of_a_part_tells_its_pages_in_the_pack(records: dict[str, tuple[Minutes, ...]]) -> None:
    shown = [render_page(minutes) for minutes in records[PDF.name][1:3]]
    assert " · page 1</p>" in shown[0]
    assert " · pages 2 to 3</p>" in shown[1]


def test_a_meddled_name_of_a_part_is_not_obeyed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    extract_book([folder], out, jobs=0)
    before = files(out)
    outside = tmp_path / "outside.json"
    shutil.move(out / "documents" / f"{PARTS[1]}.json", outside)
    written = (out / "manifest.jsonl").read_text("utf-8")
    (out / "manifest.jsonl").write_text(written.replace(PARTS[1], "../../outside"), "utf-8")
    kept = outside.read_bytes()
    summary = extract_book([folder], out, jobs=0)
    assert (summary.reused, outside.read_bytes()) == (0, kept)
    assert files(out) == before


def test_a_pack_itself_is_no_board_and_no_task(folder: Path, tmp_path: Path) -> None:
    out, tasks = tmp_path / "out", tmp_path / "tasks.json"
    extract_book([folder], out, jobs=0)
    register = build_register(out)
    assert {body.name for body in register.bodies} == {
        "Wrensmoor Wellbeing Partnership Board",
        "Wrensmoor Audit and Risk Committee",
        "Wrensmoor Quality Committee",
    }
    assert sorted(meeting.document for meeting in register.meetings) == PARTS
    assert CliRunner().invoke(app, ["corrections", str(out), "--to-label-studio", str(tasks)]).exit_code == 0
    assert [task["data"]["document"] for task in json.loads(tasks.read_text("utf-8"))] == PARTS


def test_what_was_corrected_in_one_part_stays_in_it(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    shutil.copy(PACKS / "wrensmoor-minutes-2024.txt", folder / "forum.txt")
    extract_book([folder], out, jobs=0)
    desk = Desk(out, by="tester")
    handle = desk.document("forum#part2")["sections"]["attendees"][1]["handle"]
    desk.wish("forum#part2", [Wish(op="change", handle=handle, field="name", value="Priya Sandall")])
    desk.close()
    apply_corrections(out)
    assert names(out, "forum#part2") == ["Nils Harker", "Priya Sandall", "Hester Vance"]
    before = files(out)
    assert extract_book([folder], out, jobs=0).reused == 1
    assert files(out) == before
    # The corrections follow the bytes: to the same part of the pack under another stem, and to no other part.
    (folder / "forum.txt").rename(folder / "pasted.txt")
    extract_book([folder], out, jobs=0)
    assert names(out, "pasted#part2") == ["Nils Harker", "Priya Sandall", "Hester Vance"]
    told = [(part["stem"], part.get("corrections") is not None) for part in manifest(out)[0]["parts"]]
    assert told == [("pasted#part1", False), ("pasted#part2", True)]


def names(book: Path, stem: str) -> list[str]:
    return [person.name for person in read_record(book / "documents" / f"{stem}.json").attendees]


def test_a_title_that_two_documents_share_is_no_running_head(tmp_path: Path) -> None:
    file = tmp_path / "short.pdf"
    file.write_bytes(pack(board_pack()[:2]))
    _, first, last = extract_records(file)
    assert [part.document.kind for part in (first, last)] == ["agenda", "minutes"]
    assert [part.meeting and part.meeting.body for part in (first, last)] == [BOARD, BOARD]
