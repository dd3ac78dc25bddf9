"""Pages a second of the PDF loader and of pdfplumber's text and tables, on the same files in one run.

Usage: python benchmarks/pdf_speed.py FILE_OR_FOLDER... [--rounds N] [--long PAGES]
`--long` also loads the given files' pages over and over as one document of that many pages, and prints
how far memory rises: it should hardly rise with the number of pages read.
"""

from __future__ import annotations

import argparse
import io
import resource
import time
from pathlib import Path

from minutebook.errors import InputError
from minutebook.loaders.pdf import load_pdf


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--long", type=int, default=0)
    chosen = parser.parse_args()
    held = []
    for path in sorted(_files(chosen.paths)):
        data = path.read_bytes()
        try:
            pages = load_pdf(data, source=path.name, sha256="").pages or 0
        except InputError:
            continue
        held.append((data, pages))
    total = sum(pages for _, pages in held)
    ours = min(_ours([data for data, _ in held]) for _ in range(chosen.rounds))
    theirs = _theirs([data for data, _ in held])
    print(f"files {len(held)}  pages {total}")
    print(f"loader      {total / ours:7.1f} pages/s")
    print(f"pdfplumber  {total / theirs:7.1f} pages/s")
    print(f"ratio       {ours / theirs:7.3f} of pdfplumber's time")
    if chosen.long:
        _long([data for data, _ in held], chosen.long)


def _files(paths: list[Path]) -> list[Path]:
    return [file for path in paths for file in (path.rglob("*.pdf") if path.is_dir() else [path])]


def _ours(held: list[bytes]) -> float:
    start = time.process_time()
    for data in held:
        load_pdf(data, source="x", sha256="")
    return time.process_time() - start


def _theirs(held: list[bytes]) -> float:
    import pdfplumber

    start = time.process_time()
    for data in held:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.extract_tables()
    return time.process_time() - start


def _long(held: list[bytes], pages: int) -> None:
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    sources = [pypdfium2.PdfDocument(data) for data in held]
    while len(whole) < pages:
        for source in sources:
            whole.import_pages(source)
    made = io.BytesIO()
    whole.save(made)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    document = load_pdf(made.getvalue(), source="long", sha256="")
    seconds = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rise = f"peak memory {before // 1024} -> {after // 1024} MB"
    print(f"long        {document.pages} pages in {seconds:.1f} s, {rise}")


if __name__ == "__main__":
    main()
