"""The names of WordprocessingML elements and how their values are read."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VAL = f"{W}val"
ALTERNATE = f"{MC}AlternateContent"
BOX = f"{W}txbxContent"

# What wraps content without being any: its children count as if they stood there themselves.
WRAPPERS = frozenset(
    f"{W}{name}"
    for name in (
        "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase",
    )
)  # fmt: skip
DELETIONS = frozenset(f"{W}{n}" for n in ("del", "moveFrom"))


def number(text: str | None, default: int) -> int:
    """The whole number that an attribute holds; the default where it holds none or an absurd one."""
    if text is None or len(text) > 9:
        return default
    try:
        return int(text)
    except ValueError:
        return default


def value(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of the child of that name, or None."""
    if parent is None:
        return None
    child = parent.find(W + name)
    return None if child is None else child.get(VAL)


def is_on(element: etree._Element) -> bool:
    """Whether a switch such as `w:b` is on: without a value it is."""
    return element.get(VAL, "1") not in ("0", "false", "off", "none")


def alternative(element: etree._Element) -> etree._Element | None:
    """The branch of an `mc:AlternateContent` to read: the choice where it holds text, else the fallback."""
    choice = element.find(f"{MC}Choice")
    fallback = element.find(f"{MC}Fallback")
    if choice is not None and (fallback is None or _has_text(choice) or not _has_text(fallback)):
        return choice
    return fallback


def _has_text(element: etree._Element) -> bool:
    return next(element.iter(f"{W}t", BOX), None) is not None


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control shows its prompt ("Choose an item") and not words of the document."""
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        return False
    shown = properties.find(f"{W}showingPlcHdr")
    return shown is not None and is_on(shown)


def unwrapped(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name in order, also those inside content controls and other wrappers."""
    wanted = W + name
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from unwrapped(content, name)
        elif tag in WRAPPERS:
            yield from unwrapped(child, name)
        elif tag == ALTERNATE:
            branch = alternative(child)
            if branch is not None:
                yield from unwrapped(branch, name)
