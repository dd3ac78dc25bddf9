from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.learn import labeller
from minutebook.learn.features import carried_word
from minutebook.learn.labeller import WEIGHTS, load_labeller, read_labeller
from minutebook.resources import models_folder
from minutebook.training.crf import SHARED_BY

MODELS = sorted(path.parent for path in models_folder().glob(f"*/{WEIGHTS}"))


def test_a_model_that_is_not_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(labeller, "models_folder", lambda: tmp_path)
    load_labeller.cache_clear()
    assert load_labeller("nowhere") is None
    load_labeller.cache_clear()


@pytest.mark.parametrize("folder", MODELS, ids=lambda path: path.name)
def test_no_weight_keeps_a_word_that_too_few_bodies_share(folder: Path) -> None:
    model = read_labeller(folder)
    words = model.facts["words"]
    assert all(bodies >= SHARED_BY for bodies in words.values())
    carried = {w for feature in model.tagger.info().attributes if (w := carried_word(feature)) is not None}
    assert sorted(carried - set(words)) == []


def test_all_weights_together_are_small() -> None:
    assert sum(path.stat().st_size for path in models_folder().rglob("*") if path.is_file()) < 40_000_000
