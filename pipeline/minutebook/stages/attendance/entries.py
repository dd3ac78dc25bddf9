"""Reads one entry of a list of people: name, initials, marks, role and organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minutebook.document import Document, Span
from minutebook.evidence import AttendeeStatus, Quote
from minutebook.layout.people import BULLET
from minutebook.rulebook import Rulebook
from minutebook.stages.attendance.affiliation import Affiliations
from minutebook.stages.attendance.marks import Marks
from minutebook.stages.attendance.person import Person, words
from minutebook.text.initials import initials_fit, looks_like_initials
from minutebook.text.names import NameGrammar, PersonName

PREFIX = re.compile(r"(?P<prefix>[^:;.,()\n]{2,60}?)\s*(?P<mark>:|\s[-–—](?=\s)|,)\s+(?=[^\W\d_])")
BRACKET = re.compile(r"[ \u00a0]*[(\[](?P<inner>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]?")
BARE_INITIALS = re.compile(r"[ \u00a0,]+(?P<initials>[^\W\d_](?:['’]?[^\W\d_]){1,5})(?=[ \u00a0,;:)\t–—-]|$)")
LAST_LETTERS = re.compile(r"(?<=[a-z)])[ \u00a0]+(?P<letters>[A-Z]{2,4})[ \u00a0]*\Z")
JOINED = re.compile(r"[ \u00a0]*(?:,|&|/|\band\b|\+)[ \u00a0]*")
ROLE_WORD = re.compile(r"[^\W_][\w&’'/-]*")
ARTICLE = re.compile(r"(?:and[ \u00a0]+)?(?P<the>[Tt]he[ \u00a0]+)?(?=[A-Z])")
ENTRY_RULE = "rule:attendance.entry.name"


@dataclass(frozen=True)
class Entries:
    """Reads entries of one document."""

    document: Document
    rulebook: Rulebook
    grammar: NameGrammar
    affiliations: Affiliations
    marks: Marks

    @classmethod
    def of(cls, document: Document, rulebook: Rulebook) -> Entries:
        """The reader of entries for a document."""
        grammar = NameGrammar.from_terms(rulebook.terms)
        affiliations = Affiliations(rulebook)
        marks = Marks(document, rulebook, grammar, affiliations)
        return cls(document, rulebook, grammar, affiliations, marks)

    def flat(self, span: Span) -> Entries:
        """The same reader, to whom line breaks and tabs within the span are blanks; offsets stay."""
        text = self.document.text
        inside = text[span.start : span.end].replace("\n", " ").replace("\t", " ")
        document = replace(self.document, text=text[: span.start] + inside + text[span.end :])
        return replace(self, document=document, marks=replace(self.marks, document=document))

    # ------------------------------------------------------------------ names

    def name_at(self, pos: int, end: int, *, lone: bool = False, inverted: bool = False) -> PersonName | None:
        """The name that begins at an offset; a single word only where `lone` allows it.

        `inverted` says that the list puts surnames first.
        """
        text = self.document.text
        found = self.grammar.read(text, pos, end)
        if found is None and text.startswith("the ", pos):
            titled = self.grammar.read(text, pos + 4, end)  # `and the Rev. T. Oakes`
            return titled if titled is not None and titled.honorific and not titled.lone else None
        if found is not None and found.lone:
            turned = self.grammar.read_inverted(text, pos, end, any_case=inverted)
            found = turned or (found if lone else None)
        return found

    def person(self, name: PersonName, status: AttendeeStatus, cue: Quote | None) -> Person:
        """A person of that name with the status of the list they stand in; `Cllrs` makes each a `Cllr`."""
        if name.honorific is not None:
            single = self.rulebook.tables["plural-titles"].get(name.honorific.lower().rstrip("."))
            name = replace(name, honorific=str(single)) if single is not None else name
        out = Person(name, name.name, name.name_span, ENTRY_RULE)
        if cue is not None:
            out.set_status(status, cue.span, cue.producer)
        else:
            out.status = status
        return out

    # ------------------------------------------------------------------ one entry

    def read(
        self,
        start: int,
        end: int,
        status: AttendeeStatus,
        cue: Quote | None,
        *,
        lone: bool = False,
        inverted: bool = False,
        name_end: int | None = None,
    ) -> list[Person]:
        """The people of one entry; empty where it names nobody.

        `name_end` is where the name's last word ends though no gap follows it.
        """
        text = self.document.text
        bullet = BULLET.match(text, start, end)
        pos = bullet.end() if bullet else start
        if name_end is not None and (cut := self.name_at(pos, name_end)) is not None and cut.end == name_end:
            person = self.person(cut, status, cue)
            person.flags.append("words_run_together")
            self.describe([person], cut.end, end)
            return [person]
        name = self.name_at(pos, end, lone=lone, inverted=inverted)
        if name is None or self._is_prefix(name, pos, end, lone=lone):
            before = self._prefixed(pos, end, status, cue)
            if before:
                return before
        if name is not None and name.lone and (self._is_word(name) or self._runs_on(name, end)):
            return []
        if name is None and (titled := self._role_first(pos, end, status, cue)):
            return titled
        if name is None:
            return self._initials_only(pos, end, status, cue) if lone else []
        people = [self.person(name, status, cue)]
        pos = name.end
        while (more := self._another(pos, end)) is not None:
            people.append(self.person(more, status, cue))
            pos = more.end
        self.describe(people, pos, end)
        return people

    def _role_first(self, pos: int, end: int, status: AttendeeStatus, cue: Quote | None) -> list[Person]:
        """`Finance Manager Ida Fenn`, `the Town Clerk (Mrs I Fenn)`: a role before the name."""
        found = self.office_at(pos, end)
        if found is None:
            return []
        name, span = found
        person = self.person(name, status, cue)
        if self.marks.is_minute_taker(span):
            person.add("minute_taker", span, ENTRY_RULE)
        person.give("role", words(self.document, span), span, ENTRY_RULE)
        self.describe([person], name.end, end)
        return [person]

    def office_at(self, pos: int, end: int) -> tuple[PersonName, Span] | None:
        """A full name after its role, and the role: `and the Clerk Mrs I Fenn`, `the Mayor, Cllr Fenn`.

        A comma or bracket may part the two only where the role has its article.
        """
        text = self.document.text
        article = ARTICLE.match(text, pos, end)
        low = article.end() if article else pos
        definite = article is not None and article["the"] is not None
        for word in list(ROLE_WORD.finditer(text, low, end))[1:7]:
            stop = len(text[: word.start()].rstrip(" \u00a0,("))
            between = text[stop : word.start()]
            if any(c in text[low:stop] for c in ",;:(–") or (between.strip() and not definite):
                return None
            name = self.name_at(word.start(), end)
            if name is None or name.lone or self.runs_on(text[low:stop]):
                continue
            role = text[low:stop]
            if self.affiliations.kind(role) != "role" or (not definite and self.grammar.is_title(role)):
                continue
            return name, Span(low, stop)
        return None

    def runs_on(self, before: str) -> bool:
        """The words end with one that belongs to what follows: `Nurse for`, `represented by`."""
        last = before.rstrip().rpartition(" ")[2]
        return last in self.rulebook.terms["attendance-joining-words"]

    def _runs_on(self, name: PersonName, end: int) -> bool:
        """A single word that capitalised words follow is the start of something else: `Tarn Fire Service`."""
        text = self.document.text
        after = re.compile(r"[ \u00a0]([A-Z][^\W\d_]*[^,;:()\n\t–]*)").match(text, name.end, end)
        if after is None or looks_like_initials(after.group(1).split()[0]):
            return False
        return self.affiliations.kind(after.group(1)) != "role"

    def _is_word(self, name: PersonName) -> bool:
        """A single capitalised word that the text also writes small is no name: `Balance`."""
        word = name.name.lower()
        nicknames = self.rulebook.tables["nicknames"]
        if word in nicknames or word in nicknames.values() or not name.name.isalpha():
            return False
        return re.search(rf"(?<!\w){word}(?!\w)", self.document.text) is not None

    def _is_prefix(self, name: PersonName, pos: int, end: int, *, lone: bool) -> bool:
        """`Alstom: Bo Lund`, `Treasurer - Bo`: what reads as a name is a body or role before names."""
        text = self.document.text
        found = PREFIX.match(text, pos, end)
        if found is None or found["mark"] == "," or name.end > found.end("prefix"):
            return False
        rest = text[found.end() : end]
        if self.affiliations.kind(rest) == "role":
            return False
        role = self.affiliations.kind(found["prefix"]) == "role"
        after = self.name_at(found.end(), end, lone=lone or role)
        if after is None:
            return False
        return found["mark"] == ":" or name.lone or role

    def _another(self, pos: int, end: int) -> PersonName | None:
        """A second name that shares the row: `A Pennock & B Lorne`, `A Pennock, B Lorne and C Tarr`."""
        text = self.document.text
        joint = JOINED.match(text, pos, end)
        if joint is None:
            return None
        found = self.name_at(joint.end(), end)
        if found is None or found.lone:
            return None
        mark = joint.group().strip()
        if mark == "," and not (
            found.honorific or len(found.given[0]) == 1 if found.given else found.honorific
        ):
            return None
        after = text[found.end : end].lstrip()
        return found if not after or after[0] in ",&(–-/;[" or after.startswith("and ") else None

    def _prefixed(self, pos: int, end: int, status: AttendeeStatus, cue: Quote | None) -> list[Person]:
        """`Clerk: Ida Fenn`, `Alstom: Bo Lund, Ida Fenn`, `President - Bo`: role or body before the names."""
        text = self.document.text
        found = PREFIX.match(text, pos, end)
        if found is None or len(found["prefix"].split()) > 8:
            return []
        article = ARTICLE.match(text, found.start("prefix"), found.end("prefix"))
        span = Span(article.end() if article else found.start("prefix"), found.end("prefix"))
        phrase = text[span.start : span.end]
        kind = self.affiliations.kind(phrase)
        of_a_kind = self.rulebook["zones.column.kind"].match(phrase.rpartition("/")[2].strip()) is not None
        if found["mark"] == "," and kind != "role" and not self.grammar.is_title(phrase):
            return []
        people: list[Person] = []
        at: int | None = found.end()
        while at is not None and at < end:
            name = self.name_at(at, end, lone=found["mark"] != ",")
            if name is None or (name.lone and found["mark"] != ":" and kind == "unknown" and " " in phrase):
                break
            person = self.person(name, status, cue)
            people.append(person)
            stop, at = self._next_name(name.end, end)
            self.describe([person], name.end, stop)
        for person in people:
            if self.marks.apply(person, span.start, span.end):
                if "minute_taker" in person.capacity and person.status == "apologies":
                    person.set_status("present", span, ENTRY_RULE)  # a row below the apologies
                continue
            if of_a_kind:
                continue
            role = kind == "role" or self.grammar.is_title(phrase)
            person.give("role" if role else "organisation", words(self.document, span), span, ENTRY_RULE)
        return people

    def _next_name(self, pos: int, end: int) -> tuple[int, int | None]:
        """Where this person's words end and the next person's begin, in a list after a prefix."""
        text = self.document.text
        at = pos
        while (bracket := BRACKET.match(text, at, end)) is not None:
            at = bracket.end()
        joint = re.compile(r"[ \u00a0]*(?:,|;|&|\band\b)[ \u00a0]*").match(text, at, end)
        if joint is None:
            return end, None
        following = self.name_at(joint.end(), end, lone=True)
        return (at, joint.end()) if following is not None else (end, None)

    def _initials_only(self, pos: int, end: int, status: AttendeeStatus, cue: Quote | None) -> list[Person]:
        """`AP` standing for a person whom the document names in no other way."""
        text = self.document.text
        found = re.compile(r"[^\W\d_](?:['’]?[^\W\d_]){1,4}(?![\w’'])").match(text, pos, end)
        if found is None or not looks_like_initials(found.group()):
            return []
        span = Span(found.start(), found.end())
        name = PersonName(found.group(), span, span, span.end, None, None, (), (found.group(),))
        person = self.person(name, status, cue)
        person.give("initials", found.group(), span, "rule:attendance.entry.initials")
        person.confidence = 0.7
        self.describe([person], span.end, end)
        return [person]

    # ------------------------------------------------------------------ what stands beside the name

    def describe(self, people: list[Person], pos: int, end: int, *, body_known: bool = False) -> None:
        """Initials, marks, role and organisation from the words after the name."""
        text = self.document.text
        person = people[-1]
        pos = self._after_name(person, pos, end)
        end = self._last_letters(person, pos, end)
        holes = self.marks.holes(person, pos, end)
        for hole in holes:
            self._group(people, hole)
        pos = self._leading_brackets(people, pos, end, tuple(holes))
        roles, bodies = self.affiliations.split(text, pos, end, tuple(holes), known=body_known)
        self._give(people, roles, bodies)

    def _last_letters(self, person: Person, pos: int, end: int) -> int:
        """Where the words end before the initials that close the entry: `Ida Fenn, Marlby Police IF`."""
        found = LAST_LETTERS.search(self.document.text, pos, end)
        if found is None or "initials" in person.values or not initials_fit(found["letters"], person.name):
            return end
        span = Span(*found.span("letters"))
        person.give("initials", found["letters"], span, "rule:attendance.entry.initials")
        return found.start()

    def _leading_brackets(self, people: list[Person], pos: int, end: int, holes: tuple[Span, ...]) -> int:
        """Brackets after the name that are no marks hold role and body: `Name (Clerk, Marlby PC)`."""
        text = self.document.text
        while (bracket := BRACKET.match(text, pos, end)) is not None:
            if not any(bracket.start("inner") >= hole.start and hole.end >= bracket.end() for hole in holes):
                roles, bodies = self.affiliations.split(
                    text, bracket.start("inner"), bracket.end("inner"), holes
                )
                if len(bracket["inner"].strip()) <= 2:
                    bodies = []  # two letters may stand for anything: a post, a ward, a kind of member
                if not roles and not bodies and self.affiliations.kind(bracket["inner"]) == "role":
                    roles = [Span(bracket.start("inner"), bracket.end("inner"))]
                self._give(people, roles, bodies)
            pos = bracket.end()
        return pos

    def _give(self, people: list[Person], roles: list[Span], bodies: list[Span]) -> None:
        for each in people:
            for name, spans in (("role", roles), ("organisation", bodies)):
                if spans:
                    value = _tidy(words(self.document, spans[0]))
                    each.give(name, value, spans[0], f"rule:attendance.entry.{name}")
                    chair = self.rulebook["attendance.role.chair"]
                    if name == "role" and chair.match(value) is not None:
                        each.add("chair", spans[0], chair.producer)

    def _group(self, people: list[Person], hole: Span) -> None:
        rule = self.rulebook["attendance.mark.all-of"]
        text = self.document.text
        inner = text[hole.start : hole.end].strip("()[] ")
        found = rule.match(inner)
        if found is None:
            return
        at = text.index(inner, hole.start)
        span = Span(at + found.start("organisation"), at + found.end("organisation"))
        for person in people:
            person.give("organisation", words(self.document, span), span, rule.producer)
        people[-1].flags.append("group_organisation")

    def _after_name(self, person: Person, pos: int, end: int) -> int:
        """Past initials that stand right after the name: `(AP)`, `[AP]`, bare `AP`."""
        text = self.document.text
        bracket = BRACKET.match(text, pos, end)
        if bracket is not None:
            inner = bracket["inner"].strip()
            first = inner.split(",")[0].strip()
            if self._are_initials(first, person.name, certain=inner == first):
                at = text.index(first, bracket.start("inner"))
                person.give("initials", first, Span(at, at + len(first)), "rule:attendance.entry.initials")
                return bracket.end() if inner == first else at + len(first)
            return pos
        bare = BARE_INITIALS.match(text, pos, end)
        if bare is not None and self._are_initials(bare["initials"], person.name, certain=False):
            span = Span(bare.start("initials"), bare.end("initials"))
            person.give("initials", bare["initials"], span, "rule:attendance.entry.initials")
            return bare.end()
        return pos

    def _are_initials(self, text: str, name: PersonName, *, certain: bool) -> bool:
        if not looks_like_initials(text):
            return False
        if initials_fit(text, name):
            return True
        # letters that do not fit are a slip where only initials can stand there, else a body: `(CQC)`
        if not (certain and name.given) or len(text) > 4:
            return False
        first = text[0].upper() == name.given[0][0].upper()
        last = text[-1].upper() == name.family[-1][0].upper()
        if len(text) > 3:
            return first and last
        return (first and last) or (len(text) == len(name.given) + len(name.family) and (first or last))


def _tidy(value: str) -> str:
    """A value without brackets left open by what was cut out of it."""
    if value.count("(") > value.count(")"):
        value += ")" if value.endswith(tuple("abcdefghijklmnopqrstuvwxyz")) else ""
    return value.strip(" ,;")
