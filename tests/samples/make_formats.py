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
from email.message import EmailMessage
from email.policy import SMTP
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
    pages = (SAMPLES / f"{MEETING}.pdf").read_bytes()
    (FORMATS / f"{MEETING}-scan.tif").write_bytes(pictured(pages, "TIFF"))
    (FORMATS / f"{MEETING}-photo.jpg").write_bytes(pictured(pages, "JPEG"))
    saltmarsh = (SAMPLES / "saltmarsh-scp-2022-06-14.pdf").read_bytes()
    (FORMATS / "saltmarsh-scp-2022-06-14-scan.pdf").write_bytes(copied(saltmarsh, -0.5))
    (FORMATS / f"{MEETING}.eml").write_bytes(mailed((SAMPLES / f"{MEETING}.txt").read_text("utf-8")))
    page = "tarnby-health-and-wellbeing-2024-11-20"
    (FORMATS / f"{page}-saved.html").write_text(surrounded((SAMPLES / f"{page}.html").read_text("utf-8")))
    return 0


def pictured(data: bytes, form: str) -> bytes:
    """The pages as a copier's TIFF (black and white), or the first of them as a telephone's JPEG (grey)."""
    pages = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(data)]
    held = io.BytesIO()
    if form == "TIFF":
        sharp = [page.point(lambda value: 255 if value > 150 else 0).convert("1") for page in pages]
        sharp[0].save(
            held, form, compression="group4", dpi=(200, 200), save_all=True, append_images=sharp[1:]
        )
    else:
        turned = pages[0].rotate(90, expand=True)
        camera = Image.Exif()
        camera[0x0112] = 6  # lying on its side, as the camera notes
        turned.save(held, form, quality=70, exif=camera)
    return held.getvalue()


def mailed(minutes: str) -> bytes:
    """An e-mail with the minutes attached."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Lucy Farran <lucy.farran@eskmere.example>"
    message["To"] = "Board members <sab@eskmere.example>"
    message["Subject"] = "Minutes of 12 March"
    message["Date"] = "Mon, 18 Mar 2024 09:12:00 +0000"
    message["Message-ID"] = "<20240318@eskmere.example>"
    message.set_content("Dear all,\n\nPlease find the minutes of our last meeting attached.\n\nLucy\n")
    message.add_attachment(minutes, filename="minutes.txt")
    message.set_boundary("part")
    return message.as_bytes()


def surrounded(page: str) -> str:
    """The page with what a council's site puts around it."""
    start, end = page.index('<div id="content">'), page.index("</body>")
    before = page[:start].replace('<a href="#content">Skip to content</a>', BEFORE)
    return f"{before}<main>{page[start:end]}</main>{AFTER}{page[end:]}"


BEFORE = (
    '<div class="skip-link"><a href="#content">Skip to content</a></div><div id="cookie-banner">We use cookies '
    'to make this site work. <button>Accept</button></div><div role="banner"><p>Tarnby City Council</p>'
    '<form role="search"><p>Search this site</p></form></div><ol class="breadcrumb"><li>Home</li>'
    "<li>Your council</li><li>Health and Wellbeing Board</li></ol>"
)
AFTER = (
    '<div class="site-footer"><p>Contact the council</p><p>Tarnby City Council, Town Hall, Tarnby</p></div>'
)


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
