"""The statistics against known answers, false alarms where there is nothing, planted effects where there is."""

from __future__ import annotations

from math import log

import numpy
import pytest

from minutebook.themes.distinct import PRIOR, distinctive
from minutebook.themes.shares import adjust, differences, group_shares
from minutebook.themes.trends import trends
from minutebook.themes.wordcounts import WordCounts


def meetings(
    rng: numpy.random.Generator, boards: int, each: int, chances: numpy.ndarray, more: float = 1.0
) -> tuple[numpy.ndarray, numpy.ndarray, list[str]]:
    """Items with each theme and all items, by meeting; items of a meeting hang together; board 0 has more."""
    dealt, items, names = [], [], []
    for board in range(boards):
        for _ in range(each):
            n = int(rng.integers(4, 13))
            p = chances.copy()
            if board == 0:
                p[0] = min(0.9, p[0] * more)
            dealt.append(rng.binomial(n, rng.beta(p * 19, (1 - p) * 19)))
            items.append(n)
            names.append(f"b{board}")
    return numpy.array(dealt, float), numpy.array(items, float), names


CHANCES = numpy.linspace(0.02, 0.3, 12)
THEMES = [f"t{n}" for n in range(12)]


def test_no_more_false_alarms_than_stated() -> None:
    """60 archives without any difference: 5 % may have an alarm; 7 or more would have a chance of 3 in 100."""
    rng = numpy.random.default_rng(11)
    alarms, raw = 0, []
    for _ in range(60):
        dealt, items, names = meetings(rng, 8, 12, CHANCES)
        found = differences(THEMES, dealt, items, names, [str(n) for n in range(len(names))])
        alarms += any(one.verdict in ("more", "less") for one in found)
        raw += [one.p for one in found if one.p is not None]
    assert alarms <= 6
    assert numpy.mean(numpy.array(raw) < 0.05) == pytest.approx(0.05, abs=0.012)


def test_planted_differences_are_found() -> None:
    """A theme three times as common in one board of eight, twelve meetings each: power of about 0.85."""
    rng = numpy.random.default_rng(12)
    found = 0
    for _ in range(20):
        dealt, items, names = meetings(rng, 8, 12, CHANCES + 0.1, more=3.0)
        told = differences(THEMES, dealt, items, names, [str(n) for n in range(len(names))])
        found += next(one for one in told if (one.group, one.theme) == ("b0", "t0")).verdict == "more"
    assert found >= 15


def test_few_meetings_tell_too_little() -> None:
    dealt, items, names = meetings(numpy.random.default_rng(1), 3, 4, CHANCES + 0.2)
    found = differences(THEMES, dealt, items, names, [str(n) for n in range(len(names))])
    assert {one.verdict for one in found} == {"too little to tell"}
    assert all(one.p is None and one.low is None for one in found)


def test_boards_are_what_is_drawn_where_groups_are_made_of_boards() -> None:
    """Two odd boards of six make no kind: meetings alone would tell a difference, boards do not."""
    rng = numpy.random.default_rng(3)
    dealt, items, names, kinds = [], [], [], []
    for board in range(12):
        chance = 0.6 if board in (0, 1) else 0.1
        for _ in range(20):
            dealt.append([rng.binomial(8, chance)])
            items.append(8)
            names.append(f"b{board}")
            kinds.append("x" if board < 6 else "y")
    x, n = numpy.array(dealt, float), numpy.array(items, float)
    by_meeting = differences(["t"], x, n, kinds, [str(k) for k in range(len(names))])
    by_board = differences(["t"], x, n, kinds, names)
    assert by_meeting[0].verdict == "more"
    assert by_board[0].verdict == "too little to tell"


def test_intervals_hold_the_truth() -> None:
    """The share of a board lies in its 95 % interval in about 95 of 100 archives."""
    rng = numpy.random.default_rng(4)
    inside = 0
    for _ in range(100):
        dealt, items, names = meetings(rng, 1, 30, numpy.array([0.2]))
        (share,) = group_shares(["t"], dealt, items, names, [str(n) for n in range(30)])
        assert share.low is not None
        assert share.high is not None
        inside += share.low <= 0.2 <= share.high
    assert 88 <= inside <= 99


def test_trends_false_alarms_and_power() -> None:
    rng = numpy.random.default_rng(5)
    times = [2014 + n / 4 for n in range(40)]
    raw, found, alarms = [], 0, 0
    for _ in range(25):
        dealt, items, names = meetings(rng, 1, 40, CHANCES + 0.05)
        flat = trends(THEMES, dealt, items, names, times)
        alarms += any(t.verdict in ("rising", "falling") for t in flat)
        slope = numpy.linspace(0.05, 0.45, 40)
        dealt[:, 0] = rng.binomial(items.astype(int), slope)
        told = trends(THEMES, dealt, items, names, times)
        raw += [t.p for t in told[1:] if t.p is not None]
        found += told[0].verdict == "rising"
    assert numpy.mean(numpy.array(raw) < 0.05) <= 0.08
    assert found >= 24
    # 5 % may have an alarm; 5 or more would have a chance of 1 in 100.
    assert alarms <= 4
    (short,) = trends(["t"], dealt[:4, :1], items[:4], names[:4], times[:4])
    assert short.verdict == "too little to tell"


def test_the_correction_is_benjamini_and_hochbergs() -> None:
    assert adjust([0.01, None, 0.02, 0.03, 0.5]) == [
        pytest.approx(0.04), None, pytest.approx(0.04), pytest.approx(0.04), pytest.approx(0.5),
    ]  # fmt: skip
    assert adjust([None]) == [None]


def test_log_odds_are_those_of_the_paper() -> None:
    """Worked by hand: y=30 of 1000 against 10 of 1000, the prior at 20 in 1000."""
    counts = WordCounts()
    for count in (3, 1):
        for _ in range(10):
            counts.add({"gull": count, "tide": 100 - count})
    table = counts.table(["a"] * 10 + ["b"] * 10)
    one = next(t for t in distinctive(table).rows if (t.group, t.term) == ("a", "gull"))
    prior = PRIOR * 40 / 2000
    ours = log((30 + prior) / (1000 + PRIOR - 30 - prior))
    theirs = log((10 + prior) / (1000 + PRIOR - 10 - prior))
    assert one.log_odds == pytest.approx(ours - theirs)
    error = one.log_odds / one.z
    assert error**2 == pytest.approx(one.dispersion * (1 / (30 + prior) + 1 / (10 + prior)))


def archive_of_words(rng: numpy.random.Generator, *, bursts: bool, more: float = 1.0) -> WordCounts:
    words = [f"w{n}" for n in range(60)]
    rates = numpy.full(60, 1 / 60)
    counts = WordCounts()
    for board in range(6):
        for _ in range(15):
            p = rates.copy()
            if board == 0:
                p[0] *= more
            if bursts:
                p = rng.dirichlet(p / p.sum() * 30)
            drawn = rng.multinomial(300, p / p.sum())
            counts.add({w: int(c) for w, c in zip(words, drawn, strict=True) if c})
    return counts


BOARDS = [f"b{board}" for board in range(6) for _ in range(15)]


def test_words_that_come_in_bursts_are_no_difference() -> None:
    """Without dispersion over meetings hundreds of alarms; with it no more than stated."""
    rng = numpy.random.default_rng(7)
    alarms = sum(distinctive(archive_of_words(rng, bursts=True).table(BOARDS)).apart > 0 for _ in range(20))
    assert alarms <= 3


def test_a_planted_word_is_found_and_names_are_left_out() -> None:
    counts = archive_of_words(numpy.random.default_rng(8), bursts=False, more=3.0)
    told = [t for t in distinctive(counts.table(BOARDS)).rows if t.verdict == "distinctive"]
    assert [(t.group, t.term) for t in told][:1] == [("b0", "w0")]
    assert "w0" not in counts.table(BOARDS, without={"w0"}).terms
