"""Inputs and a book in S3: moto's server on this machine stands for it, workers fetch from it by themselves."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from minutebook.book.batch import extract_book
from minutebook.book.limits import Limits
from minutebook.errors import UsageError

sys.path.insert(0, str(Path(__file__).parent))

import hostile

s3fs = pytest.importorskip("s3fs", reason="no S3 driver here: pip install s3fs")
server = pytest.importorskip(
    "moto.server", reason="no stand-in for S3 here: pip install 'moto[s3]' flask flask-cors"
)

WORDS = {"a.txt": "board 1", "b.txt": "board 2", "c.txt": "board 1", "die.txt": "die", "scan.txt": "scan"}
WORDS |= {"sub/pack.txt": "pack board 5 | board 77"}
LIMITS = Limits(20, 400)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "of-the-test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    stand_in = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    stand_in.start()
    address = f"http://127.0.0.1:{stand_in.get_host_and_port()[1]}"
    urlopen(
        Request(f"{address}/moto-api/reset", method="POST")
    ).close()  # its stores outlive it in this process
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem(use_listings_cache=False)
    system.mkdir("archive")
    for name, word in WORDS.items():
        system.pipe_file(f"archive/in/{name}", word.encode())
    yield system
    s3fs.S3FileSystem.clear_instance_cache()
    stand_in.stop()


def run(source: str, out: str) -> Any:
    return extract_book([source], out, jobs=2, limits=LIMITS, extractor=hostile.extract, parquet=True)


def contents(found: Iterator[tuple[str, bytes]]) -> dict[str, bytes]:
    """Each file of a book by name; the manifest without the seconds, which differ."""
    held = {name: data for name, data in found if not name.endswith(".lock")}
    lines = [json.loads(line) for line in held["manifest.jsonl"].splitlines()]
    return {**held, "manifest.jsonl": json.dumps([{**line, "seconds": 0} for line in lines]).encode()}


def in_store(store: Any) -> dict[str, bytes]:
    found = store.find("archive/book")
    return contents((path.removeprefix("archive/book/"), store.cat_file(path)) for path in found)


def test_a_book_in_s3_is_the_book_of_this_machine(store: Any, tmp_path: Path) -> None:
    for name, word in WORDS.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(word, encoding="utf-8")
    run("s3://archive/in", "s3://archive/book")
    run(str(tmp_path / "in"), str(tmp_path / "book"))
    here = sorted(path for path in (tmp_path / "book").rglob("*") if path.is_file())
    local = contents((path.relative_to(tmp_path / "book").as_posix(), path.read_bytes()) for path in here)
    assert in_store(store) == local


def test_a_second_run_follows_what_changed_in_s3(store: Any) -> None:
    run("s3://archive/in", "s3://archive/book")
    store.pipe_file("archive/in/b.txt", b"board 9")
    store.rm_file("archive/in/a.txt")
    summary = run("s3://archive/in", "s3://archive/book")
    assert summary.total == len(WORDS) - 1
    records = {
        name: json.loads(data) for name, data in in_store(store).items() if name.startswith("documents/")
    }
    assert records["documents/b.json"]["document_text"] == "board 9"
    assert "documents/a.json" not in records
    assert records["documents/c.json"]["document"]["duplicate_of"] is None


def test_pandas_and_duckdb_read_the_dataset_where_it_stands(store: Any) -> None:
    import pandas

    duckdb = pytest.importorskip("duckdb")
    run("s3://archive/in", "s3://archive/book")
    read = pandas.read_parquet("s3://archive/book/parquet/attendees")
    assert set(read["name"]) == {"Ada Verne"}
    with duckdb.connect() as database:
        database.register_filesystem(store)
        query = "select count(*) from read_parquet('s3://archive/book/parquet/attendees/*/*.parquet')"
        assert database.sql(query).fetchall() == [(len(read),)]


@pytest.mark.parametrize("place", ["s3://no-such-bucket/in", "s3://archive/nothing"])
def test_a_place_that_is_not_there_is_told(store: Any, tmp_path: Path, place: str) -> None:
    with pytest.raises(UsageError, match="exist"):
        run(place, str(tmp_path / "book"))


def test_a_store_that_cannot_be_reached_is_told(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(UsageError, match="cannot be read"):
        run("s3://archive/in", str(tmp_path / "book"))
