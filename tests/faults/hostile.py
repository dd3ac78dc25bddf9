"""Stand-ins for the extraction that do what real files may bring about; workers import them by name.

The file's text says what happens.
"""

import hashlib
import os
import signal
import sys
import time
from pathlib import Path

from minutebook.assemble import EvidenceError
from minutebook.errors import EncryptedInput, ModelError, NeedsOcr, UnsupportedInput
from minutebook.schema import Minutes


def extract(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """A small record, or the fault that the file's first word names."""
    data = path.read_bytes()
    word = data.decode().split()[0]
    if word == "hang":
        time.sleep(60)
    elif word == "die":
        os._exit(3)
    elif word == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "raise":
        raise KeyError("nobody\nexpected this")
    elif word == "recurse":
        return extract_again(path, source, rules, model)
    elif word == "memory":
        raise MemoryError
    elif word == "flood":
        sys.stdout.write("x" * 200_000)
    elif word == "unproven":
        raise EvidenceError("attendee 1: no evidence")
    elif word == "scan":
        raise NeedsOcr("no words on 3 pages")
    elif word == "locked":
        raise EncryptedInput("a password is needed")
    elif word == "picture":
        raise UnsupportedInput("a JPEG picture")
    elif word == "model":
        raise ModelError("the model is missing; install it")
    flags = ("unread_table",) if word == "part" else ()
    return record(data, source, flags)


def extract_again(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """Never comes back."""
    return extract_again(path, source, rules, model)


def record(data: bytes, source: str, flags: tuple[str, ...] = ()) -> Minutes:
    """A record whose body is the file's text."""
    text = data.decode()
    return Minutes.model_validate(
        {
            "document": {
                "source": source,
                "sha256": hashlib.sha256(data).hexdigest(),
                "format": "text",
                "pages": None,
                "kind": "minutes",
            },
            "meeting": {"body": text.strip(), "date": "2024-05-01"},
            "attendees": ({"id": "p1", "name": "Ada Verne", "status": "present", "flags": ("no_role",)},),
            "flags": flags,
            "document_text": text,
        }
    )
