"""Words into segments: lines of type, cut where a wide gap parts columns."""

from __future__ import annotations

import itertools
import re
from statistics import median

from minutebook.document import Box
from minutebook.loaders.pdf.glyphs import ACCENTS, put_accent
from minutebook.loaders.pdf.rules import Rule
from minutebook.loaders.pdf.shapes import Segment, Word

_BULLETS = "•●○◦▪■□❖➢➤➔→⇒⇨❑∙‣⁃·*–—-"
_BULLET = re.compile(rf"[{re.escape(_BULLETS)}]|o|\u00b7|v|§")
# A label is a number, letter or bullet that stands before a paragraph: 1. 1.1 (a) a) iv. 12/21 A/B/21.
LABEL = re.compile(
    r"""(?: \(?\d{1,3}[.)]?(?:\(?[a-z]\)?[.)]?)? | \d{1,3}(?:\.\d{1,3}){1,4}[.):]?[a-z]?[.)]?
        | \(?[A-Za-z][.)] | \([A-Za-z]\) | \(?(?:[ivxl]{1,5}|[IVXL]{1,5})[.)]
        | \((?:[ivxl]{1,5}|[IVXL]{1,5})\)
        | (?!(?:19|20)\d\d/\d\d(?!\d))(?:[A-Z]{1,6}/)?\d{1,4}/\d{1,4}(?:/\d{1,3})?(?:[.:]|-\d\d)?
        | [A-Z]{1,3}\d{1,3}[.):]? )""",
    re.VERBOSE,
)
# The same where only a blank stands behind it: not one capital and a full stop, which is an initial.
_STRONG = re.compile(
    r"""(?: \(?\d{1,3}[.)] | \d{1,3}(?:\.\d{1,3})+[.)]?[a-z]? | \([A-Za-z]\) | [A-Za-z]\) | [a-z]\.
        | \(?(?:[ivxl]{1,5}|[IVXL]{2,5})[.)] | \((?:[ivxl]{1,5}|[IVXL]{1,5})\)
        | (?!(?:19|20)\d\d/\d\d(?!\d))(?:[A-Z]{1,6}/)?\d{1,4}/\d{1,4}(?:/\d{1,3})?[.:]? )""",
    re.VERBOSE,
)
_CLOCK, _HALF = re.compile(r"\d{1,2}[.:]\d\d"), re.compile(r"(?:[ap]\.?m\.?|hrs|noon)\W*", re.IGNORECASE)
_SPACED = re.compile(r"(?:(?<![^ ])[^\W\d_] ){3,}[^\W\d_](?![^ ])")


def is_bullet(text: str) -> bool:
    """True for a sign that opens a list item."""
    return _BULLET.fullmatch(text) is not None


def make_segments(words: list[Word]) -> list[Segment]:
    """Segments from top to bottom and left to right."""
    segments: list[Segment] = []
    for line in _lines(words):
        segments.extend(_cut(line))
    return segments


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words on one base line; raised and lowered small type goes to its line."""
    if not words:
        return []
    words = sorted(words, key=lambda word: word.base)
    lines: list[list[Word]] = [[words[0]]]
    for word in words[1:]:
        first = lines[-1][0]
        if word.base - first.base <= 0.25 * min(max(first.size, word.size), 12):
            lines[-1].append(word)
        else:
            lines.append([word])
    return _with_raised(lines)


def _with_raised(lines: list[list[Word]]) -> list[list[Word]]:
    merged: list[list[Word]] = []
    sizes = [max(word.size for word in line) for line in lines]
    bases = [median(word.base for word in line) for line in lines]
    taken = [False] * len(lines)
    for index, line in enumerate(lines):
        if taken[index]:
            continue
        for other in (index + 1, index - 1):
            if not 0 <= other < len(lines) or taken[other]:
                continue
            near = abs(bases[other] - bases[index]) < 0.6 * sizes[other]
            if near and sizes[index] <= 0.85 * sizes[other] and _touch(line, lines[other]):
                lines[other] = lines[other] + line
                taken[index] = True
                break
    for index, line in enumerate(lines):
        if not taken[index]:
            merged.append(sorted(line, key=lambda word: word.x0))
    return merged


def _touch(small: list[Word], line: list[Word]) -> bool:
    """True where each raised word stands right behind (or before) a word of the line."""
    return all(
        any(
            -1.5 <= raised.x0 - word.x1 <= 0.5 * word.size or -1.5 <= word.x0 - raised.x1 <= 1.5
            for word in line
        )
        for raised in small
    )


def _cut(line: list[Word]) -> list[Segment]:
    words = [line[0]]
    for word in line[1:]:
        before = words[-1]
        # the same word drawn twice, a little apart: how some programs make bold type
        if word.text == before.text and abs(word.x0 - before.x0) < 0.1 * word.size + 0.6:
            before.bold = True
            continue
        words.append(word)
    gaps = [after.x0 - before.x1 for before, after in itertools.pairwise(words)]
    usual = _usual_gap(gaps)
    segments: list[Segment] = []
    start = 0
    for index, gap in enumerate(gaps):
        size = max(words[index].size, words[index + 1].size)
        limit = max(1.05 * size, min(2.2 * usual, 2.5 * size))
        if gap > limit:
            segments.append(_segment(words[start : index + 1]))
            start = index + 1
    segments.append(_segment(words[start:]))
    return segments


def _usual_gap(gaps: list[float]) -> float:
    """The space that a justified line puts between words, or 0 where the gaps differ."""
    spaces = sorted(gap for gap in gaps if gap > 0.05)
    if 2 <= len(spaces) < 4 and spaces[-1] < 1.05 * spaces[0]:
        return spaces[0]
    if len(spaces) < 4:
        return 0.0
    low, high = spaces[len(spaces) // 4], spaces[(3 * len(spaces)) // 4]
    return low if high < 1.6 * low else 0.0


def _segment(words: list[Word]) -> Segment:
    size = max(word.size for word in words)
    parts = [words[0].text]
    for before, word in itertools.pairwise(words):
        raised = min(before.size, word.size) <= 0.85 * max(before.size, word.size)
        gap = word.x0 - before.x1
        if word.text in ACCENTS or before.text in ACCENTS:
            put_accent(parts, before, word)
        elif gap < 0.15 * size and (not word.spaced or raised or abs(before.base - word.base) > 0.15 * size):
            parts[-1] += word.text
        else:
            parts.append(word.text)
    text = " ".join(parts)
    if len(words) > 3 and _SPACED.search(text):
        text = _close_up(words)
    main = [word for word in words if word.size > 0.85 * size and not is_bullet(word.text)] or words
    label, indent = _label(words)
    colours = {word.colour for word in words}
    return Segment(
        text, words[0].x0, max(word.x1 for word in words), median(word.base for word in main), size,
        all(word.bold for word in main), all(word.italic for word in main),
        words[0].x1 - words[0].x0, words[0].bold, label, indent,
        colour=words[0].colour if len(colours) == 1 else None,
    )  # fmt: skip


def _close_up(words: list[Word]) -> str:
    """Letter-spaced words ("M I N U T E S") as words: gaps clearly wider than the usual one part them."""
    gaps = sorted(after.x0 - before.x1 for before, after in itertools.pairwise(words))
    usual = gaps[len(gaps) // 3]
    text = words[0].text
    for before, word in itertools.pairwise(words):
        single = len(before.text) == 1 and len(word.text) == 1
        wide = word.x0 - before.x1 > max(1.8 * usual, usual + 0.25 * word.size)
        text += word.text if single and not wide else " " + word.text
    return text


def _label(words: list[Word]) -> tuple[str | None, float | None]:
    """The number or bullet before the other words, and where these begin."""
    if len(words) < 2:
        return None, None
    first, second = words[0], words[1]
    gap = second.x0 - first.x1
    if is_bullet(first.text):
        dash = first.text in "-–—*"
        return (first.text, second.x0) if gap > 0.1 * first.size or not dash else (None, None)
    if _CLOCK.fullmatch(first.text) and _HALF.fullmatch(second.text):
        return None, None
    if _STRONG.fullmatch(first.text) and gap >= 0.15 * first.size:
        return first.text, second.x0
    return None, None


def join_label(label: Segment, rest: Segment) -> Segment:
    """A number or bullet and the words that it stands before, as one segment."""
    return Segment(
        f"{label.text} {rest.text}", label.x0, rest.x1, rest.base, max(label.size, rest.size),
        rest.bold, rest.italic, label.x1 - label.x0, rest.lead, label.text, rest.x0, rest.frame,
        rest.underlined, rest.colour,
    )  # fmt: skip


def mark_underlined(segments: list[Segment], level: list[Rule]) -> None:
    """Mark the segments under whose whole length a line runs."""
    for segment in segments:
        for rule in level:
            if (
                0 <= rule.at - segment.base <= 0.3 * segment.size
                and rule.low <= (segment.indent or segment.x0) + 3
                and rule.high >= segment.x1 - 4
                and rule.high - rule.low <= 1.3 * (segment.x1 - segment.x0) + 6
            ):
                segment.underlined = True


def mark_frames(segments: list[Segment], boxes: list[Box]) -> None:
    """Give the segments in a drawn box the box's number, from 1."""
    for number, box in enumerate(boxes, start=1):
        for segment in segments:
            inside = box.x0 - 2 <= segment.x0 and segment.x1 <= box.x1 + 2
            if inside and box.top - 1 <= segment.base - 0.3 * segment.size <= box.bottom + 1:
                segment.frame = number
