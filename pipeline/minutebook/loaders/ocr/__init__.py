"""Reads words off pictures of pages: engines, found when they are needed, and what sets a page right."""

from minutebook.loaders.ocr.engine import Engine, ReadWord, find_engine

__all__ = ["Engine", "ReadWord", "find_engine"]
