"""Whether a line belongs to a list of people: it begins with a name and does not go on as a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minutebook.rulebook import Rulebook
from minutebook.text.initials import looks_like_initials
from minutebook.text.names import NameGrammar, fold

# a colon opens the text of a definition list: `Present` and below it `: Bo Lund, Ida Fenn`
BULLET = re.compile(r"[\s•·◦▪*o§:\-–—\uf0b7\uf0a7]*(?:\d{1,2}[.)]\s+)?(?=[^\W\d_])")
BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
NEXT_WORD = re.compile(r"[ \u00a0]+(?P<word>[^\W\d_][\w’'.-]*)")
PREFIX = re.compile(r"(?P<prefix>[^:;.,()\n]{2,60}?)\s*(?::|\s[-–—])\s+(?=[^\W\d_])")
COMMA_PREFIX = re.compile(r"(?P<prefix>[^:;.,()\n]{2,40}),\s+(?=[^\W\d_])")
OFFICE_WORD = re.compile(r"(?P<word>[A-Z][^\W\d_]*(?:[-’'][^\W\d_]+)*)")
OFFICE_GAP = re.compile(r"[ \u00a0]*[( \u00a0](?P<joint>(?:of |and |the |for |& )*)")
AFFILIATION_LENGTH = 80
AFFILIATION_WORD = re.compile(r"[^\W_][\w&’'-]*|[-–—,/]")
SEPARATOR = re.compile(r"\s*(?:,|;|&|\band\b|/)\s*")


@dataclass(frozen=True)
class PeopleReader:
    """Tells lines and cells that list people from all others."""

    grammar: NameGrammar
    after_name: frozenset[str]
    offices: frozenset[str]
    bodies: frozenset[str]
    rulebook: Rulebook

    @classmethod
    def of(cls, rulebook: Rulebook) -> PeopleReader:
        """The reader over a rulebook."""
        grammar = NameGrammar.from_terms(rulebook.terms)
        terms = rulebook.terms
        offices = frozenset(terms["attendance-role-nouns"])
        bodies = frozenset(terms["attendance-body-words"])
        return cls(grammar, frozenset(terms["zone-after-name"]), offices, bodies, rulebook)

    def is_nobody(self, text: str) -> bool:
        """`None`, `Vacant`, `3 members of the public`."""
        return self.rulebook["zones.people.nobody"].match(text.strip()) is not None

    def begins_with_person(self, text: str) -> bool:
        """A name of two words or with an honorific, and then no sentence."""
        start = BULLET.match(text)
        pos = start.end() if start else 0
        found = self.grammar.read(text, pos) or self.grammar.read_inverted(text, pos)
        if found is None or found.lone:
            return False
        return self._ends_well(text, found.end)

    def is_people(self, text: str, *, lone: bool = False) -> bool:
        """The line lists people; `lone` lets single first names and initials count too."""
        text = text.strip()
        if not text or len(text) > 4000:
            return False
        if self.begins_with_person(text):
            return True
        prefix = PREFIX.match(text)
        if prefix is not None and len(prefix["prefix"].split()) <= 7:
            rest = text[prefix.end() :]
            if self.begins_with_person(rest):
                return True
            if lone and self._all_lone(rest):
                return True
        prefix = COMMA_PREFIX.match(text)
        if prefix is not None and len(prefix["prefix"].split()) <= 4:
            # `Clerk, Ida Fenn`: a role and one name, nothing more
            found = self.grammar.parse(text[prefix.end() :])
            if found is not None and not found.lone:
                return True
        return self._role_first(text) or self._mostly_people(text) or (lone and self._all_lone(text))

    def are_people(self, text: str) -> bool:
        """The text lists two people or more, or one with an office in brackets."""
        if not self.begins_with_person(text):
            return False
        parts = [p for p in re.split(r"[,;]|\band\b|&", BRACKET.sub("", text)) if p.strip()]
        named = sum(self.grammar.is_name(p.strip(" .")) for p in parts)
        return named > 1 or (named == 1 and BRACKET.search(text) is not None)

    def is_only_name(self, text: str) -> bool:
        """One whole name and nothing beside it but brackets."""
        name = self.grammar.parse(BRACKET.sub("", text).strip())
        return name is not None and not name.lone

    def is_affiliation(self, text: str) -> bool:
        """A short line that is a role or ends with the word of a body: what a converter put below a name."""
        plain = BRACKET.sub("", text).strip(" ,")
        if not plain or len(plain) > AFFILIATION_LENGTH or plain[-1] in ".:;?" or not plain[0].isupper():
            return False
        words = [fold(w) for w in AFFILIATION_WORD.findall(plain)]
        office = any(
            word in self.offices and (last or after in self.rulebook.terms["attendance-office-tails"])
            for word, after, last in zip(
                words, [*words[1:], ""], [*[False] * (len(words) - 1), True], strict=True
            )
        )
        return (office or words[-1] in self.bodies) and not self.begins_with_person(text)

    def breaks_off(self, text: str) -> bool:
        """The line of a run-on list ends within an entry: at a comma, or after the first word of a name."""
        text = text.rstrip()
        if text.endswith((",", ";", "&", " and")):
            return True
        _, mark, tail = text.rpartition(";")
        if not mark or BRACKET.search(tail):
            return False
        last = tail.rpartition(",")[2].strip()
        return len(last.split()) == 1 and not last.endswith(".") and self.grammar.read(last) is not None

    def _role_first(self, text: str) -> bool:
        """`Finance Manager Ida Fenn; …`, `The Town Clerk (Mr B Lund)`: an office, then a name."""
        pos = 0
        office = False
        for _ in range(6):
            found = OFFICE_WORD.match(text, pos)
            if found is None:
                return False
            word = fold(found["word"])
            office = word in self.offices or (office and word not in self.grammar.never)
            known = word in self.grammar.never or word in self.offices
            pos = found.end()
            gap = OFFICE_GAP.match(text, pos)
            if gap is None:
                return False
            pos = gap.end()
            if (office or known) and not gap["joint"] and self.begins_with_person(text[pos:]):
                return not self.grammar.is_title(text[: found.end()])
        return False

    def _mostly_people(self, text: str) -> bool:
        """A run-on list that something else opens: at least three parts, most of them names."""
        parts = [p.strip(" .") for p in SEPARATOR.split(BRACKET.sub("", text)) if p.strip(" .")]
        return len(parts) > 3 and sum(map(self.grammar.is_name, parts)) >= 0.7 * len(parts)

    def _all_lone(self, text: str) -> bool:
        """`Kerstin, Joost, Regine`; `RH, NT, GM`: every part a single name or initials."""
        parts = [p for p in SEPARATOR.split(BRACKET.sub("", text).strip(" .,;")) if p]
        if not parts or len(parts) > 60:
            return False
        for part in parts:
            if looks_like_initials(part):
                continue
            found = self.grammar.parse(part)
            if found is None:
                return False
        return True

    def _ends_well(self, text: str, pos: int) -> bool:
        while (bracket := BRACKET.match(text, pos)) is not None:
            pos = bracket.end()
        after = NEXT_WORD.match(text, pos)
        if after is None:
            return True
        word = after["word"]
        return not word[0].islower() or fold(word) in self.after_name
