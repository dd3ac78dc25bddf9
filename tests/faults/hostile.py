"""Stand-ins for the extraction that do what real files may bring about; workers import them by name.

The file's text says what happens.
"""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from minutebook.assemble import EvidenceError
from minutebook.book.limits import LARGEST_RECORD
from minutebook.errors import EncryptedInput, ModelError, NeedsOcr, UnsupportedInput
from minutebook.schema import Minutes


def extract(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes | tuple[Minutes, ...]:
    """A small record, the records of a pack, or the fault that the file's first word names."""
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
    elif word == "eat":
        eat()
    elif word == "spawn":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        path.with_suffix(".pid").write_text(str(child.pid), encoding="ascii")
        child.wait()
    elif word == "giant":
        return record(data, source, text="x" * (LARGEST_RECORD + 1))
    elif word == "flood":
        for _ in range(2000):
            sys.stdout.write("x" * 1000)
            os.write(1, b"y" * 1000)
            os.write(2, b"z" * 1000)
    elif word == "unproven":
        raise EvidenceError("attendee 1: no evidence")
    elif word == "scan":
        raise NeedsOcr("no words on 3 pages")
    elif word == "locked":
        raise EncryptedInput("a password is needed")
    elif word == "picture":
        raise UnsupportedInput("a JPEG picture")
    elif word == "pack":
        return pack(data, source)
    elif word == "model":
        raise ModelError("the model is missing; install it")
    flags = ("unread_table",) if word == "part" else ()
    return record(data, source, flags)


def pack(data: bytes, source: str) -> tuple[Minutes, ...]:
    """A record for the pack and one for each body that its text names, a page each: `pack Weir | Ferry`."""
    whole = record(data, source, text="")
    bodies = data.decode().removeprefix("pack").split("|")
    parts = []
    for page, body in enumerate(bodies, start=1):
        part = record(body.encode(), source)
        told = {"sha256": whole.document.sha256, "part_pages": (page, page)}
        parts.append(part.model_copy(update={"document": part.document.model_copy(update=told)}))
    told = {"kind": "other", "pages": len(bodies)}
    return (
        whole.model_copy(
            update={
                "document": whole.document.model_copy(update=told),
                "meeting": None,
                "attendees": (),
            }
        ),
        *parts,
    )


def slow(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """A small record, after a while: long enough to be stopped in between."""
    time.sleep(0.03)
    return record(path.read_bytes(), source)


def slow_or_hostile(
    path: Path, source: str, rules: Path | None, model: str | None
) -> Minutes | tuple[Minutes, ...]:
    """As `extract`, but each takes a while: long enough for a worker to be killed in between."""
    time.sleep(0.05)
    return extract(path, source, rules, model)


def eat() -> None:
    """Takes memory and more of it, and really uses it."""
    eaten = []
    while True:
        eaten.append(bytearray(os.urandom(1024)) * (16 * 1024))


def extract_again(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    """Never comes back."""
    return extract_again(path, source, rules, model)


def record(data: bytes, source: str, flags: tuple[str, ...] = (), text: str | None = None) -> Minutes:
    """A record whose body is the file's text."""
    text = data.decode() if text is None else text
    return Minutes.model_validate(
        {
            "document": {
                "source": source,
                "sha256": hashlib.sha256(data).hexdigest(),
                "format": "text",
                "pages": None,
                "kind": "minutes",
            },
            "meeting": {"body": data.decode().strip(), "date": "2024-05-01"},
            "attendees": ({"id": "p1", "name": "Ada Verne", "status": "present", "flags": ("no_role",)},),
            "flags": flags,
            "document_text": text,
        }
    )
