"""Opens the zip container of a Word file without trusting it.

Sizes are checked in the zip's directory before anything is read and counted again while reading;
only the parts that are asked for are unpacked, so pictures cost nothing.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import NamedTuple

from lxml import etree

from minutebook.errors import CorruptInput, EncryptedInput, TooLargeInput

MAX_ENTRIES = 20_000
MAX_PART = 64 * 1024 * 1024
MAX_TOTAL = 128 * 1024 * 1024
# XML of real documents packs 10 to 60 times; a bomb packs a thousand times.
MAX_RATIO = 200
RATIO_FLOOR = 4 * 1024 * 1024
MAX_TAGS = 3_000_000
CHUNK = 1024 * 1024

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO 29500 "strict" files use other names for the same things; one set of names serves the walker.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Relationship(NamedTuple):
    """The last word of a relationship's type, such as `header`, and the part that it points to."""

    kind: str
    target: str


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The zip with its directory read; raises CorruptInput where there is none, TooLargeInput if absurd."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        struct.error,
        ValueError,
        OverflowError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise CorruptInput("the file is a damaged or cut-off zip container (Word .docx?)") from error
    if len(archive.infolist()) > MAX_ENTRIES:
        raise TooLargeInput(f"the container holds more than {MAX_ENTRIES:,} parts")
    return archive


class Package:
    """The parts of one Office file by name; `damaged` names optional parts that could not be read."""

    def __init__(self, data: bytes) -> None:
        self._zip = open_zip(data)
        self._entries = {i.filename.replace("\\", "/").lstrip("/").lower(): i for i in self._zip.infolist()}
        self._read = 0
        self.damaged: list[str] = []

    def names(self) -> frozenset[str]:
        """The parts' names in lower case."""
        return frozenset(self._entries)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is no such part.

        Raises TooLargeInput, EncryptedInput or CorruptInput.
        """
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        self._check(entry)
        chunks = []
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    if size > MAX_PART or self._read + size > MAX_TOTAL:
                        raise TooLargeInput(f"the part {name} unpacks to more than it declares")
                    chunks.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError, ValueError) as error:
            raise CorruptInput(f"the part {name} cannot be unpacked") from error
        except (NotImplementedError, RuntimeError) as error:
            raise CorruptInput(f"the part {name} is packed in an unknown way") from error
        self._read += size
        return b"".join(chunks)

    def _check(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & 0x1:
            raise EncryptedInput("the container is protected by a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise CorruptInput(f"the part {entry.filename} is packed in an unknown way")
        megabytes = entry.file_size // (1024 * 1024)
        if entry.file_size > MAX_PART or self._read + entry.file_size > MAX_TOTAL:
            raise TooLargeInput(f"the part {entry.filename} unpacks to {megabytes} MB")
        if entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise TooLargeInput(f"the part {entry.filename} is a zip bomb ({megabytes} MB out of a few kB)")

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a part, or None where there is no such part; raises as `part` does."""
        data = self.part(name)
        if data is None:
            return None
        if data.count(b"<") > MAX_TAGS:
            raise TooLargeInput(f"the part {name} has more than {MAX_TAGS:,} tags")
        if b"purl.oclc.org/ooxml" in data[:4096]:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise CorruptInput(f"the part {name} is not well-formed XML") from error

    def optional_xml(self, name: str) -> etree._Element | None:
        """Like `xml`, but a damaged part is noted in `damaged` and passed over."""
        try:
            return self.xml(name)
        except CorruptInput:
            self.damaged.append(name)
            return None

    def relationships(self, name: str) -> dict[str, Relationship]:
        """The inner relationships of a part (`""` for the package) by id, targets as part names."""
        folder, base = posixpath.split(name)
        root = self.optional_xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relationship] = {}
        for element in () if root is None else root.iter(_REL):
            target = element.get("Target", "").replace("\\", "/")
            if element.get("TargetMode") == "External" or not target:
                continue
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            found[element.get("Id", "")] = Relationship(kind, posixpath.normpath(path))
        return found
