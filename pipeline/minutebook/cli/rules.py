"""Tries every rule on its own examples and rejects."""

from __future__ import annotations

from pathlib import Path

import typer

from minutebook.cli.boundary import ATTENTION, DONE


def check_rulebook(overlay: Path | None) -> int:
    """Print one line a fault and a closing count; 0 where every rule holds, else 1.

    Raises RuleError where a file cannot be read as rules.
    """
    from minutebook.assemble.themes import theme_faults
    from minutebook.rulebook import load_rulebook

    book = load_rulebook(overlay)
    faults = [fault for rule in book.rules.values() for fault in rule.faults()]
    faults += theme_faults(book)
    for fault in faults:
        typer.echo(fault)
    rules = book.rules.values()
    examples = sum(len(rule.examples) for rule in rules) + sum(len(theme.examples) for theme in book.themes)
    rejects = sum(len(rule.rejects) for rule in rules) + sum(len(theme.rejects) for theme in book.themes)
    outcome = f"{len(faults)} fail" if faults else "all hold"
    held = f"{len(book.rules)} rules, {len(book.themes)} themes"
    typer.echo(f"{held}, {examples} examples, {rejects} rejects: {outcome}")
    return ATTENTION if faults else DONE
