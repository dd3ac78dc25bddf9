"""A way to make small books quickly, in this process, from files whose text is the body's name."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from minutebook.book.batch import extract_book
from minutebook.book.outcome import Summary
from minutebook.schema import Minutes


def body_of(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    data = path.read_bytes()
    text = data.decode()
    document = {"source": source, "sha256": hashlib.sha256(data).hexdigest(), "format": "text", "pages": None}
    return Minutes.model_validate(
        {
            "document": {**document, "kind": "minutes"},
            "meeting": {"body": text, "flags": ("no_date",)},
            "document_text": text,
        }
    )


MakeBook = Callable[..., Summary]


@pytest.fixture
def make_book() -> MakeBook:
    def make(folder: Path, out: Path, **files: str) -> Summary:
        """A book of files by stem; those not named are removed from the folder."""
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for stem, text in files.items():
            (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
        return extract_book([folder], out, jobs=0, extractor=body_of)

    return make
