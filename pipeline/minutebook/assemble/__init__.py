"""Resolves what the stages found into one validated record."""

from minutebook.assemble.record import assemble
from minutebook.assemble.verify import EvidenceError, ungrounded, verify

__all__ = ["EvidenceError", "assemble", "ungrounded", "verify"]
