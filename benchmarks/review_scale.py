"""How long the review page makes a person wait, in a book of 10,000 documents.

    python benchmarks/review_scale.py [--share 0.5] [--folder DIR] [--long PAGES]

Writes an invented archive (`generate_archive.py`; share 0.5 is 10,000 meetings), its database, and 200
documents' corrections, starts `minutebook review` over it in a process of its own, and asks as the page does.
Prints seconds from the command to the address, then milliseconds: the median and the longest of several
requests for the first page, a search, a filter, a document, a correction and a completion; then the memory.
`--long 300` measures one PDF of that many pages instead, the samples' pages over and over: what the browser
asks for when it is opened, the first time and again, and when all of its words are on its pages.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil

from generate_archive import write_archive
from minutebook.book.folder import read_book
from minutebook.book.views import write_views

CORRECTED = 200
TIMES = 20
SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"


def main() -> int:
    """Measure one size."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--share", type=float, default=0.5)
    ask.add_argument(
        "--folder", type=Path, help="where to write, or a book written before (default: temporary)"
    )
    ask.add_argument("--long", type=int, help="measure one PDF of so many pages instead")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        if given.long:
            measure_long(Path(temporary), given.long)
            return 0
        book = (given.folder or Path(temporary)) / "book"
        if not (book / "minutes.sqlite").exists():
            write_archive(book, given.share)
            (book / "tables").mkdir(exist_ok=True)
            write_views(book, read_book(book))
        measure(book)
    return 0


@contextlib.contextmanager
def serving(book: Path) -> Iterator[tuple[httpx.Client, int]]:
    """A browser's side of a review of the book, and the server's process id."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "minutebook", "review", str(book), "--no-browser", "--by", "bench"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    entry = next(found[0] for line in server.stderr if (found := re.search(r"http://\S+", line)))
    print(f"start {time.perf_counter() - began:.1f} s")
    home = entry.partition("?")[0]
    try:
        with httpx.Client(base_url=home, headers={"origin": home.rstrip("/")}, timeout=60) as client:
            client.get(entry)
            yield client, server.pid
    finally:
        server.terminate()
        server.wait()


def measure_long(folder: Path, pages: int) -> None:
    """Make one long PDF, extract it, open it as the browser does."""
    import pypdfium2

    from minutebook.book.batch import extract_book

    whole = pypdfium2.PdfDocument.new()
    sources = [pypdfium2.PdfDocument(path) for path in sorted(SAMPLES.glob("*.pdf"))]
    while len(whole) < pages:
        for source in sources:
            whole.import_pages(source)
    (folder / "in").mkdir()
    whole.save(folder / "in" / "long.pdf")
    extract_book([folder / "in"], folder / "out", jobs=0)
    with serving(folder / "out") as (client, _):
        stem = {"stem": "long"}
        for time_of in ("first", "again"):
            for name, path, query in (
                ("document", "/api/document", {}),
                ("its pages", "/api/layout", {"wait": "0.1"}),
                ("page 1", "/api/page", {"number": "1"}),
                (f"page {pages}", "/api/page", {"number": str(pages)}),
            ):
                began = time.perf_counter()
                answer = client.get(path, params=stem | query)
                assert answer.status_code == 200, answer.text
                spent = (time.perf_counter() - began) * 1000
                print(f"{time_of:>6} {name:>12}: {spent:7.0f} ms, {len(answer.content) // 1024} KiB")
            began = time.perf_counter()
            lines = client.get("/api/layout", params=stem).json()["lines"]
            print(f"{time_of:>6} {len(lines)} lines of words after {time.perf_counter() - began:.1f} s more")


def measure(book: Path) -> None:
    """Start the server, ask, print."""
    with serving(book) as (client, pid):
        stems = [one["stem"] for one in client.get("/api/overview").json()["documents"]]

        def correct(number: int) -> httpx.Response:
            wish = {"op": "change", "handle": "meeting", "field": "venue", "value": f"Hall {number}"}
            return client.post(
                "/api/corrections", params={"stem": stems[number % len(stems)]}, json={"wishes": [wish]}
            )

        timed("first page", lambda _: client.get("/api/overview"))
        timed("search", lambda _: client.get("/api/overview", params={"words": "board report"}))
        timed("filter", lambda _: client.get("/api/overview", params={"state": "new", "order": "flags"}))
        timed("document", lambda n: client.get("/api/document", params={"stem": stems[n]}))
        timed("correction", correct)
        timed("completion", lambda _: client.get("/api/names", params={"kind": "people", "typed": "an"}))
        for number in range(CORRECTED):
            correct(number)
        timed("document, corrected", lambda n: client.get("/api/document", params={"stem": stems[n]}))
        print(json.dumps(client.get("/api/overview").json()["states"]))
        print(f"memory {psutil.Process(pid).memory_info().rss / 1024**2:.0f} MiB")


def timed(name: str, ask: Callable[[int], httpx.Response]) -> None:
    """Median and longest of several requests, in milliseconds."""
    spent = []
    for number in range(TIMES):
        began = time.perf_counter()
        answer = ask(number)
        spent.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.text
    print(f"{name:>20}: {statistics.median(spent):7.0f} ms, longest {max(spent):7.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
