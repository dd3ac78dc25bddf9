"""Markdown's inline signs: taken off, and told as bold or italic."""

from __future__ import annotations

import re

from minutebook.loaders.pieces import mend

SIGN = re.compile(r"[*_~<\[\\]")
LINK = re.compile(
    r"!?\[([^\[\]]*+)\]\((?:<[^<>]*+>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)?)(?:\s++\"[^\"]*+\")?\)"
)
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[\w.+-]+@[\w.-]+)>")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>])")
# Bounded: a sign that is opened and never closed would be looked for to the end of the text, time and again.
STRONG = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.{1,3000}?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)")
STRIKE = re.compile(r"~~(?=\S)(.{1,3000}?)(?<=\S)~~")


def strip_markup(text: str) -> tuple[str, bool, bool]:
    """Markdown's inline signs taken off; whether all words were bold, or italic."""
    if SIGN.search(text) is None:
        return mend(text), False, False
    text = LINK.sub(r"\1", AUTOLINK.sub(r"\1", text))
    inked = re.sub(r"[\W_]+", "", text)
    strong = "".join(m.group(2) for m in STRONG.finditer(text))
    bold = bool(inked) and re.sub(r"[\W_]+", "", strong) == inked
    for _ in range(2):
        text = STRONG.sub(r"\2", text)
    slanted = "".join(m.group(1) or m.group(2) or "" for m in EMPHASIS.finditer(text))
    italic = bool(inked) and re.sub(r"[\W_]+", "", slanted) == inked
    text = STRIKE.sub("", EMPHASIS.sub(lambda m: m.group(1) or m.group(2), text))
    return mend(ESCAPE.sub(r"\1", text.replace("**", ""))), bold, italic
