"""Harms a document by a seed: the same seed, the same harm."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The samples, one meeting in the formats that they lack, and what neither has (a document in one XML file).
FOLDERS = (ROOT / "data" / "samples", ROOT / "data" / "formats", Path(__file__).parent / "corpus")
# By the loader that reads them; no `tell` is asked, so that a document that it takes for another is seen.
ENDINGS = {
    ".pdf": "pdf", ".docx": "docx", ".doc": "doc", ".odt": "odt", ".rtf": "rtf", ".fodt": "flat", ".eml": "eml",
    ".tif": "picture", ".jpg": "picture", ".html": "text", ".txt": "text", ".md": "text",
}  # fmt: skip
LONGEST = 2_000_000

# What parsers stumble over: nesting, huge numbers, entities, controls, other encodings, other formats.
TOKENS = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x1b[2J",
        b"\r",
        b"\x0c",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"{\\rtf1",
    ),
    *(b"<table>" * 200, b"<ul><li>" * 300, b"</p>", b"<![CDATA[", b"<!--", b"&#x110000;", b"&lol;"),
    *(b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>', b"\xf0\x9f\x92\xa9" * 50),
    *(
        b"99999999999999999999",
        b"-1",
        b"1e400",
        b"NaN",
        b"<w:gridSpan w:val='99999999'/>",
        b"\\bin4294967295 ",
    ),
    *(b"{" * 2000, b"<< /Kids [1 0 R] >>", b"/Count 2147483647", b"endobj", b"stream\r\n", b"xref\n0 1\n"),
    *(b"Action: " * 400, b"(" * 3000, b" " * 20000, b"a" * 20000, b"1.1.1.1.1.1." * 300, b"- " * 5000),
    *(b"Present: A B (AB), C D (CD); " * 300, b"|---|" * 500, b"\t" * 3000, b"Mr. Mrs. Dr. " * 500),
)


def samples() -> list[Path]:
    """The documents that are harmed, in order of name; every loader reads one of them."""
    found = (path for folder in FOLDERS for path in folder.iterdir())
    return sorted((path for path in found if path.suffix in ENDINGS), key=lambda path: path.name)


def mutated(data: bytes, seed: int) -> bytes:
    """The bytes, harmed. A zip is harmed as it stands or, as often, in one of its parts."""
    rng = random.Random(seed)
    if data[:4] == b"PK\x03\x04" and rng.random() < 0.6:
        packed = _inside_zip(data, rng)
        if packed is not None:
            return packed
    if data[:5] == b"%PDF-" and rng.random() < 0.4:
        return _inside_pdf(data, rng)
    return _harmed(data, rng)


def _harmed(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 8, 30))):
        at = rng.randrange(len(out) + 1)
        end = min(len(out), at + rng.choice((1, 4, 32, 400, 5000)))
        what = rng.randrange(8)
        if what == 0 and out:
            out[at % len(out)] = rng.randrange(256)
        elif what == 1:
            del out[at:end]
        elif what == 2:
            out[at:at] = out[at:end] * rng.choice((1, 2, 50))
        elif what == 3:
            out[at:at] = rng.choice(TOKENS)
        elif what == 4:
            out[at:end] = rng.randbytes(end - at)
        elif what == 5:
            other = rng.randrange(len(out) + 1)
            out[at:at] = out[other : other + rng.choice((10, 300, 4000))]
        elif what == 6:
            out[at:end] = rng.choice(TOKENS)
        elif rng.random() < 0.3:
            del out[at:]
        if len(out) > LONGEST:
            del out[LONGEST:]
    return bytes(out)


def _inside_zip(data: bytes, rng: random.Random) -> bytes | None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    if not parts:
        return None
    for name in rng.sample(sorted(parts), k=rng.choice((1, 1, 2, min(4, len(parts))))):
        parts[name] = _harmed(parts[name], rng)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _inside_pdf(data: bytes, rng: random.Random) -> bytes:
    """One packed stream of the PDF is unpacked, harmed and put back; readers find it again by their repair."""
    starts = [at for at in range(len(data)) if data.startswith(b"stream", at) and data[at - 3 : at] != b"end"]
    if not starts:
        return _harmed(data, rng)
    start = rng.choice(starts) + len(b"stream")
    start += 2 if data[start : start + 2] == b"\r\n" else 1
    end = data.find(b"endstream", start)
    try:
        content = zlib.decompress(data[start:end].rstrip(b"\r\n"))
    except zlib.error:
        return _harmed(data, rng)
    return data[:start] + zlib.compress(_harmed(content, rng)) + b"\n" + data[end:]
