"""Inputs and books in places that only fsspec reaches: here its store in memory."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minutebook.book.batch import extract_book
from minutebook.book.outcome import Summary
from minutebook.book.remote import is_url
from minutebook.errors import UsageError
from minutebook.schema import Minutes

fsspec = pytest.importorskip("fsspec")


def body_of(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
    data = path.read_bytes()
    document = {"source": source, "format": "text", "pages": None, "kind": "minutes"}
    return Minutes.model_validate(
        {"document": {**document, "sha256": hashlib.sha256(data).hexdigest()}, "document_text": data.decode()}
    )


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def run() -> Summary:
    return extract_book(["memory://in"], "memory://out", jobs=0, extractor=body_of)


def texts(store: Any) -> dict[str, str]:
    return {
        Path(path).stem: json.loads(store.cat_file(path))["document_text"]
        for path in store.find("/out/documents")
    }


def test_a_place_is_told_from_a_path() -> None:
    assert [is_url(place) for place in ("s3://b/x", "C:\\x", "a/b", Path("x"))] == [True, False, False, False]


def test_a_book_elsewhere_is_made_kept_up_and_not_read_again(store: Any, tmp_path: Path) -> None:
    for name, text in {"b.txt": "two", "sub/a.txt": "one", ".hidden.txt": "no"}.items():
        store.pipe_file(f"/in/{name}", text.encode())
    run()
    assert texts(store) == {"b": "two", "a": "one"}
    assert store.exists("/out/minutes.sqlite")
    lines = [json.loads(line) for line in store.cat_file("/out/manifest.jsonl").splitlines()]
    assert [line["source"] for line in lines] == ["b.txt", "sub/a.txt"]
    assert run().reused == 2
    store.pipe_file("/in/c.txt", b"three")
    store.rm_file("/in/b.txt")
    assert run().reused == 1
    assert texts(store) == {"c": "three", "a": "one"}


def test_another_machine_fetches_the_book_first(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.pipe_file("/in/a.txt", b"one")
    run()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "other"))
    summary = run()
    assert (summary.reused, summary.changed) == (1, False)


def test_a_book_that_could_not_be_sent_is_sent_the_next_time(
    store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.pipe_file("/in/a.txt", b"one")
    with monkeypatch.context() as broken:

        def fail(*given: Any, **named: Any) -> None:
            raise OSError("the line is down")

        broken.setattr(type(store), "put_file", fail)
        with pytest.raises(UsageError, match="the line is down; run again to go on"):
            run()
    assert not store.exists("/out/manifest.jsonl")
    assert run().reused == 1
    assert texts(store) == {"a": "one"}


def test_what_is_not_there_is_told(store: Any) -> None:
    with pytest.raises(UsageError, match="memory://in does not exist"):
        run()
    with pytest.raises(UsageError, match="only one can be read"):
        extract_book(["memory://in", "memory://other"], "memory://out", jobs=0, extractor=body_of)
    with pytest.raises(UsageError, match="cannot be opened"):
        extract_book(["nosuch://in"], "memory://out", jobs=0, extractor=body_of)
