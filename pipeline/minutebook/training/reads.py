"""Documents with gold as the rules read them: what is learnt from where a record's gaps are the matter."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutebook.errors import InputError
from minutebook.loaders import load
from minutebook.schema import Minutes
from minutebook.training.confidence.damage import damaged
from minutebook.training.confidence.samples import Source, read_unweighed, sources

ROOT = Path(__file__).resolve().parents[3]
OWN = ("heldout", "heldout_second", "variants")
"""The project's own sets in `tests/`."""
PRINTED = ""


@dataclass(frozen=True, slots=True)
class Read:
    """One document: its record by the rules, and the gold's. `harm` names the damage done to it first."""

    stem: str
    group: str
    body: str
    minutes: Minutes
    gold: dict[str, Any]
    harm: str = PRINTED


def all_sources(shared: Path, also: Sequence[Path] = (), own: Path = ROOT / "tests") -> list[Source]:
    """The gold of `shared` and `also` and the project's own sets; of one stem the first counts."""
    folders = [(folder / "gold", folder, None) for folder in (shared, *also)]
    sets = [(own / name, own / name, name) for name in OWN]
    found: dict[str, Source] = {}
    for listing, base, group in (*folders, *sets):
        for source in sources(listing, base, group):
            found.setdefault(source.stem, source)
    return [found[stem] for stem in sorted(found)]


def read_all(found: Iterable[Source], harms: Sequence[str] = (PRINTED,)) -> list[Read]:
    """Each document read by the rules, as printed or with each of the harms, in a fixed order.

    A document that cannot be read is left out.
    """
    listed = list(found)
    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, 2)) as pool:
        return [read for reads in pool.map(_read, listed, [tuple(harms)] * len(listed)) for read in reads]


def _read(source: Source, harms: Sequence[str]) -> list[Read]:
    try:
        document = load(source.path, source=source.path.name)
    except InputError:
        return []
    gold = json.loads(source.gold.read_text("utf-8"))
    return [
        Read(
            source.stem,
            source.group,
            source.body,
            read_unweighed(damaged(document, harm, source.stem) if harm else document),
            gold,
            harm,
        )
        for harm in harms
    ]
