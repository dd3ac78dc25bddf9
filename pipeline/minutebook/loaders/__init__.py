"""One module per format; the format is told by content, never by the file's name."""

from minutebook.loaders.load import load, range_reader

__all__ = ["load", "range_reader"]
