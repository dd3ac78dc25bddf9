"""What every stage is given."""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.document import Document
from minutebook.layout import Layout
from minutebook.nlp import Reader
from minutebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Context:
    """One document with its layout, the rules and the language reader; nothing in it changes."""

    document: Document
    layout: Layout
    rulebook: Rulebook
    reader: Reader
