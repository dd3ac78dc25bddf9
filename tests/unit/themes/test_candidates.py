"""Rising terms: what rises is offered, what chance moves is not."""

from __future__ import annotations

import numpy

from minutebook.themes.candidates import rising
from minutebook.themes.study import Study


def years_of_words(rng: numpy.random.Generator, *, growth: float) -> Study:
    """Nine years of eight meetings, sixty words that come in bursts; the first grows so much a year."""
    study = Study((), "year")
    for year in range(2015, 2024):
        rates = numpy.full(60, 1 / 60)
        rates[0] *= growth ** (year - 2015)
        for month in range(1, 9):
            drawn = rng.multinomial(300, rng.dirichlet(rates / rates.sum() * 30))
            study.words.add({f"w{n}": int(count) for n, count in enumerate(drawn) if count})
            study.dates.append(f"{year}-{month:02}-10")
    return study


def test_a_word_that_becomes_common_is_found() -> None:
    found = rising(years_of_words(numpy.random.default_rng(1), growth=1.35))
    assert [term for term, _ in found] == ["w0"]
    assert 4 < found[0][1] < 12


def test_chance_is_no_rise() -> None:
    rng = numpy.random.default_rng(2)
    assert sum(bool(rising(years_of_words(rng, growth=1.0))) for _ in range(20)) <= 2


def test_two_years_tell_no_rise() -> None:
    study = Study((), "year")
    for year in ("2022", "2023"):
        for _ in range(10):
            study.words.add({"gull": 1 if year == "2022" else 30, "tide": 100})
            study.dates.append(f"{year}-05-01")
    assert rising(study) == []
