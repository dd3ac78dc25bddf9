"""Bad input: each file is refused with the error that says what is wrong and what to do."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from minutebook.errors import (
    CorruptInput,
    EmptyInput,
    EncryptedInput,
    InputError,
    NeedsOffice,
    TooLargeInput,
    UnsupportedInput,
)
from minutebook.loaders import docx_package, load, office
from minutebook.loaders.docx import load_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "<w:p><w:r><w:t>The Averill Board met.</w:t></w:r></w:p>"


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs LibreOffice is told as such wherever these tests run."""
    monkeypatch.setattr(office, "program", lambda: None)


def document_xml(body: str = BODY) -> str:
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def packed(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(body: str = BODY, **more: str | bytes) -> bytes:
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document_xml(body), **more})


def ole(*streams: str, fib: bytes = b"") -> bytes:
    """An OLE file whose directory (second sector) names these streams; the first begins in the third."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    directory = b""
    for name in ("Root Entry", *streams):
        entry = bytearray(128)
        wide = name.encode("utf-16-le") + b"\x00\x00"
        entry[: len(wide)] = wide
        struct.pack_into("<HB", entry, 64, len(wide), 5 if name == "Root Entry" else 2)
        struct.pack_into("<I", entry, 116, 1)
        directory += bytes(entry)
    return bytes(header) + directory.ljust(512, b"\x00") + fib.ljust(512, b"\x00")


def patched(data: bytes, name: bytes, *, flags: int | None = None, method: int | None = None) -> bytes:
    """The zip with the flags or the packing method of one entry changed in both of its headers."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        head = 30 if offset == 6 else 46
        at = out.find(mark)
        while at >= 0:
            if out[at + head : at + head + len(name)] == name:
                if flags is not None:
                    struct.pack_into("<H", out, at + offset, flags)
                if method is not None:
                    struct.pack_into("<H", out, at + offset + 2, method)
            at = out.find(mark, at + 4)
    return bytes(out)


def lying_bomb() -> bytes:
    """A part that declares 100 bytes and unpacks to far more."""
    data = bytearray(word(BODY * 2000))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


FINE = word()
CASES: dict[str, tuple[bytes, type[InputError], str]] = {
    "no bytes": (b"", EmptyInput, "empty"),
    "blanks": (b" \r\n\t\n", EmptyInput, "empty"),
    "byte order mark alone": (b"\xef\xbb\xbf", EmptyInput, "empty"),
    "zero bytes": (bytes(5000), CorruptInput, "zero bytes"),
    "docx cut off": (FINE[: len(FINE) // 2], CorruptInput, "cut-off"),
    "docx without its end": (FINE[:-30], CorruptInput, "cut-off"),
    "docx with bytes turned": (FINE.replace(FINE[300:330], bytes(30)), CorruptInput, "."),
    "docx with broken xml": (word("<w:p>"), CorruptInput, "not well-formed"),
    "docx nested too deep": (word("<w:smartTag>" * 400 + "</w:smartTag>" * 400), CorruptInput, "well-formed"),
    "docx without a body": (packed({"word/document.xml": "<a/>"}), CorruptInput, "no body"),
    "docx without a document": (packed({"word/other.xml": "<a/>"}), UnsupportedInput, "without a Word"),
    "docx without words": (word(""), EmptyInput, "no words"),
    "docx packed oddly": (patched(FINE, b"word/document.xml", method=99), CorruptInput, "unknown way"),
    "docx with a locked part": (patched(FINE, b"word/document.xml", flags=1), EncryptedInput, "password"),
    "docx that lies of its size": (lying_bomb(), CorruptInput, "unpacked"),
    "encrypted docx": (ole("EncryptionInfo", "EncryptedPackage"), EncryptedInput, "password"),
    "doc": (ole("WordDocument", fib=b"\xec\xa5" + bytes(10)), NeedsOffice, "before 2007"),
    "encrypted doc": (ole("WordDocument", fib=b"\xec\xa5" + bytes(8) + b"\x00\x01"), EncryptedInput, "."),
    "doc cut off": (ole("WordDocument")[:600], CorruptInput, "cut off"),
    "xls": (ole("Workbook"), UnsupportedInput, "Excel"),
    "ppt": (ole("PowerPoint Document"), UnsupportedInput, "PowerPoint"),
    "other ole": (ole("Contents"), UnsupportedInput, "no Word"),
    "odt": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        CorruptInput,
        "no body",
    ),
    "encrypted odt": (
        packed(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": "<manifest:encryption-data/>",
            }
        ),
        EncryptedInput,
        "password",
    ),
    "ods": (
        packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        UnsupportedInput,
        "spreadsheet",
    ),
    "rtf": (b"{\\rtf1\\ansi }", EmptyInput, "no words"),
    "word 2003 xml": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        NeedsOffice,
        "XML",
    ),
    "xlsx": (packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), UnsupportedInput, "Excel"),
    "pptx": (packed({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), UnsupportedInput, "PowerPoint"),
    "epub": (packed({"mimetype": "application/epub+zip"}), UnsupportedInput, "e-book"),
    "zip": (packed({"minutes.txt": "The board met."}), UnsupportedInput, "zip archive"),
    "empty zip": (packed({}), UnsupportedInput, "zip"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(50), CorruptInput, "picture"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(50), CorruptInput, "picture"),
    "tiff": (b"II*\x00" + bytes(range(50)), CorruptInput, "picture"),
    "big-endian tiff": (b"MM\x00*" + bytes(range(50)), CorruptInput, "picture"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + bytes(50), UnsupportedInput, "picture"),
    "gzip": (b"\x1f\x8b\x08" + bytes(range(256)), UnsupportedInput, "gzip"),
    "program": (b"MZ\x90\x00" + bytes(range(256)) * 4, UnsupportedInput, "program"),
    "junk": (bytes(range(256)) * 20, UnsupportedInput, "binary"),
}


@pytest.mark.parametrize(("data", "error", "words"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("name", ["minutes.docx", "minutes.txt"])
def test_bad_input_is_refused(
    tmp_path: Path, data: bytes, error: type[InputError], words: str, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=words) as caught:
        load(path)
    assert type(caught.value) is error
    assert "\n" not in str(caught.value)
    assert caught.value.advice


# Made when they run: packing them takes a while.
BOMBS: dict[str, Callable[[], bytes]] = {
    "blanks": lambda: word(" " * 30_000_000),
    "over the limit": lambda: word(" " * (docx_package.MAX_PART + 1)),
    "tags": lambda: word("".join(f"<w:p w:x='{i:x}'/>" for i in range(docx_package.MAX_TAGS))),
    "entries": lambda: packed({f"word/{i}": "" for i in range(docx_package.MAX_ENTRIES + 1)}),
}


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS.keys())
def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path, make: Callable[[], bytes]) -> None:
    path = tmp_path / "minutes.docx"
    path.write_bytes(make())
    with pytest.raises(TooLargeInput):
        load(path)


@pytest.mark.parametrize("step", range(0, 100, 4))
def test_a_docx_cut_anywhere_is_an_input_error(step: int) -> None:
    with pytest.raises(InputError):
        load_docx(FINE[: len(FINE) * step // 100], source="x", sha256="")


def test_pictures_in_a_docx_are_never_unpacked() -> None:
    data = word(**{"word/media/image1.png": bytes(docx_package.MAX_PART + 1)})
    assert load_docx(data, source="x", sha256="").text == "The Averill Board met."
