"""Which engine reads: the one asked for, another package's, Tesseract, RapidOCR, or none."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from minutebook.errors import UsageError
from minutebook.loaders.ocr import engine as module


class Stand:
    """An engine that reads nothing."""

    def __init__(self, name: str, there: bool) -> None:
        self.name = name
        self.there = there

    def available(self) -> bool:
        return self.there

    def read(self, picture: module.Picture) -> list[module.ReadWord]:
        return []

    def turn(self, picture: module.Picture) -> int:
        return 0


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One engine of another package, and two of our own of which the first is not installed."""
    others = [SimpleNamespace(name="other", load=lambda: Stand("other", False))]
    monkeypatch.setattr(module, "entry_points", lambda group: others)
    made = {"first": Stand("first", False), "second": Stand("second", True)}
    monkeypatch.setattr(module, "_OWN", {name: name for name in made})
    monkeypatch.setattr(module, "import_module", lambda name: SimpleNamespace(ENGINE=made[name]))
    monkeypatch.delenv(module.VARIABLE, raising=False)
    module._find.cache_clear()
    yield
    module._find.cache_clear()


@pytest.mark.usefixtures("engines")
def test_the_first_that_is_there_reads() -> None:
    found = module.find_engine()
    assert found is not None
    assert found.name == "second"


@pytest.mark.usefixtures("engines")
def test_none_turns_reading_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.VARIABLE, "None")
    assert module.find_engine() is None


@pytest.mark.usefixtures("engines")
@pytest.mark.parametrize("name", ["first", "third"])
def test_an_engine_that_is_not_there_is_a_wrong_wish(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.VARIABLE, name)
    with pytest.raises(UsageError, match=name):
        module.find_engine()
