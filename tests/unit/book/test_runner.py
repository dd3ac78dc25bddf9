from pathlib import Path

from minutebook.book.inputs import Input
from minutebook.book.limits import Limits
from minutebook.book.outcome import Outcome
from minutebook.book.runner import cores, run
from minutebook.book.worker import Task
from minutebook.errors import EmptyInput
from minutebook.schema import Minutes


def empty(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    raise EmptyInput("the file is empty")


def test_an_input_error_becomes_its_status_with_advice(tmp_path: Path) -> None:
    task = Task(1, Input(tmp_path / "gone", "gone.txt", "gone"), tmp_path, extractor=empty)
    ((done, result),) = run(iter([task]), jobs=0, limits=Limits())
    assert done is task
    assert result.outcome == Outcome(
        source="gone.txt",
        document="gone",
        status="empty",
        reason="the file is empty; check that the right file was saved",
        seconds=result.outcome.seconds,
    )
    assert result.outcome.seconds is not None


def test_rules_and_model_reach_the_extractor_and_tasks_are_taken_as_they_are_asked_for(
    tmp_path: Path,
) -> None:
    read: list[str] = []

    def remember(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
        read.append(f"{source} {rules} {model}")
        raise EmptyInput("the file is empty")

    tasks = (
        Task(n, Input(tmp_path, f"{n}.txt", str(n)), tmp_path, Path("own"), "small", remember)
        for n in range(3)
    )
    outcomes = run(tasks, jobs=0, limits=Limits())
    next(outcomes)
    assert read == ["0.txt own small"]


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
