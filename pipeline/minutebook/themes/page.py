"""The study as one self-contained page: figures with their data, and for each number passages behind it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from minutebook.export.visible import visible
from minutebook.themes.compare import Results
from minutebook.themes.figures import Drawn, as_csv
from minutebook.themes.methods import GROUPS
from minutebook.themes.numbers import numbers
from minutebook.themes.reading import Source


def write_page(results: Results, figures: Sequence[Drawn], source: Source, path: Path) -> None:
    """Write the page. The same results give the same bytes. Raises OSError where it cannot be written."""
    path.write_text(render(results, figures, source), encoding="utf-8", newline="\n")


def render(results: Results, figures: Sequence[Drawn], source: Source) -> str:
    """The page as HTML. It loads nothing and has no script: links, tables and `details` do all."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = visible
    style = files("minutebook.themes").joinpath("page.css").read_text("utf-8")
    template = files("minutebook.themes").joinpath("page.html.j2").read_text("utf-8")
    told = numbers(results, figures, source)
    return environment.from_string(template).render(
        figures=[
            {
                "drawn": one,
                "picture": Markup(one.svg_for_page()),
                "data": _address("\ufeff" + as_csv(one), "text/csv"),
                "vector": _address(one.svg_for_print(), "image/svg+xml"),
                "numbers": told[one.name],
            }
            for one in figures
        ],
        candidates=results.candidates,
        by=GROUPS[results.by],
        meetings=f"{len(results.study.stems):,}",
        boards=f"{len(set(results.study.bodies)):,}",
        style=Markup(style),
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _address(content: str, kind: str) -> str:
    """The content as an address of its own."""
    return f"data:{kind};charset=utf-8;base64,{base64.b64encode(content.encode()).decode()}"
