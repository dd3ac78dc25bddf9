"""One theme: an id, the words that speak of it, and sentences that must and must not get it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Theme(BaseModel):
    """A theme of the vocabulary.

    `terms` match in any inflection and letter case, `exact` as written (a plural s is allowed). `hints` are
    words of several senses: one counts beside another word of the theme. `excluded` (`not` in the file) are
    phrases in which such words mean something else.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: str
    note: str | None = None
    terms: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    excluded: Annotated[tuple[str, ...], Field(alias="not")] = ()
    examples: tuple[str, ...]
    rejects: tuple[str, ...]

    @property
    def producer(self) -> str:
        """The word by which evidence names this theme."""
        return f"rule:themes.{self.id}"
