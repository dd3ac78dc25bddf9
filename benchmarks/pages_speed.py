"""Pages a second that one core reads, by format: the whole extraction, record serialised.

    python benchmarks/pages_speed.py [--rounds 3]

A page is a page of the PDF, else 3,000 characters of text. Time is processor time, that of the programs
started for it (LibreOffice, an OCR engine) among it: a machine with other work tells nearly the same. Models
are loaded before the clock starts. LibreOffice, where it is installed, is started for each ODT, RTF and DOC
here, a second each; `extract` starts it once for up to 200. Files are those of `data/samples` and
`data/formats`, and the documents beside the project where there are any; the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

from bench import ROOT, files
from minutebook.errors import InputError
from minutebook.extraction import extract_document
from minutebook.schema import Minutes

CHARACTERS = 3000
FORMATS = {
    "PDF": ".pdf",
    "DOCX": ".docx",
    "text and Markdown": ".txt .md",
    "HTML": ".html",
    "ODT": ".odt",
    "RTF": ".rtf",
    "Word before 2007": ".doc",
    "e-mail": ".eml",
    "scans and photographs": ".tif .jpg -scan.pdf",
}


def main() -> int:
    """Print one line a format."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=3)
    given = ask.parse_args()
    made = sorted((ROOT / "data" / "formats").iterdir())
    print("pages a second of one core, by format (a page: one of the PDF, else 3,000 characters)")
    for name, endings in FORMATS.items():
        ends = tuple(endings.split())
        paths = [path for path in files(set(ends)) if not path.name.endswith("-scan.pdf")]
        paths += [path for path in made if path.name.endswith(ends) and (name[0] == "s") == scanned(path)]
        told(name, paths, given.rounds)
    return 0


def scanned(path: Path) -> bool:
    return path.name.endswith(("-scan.pdf", ".tif", ".jpg"))


def told(name: str, paths: list[Path], rounds: int) -> None:
    """Read the files in rounds, after one that is not counted, and print the figure."""
    pages, left = 0.0, []
    for path in list(paths):
        try:
            pages += pages_of(extract_document(path))
        except InputError as error:
            paths.remove(path)
            left.append(f"{path.name}: {error.reason}")
    times = []
    for _ in range(rounds if paths else 0):
        began, wall = spent(), time.perf_counter()
        for path in paths:
            extract_document(path).model_dump_json()
        times.append((spent() - began, time.perf_counter() - wall))
    if times:
        core, wall = median(core for core, _ in times), median(wall for _, wall in times)
        of = f"{len(paths)} files, {pages:.1f} pages, {core:.2f} s of a core, {wall:.2f} s by the clock"
        shown = f"{pages / core:7.1f}  ({of})"
    else:
        shown = "      -  (none that can be read here)"
    print(f"  {name:24}{shown}", flush=True)
    for line in left:
        print(f"    left out: {line}")


def pages_of(minutes: Minutes) -> float:
    """The document's pages."""
    return float(minutes.document.pages or len(minutes.document_text) / CHARACTERS)


def spent() -> float:
    """Seconds of processor time of this process and of the programs that it started and that ended."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


if __name__ == "__main__":
    sys.exit(main())
