"""Pictures fit for print: SVG and PNG, 180 mm wide, colours that the colour-blind can tell apart.

Every figure is drawn from the same rows that it gives for download. Sequential colours are cividis,
diverging ones PuOr, lines Okabe and Ito's; what is told by colour is told by a sign or a word too.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutebook.export.columns import Row
from minutebook.themes.vector import in_page

WIDTH = 7.09
"""Inches: 180 mm, the width of a page of two columns."""

DPI = 300
INK = "#010203"
"""Stands for the page's own ink until it is known: black on paper, light on a dark screen."""

PAPER_INK = "#1a1a1a"
BLUE, ORANGE = "#0072b2", "#d55e00"

STYLE: Any = {
    "text.color": INK, "axes.edgecolor": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
    "font.size": 7.5, "axes.titlesize": 8.5, "axes.spines.top": False, "axes.spines.right": False,
    "svg.fonttype": "path", "figure.facecolor": "none", "axes.facecolor": "none", "savefig.facecolor": "none",
    # A name with two dollar signs is a name.
    "text.parse_math": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """One figure: file name without ending, title, what it shows in a sentence, its data, and the SVG."""

    name: str
    title: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    svg: str
    png: bytes

    def svg_for_print(self) -> str:
        """The SVG with dark ink on white."""
        return self.svg.replace(INK, PAPER_INK)

    def svg_for_page(self) -> str:
        """The SVG in the ink of the page that it stands in, as an element of that page."""
        return in_page(self.svg.replace(INK, "currentColor"), self.name)


def draw(
    name: str,
    title: str,
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Row],
    height: float,
    paint: Any,
) -> Drawn:
    """Draw a figure: `paint` gets the empty matplotlib figure. The same rows give the same bytes."""
    import warnings

    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.rc_context({**STYLE, "svg.hashsalt": name}), warnings.catch_warnings():
        # A letter that the font lacks is drawn as a box; the table under the picture has it.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        paint(figure)
        vector, pixels = io.StringIO(), io.BytesIO()
        figure.savefig(vector, format="svg", metadata={"Date": None, "Title": title, "Creator": None})
        _in_print(figure)
        FigureCanvasAgg(figure)
        figure.savefig(
            pixels, format="png", dpi=DPI, facecolor="white", metadata={"Software": None, "Title": title}
        )
    return Drawn(name, title, caption, tuple(columns), tuple(rows), vector.getvalue(), pixels.getvalue())


def _in_print(figure: Any) -> None:
    """Give what has the page's ink the ink of paper."""
    for artist in figure.findobj():
        for part in ("color", "edgecolor", "facecolor"):
            get, put = getattr(artist, f"get_{part}", None), getattr(artist, f"set_{part}", None)
            if get is not None and put is not None and isinstance(get(), str) and get() == INK:
                put(PAPER_INK)


def write_figures(figures: Sequence[Drawn], folder: Path) -> None:
    """Write `<name>.svg`, `.png` and `.csv` for each. Raises OSError where they cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in figures:
        (folder / f"{one.name}.svg").write_text(one.svg_for_print(), encoding="utf-8", newline="\n")
        (folder / f"{one.name}.png").write_bytes(one.png)
        (folder / f"{one.name}.csv").write_text(as_csv(one), encoding="utf-8-sig", newline="")


def as_csv(drawn: Drawn) -> str:
    """The figure's data as CSV."""
    import csv

    from minutebook.export.csv_tables import cell

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(drawn.columns)
    writer.writerows([cell(value) for value in row] for row in drawn.rows)
    return out.getvalue()
