"""Which numbered lines are the agenda's: the best rising chain of titles, and what stands under it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from minutebook.layout.headings import PEOPLE_ZONES, Heading
from minutebook.rulebook import Rulebook

DIGITS = re.compile(r"\d+")
WINDOW = 150  # candidates back that a chain may reach
CODES = ("code", "prefixed")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
LEAST = 1.0  # mean weight of a chain that counts as an agenda's


class Weigher:
    """How much a line looks like an agenda item's heading, in points; below 0 it does not."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.date = rulebook["items.title.date"]

    def __call__(self, heading: Heading) -> float:
        """The points of its setting, its words and its place."""
        title = heading.title
        if title is None or self.date.match(title.text):
            return -4.0
        points = 0.5 + 2.0 * heading.styled + 0.3 * heading.marked
        points += 2.0 * (heading.apart and heading.block.cell is not None) + 2.0 * title.known
        points += 1.0 if title.words <= 10 else 0.3 if title.words <= 14 else 0.0 if heading.styled else -2.0
        if not heading.styled:
            points -= 0.9 * min(title.prose, 3) + 0.8 * (title.stopped and not title.run_in)
        points -= 1.5 * title.text[:1].islower()
        if heading.block.kind == "list_item" and not heading.styled:
            points -= 2.0 * min(2, heading.block.level or 0)
        points -= 3.0 * (title.kind == "reference") + 5.0 * heading.banned
        if heading.zone in ("circulation", "signature"):
            points -= 4.0
        elif heading.zone in (*PEOPLE_ZONES, "actions") and not title.known:
            points -= 1.5
        return points


def _step(before: int, after: int) -> float:
    """What going from one number to another adds; a chain that rises by one is the likeliest."""
    distance = after - before
    if distance == 1:
        return 0.8
    if distance == 0:
        return -0.7
    if distance > 0:
        return 0.3 - 0.15 * distance if distance <= 12 else -2.5
    return -1.5 if distance >= -2 else -2.5


def best_chain(
    headings: list[Heading], weigh: Callable[[Heading], float], value: Callable[[Heading], int]
) -> tuple[list[Heading], float]:
    """The chain of lines, in order of the document, of most points; and its points."""
    points = [weigh(h) for h in headings]
    values = [value(h) for h in headings]
    best: list[float] = []
    back: list[int] = []
    for j, own in enumerate(points):
        top, origin = own + (0.5 if values[j] <= 1 else 0.0), -1
        for i in range(max(0, j - WINDOW), j):
            reach = best[i] + own + _step(values[i], values[j])
            if reach > top:
                top, origin = reach, i
        best.append(top)
        back.append(origin)
    if not best:
        return [], 0.0
    at = max(range(len(best)), key=lambda i: (best[i], -i))
    total, chain = best[at], []
    while at >= 0:
        chain.append(headings[at])
        at = back[at]
    return chain[::-1], total


def main_chain(headings: list[Heading], weigh: Weigher) -> list[Heading]:
    """The headings that carry the agenda's own numbers; empty where no series is clear."""
    code = _code_chain([h for h in headings if h.form == "code"], weigh)
    if not code:
        code = _set_as_titles(_code_chain([h for h in headings if h.form == "prefixed"], weigh))
    plain, total = best_chain([h for h in headings if h.form == "plain"], weigh, _value)
    plain = without_strays(_alike(plain))
    if code and (len(code) >= len(plain) or len(code) > 4):
        return code
    if len(plain) >= 2 and total / len(plain) >= LEAST:
        return plain
    if not code:
        dotted = _dotted_chain([h for h in headings if h.form == "dotted"], weigh)
        return dotted or _roman_chain(headings, weigh)
    return code


def _roman_chain(headings: list[Heading], weigh: Weigher) -> list[Heading]:
    """Capital Roman numbers before titles in capitals or known ones; "C." and "D." are letters."""
    fit = [h for h in headings if h.form in ("letter", "roman") and roman(str(h.number)) is not None]
    sure = [h for h in fit if h.title and (h.styled or h.title.caps or h.title.known)]
    chain, total = best_chain(sure, weigh, lambda h: roman(str(h.number)) or 0)
    return chain if len(chain) >= 4 and total / len(chain) >= LEAST else []


def roman(number: str) -> int | None:
    """What a Roman number in capitals counts; None where it is none."""
    values = [ROMAN.get(ch) for ch in number]
    if not number or None in values:
        return None
    digits = [value for value in values if value is not None]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def _set_as_titles(chain: list[Heading]) -> list[Heading]:
    """The chain where most of its lines are surely headings; references of actions look like its numbers."""
    sure = [h for h in chain if h.title and (h.styled or h.title.caps or h.title.known)]
    return chain if len(sure) * 3 >= len(chain) * 2 else []


def _alike(chain: list[Heading]) -> list[Heading]:
    """The chain without what is set otherwise than nearly all of it."""
    set_apart = [h for h in chain if h.styled or h.apart]
    if len(set_apart) < 3 or len(set_apart) < 0.6 * len(chain):
        return chain
    out: list[Heading] = []
    for heading in chain:
        follows = not out or _value(heading) == _value(out[-1]) + 1
        if heading.styled or heading.apart or (follows and is_title(heading)):
            out.append(heading)
    return out


def _value(heading: Heading) -> int:
    """The whole number before any dot."""
    return int(DIGITS.findall(str(heading.number))[0])


def _code_chain(headings: list[Heading], weigh: Weigher) -> list[Heading]:
    """Codes of one shape in which one part rises and the others stay."""
    shapes: dict[str, list[Heading]] = defaultdict(list)
    for heading in headings:
        shapes[DIGITS.sub("#", str(heading.number))].append(heading)
    best: list[Heading] = []
    for shape in sorted(shapes):
        group = shapes[shape]
        parts = [[int(n) for n in DIGITS.findall(str(h.number))] for h in group]
        for part in range(shape.count("#")):
            kept: dict[tuple[int, ...], list[Heading]] = defaultdict(list)
            for heading, numbers in zip(group, parts, strict=True):
                kept[tuple(numbers[:part] + numbers[part + 1 :])].append(heading)
            for key in sorted(kept):
                chain, total = best_chain(
                    kept[key],
                    weigh,
                    lambda h, p=part: int(DIGITS.findall(str(h.number))[p]),  # type: ignore[misc]
                )
                if len(chain) >= 3 and total / len(chain) >= LEAST and len(chain) > len(best):
                    best = chain
    return _out_of_tables(best)


def _out_of_tables(chain: list[Heading]) -> list[Heading]:
    """The chain without the rows of a table that lists old minutes by their numbers."""
    loose = [h for h in chain if h.block.cell is None]
    return loose if 2 * len(loose) > len(chain) else chain


def _dotted_chain(headings: list[Heading], weigh: Weigher) -> list[Heading]:
    """Numbers such as 9.1, 9.2: the meeting's number, then the item's."""
    groups: dict[str, list[Heading]] = defaultdict(list)
    for heading in headings:
        head, _, _ = str(heading.number).rpartition(".")
        groups[head].append(heading)
    best: list[Heading] = []
    for head in sorted(groups):
        chain, total = best_chain(
            groups[head], weigh, lambda h: int(DIGITS.findall(str(h.number).rpartition(".")[2])[0])
        )
        if len(chain) >= 4 and total / len(chain) >= LEAST + 0.5 and len(chain) > len(best):
            best = chain
    return best


def is_title(heading: Heading) -> bool:
    """The line reads as a title by itself, not as a sentence of the minute."""
    title = heading.title
    if title is None or title.kind == "reference" or heading.banned or title.nothing or title.outcome:
        return False
    if heading.styled:
        return title.words <= 25 and not (title.stopped and title.prose)
    if title.words > 14 or (title.stopped and not title.run_in):
        return False
    return title.prose == 0 or title.known


def sub_items(between: list[Heading], number: str, carried: bool, strict: bool) -> list[tuple[Heading, str]]:
    """The sub-items among the lines of one item, with their numbers.

    `carried`: the item reviews old actions, so a line that runs on into prose is none; `strict`: the
    document numbers its paragraphs, so that only lines set as headings count.
    """
    out: list[tuple[Heading, str]] = []
    for heading in between:
        own = str(heading.number)
        if heading.form in ("dotted", "lettered") and own.startswith(number):
            rest = own[len(number) :].lstrip()
            if rest[:1].isdigit() or not is_title(heading):
                continue
            if heading.styled or not (strict or carried):
                out.append((heading, own))
    # `5.1(a)` may stand in two cells; its (b) then begins a line.
    first = next((own for _, own in out if own.lower().endswith(("a", "(a)"))), None)
    base = first.rstrip("()aA") if first else number
    letters = _letters([h for h in between if h.form == "letter"], "b" if first else "a")
    good = [h for h in letters if is_title(h)]
    if carried:
        good = [h for h in good if h.title and not h.title.run_in]
    if letters and len(good) * 2 >= len(letters):
        joined = base[-1:].isdigit() or base[-1:] == ")"
        out += [(h, f"{base}{str(h.number).lower()}" if joined else str(h.number)) for h in good]
    return sorted(out, key=lambda pair: pair[0].start)


def under_plain(between: list[Heading]) -> list[Heading]:
    """What is lettered A, B, C … under an unnumbered item, each with a title that its minute follows."""
    letters = _letters([h for h in between if h.form == "letter" and str(h.number).isupper()], "a")
    good = [h for h in letters if is_title(h) and h.title and h.title.run_in and h.title.words <= 8]
    return good if len(good) >= 2 and len(good) * 3 >= len(letters) * 2 else []


def _letters(headings: list[Heading], first: str) -> list[Heading]:
    """The run of letters from the first on; a letter out of turn ends nothing and is left out."""
    run: list[Heading] = []
    for heading in headings:
        if str(heading.number).strip("()").lower() == chr(ord(first) + len(run)):
            run.append(heading)
    return run


def without_strays(chain: list[Heading]) -> list[Heading]:
    """The chain without short lists that count from 1 again, and without ghosts of the line before."""
    runs: list[list[Heading]] = []
    for heading in chain:
        if runs and heading.form == "plain" and _ghost(heading, runs[-1][-1]):
            continue
        if not runs or (heading.form == "plain" and _value(heading) < _value(runs[-1][-1]) - 2):
            runs.append([])
        runs[-1].append(heading)
    longest = max((len(run) for run in runs), default=0)
    kept = [r for r in runs if 2 * len(r) >= longest or any(h.title and h.title.known for h in r)]
    return [heading for run in kept for heading in run]


def _ghost(a: Heading, b: Heading) -> bool:
    """The same number and nearly the same words: a line that poor text recognition read twice."""
    from difflib import SequenceMatcher

    if _value(a) != _value(b) or a.title is None or b.title is None or a.words < 4:
        return False
    left, right = a.title.text.lower(), b.title.text.lower()
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= 0.6


def outweighed(chain: list[Heading], plain: list[Heading]) -> bool:
    """The numbers are a list inside the minutes, whose own headings carry none."""
    if not plain or chain[0].form in CODES:
        return False
    before = [h for h in plain if h.start < chain[0].start]
    if len(before) >= 2 and (len(before) >= 3 or any(h.title and h.title.known for h in before)):
        return True
    sure = [h for h in chain if h.styled or h.apart or (h.title is not None and h.title.known)]
    return not sure and len(chain) <= 4 and any(h.title and h.title.known for h in plain)
