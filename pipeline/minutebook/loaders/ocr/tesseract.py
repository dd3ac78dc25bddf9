"""Tesseract, the program, where the system has it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from lxml import etree

from minutebook.loaders.ocr.engine import Picture, ReadWord

PAGE_SECONDS = 120
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_TURN = re.compile(r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")
_SURE_OF_TURN = 2.0
_XHTML = "{http://www.w3.org/1999/xhtml}"


class Tesseract:
    """Runs the program on one page at a time; its own threads are off, since pages are read side by side."""

    name = "tesseract"

    def available(self) -> bool:
        """True where the program is found and knows English."""
        if shutil.which("tesseract") is None:
            return False
        listed = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False
        )
        return "eng" in listed.stdout.split() + listed.stderr.split()

    def read(self, picture: Picture) -> list[ReadWord]:
        """The words of the page; OSError where the program fails or takes over two minutes."""
        page = _run(picture, "-l", "eng", "--psm", "3", "--dpi", "300", "hocr")
        try:
            root = etree.fromstring(page, etree.XMLParser(no_network=True, recover=True, huge_tree=True))
        except etree.XMLSyntaxError as error:
            raise OSError("tesseract gave no page") from error
        words: list[ReadWord] = []
        for line in root.iter(f"{_XHTML}span"):
            if line.get("class") not in (None, "ocrx_word"):
                words.extend(_line_words(line))
        return words

    def turn(self, picture: Picture) -> int:
        """Quarter turns clockwise by Tesseract's own test; 0 where it is not sure."""
        try:
            told = _run(picture, "-l", "osd", "--psm", "0", "--dpi", "300").decode("utf-8", "replace")
        except OSError:  # too few letters, or no data for the test
            return 0
        found = _TURN.search(told)
        if found is None or float(found[2]) < _SURE_OF_TURN:
            return 0
        return int(found[1]) // 90 % 4


def _line_words(line: etree._Element) -> list[ReadWord]:
    title = line.get("title") or ""
    box, base, size = _BOX.search(title), _BASE.search(title), _SIZE.search(title)
    if box is None:
        return []
    slope, offset = (float(base[1]), float(base[2])) if base else (0.0, 0.0)
    left, bottom = float(box[1]), float(box[4])
    height = float(size[1]) if size else bottom - float(box[2])
    words: list[ReadWord] = []
    for word in line.iter(f"{_XHTML}span"):
        place = word.get("title") or ""
        at, sure = _BOX.search(place), _SURE.search(place)
        text = "".join(str(t) for t in word.itertext()).strip()
        if word.get("class") == "ocrx_word" and at is not None and text:
            x0, top, x1, low = (float(at[n]) for n in range(1, 5))
            line_base = bottom + offset + slope * (x0 - left)
            words.append(
                ReadWord(text, x0, top, x1, low, line_base, height, int(sure[1]) / 100 if sure else 0.0)
            )
    return words


def _run(picture: Picture, *options: str) -> bytes:
    """What the program prints on a picture that goes in through its standard input."""
    rows, columns = picture.shape
    command = ["tesseract", "stdin", "stdout", *options]
    try:
        done = subprocess.run(
            command,
            input=b"P5 %d %d 255\n" % (columns, rows) + picture.tobytes(),
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.CalledProcessError as error:
        raise OSError(f"tesseract failed ({error.returncode})") from error
    except subprocess.TimeoutExpired as error:
        raise OSError(f"tesseract took over {PAGE_SECONDS} seconds for a page") from error
    return done.stdout


ENGINE = Tesseract()
