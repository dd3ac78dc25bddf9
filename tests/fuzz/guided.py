"""Coverage-guided fuzzing of one loader with Atheris (Linux and macOS, Python 3.11 to 3.13).

    python -m venv .venv-fuzz && .venv-fuzz/bin/pip install --editable . "atheris>=3.0"
    .venv-fuzz/bin/python tests/fuzz/guided.py LOADER [-max_total_time=60] [libFuzzer's options]

LOADER is a name of `minutebook.loaders.load.LOADERS`, or `tell`. The samples of its format are the corpus to
begin with. Of a zip the parts are harmed and packed again: harmed as it stands, hardly one would be opened.
What the loader refuses with an InputError is well; anything else that it raises is a fault, and so is an input
that takes longer than 20 seconds. LibreOffice and OCR engines are left out: they are programs of others.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from importlib import import_module
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))

from mutate import ENDINGS, samples

with atheris.instrument_imports(include=["minutebook"]):
    from minutebook.errors import InputError
    from minutebook.loaders import ocr, office
    from minutebook.loaders.load import LOADERS
    from minutebook.loaders.sniff import tell

    for module in ["minutebook.loaders.odt", "minutebook.loaders.rtf", *(m for m, _ in LOADERS.values())]:
        import_module(module)

# What stands between the parts of a zip, in this order, in what the fuzzer harms.
NEXT = b"\n<<next part>>\n"
PARTS = {
    "docx": (
        *("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"),
        *("word/comments.xml", "word/header1.xml", "word/_rels/document.xml.rels", "docProps/core.xml"),
    ),
    "odt": ("content.xml", "styles.xml", "meta.xml"),
}
FIXED = {
    "docx": {"[Content_Types].xml": b"<Types/>"},
    "odt": {"mimetype": b"application/vnd.oasis.opendocument.text"},
}
LARGEST = 20_000  # bytes of a text to begin with: the smaller, the more are tried
OPTIONS = ("-timeout=20", "-rss_limit_mb=3000", "-max_len=60000")


def main() -> None:
    """Fuzz until told to stop; libFuzzer ends the process with 77 at the first fault."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name != "tell" and name not in LOADERS:
        sys.exit(f"name a loader: {', '.join([*LOADERS, 'tell'])}")
    office.program = ocr.find_engine = lambda: None

    def one(data: bytes) -> None:
        if name in PARTS and not data.startswith(b"PK"):
            data = packed(data, name)
        try:
            if name == "tell":
                tell(data)
            else:
                module, function = LOADERS[name]
                getattr(import_module(module), function)(data, source="x", sha256="")
        except InputError:
            pass

    with tempfile.TemporaryDirectory(prefix="minutebook-fuzz-") as folder:
        seed(Path(folder), name)
        atheris.Setup([sys.argv[0], *OPTIONS, *sys.argv[2:], folder], one)
        atheris.Fuzz()


def seed(folder: Path, name: str) -> None:
    """The samples of that format; of zips the parts, as `packed` takes them."""
    for path in samples():
        if name not in ("tell", ENDINGS[path.suffix]):
            continue
        if path.stat().st_size <= LARGEST or name in PARTS or path.suffix in (".pdf", ".jpg", ".tif", ".doc"):
            (folder / path.name).write_bytes(path.read_bytes())
        if name in PARTS:
            with zipfile.ZipFile(path) as archive:
                there = archive.namelist()
                parts = [archive.read(part) if part in there else b"" for part in PARTS[name]]
            (folder / f"{path.name}.parts").write_bytes(NEXT.join(parts))


def packed(data: bytes, name: str) -> bytes:
    """A document of that format that has these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for part, content in FIXED[name].items():
            archive.writestr(part, content)
        for part, content in zip(PARTS[name], data.split(NEXT), strict=False):
            if content:
                archive.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
