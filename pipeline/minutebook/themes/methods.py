"""The methods paragraph for a paper: what was read, how it was counted and tested, with versions."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files

from minutebook.rulebook import Rulebook
from minutebook.themes import candidates, distinct, shares, similar, trends, wordcounts
from minutebook.themes.compare import Results
from minutebook.themes.reading import Asked, Source

GROUPS = {"body": "board", "kind": "kind of board", "region": "region", "year": "year"}
UNITS = {"body": "meetings", "year": "meetings", "kind": "boards", "region": "boards"}


def methods(results: Results, source: Source, asked: Asked) -> str:
    """Markdown: one paragraph for the paper, one of thresholds, the assumptions, the references."""
    from jinja2 import Environment, StrictUndefined

    study, rulebook = results.study, source.rulebook
    boards = UNITS[results.by] == "boards"
    dates = sorted(date for date in study.dates if date)
    tools = ("numpy", "scipy", "statsmodels", "scikit-learn")
    environment = Environment(autoescape=False, undefined=StrictUndefined, keep_trailing_newline=True)
    template = files("minutebook.themes").joinpath("methods.md.j2").read_text("utf-8")
    return environment.from_string(template).render(
        meetings=f"{len(study.stems):,}",
        boards=f"{len(set(study.bodies)):,}",
        span=f"from {dates[0]} to {dates[-1]}" if dates else "without dates",
        version=version("minutebook"),
        items=f"{sum(study.items):,}",
        words=f"{study.minuted_words:,}",
        themes=len(rulebook.themes),
        mark=mark(rulebook),
        tools=", ".join(f"{name} {version(name)}" for name in tools),
        enough=rulebook.tables["themes.weights"]["enough"],
        weights=_weights(rulebook),
        spacy=version("spacy"),
        filters=_filters(asked),
        vocabulary=_vocabulary(source),
        compared=_compared(results),
        by=GROUPS[results.by],
        most_terms=f"{wordcounts.width(len(set(study.bodies if boards else study.groups(results.by)))):,}",
        rise=f"{candidates.RISE:.0f}",
        similar_most_items=f"{similar.MOST_ITEMS:,}",
        groups=len(set(study.groups(results.by))),
        units=UNITS[results.by],
        shares_level=f"{shares.LEVEL:.0%}",
        shares_draws=f"{shares.DRAWS:,}",
        shares_seed=shares.SEED,
        shares_alpha=f"{shares.ALPHA:.0%}",
        shares_least_units=shares.LEAST_UNITS,
        shares_least_expected=f"{shares.LEAST_EXPECTED:.0f}",
        shares_same=f"{shares.SAME:.0%}",
        trends_least_meetings=trends.LEAST_MEETINGS,
        trends_least_span=f"{trends.LEAST_SPAN:.0f}",
        trends_least_items=trends.LEAST_ITEMS,
        distinct_prior=f"{distinct.PRIOR:,.0f}",
        distinct_least_meetings=wordcounts.LEAST_MEETINGS,
        distinct_least_count=wordcounts.LEAST_COUNT,
        similar_least_likeness=similar.LEAST_LIKENESS,
    )


def _vocabulary(source: Source) -> str:
    if source.themes is not None:
        return f"the vocabulary {source.themes.name}"
    return "minutebook's vocabulary" + ("" if source.rules is None else " with rules of our own")


def _filters(asked: Asked) -> str:
    """The filters in words; empty where all meetings were taken."""
    parts = []
    if asked.bodies:
        parts.append(f"of boards with {' or '.join(asked.bodies)} in their name")
    if asked.kinds:
        parts.append(f"of the kind {' or '.join(asked.kinds)}")
    if asked.since is not None:
        parts.append(f"from {asked.since} on")
    if asked.until is not None:
        parts.append(f"up to {asked.until}")
    return ", ".join(parts)


def _compared(results: Results) -> str:
    if results.themes == list(results.study.themes):
        return "all themes"
    return f"the themes {', '.join(results.titles[theme] for theme in results.themes)}"


def _weights(rulebook: Rulebook) -> str:
    weights = rulebook.tables["themes.weights"]
    return ", ".join(f"{name} {weights[name]}" for name in ("term", "hint", "name", "title"))


def mark(rulebook: Rulebook) -> str:
    """A mark of the vocabulary: the first 12 digits of the hash of its words."""
    content = "\n".join(theme.model_dump_json() for theme in rulebook.themes)
    return hashlib.sha256(content.encode()).hexdigest()[:12]
