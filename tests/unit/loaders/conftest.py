"""Word files made by hand, so that every odd construct can stand in them."""

import io
import zipfile
from collections.abc import Callable

import pytest

SCHEMAS = "http://schemas.openxmlformats.org"
NAMES = (
    f'xmlns:w="{SCHEMAS}/wordprocessingml/2006/main" '
    f'xmlns:r="{SCHEMAS}/officeDocument/2006/relationships" '
    f'xmlns:mc="{SCHEMAS}/markup-compatibility/2006" '
    f'xmlns:m="{SCHEMAS}/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header1": "hdr",
    "header2": "hdr",
    "footer1": "ftr",
}

WordMaker = Callable[..., bytes]


def make_word(body: str, *, files: dict[str, str | bytes] | None = None, **parts: str) -> bytes:
    """A Word file with this XML in its body and in the parts named; `files` go in as they are."""
    relationships = "".join(
        f'<Relationship Id="r_{name}" Type="{SCHEMAS}/officeDocument/2006/relationships/'
        f'{name.rstrip("123")}" Target="{name}.xml"/>'
        for name in parts
    )
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{SCHEMAS}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{SCHEMAS}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{SCHEMAS}/package/2006/relationships">'
        f"{relationships}</Relationships>",
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
    }
    for name, xml in parts.items():
        root = ROOTS[name]
        held[f"word/{name}.xml"] = f"<w:{root} {NAMES}>{xml}</w:{root}>"
    held.update(files or {})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def word() -> WordMaker:
    return make_word
