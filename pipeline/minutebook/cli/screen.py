"""Rich's console as minutebook uses it: words are words, and a reader that leaves early is no fault."""

from __future__ import annotations

from rich.console import Console


class Screen(Console):
    """A console that takes nothing in the words for markup, emoji or something to colour."""

    def __init__(self, *, stderr: bool = False, width: int | None = None) -> None:
        super().__init__(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)

    def on_broken_pipe(self) -> None:
        """Leave it to the command's boundary; rich would end the process with exit code 1."""
        raise BrokenPipeError
