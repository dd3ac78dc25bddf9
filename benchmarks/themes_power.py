"""False alarms and power of the comparisons, on archives in which it is known what differs.

    python benchmarks/themes_power.py [--archives 100] [--only differences]

Counts are drawn, not texts: items of a meeting hang together (beta-binomial, correlation 0.05), words come in
bursts (Dirichlet). Prints how many archives without any difference have a false alarm (stated: 5 %), how many
single comparisons have p below 0.05, and how often planted effects of several sizes are found. Each part
draws from a seed of its own, so that `--only` gives the figures of the whole run. `texts` writes archives of
generated minutes (12 boards, 12 meetings each, a fifth as many archives), compared as the command does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy

from minutebook.themes.boards import load_boards
from minutebook.themes.candidates import ALL
from minutebook.themes.compare import collect, compare
from minutebook.themes.distinct import distinctive
from minutebook.themes.reading import Source
from minutebook.themes.shares import differences
from minutebook.themes.trends import trends
from minutebook.themes.wordcounts import WordCounts

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "samples"))
import theme_archive

THEMES = [f"t{n}" for n in range(36)]
CHANCES = numpy.linspace(0.01, 0.3, 36)


def main() -> int:
    """Print the figures."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--archives", type=int, default=100)
    ask.add_argument("--only", choices=("differences", "trends", "terms", "power", "trend-power", "texts"))
    given = ask.parse_args()
    count, half = given.archives, max(1, given.archives // 2)
    parts = {
        "differences": lambda rng: false_differences(rng, count),
        "trends": lambda rng: false_trends(rng, count),
        "terms": lambda rng: false_terms(rng, count),
        "power": lambda rng: [
            power(rng, half, share, meetings) for share in (0.24, 0.36, 0.48) for meetings in (12, 24)
        ],
        "trend-power": lambda rng: [
            trend_power(rng, half, odds, meetings) for odds in (1.1, 1.2, 1.3) for meetings in (20, 40, 120)
        ],
        "texts": lambda rng: texts(rng, max(1, count // 5)),
    }
    for seed, (name, measure) in enumerate(parts.items()):
        if given.only in (None, name):
            measure(numpy.random.default_rng((5, seed)))
    return 0


def archive(rng: Any, boards: int, meetings: int, chances: Any, first: float | None = None) -> Any:
    """Items with each theme and all items by meeting, with its board; board 0 has the first theme more."""
    dealt, items, names = [], [], []
    for board in range(boards):
        for _ in range(meetings):
            n = int(rng.integers(4, 13))
            p = chances.copy()
            if board == 0 and first is not None:
                p[0] = first
            dealt.append(rng.binomial(n, rng.beta(p * 19, (1 - p) * 19)))
            items.append(n)
            names.append(f"b{board:02}")
    return numpy.array(dealt, float), numpy.array(items, float), names


def false_differences(rng: Any, count: int) -> None:
    """40 boards, 24 meetings each, 36 themes."""
    alarms, raw, compared = 0, [], 0
    for _ in range(count):
        dealt, items, names = archive(rng, 40, 24, CHANCES)
        told = differences(THEMES, dealt, items, names, [str(n) for n in range(len(names))])
        alarms += any(one.verdict in ("more", "less") for one in told)
        raw += [one.p for one in told if one.p is not None]
        compared += sum(one.p is not None for one in told)
    print(f"differences: {alarms} of {count} archives with a false alarm among {compared / count:.0f}; "
          f"p below 0.05 in {numpy.mean(numpy.array(raw) < 0.05):.1%}")  # fmt: skip


def false_trends(rng: Any, count: int) -> None:
    """10 boards, 24 meetings each over ten years."""
    alarms, raw, compared = 0, [], 0
    for _ in range(count):
        dealt, items, names = archive(rng, 10, 24, CHANCES)
        times = [2014 + 10 * (n % 24) / 24 for n in range(len(names))]
        told = trends(THEMES, dealt, items, names, times)
        compared += sum(one.p is not None for one in told)
        alarms += any(one.verdict in ("rising", "falling") for one in told)
        raw += [one.p for one in told if one.p is not None]
    print(f"trends: {alarms} of {count} archives with a false alarm among {compared / count:.0f}; "
          f"p below 0.05 in {numpy.mean(numpy.array(raw) < 0.05):.1%}")  # fmt: skip


def false_terms(rng: Any, count: int) -> None:
    """6 boards, 15 meetings each, 60 words that come in bursts."""
    alarms, raw = 0, []
    words = [f"w{n}" for n in range(60)]
    for _ in range(count):
        counts, names = WordCounts(), []
        for board in range(6):
            for _ in range(15):
                drawn = rng.multinomial(300, rng.dirichlet(numpy.full(60, 0.5)))
                counts.add({word: int(c) for word, c in zip(words, drawn, strict=True) if c})
                names.append(f"b{board}")
        told = distinctive(counts.table(names)).rows
        alarms += any(one.verdict != "no difference seen" for one in told)
        raw += [one.p for one in told]
    print(f"terms: {alarms} of {count} archives with a false alarm among {len(told)}; "
          f"p below 0.05 in {numpy.mean(numpy.array(raw) < 0.05):.1%}")  # fmt: skip


def power(rng: Any, count: int, share: float, meetings: int) -> None:
    """8 boards of which one has a theme more often than the others' 12 %; 12 themes."""
    found = 0
    for _ in range(count):
        dealt, items, names = archive(rng, 8, meetings, numpy.linspace(0.12, 0.4, 12), share)
        told = differences(THEMES[:12], dealt, items, names, [str(n) for n in range(len(names))])
        found += next(d for d in told if (d.group, d.theme) == ("b00", "t0")).verdict == "more"
    print(f"power: {share:.0%} against 12 %, {meetings} meetings of 8 boards each: {found / count:.0%}")


def trend_power(rng: Any, count: int, odds: float, meetings: int) -> None:
    """One board over ten years: of 12 themes the first begins at 12 % and its odds grow so much a year."""
    chances = numpy.linspace(0.12, 0.4, 12)
    times = [2014 + 10 * n / meetings for n in range(meetings)]
    found = 0
    for _ in range(count):
        dealt, items, names = archive(rng, 1, meetings, chances)
        grown = 0.12 / 0.88 * odds ** (numpy.array(times) - 2014)
        p = grown / (1 + grown)
        dealt[:, 0] = rng.binomial(items.astype(int), rng.beta(p * 19, (1 - p) * 19))
        found += trends(THEMES[:12], dealt, items, names, times)[0].verdict == "rising"
    print(
        f"trend power: odds of 12 % times {odds} a year, {meetings} meetings of a board: {found / count:.0%}"
    )


def texts(rng: Any, count: int) -> None:
    """Generated minutes from words to verdicts: without any difference, and with those of PLANTED."""
    alarms, found = dict.fromkeys(("differences", "trends", "terms"), 0), Counter[str]()
    for quiet in (True, False):
        for _ in range(count):
            seed = int(rng.integers(1_000_000))
            with tempfile.TemporaryDirectory() as folder:
                book, out = Path(folder) / "book", Path(folder) / "out"
                theme_archive.write_archive(book, 12, 12, quiet=quiet, seed=seed)
                out.mkdir()
                source = Source(book, jobs=1)
                study = collect(source, load_boards(book, source.rulebook), over="year", out=out)
                told = compare(study, source, by="body")
            if quiet:
                alarms["differences"] += any(d.verdict in ("more", "less") for d in told.differences)
                alarms["trends"] += any(t.verdict in ("rising", "falling") for t in told.trends)
                alarms["terms"] += told.terms.apart > 0
                continue
            first = study.bodies[0]
            more = {(d.group, d.theme) for d in told.differences if d.verdict == "more"}
            rising = {t.theme for t in told.trends if t.group == ALL and t.verdict == "rising"}
            found["one board's exploitation"] += (first, "exploitation") in more
            found["a kind's self-neglect"] += sum(theme == "self_neglect" for _, theme in more) == 3
            found["the rise of mental health"] += "mental_health" in rising
            found["a word that no theme has"] += "drone" in {c.term for c in told.candidates}
    print(f"texts, false alarms in {count} archives: {', '.join(f'{k} {n}' for k, n in alarms.items())}")
    print(f"texts, found in {count} archives: {', '.join(f'{k} {n}' for k, n in found.items())}")


if __name__ == "__main__":
    sys.exit(main())
