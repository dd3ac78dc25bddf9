"""The only code that knows where `rules/` and `models/` are: in the wheel, or in the checkout."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from minutebook.errors import MinutebookError


@cache
def data_folder(name: str) -> Path:
    """The folder `rules` or `models`: inside the installed package, else at the checkout's root.

    Raises MinutebookError where neither is there, which means a broken installation.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "_data" / name, here.parent.parent / name):
        if folder.is_dir():
            return folder
    raise MinutebookError(f"the folder {name}/ is missing from this installation: install minutebook again")


def rules_folder() -> Path:
    """Where the rules that ship stand."""
    return data_folder("rules")


def models_folder() -> Path:
    """Where the models stand: those that ship, or the folder that MINUTEBOOK_MODELS names.

    The variable is for measuring: weights that never saw a body, or none, are laid in their place.
    """
    other = os.environ.get("MINUTEBOOK_MODELS")
    return Path(other) if other else data_folder("models")
