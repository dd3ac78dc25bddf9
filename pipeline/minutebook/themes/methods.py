"""The methods paragraph for a paper: what was read, how it was counted and tested, with versions."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files

from minutebook.rulebook import Rulebook
from minutebook.themes import distinct, shares, similar, trends, wordcounts
from minutebook.themes.compare import Results

UNITS = {"body": "meetings", "year": "meetings", "kind": "boards", "region": "boards"}


def methods(results: Results, rulebook: Rulebook) -> str:
    """Markdown: one paragraph for the paper, one of thresholds, the assumptions, the references."""
    from jinja2 import Environment, StrictUndefined

    study = results.study
    dates = sorted(date for date in study.dates if date)
    tools = ("spacy", "scipy", "statsmodels", "scikit-learn")
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
        by=results.by,
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


def _weights(rulebook: Rulebook) -> str:
    weights = rulebook.tables["themes.weights"]
    return ", ".join(f"{name} {weights[name]}" for name in ("term", "hint", "name", "title"))


def mark(rulebook: Rulebook) -> str:
    """A mark of the vocabulary: the first 12 digits of the hash of its words."""
    content = "\n".join(theme.model_dump_json() for theme in rulebook.themes)
    return hashlib.sha256(content.encode()).hexdigest()[:12]
