"""Tables of terms against sums worked out one by one, in one piece and in many; what is forgotten."""

from __future__ import annotations

import numpy
import pytest

from minutebook.themes import wordcounts
from minutebook.themes.wordcounts import WordCounts

MEETINGS = [
    {"gull": 3 + n % 4, "tide": 5, **({"ebb": n} if n else {}), **({"rare": 1} if n == 2 else {})}
    for n in range(12)
]
BOARDS = [f"b{n % 4}" for n in range(12)]
KINDS = ["x" if board in ("b0", "b1") else "y" for board in BOARDS]


def counts() -> WordCounts:
    out = WordCounts()
    for terms in MEETINGS:
        out.add(terms)
    return out


@pytest.mark.parametrize("rows", [1, 5, 1000])
def test_sums_of_meetings(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr(wordcounts, "ROWS", rows)
    table = counts().table(KINDS)
    assert table.groups == ["x", "y"]
    assert table.terms == ["ebb", "gull", "tide"], "what one meeting has is in no table"
    sizes = [sum(terms.values()) for terms in MEETINGS]
    for g, kind in enumerate(table.groups):
        own = [n for n in range(12) if KINDS[n] == kind]
        assert table.totals[g] == sum(sizes[n] for n in own)
        assert table.held[g] == len(own)
        for t, term in enumerate(table.terms):
            told = [MEETINGS[n].get(term, 0) for n in own]
            assert table.counts[g, t] == sum(told)
            assert table.meetings[g, t] == sum(y > 0 for y in told)
            assert table.squares[g, t] == pytest.approx(
                sum(y * y / sizes[n] for y, n in zip(told, own, strict=True))
            )
    for t, term in enumerate(table.terms):
        y, n = numpy.array([m.get(term, 0) for m in MEETINGS]), numpy.array(sizes)
        d = y - y.sum() / n.sum() * n
        assert table.square[t] == pytest.approx((d**2).sum())
        assert table.cube[t] == pytest.approx((d**3).sum(), abs=1e-9)


def test_sums_of_boards() -> None:
    table = counts().table_of_boards(KINDS, BOARDS)
    assert list(table.held) == [2, 2]
    gull = table.terms.index("gull")
    sizes = {
        b: sum(sum(m.values()) for m, of in zip(MEETINGS, BOARDS, strict=True) if of == b)
        for b in set(BOARDS)
    }
    told = {b: sum(m["gull"] for m, of in zip(MEETINGS, BOARDS, strict=True) if of == b) for b in set(BOARDS)}
    assert table.squares[0, gull] == pytest.approx(sum(told[b] ** 2 / sizes[b] for b in ("b0", "b1")))
    rate = sum(told.values()) / sum(sizes.values())
    assert table.square[gull] == pytest.approx(sum((told[b] - rate * sizes[b]) ** 2 for b in sizes))


def test_a_meeting_without_a_group_is_in_no_sum() -> None:
    table = counts().table([None, *KINDS[1:]])
    assert table.held.sum() == 11
    assert table.counts[:, table.terms.index("tide")].sum() == 55


def test_what_few_meetings_have_is_forgotten_and_the_rest_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordcounts, "MOST_TERMS", 20)
    out = WordCounts()
    for n in range(60):
        out.add({"gull": 2, "tide": 3, f"once{n}": 1})
    table = out.table(["x"] * 60)
    assert table.terms == ["gull", "tide"]
    assert table.counts.tolist() == [[120, 180]]
    assert table.totals.tolist() == [360]
    assert out.count("gull") == 120
    assert out.count("once0") == 0
