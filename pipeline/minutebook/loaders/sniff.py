"""Tells what a file is by its bytes, and refuses by name what is not read."""

from __future__ import annotations

import re
from typing import Literal

from minutebook.errors import (
    CorruptInput,
    EmptyInput,
    EncryptedInput,
    UnsupportedInput,
)

Readable = Literal["pdf", "docx", "text", "doc", "odt", "rtf", "eml", "flat", "picture"]

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF87a", b"GIF89a")
_TELEPHONE = (b"heic", b"heix", b"mif1", b"avif", b"msf1")
_OTHER = (
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"%!PS", "a PostScript file"),
    (b"\x78\x9f\x3e\x22", "an Outlook TNEF attachment"),
    (b"!BDN", "an Outlook mailbox"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = re.compile(rb"%PDF-\d")
_FLAT_OFFICE = re.compile(rb"<(?:pkg:package|w:wordDocument|office:document)\b")
_BLANK = b"\xef\xbb\xbf \t\r\n\x0c"
# Word's own flag for a document that needs a password, in the first block of the stream.
_FIB_ENCRYPTED = 0x0100


def tell(data: bytes) -> Readable:
    """The loader that reads these bytes; raises the InputError that says why none does."""
    head = data[:4096].lstrip(_BLANK)
    if not head and not data.strip(_BLANK):
        raise EmptyInput("the file is empty")
    if not data.strip(b"\x00"):
        raise CorruptInput("the file holds nothing but zero bytes")
    if _is_pdf(data, head):
        return "pdf"
    if data[:4] == b"PK\x03\x04":
        return _zipped(data)
    if data[:4] in (b"PK\x05\x06", b"PK\x07\x08"):
        raise UnsupportedInput("an empty or split zip archive")
    if data.startswith(_OLE):
        return _legacy(data)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"<") and _FLAT_OFFICE.search(head):
        return "flat"
    if _is_image(data):
        return "picture"
    if data[4:8] == b"ftyp" and data[8:12] in _TELEPHONE:
        raise UnsupportedInput(
            "the file is a picture as telephones take them (HEIC, AVIF)",
            "save it as JPEG or PNG and run again",
        )
    for magic, name in _OTHER:
        # Short marks also begin words: only with control characters near them are they what they seem.
        if data.startswith(magic) and (len(magic) > 3 or _is_binary(data)):
            raise UnsupportedInput(f"the file is {name}")
    from minutebook.loaders.eml import is_message

    if is_message(data):
        return "eml"
    if _is_binary(data):
        raise UnsupportedInput("the content is binary, not a document")
    return "text"


def _is_pdf(data: bytes, head: bytes) -> bool:
    """A PDF begins with its mark, or has it within the first kilobyte and PDF objects after it."""
    if head.startswith(b"%PDF-"):
        return True
    return _PDF.search(data[:1024]) is not None and b"endobj" in data


def _is_image(data: bytes) -> bool:
    if data.startswith(_IMAGES) or (data.startswith(b"BM") and _is_binary(data)):
        return True
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_binary(data: bytes) -> bool:
    """Whether control characters stand where text has none; UTF-16 and UTF-32 are text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    head = data[:8192]
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if sum(zeros) > 2 and min(zeros) * 10 < max(zeros) and max(zeros) > 0.3 * len(head) / 2:
        # Half the bytes are zero and all in the same places: UTF-16 without a mark.
        head = head[0::2] if zeros[1] > zeros[0] else head[1::2]
    control = sum(head.count(code) for code in range(32) if code not in (9, 10, 12, 13, 26, 27))
    return control * 100 > len(head) + 200


def _zipped(data: bytes) -> Readable:
    """What the zip holds; raises what another zip calls for. A damaged one is left to its loader."""
    from minutebook.loaders.docx_package import Package

    package = Package(data)
    names = package.names()
    if "mimetype" in names:
        kind = (package.part("mimetype") or b"").strip()
        manifest = package.part("META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest and kind.startswith(b"application/vnd.oasis"):
            raise EncryptedInput("the OpenDocument file needs a password")
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        if kind.startswith(b"application/vnd.oasis.opendocument"):
            raise UnsupportedInput("an OpenDocument spreadsheet, presentation or drawing")
        if kind == b"application/epub+zip":
            raise UnsupportedInput("an e-book (.epub)")
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        raise UnsupportedInput("an Excel workbook")
    if "ppt/presentation.xml" in names:
        raise UnsupportedInput("a PowerPoint presentation")
    if any(name.startswith("index/") or name.endswith(".iwa") for name in names):
        raise UnsupportedInput("an Apple Pages, Numbers or Keynote file")
    if "[content_types].xml" not in names:
        raise UnsupportedInput("a zip archive", "unpack it and run on the files in it")
    return "docx"


def _legacy(data: bytes) -> Readable:
    """A Word file from before 2007; raises what an encrypted one or another OLE file calls for."""
    if len(data) < 1536:
        raise CorruptInput("the legacy Office file is cut off")
    if _ole_stream(data, "EncryptedPackage") is not None:
        raise EncryptedInput("the Office file needs a password")
    start = _ole_stream(data, "WordDocument")
    if start is not None:
        flags = data[start + 10 : start + 12]
        if data[start : start + 2] == b"\xec\xa5" and int.from_bytes(flags, "little") & _FIB_ENCRYPTED:
            raise EncryptedInput("the Word file needs a password")
        return "doc"
    for stream, name in (
        ("Workbook", "an Excel workbook from before 2007"),
        ("Book", "an Excel workbook from before 2007"),
        ("PowerPoint Document", "a PowerPoint presentation from before 2007"),
        ("__properties_version1.0", "an Outlook message (.msg)"),
    ):
        if _ole_stream(data, stream) is not None:
            raise UnsupportedInput(name)
    raise UnsupportedInput("a legacy Office file that is no Word document")


def _ole_stream(data: bytes, name: str) -> int | None:
    """The offset where a stream of an OLE file begins, or None where its directory names none.

    Directory entries are 128 bytes: the name in UTF-16, its length at 64, the kind at 66 (2 is a
    stream), its first sector at 116. They are looked for where they may stand, so that a broken
    sector chain does no harm.
    """
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    sector = 1 << min(data[30], 16)
    at = data.find(wanted)
    while at >= 0:
        entry = data[at : at + 128]
        if at % 128 == 0 and len(entry) == 128 and entry[66] == 2:
            length = int.from_bytes(entry[64:66], "little")
            if length == len(wanted):
                return (int.from_bytes(entry[116:120], "little") + 1) * sector
        at = data.find(wanted, at + 1)
    return None
