from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.training import __main__ as training
from minutebook.training import zones_model
from minutebook.training.zones_model import Data


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
