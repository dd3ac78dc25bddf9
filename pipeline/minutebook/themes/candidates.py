"""What the vocabulary misses: distinctive and rising terms outside it, offered with their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minutebook.assemble.themes import matcher_for
from minutebook.export.columns import Column, Row, Shape
from minutebook.themes.boards import period
from minutebook.themes.distinct import Distinct, distinctive
from minutebook.themes.quoting import sentences_of
from minutebook.themes.reading import Source
from minutebook.themes.study import Study

ALL = "all boards"
MOST = 40
LEAST_YEARS = 3
EARLY, LATE = "early", "late"
RISE = 3.0
"""A term rises where its rate in the last third of the years is so many times that in the first."""

CANDIDATES = Shape(
    name="candidates",
    title="Terms that no theme has",
    description="Distinctive and rising terms outside the vocabulary, with sentences",
    primary_key=("term",),
    columns=(
        Column(name="term", description="Lemma or pair of lemmas", required=True),
        Column(name="why", description="distinctive of a group, or rising", required=True),
        Column(
            name="strength", type="number", description="z of the log-odds ratio, or the rise as a multiple"
        ),
        Column(name="count", type="integer", description="Times in all meetings"),
        Column(name="documents", description="Documents of the sentences, parted by semicolons"),
        Column(name="sentences", description="Sentences with it, parted by a bar"),
    ),
)


@dataclass(slots=True)
class Candidate:
    """A term that may deserve a theme; `group` is whose it is, None where it rises in all.

    `sentences` are (document, sentence).
    """

    term: str
    group: str | None
    strength: float
    count: int
    sentences: list[tuple[str, str]] = field(default_factory=list)

    @property
    def why(self) -> str:
        """In words."""
        return "rising" if self.group is None else f"distinctive of {self.group}"


def find_candidates(
    study: Study, terms: Sequence[Distinct], groups: Sequence[str], source: Source
) -> list[Candidate]:
    """The strongest candidates, distinctive ones first, each with sentences from the book's own records.

    `groups` has the group of each meeting, as `terms` name them.
    """
    matcher = matcher_for(source.rulebook)
    found: dict[str, Candidate] = {}
    for one in sorted(terms, key=lambda t: (-t.z, t.term)):
        if one.verdict == "distinctive" and one.term not in found:
            count = study.words.count(one.term)
            found[one.term] = Candidate(one.term, one.group, one.z, count)
    for term, rise in rising(study):
        if term not in found:
            found[term] = Candidate(term, None, rise, study.words.count(term))
    # Words of every set of minutes are no subject; a pair of words says more than the words in it.
    plain = set(source.rulebook.terms["themes.plain-words"])
    new = [c for c in found.values() if not matcher.find(c.term) and not plain.issuperset(c.term.split())]
    pairs = {word for c in new if " " in c.term for word in c.term.split()}
    distinct = [c for c in new if c.group is not None and (" " in c.term or c.term not in pairs)]
    risen = [c for c in new if c.group is None and (" " in c.term or c.term not in pairs)]
    kept = distinct[: MOST // 2] + risen[: MOST // 2]
    wanted: dict[str, list[str]] = {}
    for c in kept:
        wanted.setdefault(c.group or ALL, []).append(c.term)
    told = sentences_of(wanted, groups, study, source, themed=False)
    told |= sentences_of({ALL: wanted.get(ALL, [])}, [ALL] * len(groups), study, source, themed=False)
    for c in kept:
        c.sentences = [(one.stem, one.words[0].words) for one in told[c.group or ALL, c.term]]
    # A term whose sentences a theme has already, by its words or by words beside them, is no candidate.
    return [candidate for candidate in kept if candidate.sentences]


def rising(study: Study) -> list[tuple[str, float]]:
    """Terms whose rate rose over the years by more than chance, with the multiple; strongest first.

    The last third of the years is compared with the first, as groups are.
    """
    years = [period(date, "year") for date in study.dates]
    counted = zip(years, study.words.sizes, strict=True)
    known = sorted({year for year, size in counted if year is not None and size})
    if len(known) < LEAST_YEARS:
        return []
    third = max(1, len(known) // 3)
    parts = dict.fromkeys(known[:third], EARLY) | dict.fromkeys(known[-third:], LATE)
    table = study.words.table([parts.get(year or "") for year in years], without=study.names)
    before, after = (float(table.totals[table.groups.index(part)]) for part in (EARLY, LATE))
    out = []
    for one in distinctive(table).rows:
        multiple = (one.count / after) / ((one.others + 0.5) / before)
        if one.group == LATE and one.verdict == "distinctive" and multiple >= RISE:
            out.append((one.term, multiple))
    return sorted(out, key=lambda pair: (-pair[1], pair[0]))


def candidate_rows(candidates: Sequence[Candidate]) -> list[Row]:
    """Rows of `candidates`."""
    return [
        (
            c.term,
            c.why,
            round(c.strength, 3),
            c.count,
            "; ".join(stem for stem, _ in c.sentences),
            " | ".join(sentence for _, sentence in c.sentences),
        )
        for c in candidates
    ]
