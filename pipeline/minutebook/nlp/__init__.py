"""The spaCy pipeline; nothing else imports spaCy."""

from minutebook.nlp.reader import Entity, Reader, load_reader

__all__ = ["Entity", "Reader", "load_reader"]
