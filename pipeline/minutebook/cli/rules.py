"""Tries every rule on its own examples and rejects."""

from __future__ import annotations

from pathlib import Path

import typer

from minutebook.cli.boundary import ATTENTION, DONE


def check_rulebook(overlay: Path | None) -> int:
    """Print one line a fault and a closing count; 0 where every rule holds, else 1.

    Raises RuleError where a file cannot be read as rules.
    """
    from minutebook.rulebook import load_rulebook

    book = load_rulebook(overlay)
    faults = [fault for rule in book.rules.values() for fault in rule.faults()]
    for fault in faults:
        typer.echo(fault)
    examples = sum(len(rule.examples) for rule in book.rules.values())
    rejects = sum(len(rule.rejects) for rule in book.rules.values())
    outcome = f"{len(faults)} fail" if faults else "all hold"
    typer.echo(f"{len(book.rules)} rules, {examples} examples, {rejects} rejects: {outcome}")
    return ATTENTION if faults else DONE
