"""Cuts lines of people into entries: one a line, run-on lists, lists without any mark between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from minutebook.document import Span
from minutebook.evidence import AttendeeStatus, Quote
from minutebook.layout.people import BULLET
from minutebook.stages.attendance.entries import PREFIX, Entries
from minutebook.stages.attendance.glue import glue_end
from minutebook.stages.attendance.person import Person
from minutebook.text.initials import initials_fit, looks_like_initials
from minutebook.text.names import PersonName

MARK = re.compile(";")
STOP = re.compile(r"(?<=\))\.[ \u00a0]+")
LINE = re.compile(r"[^\n]+")
WIDE = re.compile(r"\t|[ \u00a0]{3,}")
COMMA = re.compile(r"[ \u00a0]*,[ \u00a0]*")
AND = re.compile(r"[ \u00a0]*(?:[,;][ \u00a0]*)?(?:\band\b|&|\+)[ \u00a0]+")
NUMBER = re.compile(r"\s*(?:[(]?\d{1,4}(?:[./]\d{1,4}){0,3}[.):]?)\s+(?=\S)")
DASH_AFTER = re.compile(r"[ \u00a0]*(?:\([^()]*\)[ \u00a0]*)*[-–—][ \u00a0]?(?=\S)")
BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
LETTERS = re.compile(r"[ \u00a0]*[(\[](?P<letters>[^\W\d_](?:['’]?[^\W\d_]){1,4})[)\]]")
OPENING = re.compile(r"(?:^|(?<=\s))(?=[A-Z][\w’'.-]*\s)")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a list is written.

    `lines` says that its lines name one person each, `inverted` that surnames stand first, `glued` that
    what follows the names has no gap before it (`Bo LundHead of Housing`).
    """

    lines: bool
    inverted: bool = False
    glued: bool = False


@dataclass(frozen=True)
class Lists:
    """Reads the lines of one list."""

    entries: Entries

    def read(self, span: Span, status: AttendeeStatus, cue: Quote | None, shape: Shape) -> list[Person]:
        """The people of a stretch of the document, line by line."""
        text = self.entries.document.text
        out: list[Person] = []
        for line in LINE.finditer(text, span.start, span.end):
            low, high = line.span()
            if self._nobody(text[low:high]):
                continue
            first = len(out)
            out += self._line(low, high, status, cue, shape)
            if shape.lines:
                _share_body(out[first:])
        return out

    def unwrapped(self, span: Span) -> Lists:
        """A reader to whom the line breaks within the span are blanks; offsets stay as they are."""
        document = self.entries.document
        inside = document.text[span.start : span.end].replace("\n", " ")
        text = document.text[: span.start] + inside + document.text[span.end :]
        return Lists(self.entries.over(replace(document, text=text)))

    def _line(
        self, start: int, end: int, status: AttendeeStatus, cue: Quote | None, shape: Shape
    ) -> list[Person]:
        text = self.entries.document.text
        plural = False
        out: list[Person] = []
        lone_line = self._lone_allowed(start, end)
        cut = self._cut(start, end, lines=shape.lines)
        for low, high in [(start, end)] if shape.inverted else cut:
            if self._nobody(text[low:high]):
                continue
            lone = plural or lone_line
            plural = self._plural_title(text[low:high])
            stop = glue_end(text, low, high, self.entries.grammar) if shape.glued else None
            out += self.entries.read(
                low, high, status, cue, lone=lone, inverted=shape.inverted, name_end=stop
            )
        return out

    def _plural_title(self, text: str) -> bool:
        """`Cllrs Lund and Fenn`: the title goes before each of the surnames."""
        return self.entries.rulebook["attendance.entry.plural-title"].match(text) is not None

    def _nobody(self, text: str) -> bool:
        return self.entries.rulebook["zones.people.nobody"].match(text.strip()) is not None

    def _lone_allowed(self, start: int, end: int) -> bool:
        """Single first names and initials count where the whole line is made of them."""
        from minutebook.layout.people import PeopleReader

        text = self.entries.document.text[start:end].strip()
        reader = PeopleReader.of(self.entries.rulebook)
        if (reader.is_people(text, lone=True) and not reader.is_people(text)) or self._plural_title(text):
            return True
        return self._names_only(self._pieces(start, end))

    # ------------------------------------------------------------------ cutting

    def _cut(self, start: int, end: int, *, lines: bool) -> Iterator[tuple[int, int]]:
        text = self.entries.document.text
        marks = [m for m in MARK.finditer(text, start, end) if not self._inside(start, m.start())]
        stops = [m for m in STOP.finditer(text, start, end) if self._person(m.end(), end)]
        if not marks and len(stops) > 1:
            marks = stops
        if marks:
            pos = start
            for low in [*(m.end() for m in marks), end]:
                stop = low if low == end else low - len(text[pos:low]) + len(text[pos:low].rstrip(" ;."))
                if text[pos:stop].strip():
                    yield from self._run(pos, stop)
                pos = low
            return
        wide = [m for m in WIDE.finditer(text, start, end) if self._person(m.end(), end)]
        if wide:
            pos = start
            for mark in [*wide, None]:
                stop = mark.start() if mark is not None else end
                if text[pos:stop].strip():
                    yield from self._commas(pos, stop, lines=lines)
                pos = mark.end() if mark is not None else end
            return
        dashes = self._dashes(start, end)
        if len(dashes) > 1:
            for low, high in zip(dashes, [*dashes[1:], end], strict=True):
                yield low, high
            return
        yield from self._commas(start, end, lines=lines)

    def _run(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """One part of a list cut at semicolons: a person with what belongs to them, or several."""
        pieces = self._pieces(start, end)
        people = [self._whole_person(low, high) for low, high in pieces]
        if people == [False, True] and self._is_role(*pieces[0]):
            yield start, end
            return
        again = [i for i, person in enumerate(people) if person and i]
        text = self.entries.document.text
        kind = self.entries.affiliations.kind
        if again and all(kind(text[slice(*pieces[i - 1])]) == "role" for i in again):
            cuts = [start, *(pieces[i][0] for i in again), end]
            yield from pairwise(cuts)
            return
        yield from self._and(start, end)

    def _inside(self, start: int, pos: int) -> bool:
        text = self.entries.document.text
        return text.count("(", start, pos) > text.count(")", start, pos)

    def _person(self, pos: int, end: int) -> bool:
        name = self.entries.name_at(pos, end)
        return name is not None and not name.lone

    def _dashes(self, start: int, end: int) -> list[int]:
        """Where people begin in `C Cole – Chair J Spark - Director`: names right before a dash."""
        text = self.entries.document.text
        out: list[int] = []
        for opening in OPENING.finditer(text, start, end):
            pos = opening.start()
            if out and pos < out[-1] + 3:
                continue
            name = self.entries.name_at(pos, end)
            if name is None or name.lone:
                continue
            lettered = self._lettered(name, end)
            if not lettered and DASH_AFTER.match(text, name.end, end) is None:
                continue
            if lettered and text[start:pos].rstrip().endswith((",", ";")):
                return []  # a run-on list with marks between its people
            sure = _sure(name) or lettered
            before = text[start:pos].rstrip()
            if (not out and before) or (out and not sure and not before.endswith((".", ",", ";"))):
                continue
            out.append(pos)
        return out

    def _lettered(self, name: PersonName, end: int) -> bool:
        """The name is followed by its initials in brackets, as a new entry would begin."""
        found = LETTERS.match(self.entries.document.text, name.end, end)
        return found is not None and initials_fit(found["letters"], name)

    def _commas(self, start: int, end: int, *, lines: bool) -> Iterator[tuple[int, int]]:
        """A run-on list: a piece that begins with a person begins an entry, others belong to the last."""
        text = self.entries.document.text
        prefix = PREFIX.match(text, start, end)
        if prefix is not None and prefix["mark"] != "," and not self._person(start, prefix.end("prefix")):
            yield start, end
            return
        pieces = self._pieces(start, end)
        people = [self._whole_person(low, high) for low, high in pieces]
        if people == [False, True] and self._is_role(*pieces[0]):
            yield start, end  # `Clerk, Ida Fenn`
            return
        for i, (this, after) in enumerate(pairwise(pieces)):
            if not people[i] and people[i + 1] and self.entries.office_at(this[0], after[1]) is not None:
                people[i], people[i + 1] = True, False  # `the Mayor, Cllr Fenn`
        single = lines and sum(people) < 3 and not self._initialled(pieces)
        if single:
            yield start, end
            return
        lone = not any(people) or self._names_only(pieces)
        begun: int | None = None
        stop = start
        for (low, high), person in zip(pieces, people, strict=True):
            if begun is not None and (person or (lone and self._lone_piece(low, high))):
                yield from self._and(begun, stop)
                begun = low
            elif begun is None:
                begun = low
            stop = high
        if begun is not None:
            yield from self._and(begun, end)

    def _is_role(self, start: int, end: int) -> bool:
        phrase = self.entries.document.text[start:end]
        return self.entries.affiliations.kind(phrase) == "role" or self.entries.grammar.is_title(
            phrase.strip()
        )

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        text = self.entries.document.text
        out = []
        pos = start
        for mark in COMMA.finditer(text, start, end):
            if self._inside(start, mark.start()):
                continue
            out.append((pos, mark.start()))
            pos = mark.end()
        out.append((pos, end))
        return [(low, high) for low, high in out if text[low:high].strip()]

    def _initialled(self, pieces: list[tuple[int, int]]) -> bool:
        """The second piece is plainly a person: an honorific or an initial before the surname."""
        if len(pieces) < 2:
            return False
        name = self.entries.name_at(pieces[1][0], pieces[1][1])
        if name is None or name.lone:
            return False
        return _sure(name)

    def _whole_person(self, start: int, end: int) -> bool:
        """The piece is a person: a name, then nothing but brackets, a dash or another name."""
        text = self.entries.document.text
        bullet = BULLET.match(text, start, end)
        pos = bullet.end() if bullet else start
        joint = AND.match(text, pos, end)
        pos = joint.end() if joint else pos
        name = self.entries.name_at(pos, end)
        if name is None or name.lone:
            return self._couple(pos, end) or self._officer(pos, end)
        rest = BRACKETED.sub("", text[name.end : end]).strip(" .\u00a0")
        if not rest or rest[0] in "–—-/:" or AND.match(f" {rest} "):
            return True
        if rest.split()[0].isupper() and len(rest.split()) == 1:
            return True  # bare initials
        if self._lettered(name, end) and (
            name.honorific or self.entries.affiliations.kind(rest) != "unknown"
        ):
            return True  # `Mrs Ida Fenn (IF) Parent`
        return rest.split()[0].lower() in ("for", "from", "until", "representing", "via", "rep", "on")

    def _officer(self, pos: int, end: int) -> bool:
        """`the Clerk Mrs I Fenn`, `The Town Clerk (Mr B Lund)`: an officer by role and name."""
        found = self.entries.office_at(pos, end)
        if found is None:
            return False
        definite = self.entries.document.text[pos : found[1].start].strip() != ""
        return definite or found[0].honorific is not None

    def _couple(self, pos: int, end: int) -> bool:
        """`Moira & Hal Orme`: two people of one surname."""
        first = self.entries.name_at(pos, end, lone=True)
        joint = AND.match(self.entries.document.text, first.end, end) if first is not None else None
        return joint is not None and self._person(joint.end(), end)

    def _names_only(self, pieces: list[tuple[int, int]]) -> bool:
        """The list is all names, single ones among them: initials, first names or surnames.

        A full name that a single word follows again and again is a person with a place or body, and a
        row of letters beside full names is a body.
        """
        text = self.entries.document.text
        full = lone = letters = 0
        for low, high in pieces:
            joint = AND.match(text, low, high)
            bare = BRACKETED.sub("", text[joint.end() if joint else low : high]).strip(" .\u00a0")
            name = self.entries.grammar.parse(bare)
            if looks_like_initials(bare):
                letters += 1
            elif name is None or self.entries.affiliations.kind(bare) not in ("unknown", "organisation"):
                return False
            elif name.lone:
                if self.entries.affiliations.kind(bare) == "organisation":
                    return False
                lone += 1
            else:
                full += 1
        single = lone + letters
        if len(pieces) < 3 or not single:
            return False
        if letters and (letters < 2 or single < full):
            return False
        return single > full or single * 3 <= full

    def _lone_piece(self, start: int, end: int) -> bool:
        text = BRACKETED.sub("", self.entries.document.text[start:end]).strip()
        joint = AND.match(text)
        return (
            self.entries.grammar.parse(text[joint.end() :] if joint else text) is not None or text.isupper()
        )

    def _and(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut at `and` and `&` where a person stands on both sides."""
        text = self.entries.document.text
        pos = start
        opening = AND.match(text, start, end)
        if opening is not None:
            pos = opening.end()
        for mark in AND.finditer(text, pos, end):
            if self._inside(start, mark.start()) or mark.start() <= pos:
                continue
            left = self.entries.name_at(pos, mark.start(), lone=True)
            right = self.entries.name_at(mark.end(), end, lone=True)
            if left is not None and self._officer(mark.end(), end):
                yield pos, mark.start()
                pos = mark.end()
                continue
            if left is None or right is None or (left.lone and not right.lone and not self._couple(pos, end)):
                continue
            between = BRACKETED.sub("", text[left.end : mark.start()]).strip(" ,")
            if between and not (_sure(right) or text[right.end : right.end + 2] == " ("):
                continue
            shared = text[right.end : end].strip(" .")
            if left.end >= mark.start() - 1 and shared and not left.lone and shared[0] == ",":
                yield pos, end  # `A Finch and B Lorne, Marlby Council`: what follows is of both
                return
            yield pos, mark.start()
            pos = mark.end()
        yield pos, end


def _share_body(people: list[Person]) -> None:
    """`A Finch, B Lorne and C Tarr, Marlby Council`: what the last two share is of all before them."""
    if len(people) < 3 or any(p.values for p in people[:-2]):
        return
    shared = [q for q in people[-1].quotes if q.field == "organisation" and q in people[-2].quotes]
    if not shared or "role" in people[-1].values:
        return
    for person in people[:-2]:
        person.give("organisation", people[-1].values["organisation"], shared[0].span, shared[0].producer)
        person.flags.append("group_organisation")


def _sure(name: PersonName) -> bool:
    """Plainly a person: an honorific, or an initial before the surname."""
    return bool(name.honorific) or (bool(name.given) and len(name.given[0].rstrip(".")) == 1)
