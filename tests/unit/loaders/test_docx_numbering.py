"""Automatic numbers, printed as Word prints them."""

from collections.abc import Callable

import pytest

from minutebook.loaders.docx import load_docx
from minutebook.loaders.docx_numbering import format_count

Make = Callable[..., bytes]


def level(depth: int, pattern: str, format: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(text: str, name: int, depth: int = 0, style: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return (
        f'<w:p><w:pPr>{style}<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>'
        f"{run}</w:p>"
    )


def restart(depth: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


OUTLINE = abstract(0, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerRoman"))

CASES: dict[str, tuple[str, str, list[str]]] = {
    "levels": (
        OUTLINE + num(1, 0),
        item("a", 1) + item("b", 1, 1) + item("c", 1, 1) + item("d", 1, 2) + item("e", 1) + item("f", 1, 1),
        ["1. a", "1.1 b", "1.2 c", "(i) d", "2. e", "2.1 f"],
    ),
    "two lists of one abstract list count on": (
        OUTLINE + num(1, 0) + num(2, 0),
        item("a", 1) + item("b", 2),
        ["1. a", "2. b"],
    ),
    "a start that is overridden begins again once": (
        OUTLINE + num(1, 0) + num(2, 0, restart(0, 7)),
        item("a", 1) + item("b", 2) + item("c", 2),
        ["1. a", "7. b", "8. c"],
    ),
    "lists of their own count alone": (
        OUTLINE + abstract(1, level(0, "%1)", "upperLetter")) + num(1, 0) + num(2, 1),
        item("a", 1) + item("b", 2) + item("c", 1) + item("d", 2),
        ["1. a", "A) b", "2. c", "B) d"],
    ),
    "a level that never restarts": (
        abstract(0, level(0, "%1."), level(1, "%2", more='<w:lvlRestart w:val="0"/>')) + num(1, 0),
        item("a", 1) + item("b", 1, 1) + item("c", 1) + item("d", 1, 1),
        ["1. a", "1 b", "2. c", "2 d"],
    ),
    "a level without its higher one": (OUTLINE + num(1, 0), item("a", 1, 1), ["1.1 a"]),
    "legal numbers": (
        abstract(0, level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + num(1, 0),
        item("a", 1) + item("b", 1, 1),
        ["I a", "1.1 b"],
    ),
    "words round the number": (
        abstract(0, level(0, "Item %1:")) + num(1, 0),
        item("a", 1),
        ["Item 1: a"],
    ),
    "a start of its own": (
        abstract(0, level(0, "%1.").replace('start w:val="1"', 'start w:val="41"')) + num(1, 0),
        item("a", 1) + item("b", 1),
        ["41. a", "42. b"],
    ),
    "empty numbered paragraphs count": (
        OUTLINE + num(1, 0),
        item("a", 1) + item("", 1) + item("b", 1),
        ["1. a", "3. b"],
    ),
    "bullets are not part of the words": (
        abstract(0, level(0, "\uf0b7", "bullet")) + num(1, 0),
        item("a", 1),
        ["a"],
    ),
    "a label in words": (abstract(0, level(0, "Action:", "bullet")) + num(1, 0), item("a", 1), ["Action: a"]),
    "no list": (OUTLINE + num(1, 0), item("a", 0) + item("b", 99), ["a", "b"]),
}


@pytest.mark.parametrize(("numbering", "body", "expected"), CASES.values(), ids=CASES.keys())
def test_numbers_as_printed(word: Make, numbering: str, body: str, expected: list[str]) -> None:
    document = load_docx(word(body, numbering=numbering), source="x", sha256="")
    assert [block.text for block in document.body] == expected


def test_labels_and_depths(word: Make) -> None:
    numbering = OUTLINE + abstract(1, level(0, "o", "bullet")) + num(1, 0) + num(2, 1)
    body = item("a", 1) + item("b", 1, 1) + item("c", 2)
    document = load_docx(word(body, numbering=numbering), source="x", sha256="")
    assert [(b.kind, b.label, b.level) for b in document.body] == [
        ("list_item", "1.", 0),
        ("list_item", "1.1", 1),
        ("list_item", "•", 0),
    ]


def test_numbers_by_style_and_headings_of_two_lines(word: Make) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H"/></w:style>'
    )
    numbering = abstract(
        0, level(0, "%1.", more='<w:pStyle w:val="H"/>'), level(1, "%1.%2", more='<w:pStyle w:val="H2"/>')
    ) + num(1, 0)

    def heading(style: str, inner: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{inner}</w:r></w:p>'

    body = heading("H", "<w:t>Budget</w:t><w:br/><w:t>And Plan</w:t>") + heading("H2", "<w:t>Grants</w:t>")
    body += heading("H", "<w:t>Close</w:t>").replace(
        "</w:pPr>", '<w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    )
    document = load_docx(word(body, styles=styles, numbering=numbering), source="x", sha256="")
    assert [(b.text, b.kind, b.level, b.label) for b in document.body] == [
        ("1. Budget And Plan", "heading", 1, "1."),
        ("1.1 Grants", "heading", 2, "1.1"),
        ("Close", "heading", 1, None),
    ]


def test_a_numbering_style_stands_for_the_list_behind_it(word: Make) -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    link = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
    numbering = link + abstract(1, level(0, "%1)")) + num(1, 0) + num(2, 1)
    document = load_docx(word(item("a", 1), styles=styles, numbering=numbering), source="x", sha256="")
    assert document.text == "1) a"


def test_a_number_alone_in_a_cell_is_its_column(word: Make) -> None:
    def row(text: str) -> str:
        cells = f"<w:tc>{item('', 1)}</w:tc><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        return f"<w:tr>{cells}</w:tr>"

    data = word(f"<w:tbl>{row('Welcome')}{row('Close')}</w:tbl>", numbering=OUTLINE + num(1, 0))
    assert load_docx(data, source="x", sha256="").text == "1.\tWelcome\n2.\tClose"


@pytest.mark.parametrize(
    ("count", "format", "printed"),
    [
        (1, "decimal", "1"),
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (5000, "upperRoman", "5000"),
        (26, "lowerLetter", "z"),
        (27, "upperLetter", "AA"),
        (3, "decimalZero", "03"),
        (11, "ordinal", "11th"),
        (22, "ordinal", "22nd"),
        (3, "ordinalText", "Third"),
        (42, "cardinalText", "Forty-two"),
        (5, "none", ""),
        (5, "chineseCounting", "5"),
        (10**8, "lowerLetter", "100000000"),
    ],
)
def test_number_formats(count: int, format: str, printed: str) -> None:
    assert format_count(count, format) == printed
