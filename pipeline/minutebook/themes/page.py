"""The study as one self-contained page: figures with their data, and for each number passages behind it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from itertools import zip_longest
from pathlib import Path

from minutebook.export.visible import visible
from minutebook.themes.compare import Results
from minutebook.themes.figures import Drawn, as_csv
from minutebook.themes.passages import Shown
from minutebook.themes.pictures import common_themes, shown_groups

MOST_PASSAGES = 4


def write_page(results: Results, figures: Sequence[Drawn], path: Path) -> None:
    """Write the page. The same results give the same bytes. Raises OSError where it cannot be written."""
    path.write_text(render(results, figures), encoding="utf-8", newline="\n")


def render(results: Results, figures: Sequence[Drawn]) -> str:
    """The page as HTML. It loads nothing and has no script: links, tables and `details` do all."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = visible
    style = files("minutebook.themes").joinpath("page.css").read_text("utf-8")
    template = files("minutebook.themes").joinpath("page.html.j2").read_text("utf-8")
    themes, groups = common_themes(results), shown_groups(results)
    cells = {(s.group, s.theme): s for s in results.shares}
    verdicts = {(d.group, d.theme): d.verdict for d in results.differences}
    shown = _passages(results, groups, themes)
    return environment.from_string(template).render(
        results=results,
        figures=[
            (
                one,
                Markup(one.svg_for_page()),
                _data("\ufeff" + as_csv(one), "text/csv"),
                _data(one.svg_for_print(), "image/svg+xml"),
            )
            for one in figures
        ],
        themes=[(theme, results.titles[theme]) for theme in themes],
        groups=list(enumerate(groups)),
        cells=cells,
        verdicts=verdicts,
        shown=shown,
        meetings=len(results.study.stems),
        boards=len(set(results.study.bodies)),
        style=Markup(style),
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _passages(
    results: Results, groups: Sequence[str], themes: Sequence[str]
) -> dict[tuple[str, str], list[Shown]]:
    """Passages by group and theme, from the bodies of the group in turn."""
    study = results.study
    made_of: dict[str, list[tuple[str, str]]] = {group: [] for group in groups}
    if results.by == "year":
        made_of = {group: [("year", group)] for group in groups}
    else:
        of = dict(zip(study.bodies, study.groups(results.by), strict=True))
        for body in sorted(of):
            if of[body] in made_of:
                made_of[of[body]].append(("body", body))
    out: dict[tuple[str, str], list[Shown]] = {}
    for group, parts in made_of.items():
        for theme in themes:
            each = [study.passages.of((*part, theme)) for part in parts[:MOST_PASSAGES]]
            turns = [one for turn in zip_longest(*each) for one in turn if one is not None]
            if turns:
                out[group, theme] = turns[:MOST_PASSAGES]
    return out


def _data(content: str, kind: str) -> str:
    """The content as an address of its own."""
    return f"data:{kind};charset=utf-8;base64,{base64.b64encode(content.encode()).decode()}"
