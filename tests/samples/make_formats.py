"""Makes `data/formats`: one meeting as a scan and in the formats of other offices (run by hand; needs LibreOffice).

    python tests/samples/make_formats.py

The documents are committed: the tests read them and do not run this.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
FORMATS = SAMPLES.parent / "formats"
MEETING = "eskmere-sab-2024-03-12"


def main() -> int:
    """Write every file."""
    FORMATS.mkdir(exist_ok=True)
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is needed: apt-get install libreoffice-writer", file=sys.stderr)
        return 1
    for ending in ("doc", "odt", "rtf"):
        with tempfile.TemporaryDirectory() as folder:
            source = SAMPLES / f"{MEETING}.docx"
            command = [office, "--headless", "--convert-to", ending, "--outdir", folder, str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            shutil.copy(Path(folder) / f"{MEETING}.{ending}", FORMATS)
    (FORMATS / f"{MEETING}-scan.pdf").write_bytes(copied((SAMPLES / f"{MEETING}.pdf").read_bytes(), 0.7))
    saltmarsh = (SAMPLES / "saltmarsh-scp-2022-06-14.pdf").read_bytes()
    (FORMATS / "saltmarsh-scp-2022-06-14-scan.pdf").write_bytes(copied(saltmarsh, -0.5))
    return 0


def copied(data: bytes, skew: float) -> bytes:
    """The PDF as an office copier scans it: black on white at 200 dots an inch, a little askew."""
    pages = []
    for page in pypdfium2.PdfDocument(data):
        grey = page.render(scale=200 / 72, grayscale=True).to_pil()
        grey = grey.rotate(-skew, fillcolor=255, resample=Image.Resampling.BICUBIC)
        pages.append(grey.point(lambda value: 255 if value > 150 else 0).convert("1"))
    held = io.BytesIO()
    pages[0].save(held, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return held.getvalue()


if __name__ == "__main__":
    sys.exit(main())
