from pathlib import Path

from minutebook.book.inputs import Input
from minutebook.book.outcome import Outcome
from minutebook.book.runner import SMALL, cores, run
from minutebook.book.worker import Task
from minutebook.errors import EmptyInput
from minutebook.schema import Minutes


def empty(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    raise EmptyInput("the file is empty")


def test_a_few_documents_one_at_a_time_are_read_in_this_process(tmp_path: Path) -> None:
    here: list[str] = []

    def remember(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
        here.append(f"{source} {rules} {model}")
        raise EmptyInput("the file is empty")

    tasks = [
        Task(Input(tmp_path / str(n), f"{n}.txt", str(n)), tmp_path, Path("own"), "small", remember)
        for n in range(SMALL)
    ]
    outcomes = list(run(tasks, jobs=1, time_limit=9))
    assert here == [f"{n}.txt own small" for n in range(SMALL)]
    assert [outcome.document for outcome in outcomes] == ["0", "1", "2", "3"]


def test_an_input_error_becomes_its_status_with_advice(tmp_path: Path) -> None:
    task = Task(Input(tmp_path / "gone", "gone.txt", "gone"), tmp_path, extractor=empty)
    (outcome,) = run([task], jobs=1, time_limit=9)
    assert outcome == Outcome(
        source="gone.txt",
        document="gone",
        status="empty",
        reason="the file is empty; check that the right file was saved",
        seconds=outcome.seconds,
    )
    assert outcome.seconds is not None


def test_outcomes_come_as_they_are_asked_for(tmp_path: Path) -> None:
    read: list[str] = []

    def remember(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
        read.append(source)
        raise EmptyInput("the file is empty")

    tasks = [Task(Input(tmp_path, str(n), str(n)), tmp_path, extractor=remember) for n in range(3)]
    outcomes = run(tasks, jobs=1, time_limit=9)
    next(outcomes)
    assert read == ["0"]


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
