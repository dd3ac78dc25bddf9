"""The model learns what the signs tell, twice alike, and leaves out what one board alone shows."""

import random

from minutebook.training.confidence.fit import fit, left_out
from minutebook.training.confidence.report import figures, picture, table
from minutebook.training.confidence.samples import Sample


def invented(count: int = 600) -> list[Sample]:
    draw = random.Random(7)
    out = []
    for n in range(count):
        torn = draw.random() < 0.3
        right = draw.random() < (0.4 if torn else 0.95)
        kind = ("attendees", "actions", "leads", "due")[n % 4]
        signs = (
            {"torn": float(torn), "only-here": float(n % 12 == 0)} if n % 12 == 0 else {"torn": float(torn)}
        )
        body = "b0" if n % 12 == 0 else f"b{n % 13}"
        out.append(Sample(kind, signs, right, body, "own", "as printed" if n % 2 else "flat"))
    return out


def test_torn_values_are_less_sure_and_no_sign_of_one_board_is_kept() -> None:
    one = fit(invented())
    assert one.weights["torn"] < -1
    assert set(one.weights) == {"torn"}
    assert fit(invented()) == one


def test_left_out_confidence_is_calibrated_and_finds_errors() -> None:
    samples = invented(4000)
    sure = left_out(samples)
    told = figures(sure, [s.right for s in samples])
    assert told.error < 0.05
    assert told.found > 2 * told.wrong / 10


def test_figures_of_a_known_case() -> None:
    sure = [0.05] * 10 + [0.95] * 90
    right = [False] * 9 + [True] + [True] * 81 + [False] * 9
    told = figures(sure, right)
    assert (told.values, told.wrong, told.found) == (100, 18, 9)
    assert abs(told.error - 0.05) < 1e-9


def test_the_table_and_the_picture_hold_every_kind() -> None:
    samples = invented(80)
    sure = [0.9] * 80
    told = table(samples, sure)
    assert set(told) == {"as printed", "damaged", "all"}
    assert told["all"]["values"]["values"] == 80
    assert picture(samples, sure).count("<circle") == 4
