"""Turns the minutes of meetings into validated records, each value quoting its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minutebook.api import extract, extract_many
    from minutebook.book.batch import extract_book
    from minutebook.book.folder import read_book
    from minutebook.errors import InputError, MinutebookError
    from minutebook.export.frames import read_tables, to_frames
    from minutebook.schema import Minutes
    from minutebook.themes.book import Book

__all__ = [
    "Book",
    "InputError",
    "MinutebookError",
    "Minutes",
    "extract",
    "extract_book",
    "extract_many",
    "read_book",
    "read_tables",
    "to_frames",
]

# Where each name lives: nothing is imported before it is asked for, so `import minutebook` is cheap.
_HOMES = {
    "Book": "themes.book",
    "InputError": "errors",
    "Minutes": "schema",
    "MinutebookError": "errors",
    "extract": "api",
    "extract_book": "book.batch",
    "extract_many": "api",
    "read_book": "book.folder",
    "read_tables": "export.frames",
    "to_frames": "export.frames",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("minutebook")
    if name not in _HOMES:
        raise AttributeError(f"module 'minutebook' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"minutebook.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
