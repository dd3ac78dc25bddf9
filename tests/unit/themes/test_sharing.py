"""A book to share: every mention in generated minutes is known, so what is hidden can be counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from minutebook.assemble import verify
from minutebook.book.folder import read_book
from minutebook.cli.app import app
from minutebook.export.records import check_record
from minutebook.nlp import load_reader
from minutebook.register import build_register
from minutebook.rulebook import load_rulebook
from minutebook.themes.people_forms import NOBODY, Codes, Forms, Known, people_of
from minutebook.themes.pseudonyms import Disguise


@pytest.fixture(scope="module")
def shared(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("share")
    done = CliRunner().invoke(app, ["themes", str(archive), "--pseudonymise", "--out", str(folder / "book")])
    assert done.exit_code == 0, done.output
    assert "not anonymous" in done.output
    return folder / "book", folder / "book-key.csv"


def test_mentions_are_hidden(archive: Path) -> None:
    """At least 99 of 100 mentions of listed people, 97 of all people; nothing else."""
    codes = Codes()
    people, own = people_of(build_register(archive), codes)
    truth = json.loads((archive / "truth.json").read_text("utf-8"))["mentions"]
    hidden, every, loose = {True: 0, False: 0}, {True: 0, False: 0}, 0
    for stem, minutes in list(read_book(archive))[::4]:
        mine = {a.id: own[stem, a.id] for a in minutes.attendees}
        disguise = Disguise(minutes, people[stem], mine, codes, load_rulebook(), load_reader())
        found = disguise.hidden(minutes.document_text)
        for start, end, _, listed in truth[stem]:
            every[listed] += 1
            hidden[listed] += any(h.start <= start and end <= h.end for h in found)
        loose += sum(not any(h.start < m[1] and m[0] < h.end for m in truth[stem]) for h in found)
    assert hidden[True] >= 0.99 * every[True]
    assert sum(hidden.values()) >= 0.97 * sum(every.values())
    assert loose <= 0.01 * sum(every.values())


def test_the_shared_book_is_a_book_whose_quotes_hold(shared: tuple[Path, Path], archive: Path) -> None:
    book, key = shared
    original = list(read_book(archive))
    for (_, minutes), (_, before) in zip(read_book(book), original, strict=True):
        verify(minutes)
        check_record(minutes)
        dumped = minutes.model_dump_json().casefold()
        assert all(person.name.casefold() not in dumped for person in before.attendees)
        assert all(person.honorific is None for person in minutes.attendees)
    listed = key.read_text("utf-8-sig")
    assert original[0][1].attendees[0].name in listed
    assert not (book / key.name).exists()
    assert key.stat().st_mode & 0o077 == 0


def test_one_person_is_one_code_over_meetings_and_runs(
    shared: tuple[Path, Path], archive: Path, tmp_path: Path
) -> None:
    book, key = shared
    codes = [minutes.attendees[0].name for _, minutes in list(read_book(book))[:12]]
    assert len(set(codes)) == 1
    again = tmp_path / "again"
    command = ["themes", str(archive), "--pseudonymise", "--out", str(again), "--key", str(key)]
    assert CliRunner().invoke(app, command).exit_code == 0
    for path in sorted((book / "documents").iterdir())[:5]:
        assert path.read_bytes() == (again / "documents" / path.name).read_bytes()


def test_a_key_inside_the_book_and_a_full_folder_are_refused(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["themes", str(archive), "--pseudonymise", "--out", str(out)]
    assert CliRunner().invoke(app, [*command, "--key", str(out / "key.csv")]).exit_code == 2
    out.mkdir()
    (out / "mine.txt").write_text("kept", "utf-8")
    assert CliRunner().invoke(app, command).exit_code == 2


ADA = Known("Person-0001", ("Ada Verne", "A Verne"), ("AV",))
TOM = Known("Person-0002", ("Tom Verne",), ("TV",))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada Verne spoke", "Person-0001 spoke"),
        ("Dr Ada Verne’s view", "Person-0001’s view"),
        ("ADA VERNE", "Person-0001"),
        ("AV/TV to act", "Person-0001/Person-0002 to act"),
        ("Ada and A. Verne", "Person-0001 and Person-0001"),
        ("Verne, Ada", "Person-0001"),
        ("Ms Verne spoke", f"{NOBODY} spoke"),
        ("AVENUE and adage", "AVENUE and adage"),
    ],
)
def test_forms_of_a_name(text: str, shown: str) -> None:
    forms = Forms()
    forms.person(ADA, here=True)
    forms.person(TOM, here=True)
    pattern = forms.pattern(["Dr", "Ms"], ["may"])
    assert pattern is not None
    assert pattern.sub(lambda found: forms.code(found["form"]), text) == shown


def test_a_name_that_is_a_month_is_left_beside_a_number() -> None:
    forms = Forms()
    forms.person(Known("Person-0003", ("May Orme",)), here=True)
    pattern = forms.pattern(["Dr"], ["may"])
    assert pattern is not None
    assert pattern.sub("X", "4 May 2024, and May said") == "4 May 2024, and X said"
