"""Pages a second of every OCR engine on this machine, on scans of the samples.

    python benchmarks/ocr_speed.py [--pages N]

Each page is rendered, set right, read and laid out, as `minutebook extract` does it. Printed are pages a
second of the clock and of the processor (with the engine's own processes), and the share of the printed
page's words that were read; once for straight pages, the baseline, and once for pages half a degree askew.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path

import pypdfium2
from PIL import Image

from minutebook.document import Document
from minutebook.loaders.load import load_bytes
from minutebook.loaders.ocr import engine as engines

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
DPI = 200


def main() -> int:
    """Measure each engine that is available; exit 0, also where there is none."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=int, default=4, help="how many pages to read with each engine")
    given = ask.parse_args()
    pages = printed(given.pages)
    names = [engine.name for engine in engines._engines() if engine.available()]
    if not names:
        print("no OCR engine here: apt-get install tesseract-ocr, or pip install 'minutebook[ocr]'")
        return 0
    print(f"{'engine':10} {'pages':>5} {'skew':>5} {'pages/s':>8} {'pages/CPU s':>12} {'words read':>11}")
    for name in names:
        os.environ[engines.VARIABLE] = name
        for skew in (0.0, 0.5):
            scan = scanned([picture for picture, _ in pages], skew)
            wall, cpu = time.perf_counter(), spent()
            document = load_bytes(scan, source="scan.pdf")
            wall, cpu = time.perf_counter() - wall, spent() - cpu
            share = words_read(document, [text for _, text in pages])
            count = len(pages)
            print(f"{name:10} {count:5} {skew:5} {count / wall:8.2f} {count / cpu:12.2f} {share:11.3f}")
    return 0


def printed(count: int) -> list[tuple[Image.Image, str]]:
    """Pages of the PDF samples as grey pictures, with their words."""
    out: list[tuple[Image.Image, str]] = []
    for path in sorted(SAMPLES.glob("*.pdf")):
        for page in pypdfium2.PdfDocument(path):
            out.append(
                (
                    page.render(scale=DPI / 72, grayscale=True).to_pil(),
                    page.get_textpage().get_text_range(),
                )
            )
    return (out * (count // len(out) + 1))[:count]


def scanned(pictures: list[Image.Image], skew: float) -> bytes:
    """A PDF of the pictures, turned by so many degrees, in black and white."""
    turned = [
        picture.rotate(-skew, fillcolor=255, resample=Image.Resampling.BICUBIC)
        .point(lambda value: 255 if value > 150 else 0)
        .convert("1")
        for picture in pictures
    ]
    held = io.BytesIO()
    turned[0].save(held, "PDF", resolution=DPI, save_all=True, append_images=turned[1:])
    return held.getvalue()


def spent() -> float:
    """Processor seconds of this process and of those that it started."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def words_read(document: Document, texts: list[str]) -> float:
    """The share of the printed words that stand in the document, each as often as it is printed."""
    wanted = Counter(word for text in texts for word in re.findall(r"\w+", text))
    found = Counter(re.findall(r"\w+", document.text))
    return (wanted & found).total() / wanted.total()


if __name__ == "__main__":
    sys.exit(main())
