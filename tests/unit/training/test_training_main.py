from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.training import __main__ as training
from minutebook.training import commitments, names, zones_model
from minutebook.training.zones_model import Data


@pytest.fixture(autouse=True)
def only_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other models learn from the project's own sets too, which takes minutes."""
    for model in (commitments, names):
        monkeypatch.setattr(model, "main", lambda *given, **more: 0)


def test_without_gold_it_says_so_and_trains_from_invented_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[Data] = []

    def kept(folder: Path, data: Data, say: object) -> dict[str, object]:
        seen.append(data)
        return {"scores": {}}

    monkeypatch.setattr(zones_model, "INVENTED", 2)
    monkeypatch.setattr(zones_model, "train_zones", kept)
    assert training.main(["--shared", str(tmp_path / "none"), "--models", str(tmp_path / "models")]) == 0
    assert "not calibrated" in capsys.readouterr().out
    assert seen[0].gold == []
    assert len(seen[0].invented) == 2


def test_gold_that_people_made_is_learnt_from_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Data] = []

    def kept(folder: Path, data: Data, say: object) -> dict[str, object]:
        seen.append(data)
        return {"scores": {}}

    gold = tmp_path / "kept" / "gold"
    gold.mkdir(parents=True)
    (tmp_path / "kept" / "tarn.md").write_text(
        "# Tarn Board\n\nMinutes of 4 May 2020\n\nPresent: Ida Fenn, Bo Lund\n\n1. Welcome\n\nHello.\n",
        "utf-8",
    )
    (gold / "documents.tsv").write_text(
        "stem\tfile\tfamily\tbody\tneeds\ntarn\ttarn.md\treviewed\ttarn-board\t\n", "utf-8"
    )
    (gold / "tarn.json").write_text('{"attendees": [{"name": "Ida Fenn", "status": "present"}]}', "utf-8")
    monkeypatch.setattr(zones_model, "INVENTED", 1)
    monkeypatch.setattr(zones_model, "train_zones", kept)
    given = ["--shared", str(tmp_path / "none"), "--models", str(tmp_path / "models")]
    assert training.main([*given, "--also", str(tmp_path / "kept")]) == 0
    assert {sample.example.body for sample in seen[0].gold} == {"tarn-board"}
