"""Word files (.docx, .docm, .dotx): a walker over the XML, since python-docx loses much of it.

Lost by python-docx and found here: automatic numbers, tracked insertions, content controls, text boxes,
nested tables, fields, smart tags, notes, headers and footers; merged cells come once.
"""

from __future__ import annotations

from lxml import etree

from minutebook.document import Document, DocumentBuilder
from minutebook.errors import CorruptInput, EmptyInput, NeedsOcr, UnsupportedInput
from minutebook.loaders.docx_lines import mend
from minutebook.loaders.docx_names import R, W, is_on
from minutebook.loaders.docx_notes import Notes
from minutebook.loaders.docx_numbering import Numbering
from minutebook.loaders.docx_package import Package, Relationship
from minutebook.loaders.docx_styles import Styles
from minutebook.loaders.docx_walk import Walker

_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def load_docx(data: bytes, *, source: str, sha256: str) -> Document:
    """The document in the bytes of a Word file; `pages` is None, since Word does not store pages.

    Flags: `tracked_deletions` where words were deleted with changes tracked, `unread_part` where
    styles, numbers, notes or headers are damaged or another document is embedded.
    Raises CorruptInput, EncryptedInput, TooLargeInput, EmptyInput, NeedsOcr or UnsupportedInput.
    """
    package = Package(data)
    main = _main_part(package)
    root = package.xml(main)
    if root is None:
        raise UnsupportedInput("a zip container without a Word document in it")
    body = root.find(f"{W}body")
    if root.tag != f"{W}document" or body is None:
        raise CorruptInput("the Word file has no body")
    relationships = package.relationships(main)

    def of_kind(kind: str) -> etree._Element | None:
        part = next((r.target for r in relationships.values() if r.kind == kind), None)
        return None if part is None else package.optional_xml(part)

    styles = Styles(of_kind("styles"))
    numbering = Numbering(of_kind("numbering"), styles)
    builder = DocumentBuilder()
    notes = Notes(of_kind("footnotes"), of_kind("endnotes"), builder, styles)
    walker = Walker(builder, styles, numbering, notes)
    walker.story(body)
    if not any(c.isalnum() for block in builder.blocks for c in block.text):
        if walker.embedded:
            raise UnsupportedInput("the Word file only embeds another document")
        if walker.inline.pictures:
            raise NeedsOcr("the Word file holds pictures and no words", "print it to a PDF and run again")
        raise EmptyInput("the Word file holds no words")
    _furniture(package, root, relationships, builder, styles, numbering)
    flags = []
    if walker.inline.deletions or notes.deletions:
        flags.append("tracked_deletions")
    if package.damaged or walker.embedded:
        flags.append("unread_part")
    return builder.build(
        source=source, sha256=sha256, format="docx", title=_title(package), flags=tuple(flags)
    )


def _main_part(package: Package) -> str:
    """The name of the part that holds the document."""
    for relationship in package.relationships("").values():
        if relationship.kind == "officeDocument" and relationship.target.lower() in package.names():
            return relationship.target
    return "word/document.xml"


def _furniture(
    package: Package,
    root: etree._Element,
    relationships: dict[str, Relationship],
    builder: DocumentBuilder,
    styles: Styles,
    numbering: Numbering,
) -> None:
    """Adds the words of the headers and footers that are printed, each distinct text once."""
    seen: set[str] = set()
    for section in root.iter(f"{W}sectPr"):
        switch = section.find(f"{W}titlePg")
        first = switch is not None and is_on(switch)
        for reference in section:
            if reference.tag not in (f"{W}headerReference", f"{W}footerReference"):
                continue
            target = relationships.get(reference.get(f"{R}id", ""))
            if target is None or (reference.get(f"{W}type") == "first" and not first):
                continue
            if target.target in seen:
                continue
            seen.add(target.target)
            story = package.optional_xml(target.target)
            if story is None:
                continue
            held = DocumentBuilder()
            Walker(held, styles, numbering).story(story)
            for block in held.blocks:
                if block.text not in seen:
                    seen.add(block.text)
                    builder.add(block.text, kind="furniture")


def _title(package: Package) -> str | None:
    """The title that the file's properties give, or None."""
    core = package.optional_xml("docProps/core.xml")
    title = None if core is None else core.findtext(_TITLE)
    return mend(title) or None if title else None
