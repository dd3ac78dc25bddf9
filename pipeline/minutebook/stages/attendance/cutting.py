"""Where one person of a run-on list ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from minutebook.layout.people import BULLET
from minutebook.stages.attendance.entries import PREFIX, Entries
from minutebook.text.initials import initials_fit, looks_like_initials
from minutebook.text.names import PersonName, fold

MARK = re.compile(";")
STOP = re.compile(r"(?<=\))\.[ \u00a0]+")
WIDE = re.compile(r"\t|[ \u00a0]{3,}")
COMMA = re.compile(r"[ \u00a0]*,[ \u00a0]*")
AND = re.compile(r"[ \u00a0]*(?:[,;][ \u00a0]*)?(?:\band\b|&|\+)[ \u00a0]+(?:from[ \u00a0]+)?")
DASH_AFTER = re.compile(r"[ \u00a0]*(?:\([^()]*\)[ \u00a0]*)*[-–—][ \u00a0]?(?=\S)")
BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
LETTERS = re.compile(r"[ \u00a0]*[(\[](?P<letters>[^\W\d_](?:['’]?[^\W\d_]){1,4})[)\]]")
OPENING = re.compile(r"(?:^|(?<=\s))(?=[A-Z][\w’'.-]*\s)")


@dataclass(frozen=True)
class Cuts:
    """Cuts lines of one document."""

    entries: Entries

    def cut(self, start: int, end: int, *, lines: bool) -> Iterator[tuple[int, int]]:
        """The ranges of the entries; `lines` says that the list has one person a line."""
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
        titles = self._titles(start, end)
        if titles:
            for low, high in pairwise([start, *titles, end]):
                yield from self._commas(low, high, lines=lines)
            return
        dashes = self._dashes(start, end)
        if len(dashes) > 1:
            for low, high in zip(dashes, [*dashes[1:], end], strict=True):
                yield low, high
            return
        yield from self._commas(start, end, lines=lines)

    def _run(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """One part of a list cut at semicolons: a person with what belongs to them, or several."""
        pieces = self.pieces(start, end)
        people = [self._whole_person(low, high) for low, high in pieces]
        if people == [False, True] and self._is_role(*pieces[0]):
            yield start, end
            return
        again = [i for i, person in enumerate(people) if person and i]
        text = self.entries.document.text
        plural = self.entries.rulebook["attendance.entry.plural-title"].compiled.match(text, start)
        if again and all(people) and (plural or len(people) > 2):
            for low, high in pieces:
                yield from self._and(low, high)
            return
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
        named = start
        for opening in OPENING.finditer(text, start, end):
            pos = opening.start()
            if pos < named or (out and pos < out[-1] + 3):
                continue  # `Det Insp Ida Fenn –`: Insp opens no second name
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
            if self.entries.runs_on(before):
                continue  # `represented by Bo Lund (BL)`
            if (not out and before) or (out and not sure and not before.endswith((".", ",", ";"))):
                continue
            out.append(pos)
            named = name.end
        return out

    def _titles(self, start: int, end: int) -> list[int]:
        """Where people begin in `Cllr Ida Fenn (Chair) Cllr Bo Lund`: a title right after a whole name."""
        text = self.entries.document.text
        first = self.entries.name_at(start, end)
        if first is None or not first.honorific:
            return []
        out: list[int] = []
        last = first.end
        while True:
            while (bracket := BRACKETED.match(text, last + _blanks(text, last), end)) is not None:
                last = bracket.end()
            pos = last + _blanks(text, last)
            name = self.entries.name_at(pos, end) if last < pos < end else None
            if name is None or not name.honorific or name.lone:
                return out
            out.append(pos)
            last = name.end

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
        pieces = self.pieces(start, end)
        people = [self._whole_person(low, high) for low, high in pieces]
        if people == [False, True] and self._is_role(*pieces[0]):
            yield start, end  # `Clerk, Ida Fenn`
            return
        pieces, people = self._with_offices(pieces, people)
        single = lines and sum(people) < 3 and not self._initialled(pieces)
        if single:
            yield start, end
            return
        lone = not any(people) or self.names_only(pieces)
        begun: int | None = None
        stop = start
        for (low, high), person in zip(pieces, people, strict=True):
            known = person or self.is_forename(low, high)
            if begun is not None and (known or (lone and self._lone_piece(low, high))):
                yield from self._and(begun, stop)
                begun = low
            elif begun is None:
                begun = low
            stop = high
        if begun is not None:
            yield from self._and(begun, end)

    def _with_offices(
        self, pieces: list[tuple[int, int]], people: list[bool]
    ) -> tuple[list[tuple[int, int]], list[bool]]:
        """The pieces, an office put before its holder's name: `Bo Lund and the Mayor, Cllr Fenn`."""
        text = self.entries.document.text
        out: list[tuple[int, int]] = []
        begins: list[bool] = []
        for (low, high), person in zip(pieces, people, strict=True):
            before = out[-1] if out else None
            cut = None
            if before is not None and person:
                joints = [m for m in AND.finditer(text, *before) if not self._inside(before[0], m.start())]
                starts = [m.end() for m in joints[-1:] if m.start() > before[0]]
                starts += [] if begins[-1] else [before[0]]
                cut = next((at for at in starts if self.entries.office_at(at, high)), None)
            if before is None or cut is None:
                out.append((low, high))
                begins.append(person)
            elif cut == before[0]:
                out[-1], begins[-1] = (cut, high), True
            else:
                out[-1] = (before[0], joints[-1].start())
                out.append((cut, high))
                begins.append(True)
        return out, begins

    def _is_role(self, start: int, end: int) -> bool:
        phrase = self.entries.document.text[start:end]
        return self.entries.affiliations.kind(phrase) == "role" or self.entries.grammar.is_title(
            phrase.strip()
        )

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges between commas that stand in no bracket."""
        text = self.entries.document.text
        out = []
        pos = start
        for mark in COMMA.finditer(text, start, end):
            if self._inside(start, mark.start()):
                continue
            out.append((pos, mark.start()))
            pos = mark.end()
        out.append((pos, end))
        kept: list[tuple[int, int]] = []
        for low, high in out:
            if kept and fold(text[low:high].strip(" .")) in self.entries.grammar.post_nominals:
                kept[-1] = (kept[-1][0], high)  # `Bo Lund, Jr.`
            elif text[low:high].strip():
                kept.append((low, high))
        return kept

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

    def is_forename(self, start: int, end: int) -> bool:
        """Nothing but a forename that everybody knows, or one with an initial: `Bill`, `Tam K.`"""
        text = BRACKETED.sub("", self.entries.document.text[start:end]).strip()
        name = self.entries.grammar.parse(text)
        if name is None or not name.lone:
            return False
        nicknames = self.entries.rulebook.tables["nicknames"]
        word = name.name.lower()
        return bool(name.given) or word in nicknames or word in nicknames.values()

    def _officer(self, pos: int, end: int) -> bool:
        """`the Clerk Mrs I Fenn`, `The Town Clerk (Mr B Lund)`: an officer by role and name."""
        found = self.entries.office_at(pos, end)
        if found is None:
            return False
        text = self.entries.document.text
        definite = text[pos : found[1].start].strip() != ""
        return definite or found[0].honorific is not None or self._opens_with_office(pos)

    def _opens_with_office(self, pos: int) -> bool:
        """The list names its people by office and name from the start: `Director Ida Fenn, Clerk Bo Lund`."""
        text = self.entries.document.text
        low = max(text.rfind("\n", 0, pos), text.rfind(":", 0, pos), text.rfind("\t", 0, pos)) + 1
        while low < pos and text[low].isspace():
            low += 1
        first = self.entries.office_at(low, len(text[low:].partition(",")[0]) + low)
        return first is not None and not self._person(low, first[0].name_span.start)

    def _couple(self, pos: int, end: int) -> bool:
        """`Moira & Hal Orme`: two people of one surname."""
        first = self.entries.name_at(pos, end, lone=True)
        joint = AND.match(self.entries.document.text, first.end, end) if first is not None else None
        return joint is not None and self._person(joint.end(), end)

    def names_only(self, pieces: list[tuple[int, int]]) -> bool:
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


def _blanks(text: str, pos: int) -> int:
    """How many blanks stand at the offset."""
    return len(text[pos : pos + 4]) - len(text[pos : pos + 4].lstrip(" \u00a0"))


def _sure(name: PersonName) -> bool:
    """Plainly a person: an honorific, or an initial before the surname."""
    return bool(name.honorific) or (bool(name.given) and len(name.given[0].rstrip(".")) == 1)
