"""Libraries that comparison and pictures need and extraction does not."""

from __future__ import annotations

from importlib.util import find_spec

from minutebook.errors import UsageError

NEEDED = ("scipy", "statsmodels", "sklearn", "matplotlib")


def require_libraries() -> None:
    """Raise UsageError, with what to run, where one of the libraries is missing."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"minutebook themes needs {', '.join(missing)}; run: python -m pip install 'minutebook[themes]'"
        )
