"""Shows what changed between two runs: as a table to read, as JSON for programs."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from minutebook.cli.boundary import ATTENTION, DONE
from minutebook.export.visible import in_one_line

if TYPE_CHECKING:
    from minutebook.book.compare import Change

KINDS = ("added", "removed", "changed")
LISTED = 60  # changes printed without --all
WIDEST = 60


def show_diff(before: Path, after: Path, *, as_json: bool, everything: bool) -> int:
    """Print what changed; 0 where nothing did, else 1. Raises UsageError where a folder is no book."""
    from minutebook.book.compare import compare_books

    changes = compare_books(before, after)
    if as_json:
        return _print_json(changes)
    by_field: dict[str, Counter[str]] = {}
    documents: set[str] = set()
    listed: list[Change] = []
    total = 0
    for change in changes:
        total += 1
        by_field.setdefault(change.field, Counter())[change.kind] += 1
        documents.add(change.document)
        if everything or len(listed) < LISTED:
            listed.append(change)
    if not total:
        typer.echo("nothing changed")
        return DONE
    _print_fields(by_field)
    typer.echo()
    last = None
    for change in listed:
        if change.document != last:
            last = change.document
            typer.echo(in_one_line(last))
        typer.echo("  " + in_one_line(change_line(change)))
    if total > len(listed):
        typer.echo(f"  ... and {total - len(listed):,} more: --all lists them, --json writes them")
    plural = "" if total == 1 else "s"
    typer.echo(f"{total:,} change{plural} in {len(documents):,} document{'s' if len(documents) != 1 else ''}")
    return ATTENTION


def _print_json(changes: Iterator[Change]) -> int:
    """An object of two keys, written as the changes come: `changes`, and `fields` with their counts."""
    fields: dict[str, Counter[str]] = {}
    write = sys.stdout.write
    write('{"changes": [')
    for number, change in enumerate(changes):
        fields.setdefault(change.field, Counter())[change.kind] += 1
        write(("," if number else "") + "\n  " + json.dumps(asdict(change), ensure_ascii=False))
    counts = {name: {kind: fields[name][kind] for kind in KINDS} for name in sorted(fields)}
    write(f'\n], "fields": {json.dumps(counts, ensure_ascii=False)}}}\n')
    return ATTENTION if fields else DONE


def _print_fields(by_field: dict[str, Counter[str]]) -> None:
    width = max(len("field"), *map(len, by_field))
    typer.echo(f"{'field':<{width}}" + "".join(f"{kind:>9}" for kind in KINDS))
    for name in sorted(by_field):
        counts = "".join(f"{by_field[name][kind] or '':>9}" for kind in KINDS)
        typer.echo(in_one_line(name).ljust(width) + counts)


def change_line(change: Change) -> str:
    """`attendees.role changed (Ada Verne): Clerk -> Chief clerk`."""
    entry = f" ({_short(change.entry)})" if change.entry else ""
    start = f"{change.field} {change.kind}{entry}"
    if isinstance(change.before, dict) or isinstance(change.after, dict):
        return start  # a whole entry: what it is about has been said
    if isinstance(change.before, list) and isinstance(change.after, list):
        gone = [value for value in change.before if value not in change.after]
        come = [value for value in change.after if value not in change.before]
        return f"{start}: {_short(gone)} -> {_short(come)}"
    if change.kind == "added":
        return f"{start}: {_short(change.after)}" if change.after is not None else start
    if change.kind == "removed":
        return f"{start}: {_short(change.before)}" if change.before is not None else start
    return f"{start}: {_short(change.before)} -> {_short(change.after)}"


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
