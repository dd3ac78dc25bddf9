"""A short round of `make fuzz`: every sample harmed a few times, each ends in one status, the parent lives."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import run
from mutate import mutated, samples

from minutebook.book.outcome import Outcome
from minutebook.book.pool import Pool

COUNT = 150


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    folder = tmp_path_factory.mktemp("fuzz")

    def all_of_them() -> Iterator[Outcome]:
        with Pool(2, run.LIMITS) as pool:
            for _, result in pool.run(run.tasks(samples(), COUNT, 7, folder)):
                yield result.outcome

    return list(all_of_them())


def test_every_mutation_ends_in_one_status_and_none_in_a_fault(outcomes: list[Outcome]) -> None:
    assert len(outcomes) == COUNT
    assert [f"{fault.status} {fault.source} {fault.reason}" for fault in run.faults(iter(outcomes))] == []
    assert {"ok", "corrupt"} <= {outcome.status for outcome in outcomes}


def test_a_seed_gives_the_same_harm_and_another_another() -> None:
    data = samples()[0].read_bytes()
    assert mutated(data, 3) == mutated(data, 3)
    assert len({mutated(data, seed) for seed in range(20)}) == 20


def test_what_breaks_a_promise_is_seen() -> None:
    told = [
        Outcome(source=s, document=s, status=s) for s in ("ok", "crashed", "nonsense", "empty", "timeout")
    ]
    assert [fault.status for fault in run.faults(iter(told))] == ["crashed", "nonsense", "timeout"]
