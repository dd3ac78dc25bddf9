"""A drawing as a page can hold it: no style sheet, no address of its own, ids that no other drawing has.

matplotlib colours its shapes by `style` attributes and a style sheet. A page whose policy lets in its own
style sheet alone shows such shapes black; the same words as attributes of the shapes are no style to that
policy.
"""

from __future__ import annotations

from xml.etree import ElementTree

LEFT_OUT = ("metadata", "style", "title")
XLINK = "{http://www.w3.org/1999/xlink}href"


def in_page(svg: str, name: str) -> str:
    """The drawing as an element of an HTML page; `name` begins each of its ids."""
    # The drawing is our own, made by matplotlib a moment ago: no entity and no document type of others.
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.partition("}")[2]
        for child in [child for child in element if child.tag.partition("}")[2] in LEFT_OUT]:
            element.remove(child)
        _settle(element, name)
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    # What the style sheet said of all shapes, these inherit.
    root.attrib.update({"stroke-linejoin": "round", "stroke-linecap": "butt", "aria-hidden": "true"})
    return ElementTree.tostring(root, encoding="unicode")


def _settle(element: ElementTree.Element, name: str) -> None:
    held = element.attrib
    for rule in held.pop("style", "").split(";"):
        key, _, value = rule.partition(":")
        if key.strip():
            held[key.strip()] = value.strip()
    if "id" in held:
        held["id"] = f"{name}-{held['id']}"
    if XLINK in held:
        held["href"] = held.pop(XLINK).replace("#", f"#{name}-", 1)
    if "clip-path" in held:
        held["clip-path"] = held["clip-path"].replace("#", f"#{name}-", 1)
