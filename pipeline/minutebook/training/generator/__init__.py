"""Invented minutes with labels right by construction: layouts, wordings and damage of the field guide."""

from minutebook.training.generator.draft import Invented, Marked
from minutebook.training.generator.invent import invent, invent_all

__all__ = ["Invented", "Marked", "invent", "invent_all"]
