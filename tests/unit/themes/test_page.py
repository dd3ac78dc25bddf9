"""Pictures and the page: everything in one file, every link leads somewhere, the same study the same bytes."""

from __future__ import annotations

import base64
import re
import warnings
from pathlib import Path

import pytest
from typer.testing import CliRunner

from minutebook.cli.app import app

FIGURES = ("boards-by-themes", "trends", "distinctive-terms", "together")


@pytest.fixture(scope="module")
def out(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(archive, tmp_path_factory.mktemp("pictures"))


def draw(archive: Path, folder: Path) -> Path:
    command = ["themes", str(archive), "--out", str(folder), "--no-similar", "--jobs", "1"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    return folder


def test_figures_are_vector_and_raster_of_print_size_with_their_data(out: Path) -> None:
    for name in FIGURES:
        svg = (out / "figures" / f"{name}.svg").read_text("utf-8")
        assert "<svg" in svg
        assert "#010203" not in svg, "ink is settled"
        png = (out / "figures" / f"{name}.png").read_bytes()
        assert int.from_bytes(png[16:20], "big") == pytest.approx(7.09 * 300, abs=2)
        assert (out / "figures" / f"{name}.csv").read_text("utf-8-sig").count("\n") > 1


def test_the_page_holds_all_it_needs(out: Path) -> None:
    page = (out / "themes.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    loaded = re.findall(r'(?:src|xlink:href|href)="([^"#][^"]*)"', page)
    assert all(address.startswith("data:") for address in loaded), loaded[:3]
    assert "prefers-color-scheme: dark" in page
    assert "currentColor" in page


def test_every_number_leads_to_passages(out: Path) -> None:
    page = (out / "themes.html").read_text("utf-8")
    ids = re.findall(r'\sid="([^"]+)"', page)
    links = re.findall(r'<td><a id="n-([^"]+)" href="#([^"]+)"', page)
    # Shares of boards and of years, terms, pairs of themes.
    assert {link[0] for link, _ in links} == {"p", "t", "w", "c"}
    assert all(mark == link for mark, link in links)
    assert {link for link, _ in links} <= set(ids)
    # A number other than nought leads somewhere; log-odds and intervals are made of counts that do.
    assert not re.search(r"<td>[1-9]\d*%?</td>", page)
    planted = re.search(r'id="(p-0-exploitation)".*?<mark>(.*?)</mark>', page, re.DOTALL)
    assert planted is not None
    assert planted[2].casefold() in ("county lines", "nrm", "exploitation")


def test_ids_are_one_of_a_kind_outside_drawings(out: Path) -> None:
    page = re.sub(r"<svg.*?</svg>", "", (out / "themes.html").read_text("utf-8"), flags=re.DOTALL)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)


def test_data_can_be_downloaded_from_the_page(out: Path) -> None:
    page = (out / "themes.html").read_text("utf-8")
    given = re.findall(r'download="([\w-]+)\.csv" href="data:text/csv;charset=utf-8;base64,([^"]+)"', page)
    assert {name for name, _ in given} >= set(FIGURES)
    for name, content in given:
        text = base64.b64decode(content).decode("utf-8-sig")
        assert text == (out / "figures" / f"{name}.csv").read_bytes().decode("utf-8-sig")


def test_the_same_study_gives_the_same_bytes(archive: Path, out: Path, tmp_path: Path) -> None:
    again = draw(archive, tmp_path)
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        assert path.read_bytes() == (again / path.relative_to(out)).read_bytes(), path.name


def test_words_of_documents_are_no_markup(tmp_path: Path) -> None:
    import json

    import theme_archive

    book = tmp_path / "book"
    theme_archive.write_archive(book, boards=1, meetings=2)
    for path in (book / "documents").iterdir():
        record = json.loads(path.read_text("utf-8"))
        record["meeting"]["body"] = "<b>Board</b> 会 $\\x$ \x0b"
        path.write_text(json.dumps(record), "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        out = draw(book, tmp_path / "out")
    page = (out / "themes.html").read_text("utf-8")
    assert "<b>Board" not in page
