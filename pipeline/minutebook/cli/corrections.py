"""Carries out `minutebook corrections`: lists what people put right, writes it into the book or as gold."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from minutebook.cli.boundary import ATTENTION, DONE
from minutebook.export.visible import in_one_line

if TYPE_CHECKING:
    from minutebook.corrections.lay import Laid, Overlay


def list_corrections(book: Path, *, everything: bool) -> int:
    """Print what became of the corrections of each document; the exit code is 1 where some are doubtful."""
    from minutebook.book.overlays import corrected_documents, orphans

    counts: Counter[str] = Counter()
    reviewed = 0
    for stem, overlay, unreadable in corrected_documents(book):
        counts.update(one.state for one in overlay.laid)
        counts["doubtful"] += len(unreadable)
        reviewed += overlay.done
        typer.echo(in_one_line(f"{stem}: {_counted(overlay)}"))
        for bad in unreadable:
            typer.echo(in_one_line(f"  doubtful: line {bad.line} cannot be read: {bad.words}"))
        for one in overlay.laid:
            if everything or one.state == "doubtful":
                typer.echo(in_one_line("  " + " ".join(_told(one))))
    for lost in orphans(book):
        counts["doubtful"] += 1
        typer.echo(in_one_line(f"doubtful: its document is not in the book any more: {lost.line()}"))
    total = sum(counts.values())
    typer.echo(
        f"{total} corrections: {counts['applied']} applied, {counts['agreed']} no longer needed, "
        f"{counts['doubtful']} doubtful, {counts['undone']} undone; {reviewed} documents reviewed"
    )
    return ATTENTION if counts["doubtful"] else DONE


def apply_to_book(book: Path) -> int:
    """Write the corrections into the book's records, tables and database; the exit code."""
    from minutebook.book.relay import apply_corrections

    summary = apply_corrections(book)
    said = "written" if summary.changed else "nothing was changed: they are in it already"
    typer.echo(in_one_line(f"{book}: {summary.total} documents, {said}"))
    return DONE


def write_gold(book: Path, folder: Path, *, everything: bool, folders: Sequence[Path] = ()) -> int:
    """Write a gold file for each reviewed document, or for each corrected one, and their list; the exit code.

    The list names the documents from the folder that holds `folder`, as `make evaluate` and `make train` read
    them; a document that is not where it was read, or is part of a pack, has no line in it.
    """
    from minutebook.book.overlays import corrected_documents, recorded
    from minutebook.corrections.gold import LISTING, listing_row, to_gold, write_listing
    from minutebook.review.sources import Sources

    folder.mkdir(parents=True, exist_ok=True)
    outcomes, sources = recorded(book), Sources(book, folders)
    written = left = 0
    rows: dict[str, dict[str, str]] = {}
    for stem, overlay, _ in corrected_documents(book):
        if not (overlay.done or everything):
            left += 1
            continue
        (folder / f"{stem}.json").write_text(to_gold(overlay.minutes), encoding="utf-8", newline="\n")
        written += 1
        path = None if overlay.minutes.document.part_of else sources.find(outcomes[stem])
        if path is not None:
            rows[stem] = listing_row(stem, overlay.minutes, _from(folder.resolve().parent, path.resolve()))
    write_listing(folder, rows)
    typer.echo(in_one_line(f"gold files written to {folder}: {written}"))
    if len(rows) < written:
        typer.echo(
            f"without a line in {LISTING}, for they are parts, or --documents must say where they lie, for "
            f"they are not to be found: {written - len(rows)}"
        )
    if left:
        typer.echo(f"left out, for nobody said that all of it is right (--all writes them): {left}")
    return DONE


def _from(folder: Path, path: Path) -> str:
    """A path as seen from a folder; as it is where they lie on different drives."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.as_posix()


def write_labelling(book: Path, path: Path, *, everything: bool) -> int:
    """Write tasks for Label Studio and its labelling configuration; the exit code."""
    import minutebook
    from minutebook.review.desk import Desk
    from minutebook.review.labelstudio.exchange import write_tasks

    desk = Desk(book, "Label Studio")
    try:
        count, beside = write_tasks(desk, path, version=minutebook.__version__, reviewed=everything)
    finally:
        desk.close()
    typer.echo(in_one_line(f"tasks written to {path}: {count}; the labelling configuration is {beside}"))
    return DONE


def take_annotations(book: Path, path: Path, *, by: str | None, folders: Sequence[Path] = ()) -> int:
    """Make corrections of Label Studio's annotations; the exit code is 1 where some were left."""
    from minutebook.review.desk import Desk
    from minutebook.review.labelstudio.exchange import take_answers

    name = " ".join(by.split())[:80] if by else None
    desk = Desk(book, name or "Label Studio", folders=folders)
    try:
        taken = take_answers(desk, path, by=name)
    finally:
        desk.close()
    for stem, what in taken.left:
        typer.echo(in_one_line(f"left: {stem}: {what}"))
    typer.echo(
        f"{taken.tasks} annotated tasks: {taken.made} corrections made, {taken.known} known before, "
        f"{len(taken.left)} left"
    )
    return ATTENTION if taken.left else DONE


def _counted(overlay: Overlay) -> str:
    counts = Counter(one.state for one in overlay.laid)
    said = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    return f"{said}; reviewed" if overlay.done else said


def _told(one: Laid) -> Iterator[str]:
    made = one.correction
    yield f"{one.state}: {made.at} {made.by}: {made.op}"
    if made.op == "undo":
        yield str(made.of)
        return
    yield f"{made.target.section} {made.target.key or made.target.handle!r}"
    if made.field:
        yield f"{made.field}: {made.before!r} -> {made.value!r}"
    if one.reason:
        yield f"({one.reason})"
