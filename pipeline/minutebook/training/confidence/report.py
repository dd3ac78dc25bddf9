"""How well confidence keeps its word: calibration error, what the least sure tenth finds, and a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from minutebook.assemble.confidence import KINDS
from minutebook.training.confidence.samples import PRINTED, Sample

BINS = 10
SIZE, EDGE = 220, 46


@dataclass(frozen=True, slots=True)
class Figures:
    """Of `values` values `wrong` are wrong; of those the least sure tenth holds `found`.

    `error` is the expected calibration error: over ten equal stretches of confidence, the mean gap between
    the mean confidence and the share that is right, weighed by how many values lie in each.
    """

    values: int
    wrong: int
    error: float
    found: int


def figures(sure: Sequence[float], right: Sequence[bool]) -> Figures:
    """The figures of these confidences; values alike in confidence stand in the order given."""
    order = sorted(range(len(sure)), key=lambda at: (sure[at], at))
    tenth = order[: max(round(len(order) / 10), 1)]
    gaps = sum(abs(told - true) * count for told, true, count in bins(sure, right))
    return Figures(
        len(sure),
        len(right) - sum(right),
        round(gaps / max(len(sure), 1), 4),
        sum(not right[at] for at in tenth),
    )


def bins(sure: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and count of each stretch that holds any value."""
    held: list[list[int]] = [[] for _ in range(BINS)]
    for at, value in enumerate(sure):
        held[min(int(value * BINS), BINS - 1)].append(at)
    return [
        (sum(sure[at] for at in one) / len(one), sum(right[at] for at in one) / len(one), len(one))
        for one in held
        if one
    ]


def table(samples: Sequence[Sample], sure: Sequence[float]) -> dict[str, dict[str, Any]]:
    """Figures by kind of value and by documents: as printed, damaged, all; `values` holds all four kinds."""
    out: dict[str, dict[str, Any]] = {}
    for name, harmed in (("as printed", False), ("damaged", True), ("all", None)):
        for kind in (*KINDS, "values"):
            chosen = [
                at
                for at, s in enumerate(samples)
                if kind in (s.kind, "values") and harmed in (None, s.damage != PRINTED)
            ]
            one = figures([sure[at] for at in chosen], [samples[at].right for at in chosen])
            out.setdefault(name, {})[kind] = asdict(one)
    return out


def picture(samples: Sequence[Sample], sure: Sequence[float]) -> str:
    """A reliability plot for each kind as one SVG page: confidence across, share right upwards."""
    width = len(KINDS) * (SIZE + EDGE) + EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{SIZE + 2 * EDGE + 16}" '
        'font-family="sans-serif" font-size="11" role="img">',
        "<title>Confidence against the share of values right, on bodies left out of training</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for number, kind in enumerate(KINDS):
        chosen = [at for at, s in enumerate(samples) if s.kind == kind]
        one = bins([sure[at] for at in chosen], [samples[at].right for at in chosen])
        error = figures([sure[at] for at in chosen], [samples[at].right for at in chosen]).error
        parts += _plot(EDGE + number * (SIZE + EDGE), f"{kind}: {len(chosen)} values, error {error:.3f}", one)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _plot(left: int, title: str, held: list[tuple[float, float, int]]) -> list[str]:
    top, bottom = EDGE, EDGE + SIZE
    most = max((count for _, _, count in held), default=1)
    out = [
        f'<text x="{left}" y="{top - 14}" fill="#222">{title}</text>',
        f'<rect x="{left}" y="{top}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{left + SIZE}" y2="{top}" stroke="#bbb" stroke-dasharray="4"/>',
    ]
    for tick in (0.0, 0.5, 1.0):
        across, up = left + tick * SIZE, bottom - tick * SIZE
        out.append(
            f'<text x="{across:.0f}" y="{bottom + 14}" text-anchor="middle" fill="#444">{tick:g}</text>'
        )
        out.append(f'<text x="{left - 5}" y="{up + 4:.0f}" text-anchor="end" fill="#444">{tick:g}</text>')
    for told, true, count in held:
        radius = 2 + 7 * (count / most) ** 0.5
        out.append(
            f'<circle cx="{left + told * SIZE:.1f}" cy="{bottom - true * SIZE:.1f}" r="{radius:.1f}" '
            f'fill="#1f5fa8" fill-opacity="0.75"><title>{count} values: told {told:.2f}, right {true:.2f}'
            "</title></circle>"
        )
    middle = left + SIZE / 2
    out.append(f'<text x="{middle:.0f}" y="{bottom + 30}" text-anchor="middle" fill="#444">confidence</text>')
    return out
