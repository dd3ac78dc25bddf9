"""A book's themes as tables, from the command line and from Python: keys, filters, another vocabulary, faults."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

import minutebook
from minutebook.cli.app import app
from minutebook.export.frames import unguard
from minutebook.themes.boards import decimal_year, period

COLUMNS = ["document", "agenda_item", "parent", "title", "theme", "mentions", "share", "evidence"]


def study(book: Path, out: Path, *more: str) -> str:
    command = ["themes", str(book), "--out", str(out), "--no-pictures", "--jobs", "1", *more]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    return done.output


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def out(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    study(archive, folder, "--methods", "--parquet")
    return folder


def test_item_themes_are_as_the_scorer_reads_them_and_point_at_their_words(archive: Path, out: Path) -> None:
    found = rows(out / "item_themes.csv")
    assert list(found[0])[:8] == COLUMNS
    keys = [(row["document"], row["item_id"], row["theme"]) for row in found]
    assert len(set(keys)) == len(keys)
    records = dict(minutebook.read_book(archive))
    for row in found[:50]:
        text = records[row["document"]].document_text
        places = row["evidence"].split("; ")
        assert len(places) == int(row["mentions"])
        for place in places:
            span, words = place.split(" ", 1)
            start, end = map(int, span.split("-"))
            assert text[start:end] == unguard(words)


def test_outcomes_point_at_their_words_and_actions_add_up(archive: Path, out: Path) -> None:
    found = rows(out / "outcome_themes.csv")
    records = dict(minutebook.read_book(archive))
    for row in found[:50]:
        record = records[row["document"]]
        entry = next(e for e in (*record.actions, *record.decisions) if e.id == row["id"])
        span = row["evidence"].split(" ", 1)[0]
        start, end = map(int, span.split("-"))
        assert record.document_text[start:end].casefold() in entry.text.casefold()
    told = sum(row["kind"] == "action" for row in found)
    assert told == sum(int(row["actions"]) for row in rows(out / "meeting_themes.csv")) > 0


def test_meeting_themes_add_up(out: Path) -> None:
    items = rows(out / "item_themes.csv")
    meetings = rows(out / "meeting_themes.csv")
    for row in meetings[:200]:
        own = [i for i in items if i["document"] == row["document"] and i["theme"] == row["theme"]]
        assert int(row["items"]) == len(own)
        assert int(row["mentions"]) == sum(int(i["mentions"]) for i in own)
        assert float(row["item_share"]) == pytest.approx(len(own) / int(row["all_items"]), abs=1e-6)


def test_planted_differences_are_told(out: Path) -> None:
    differences = {(r["group"], r["theme"]): r["verdict"] for r in rows(out / "differences.csv")}
    board = next(g for g, t in differences if t == "exploitation" and differences[g, t] == "more")
    assert board.endswith("Safeguarding Children Partnership")
    assert {t for (g, t), v in differences.items() if v == "more" and g == board} == {"exploitation"}
    trends = {(r["group"], r["theme"]): r["verdict"] for r in rows(out / "trends.csv")}
    assert trends["all boards", "mental_health"] == "rising"
    assert "drone" in {r["term"] for r in rows(out / "candidates.csv")}


def test_similar_items_are_of_other_boards(out: Path) -> None:
    found = rows(out / "similar.csv")
    assert found
    assert all(row["body"] != row["other_body"] and 0.25 <= float(row["likeness"]) <= 1.0001 for row in found)


def test_methods_name_versions_and_parameters(out: Path) -> None:
    text = (out / "methods.md").read_text("utf-8")
    assert "12 boards" in text
    assert "taken were" not in text
    assert minutebook.__version__ in text
    assert "bootstrap" in text
    assert "{{" not in text


def test_parquet_holds_the_same(out: Path) -> None:
    import pandas

    frame = pandas.read_parquet(out / "item_themes.parquet")
    assert len(frame) == len(rows(out / "item_themes.csv"))


def test_frames_are_the_tables(archive: Path, out: Path) -> None:
    frames = minutebook.Book(archive).themes()
    assert len(frames["items"]) == len(rows(out / "item_themes.csv"))
    assert list(frames["meetings"].columns) == list(rows(out / "meeting_themes.csv")[0])
    few = minutebook.Book(archive).themes(since="2020", until="2020-12")["meetings"]
    assert set(few["period"]) == {"2020"}


def test_filters_narrow_and_an_empty_choice_is_told(archive: Path, tmp_path: Path) -> None:
    filters = ("--body", "adults", "--theme", "self_neglect", "--since", "2018", "--by", "year")
    study(archive, tmp_path, *filters, "--methods")
    methods = " ".join((tmp_path / "methods.md").read_text("utf-8").split())
    assert "taken were meetings of boards with adults in their name, from 2018 on." in methods
    assert "were the themes Self-neglect and hoarding." in methods
    assert {row["theme"] for row in rows(tmp_path / "differences.csv")} == {"self_neglect"}
    assert all("Adults" in row["body"] for row in rows(tmp_path / "meeting_themes.csv"))
    wrong = [
        ("--body", "nowhere"),
        ("--theme", "nothing"),
        ("--since", "last year"),
        ("--themes", "none.yaml"),
    ]
    for name, value in wrong:
        done = CliRunner().invoke(app, ["themes", str(archive), "--out", str(tmp_path), name, value])
        assert done.exit_code == 2, name
        assert "Traceback" not in done.output


def test_another_vocabulary_takes_the_place_of_the_one_that_ships(archive: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "themes:\n- {id: flight, title: Flight, terms: [drone], examples: [drones], rejects: [droning]}\n",
        "utf-8",
    )
    study(archive, tmp_path / "out", "--themes", str(own), "--no-similar")
    assert {row["theme"] for row in rows(tmp_path / "out" / "meeting_themes.csv")} == {"flight"}
    assert rows(tmp_path / "out" / "item_themes.csv")


def test_a_folder_of_rules_may_hold_the_only_themes_for_extraction_too(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    theme = "{id: flight, title: Flight, terms: [drone], examples: [drones], rejects: [droning]}"
    (own / "mine.yaml").write_text(f"only_themes: true\nthemes:\n- {theme}\n", "utf-8")
    minutes = tmp_path / "minutes.txt"
    minutes.write_text(
        "Ambermoor Board\nMinutes of the meeting held on 4 March 2024\n\nPresent:\nAda Verne (Chair)\n\n"
        "1. Welcome\nThe Chair welcomed members.\n\n2. Harbour\nDrones were seen, and neglect was spoken of.\n",
        "utf-8",
    )
    book = tmp_path / "book"
    done = CliRunner().invoke(app, ["extract", str(minutes), "--out", str(book), "--rules", str(own)])
    assert done.exit_code in (0, 1), done.output
    (record,) = (record for _, record in minutebook.read_book(book))
    assert [item.themes for item in record.agenda_items] == [(), ("flight",)]
    study(book, tmp_path / "out", "--rules", str(own))
    assert [row["theme"] for row in rows(tmp_path / "out" / "item_themes.csv")] == ["flight"]


def test_regions_are_those_of_the_researchers_table(archive: Path, tmp_path: Path) -> None:
    bodies = sorted({str(r.meeting.body) for _, r in minutebook.read_book(archive) if r.meeting})
    table = tmp_path / "boards.csv"
    lines = [f"{body.upper()},{'North' if n % 2 else 'South'}" for n, body in enumerate(bodies[:-1])]
    table.write_text("\n".join(["body,region", *lines]), "utf-8")
    said = study(archive, tmp_path / "out", "--by", "region", "--boards", str(table), "--no-similar")
    assert f"boards.csv does not list {bodies[-1]}" in said
    found = rows(tmp_path / "out" / "meeting_themes.csv")
    assert {row["region"] for row in found} == {"North", "South", "not known"}
    assert {row["group"] for row in rows(tmp_path / "out" / "differences.csv")} == {
        "North",
        "South",
        "not known",
    }
    none = CliRunner().invoke(app, ["themes", str(archive), "--out", str(tmp_path), "--by", "region"])
    assert none.exit_code == 2
    assert "--boards" in none.output


def test_the_same_book_gives_the_same_bytes(archive: Path, out: Path, tmp_path: Path) -> None:
    study(archive, tmp_path, "--methods")
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (out / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    ("date", "over", "given"),
    [("2023-09-22", "year", "2023"), ("2023-09-22", "quarter", "2023-Q3"), ("2023-09", "month", "2023-09"),
     ("2023", "month", None), (None, "year", None)],
)  # fmt: skip
def test_periods(date: str | None, over: str, given: str | None) -> None:
    assert period(date, over) == given  # type: ignore[arg-type]


def test_years_as_numbers() -> None:
    assert decimal_year("2024-01-01") == 2024
    assert decimal_year("2024-07-01") == 2024.5
    assert decimal_year("2024") == 2024.5
    assert decimal_year(None) is None
