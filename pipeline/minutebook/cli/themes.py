"""Carries out `minutebook themes`: reads a book, compares, writes tables, pictures and a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from minutebook.cli.boundary import DONE
from minutebook.errors import UsageError
from minutebook.export.visible import in_one_line

if TYPE_CHECKING:
    from minutebook.themes.boards import By, Over
    from minutebook.themes.compare import Results
    from minutebook.themes.reading import Asked, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to compare and to write. `only` are the ids of themes to compare, all where it is empty."""

    by: By
    over: Over
    only: tuple[str, ...] = ()
    boards: Path | None = None
    parquet: bool = False
    methods: bool = False
    pictures: bool = True
    similar: bool = True


def study_book(source: Source, asked: Asked, out: Path, wanted: Wanted) -> int:
    """Write the study of a book into `out`; the exit code.

    Raises UsageError where the folder is no book, a theme is none or a file cannot be written.
    """
    from minutebook.themes.boards import load_boards
    from minutebook.themes.compare import collect, compare, write_results
    from minutebook.themes.needed import require_libraries

    require_libraries()
    rulebook = source.rulebook
    unknown = set(wanted.only).difference(theme.id for theme in rulebook.themes)
    if unknown:
        known = ", ".join(theme.id for theme in rulebook.themes)
        raise UsageError(f"no theme {', '.join(sorted(unknown))} in the vocabulary; it has {known}")
    if wanted.by == "region" and wanted.boards is None:
        raise UsageError("no minutes say their region: give --boards FILE, a CSV of body, kind and region")
    boards = load_boards(source.book, rulebook, wanted.boards)
    try:
        out.mkdir(parents=True, exist_ok=True)
        study = collect(source, boards, asked, over=wanted.over, out=out, parquet=wanted.parquet)
        if not study.stems:
            raise UsageError("no minutes are left to study: the filters take none of them")
        results = compare(study, source, by=wanted.by, themes=wanted.only)
        write_results(results, out, parquet=wanted.parquet)
        _write_more(results, source, asked, out, wanted)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}") from error
    if wanted.boards is not None:
        missing = [body for body in sorted(set(study.bodies)) if not boards.lists(body)]
        if missing:
            typer.echo(in_one_line(f"{wanted.boards} does not list {'; '.join(missing)}"), err=True)
    for line in closing_lines(results, out, wanted):
        typer.echo(in_one_line(line) if not line.startswith("  ") else "  " + in_one_line(line))
    return DONE


def _write_more(results: Results, source: Source, asked: Asked, out: Path, wanted: Wanted) -> None:
    from minutebook.themes.candidates import CANDIDATES, candidate_rows
    from minutebook.themes.methods import methods
    from minutebook.themes.similar import SIMILAR, similar_rows
    from minutebook.themes.tables import write_table

    write_table(CANDIDATES, candidate_rows(results.candidates), out, parquet=wanted.parquet)
    if wanted.similar:
        write_table(SIMILAR, similar_rows(results.study, source), out, parquet=wanted.parquet)
    if wanted.pictures:
        from minutebook.themes.figures import write_figures
        from minutebook.themes.page import write_page
        from minutebook.themes.pictures import pictures

        figures = pictures(results)
        write_figures(figures, out / "figures")
        write_page(results, figures, source, out / "themes.html")
    if wanted.methods:
        (out / "methods.md").write_text(methods(results, source, asked), encoding="utf-8")


def closing_lines(results: Results, out: Path, wanted: Wanted) -> Iterator[str]:
    """How much was read, what was found, where to look."""
    study = results.study
    counted = ((len(study.stems), "meeting"), (len(set(study.bodies)), "board"), (len(study.themes), "theme"))
    yield ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counted)
    for name, verdicts in (
        ("differences", Counter(d.verdict for d in results.differences)),
        ("trends", Counter(t.verdict for t in results.trends)),
    ):
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
        yield f"  {name}: {told or 'nothing to compare'}"
    candidates = len(results.candidates)
    yield f"  terms: {results.terms.apart} tell groups apart; {candidates} candidates for a theme"
    page = [str(out / "themes.html")] if wanted.pictures else []
    tables = [str(out / name) for name in ("differences.csv", "trends.csv", "item_themes.csv")]
    yield f"Look at {', '.join(page + tables)}."
