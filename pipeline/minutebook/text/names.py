"""Person names as they are written: titles, ranks, initials, particles, letters after the name.

The words come from `rules/names.yaml` (`NameGrammar.from_terms(rulebook.terms)`); this module only
knows how names are built: *[honorific …] forename or initial … [particle] surname [, letters]*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from minutebook.document import Span

# A word: letters (any script's), joined by apostrophes or hyphens, with a dot if one follows.
WORD = re.compile(
    r"(?:['’](?=t\s)|O['’][ ](?=[A-Z]))?[^\W\d_]+(?:(?:['’‘`´]|[-‐‑])[^\W\d_]+)*\.?",
)
# Between two words of one name: one or two blanks, or nothing after an initial's dot.
GAP = re.compile(r"(?:(?<=\.)|[ \u00a0\u2009\u202f]{1,2})(?=[^\W\d_'’])")
# Initials with small letters of the surname: `JSw`
LETTERS = re.compile(r"[A-Z]{2,3}[a-z]{1,2}")
INVERTED = re.compile(r",[ \u00a0]{0,2}")
# What parts a title from the same one in another language: `Cyng / Cllr`
TITLE_SLASH = re.compile(r"[ \u00a0]?/[ \u00a0]?(?=[^\W\d_])")
# A second title in brackets after the first: `Cllr (Mrs) J Fossett`
TITLE_BRACKET = re.compile(r"[ \u00a0]?\((?P<title>[^\W\d_]{2,4})\.?\)[ \u00a0](?=[^\W\d_])")
RANK_NUMBER = re.compile(r"[ \u00a0]?\d{1,6}\b")
# A rank with a slash: `T/DCI`
SLASHED_RANK = re.compile(r"[^\W\d_]{1,2}/[^\W\d_]+\.?")
LETTERS_AFTER = re.compile(r",?[ \u00a0]{1,2}([^\W\d_.]+(?:\.[^\W\d_]+)?)")
MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class PersonName:
    """One name in a text.

    `name` is the name without honorific and letters after it, white space mended; `name_span` are its
    characters. `honorific` is as printed (`Cllr Mrs`). `span` reaches over the honorific too, `end`
    also over letters after the name. `given` and `family` are the words of the name in order.
    `lone` is true for a single word without honorific (a first name, or no name at all).
    """

    name: str
    name_span: Span
    span: Span
    end: int
    honorific: str | None
    honorific_span: Span | None
    given: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def lone(self) -> bool:
        """A single word without honorific, or one with an initial after it (`Colm T`)."""
        if self.honorific is not None:
            return False
        return len(self.given) + len(self.family) == 1 or all(len(word) == 1 for word in self.family)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        return self.text.rstrip(".")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Lower case, one kind of apostrophe and hyphen, no dots and no doubled blanks."""
    word = re.sub(r"['’‘`´]", "'", word.lower())
    return " ".join(re.sub(r"[-‐‑]", "-", word).replace(".", " ").split())


def is_initial(word: str) -> bool:
    """`A`, `A.`: one capital letter."""
    bare = word.rstrip(".")
    return len(bare) == 1 and bare.isupper()


def is_capitalised(word: str) -> bool:
    """A capital first (after a particle's apostrophe: `d'Arcy`) and a small or capital letter after it."""
    bare = word.rstrip(".")
    return len(bare) > 1 and (bare[0].isupper() or re.match(r"(?:[dl]['’]|[ae]l-)[A-Z]", bare) is not None)


@lru_cache(maxsize=1 << 12)
def is_acronym(word: str) -> bool:
    """All capitals and no vowel to speak of, or too short for a surname in capitals: NHS, ICB, SCP."""
    bare = re.sub(r"[^\w]", "", word)
    if not (len(bare) > 1 and bare.isupper()):
        return False
    return len(bare) < 4 or not re.search(r"[AEIOUYÀ-Þ]", bare)


@dataclass(frozen=True, eq=False)
class NameGrammar:
    """Reads names with the words of `rules/names.yaml`, all folded; there is one for each rulebook."""

    honorifics: frozenset[str]
    ranks: frozenset[str]
    post_nominals: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    maybe: frozenset[str]
    place_ends: frozenset[str]

    @classmethod
    def from_terms(cls, terms: Mapping[str, tuple[str, ...]]) -> NameGrammar:
        """The grammar over a rulebook's terms; KeyError where one of the lists is missing."""
        return _grammar(
            terms["honorifics"],
            terms["ranks"],
            terms["post_nominals"],
            terms["name_particles"],
            terms["not_name_words"],
            terms["maybe_name_words"],
            terms["place_end_words"],
        )

    def is_title(self, phrase: str) -> bool:
        """An honorific or a rank: `Cllr`, `Det Supt.`."""
        folded = fold(phrase)
        return folded in self.honorifics or folded in self.ranks

    def read(self, text: str, pos: int = 0, end: int | None = None) -> PersonName | None:
        """The name that begins at `pos`, or None.

        A lone capitalised word counts (see `PersonName.lone`); a caller that reads prose should refuse
        it. A name stops at a line break, tab, comma, bracket, dash or a word that no name holds.
        """
        return _read(self, text, pos, len(text) if end is None else end)

    def read_inverted(
        self, text: str, pos: int = 0, end: int | None = None, *, any_case: bool = False
    ) -> PersonName | None:
        """`RUSHBY, Tam`: surname, comma, forenames; None where it is not that.

        A surname in small letters (`Rushby, Tam`) counts only with `any_case`, since `Kerstin, Tam`
        may as well be two people.
        """
        end = len(text) if end is None else end
        first = self.read(text, pos, end)
        if first is None or first.honorific or first.given:
            return None
        if not any_case and not first.name.isupper():
            return None
        comma = INVERTED.match(text, first.name_span.end)
        if comma is None:
            return None
        rest = self.read(text, comma.end(), end)
        if rest is None or len(rest.given) + len(rest.family) > 3:
            return None
        given = rest.given + rest.family
        family = tuple(w.capitalize() if w.isupper() and len(w) > 2 else w for w in first.family)
        span = Span(first.name_span.start, rest.name_span.end)
        name = " ".join(given + family)
        return PersonName(name, span, span, rest.end, rest.honorific, rest.honorific_span, given, family)

    def parse(self, text: str) -> PersonName | None:
        """The whole text as one name (letters after it allowed), or None."""
        lead = len(text) - len(text.lstrip())
        found = self.read(text, lead)
        return found if found is not None and not text[found.end :].strip(" .,\u00a0") else None

    def is_name(self, text: str) -> bool:
        """The whole text is a person's name of two words or more, or one with an honorific."""
        found = self.parse(text)
        return found is not None and not found.lone

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterable[PersonName]:
        """Every name of the text that is more than a lone word, in order, none inside another."""
        end = len(text) if end is None else end
        pos = start
        while (word := WORD.search(text, pos, end)) is not None:
            found = self.read(text, word.start(), end) if self._may_begin(word.group()) else None
            if found is not None and not found.lone:
                yield found
                pos = found.end
            else:
                pos = word.end()

    # ------------------------------------------------------------------ the parts of a name

    @cached_property
    def _title_openings(self) -> frozenset[str]:
        return frozenset(title.split()[0] for title in self.honorifics | self.ranks if title)

    def _may_open(self, text: str, pos: int, end: int) -> bool:
        """False where the first word alone shows that no name begins here: most lines are no names."""
        found = WORD.match(text, pos, end)
        if found is None:
            return False
        word = found.group()
        folded = fold(word)
        if folded in self.particles or text[found.end() : found.end() + 1] == "/" or is_initial(word):
            return True
        if folded.split()[0] in self._title_openings:
            return True
        return is_capitalised(word) and folded not in self.never

    def _may_begin(self, word: str) -> bool:
        return word[0].isupper() or fold(word) in self.particles

    def _words(self, text: str, pos: int, end: int) -> list[_Word]:
        """The words from `pos` on that only name gaps part."""
        out: list[_Word] = []
        while len(out) < MAX_WORDS + 3 and (found := WORD.match(text, pos, end)) is not None:
            out.append(_Word(found.group(), found.start(), found.end()))
            if found.end() < end and text[found.end()] == "/":
                longer = SLASHED_RANK.match(text, found.start(), end)
                if longer is not None and fold(longer.group()) in self.ranks:
                    out[-1] = _Word(longer.group(), longer.start(), longer.end())
            gap = GAP.match(text, out[-1].end, end) or self._between_titles(text, out, end)
            if gap is None:
                break
            pos = gap.end()
        return out

    def _between_titles(self, text: str, words: list[_Word], end: int) -> re.Match[str] | None:
        """The slash after a title at the front, where another title follows it, or a title in brackets."""
        bracket = TITLE_BRACKET.match(text, words[-1].end, end)
        if bracket is not None and self.is_title(bracket["title"]) and self._titles(words) == len(words):
            return bracket
        slash = TITLE_SLASH.match(text, words[-1].end, end)
        if slash is None or self._titles(words) != len(words):
            return None
        after = [w.text for w in self._words(text, slash.end(), min(end, slash.end() + 40))[:4]]
        return slash if any(self.is_title(" ".join(after[:n])) for n in range(1, len(after) + 1)) else None

    def _titles(self, words: list[_Word]) -> int:
        """How many words at the front are honorifics or ranks, longest phrases first."""
        count = 0
        while count < len(words):
            first = words[count]
            if not first.text[0].isupper() or fold(first.bare).split()[0] not in self._title_openings:
                return count
            for length in (4, 3, 2, 1):
                phrase = [w.bare for w in words[count : count + length]]
                if len(phrase) == length and self.is_title(" ".join(phrase)):
                    count += length
                    break
            else:
                return count
        return count

    def _allowed(self, word: _Word) -> bool:
        return fold(word.text) not in self.never

    def _next_title(self, words: list[_Word], index: int) -> bool:
        """The title of the next person: `Ida Fenn Mr Bo Lund`."""
        folded = fold(words[index].bare)
        return folded in self.honorifics and folded not in self.maybe and index + 1 < len(words)

    def _is_particle(self, word: _Word, words: list[_Word]) -> bool:
        """A particle in small letters or with a capital; all in capitals only in a name in capitals."""
        if fold(word.text) not in self.particles:
            return False
        return not (len(word.bare) > 1 and word.bare.isupper()) or all(w.bare.isupper() for w in words[:4])

    def _before_place(self, chosen: list[_Word], words: list[_Word], titled: bool) -> list[_Word]:
        """Without the last word where it names a place: `Emma Hartwell Marlby College`."""
        after = words[len(chosen)] if len(words) > len(chosen) else None
        if not chosen or after is None or fold(after.text) not in self.place_ends:
            return chosen
        if not after.text[0].isupper():
            return chosen
        return chosen[:-1] if len(chosen) > 2 or (titled and len(chosen) > 1) else []

    def _name_words(self, words: list[_Word], titled: bool) -> list[_Word]:
        """The words at the front that make up a name; empty where they do not."""
        chosen: list[_Word] = []
        for index, word in enumerate(words[:MAX_WORDS]):
            folded = fold(word.text)
            if is_initial(word.text):
                # an initial stands before a surname: `A Lorne`, `Lena R. Holt`
                if index == 1 and len(words) == 2 and _full(words[0]):
                    chosen.append(word)
                    break
                if index + 1 >= len(words) or (chosen and sum(map(_full, chosen)) > 1):
                    break
                chosen.append(word)
            elif (
                self._is_particle(word, words)
                and (chosen or word.bare[0].islower())
                and index + 1 < len(words)
            ):
                if not (word.bare[0].islower() or chosen):
                    break
                chosen.append(word)
            elif is_capitalised(word.text) and self._allowed(word):
                if chosen and self._next_title(words, index):
                    break
                if is_acronym(word.bare) and not self._caps_surname(word, words, index):
                    break
                if chosen and folded in self.post_nominals and word.bare.isupper():
                    break
                if chosen and LETTERS.fullmatch(word.bare):
                    break
                chosen.append(word)
                if word.text.endswith(".") and len(word.bare) > 3:
                    break
            else:
                break
        if self._short_surname(chosen, words):
            return self._sure(chosen[:1], titled) and chosen
        while chosen and (is_initial(chosen[-1].text) or fold(chosen[-1].text) in self.particles):
            if fold(chosen[-1].text) in self.particles and chosen[-1].bare[0].isupper() and len(chosen) > 1:
                break  # a capitalised particle word may be a surname: `Anh Do`, `Mai Le`
            chosen.pop()
        return self._sure(chosen, titled)

    def _short_surname(self, chosen: list[_Word], words: list[_Word]) -> bool:
        """`Colm T`: a first name and the first letter of the surname, and nothing after."""
        return len(chosen) == len(words) == 2 and _full(chosen[0]) and is_initial(chosen[1].text)

    def _caps_surname(self, word: _Word, words: list[_Word], index: int) -> bool:
        """Short capitals after a forename or initial that are a surname: `Min LI`, `A NG`."""
        before = words[index - 1] if index else None
        return (
            before is not None
            and len(words) == index + 1
            and fold(word.text) not in self.post_nominals
            and is_initial(before.text)
        )

    def _sure(self, chosen: list[_Word], titled: bool) -> list[_Word]:
        """Words that are only maybe names need a sure neighbour."""
        full = [w for w in chosen if _full(w) and fold(w.text) not in self.particles]
        sure = [w for w in full if fold(w.text) not in self.maybe]
        if self._begins_as_place(chosen, full):
            return []
        if full and not sure and not titled and not any(is_initial(w.text) for w in chosen):
            return []
        if len(chosen) > 1 and fold(chosen[-1].text) in self.maybe and len(full) > 2:
            return self._sure(chosen[:-1], titled)
        return chosen if full else []

    def _begins_as_place(self, chosen: list[_Word], full: list[_Word]) -> bool:
        """`North East Marl…`, `NELC Bo Lund`: a region, or a body's letters before another word."""
        if len(full) > 2 and all(fold(w.text) in self.maybe for w in full[:2]):
            return True
        first = chosen[0].bare if chosen else ""
        capitals = len(first) > 1 and first.isupper() and first.isalpha()
        return capitals and any(not w.bare.isupper() for w in full[1:])

    def _parts(self, chosen: list[_Word]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Given names and family name: the family name begins at a particle, else is the last word."""
        bare = [w.bare for w in chosen]
        if len(bare) == 1:
            return ((), (bare[0],))
        cut = len(bare) - 1
        for index in range(1, len(bare) - 1):
            if fold(bare[index]) in self.particles and not is_initial(bare[index]):
                cut = index
                break
        if fold(bare[0]) in self.particles and bare[0][0].islower():
            cut = 0
        return tuple(bare[:cut]), tuple(bare[cut:])

    def _trim(self, chosen: list[_Word]) -> int:
        """Where the name ends: a full stop that ends the sentence is no part of it."""
        last = chosen[-1]
        return last.end - 1 if last.text.endswith(".") else last.end

    def _after(self, text: str, pos: int, end: int) -> int:
        """Past the letters after a name: `OBE`, `, MBE JP`."""
        while (found := LETTERS_AFTER.match(text, pos, end)) is not None:
            if fold(found.group(1)) not in self.post_nominals or not found.group(1)[:2].strip(".").isalpha():
                break
            suffix = fold(found.group(1)) in ("jr", "sr", "esq")
            if not (suffix or any(c.isupper() for c in found.group(1)[1:])):
                break
            pos = found.end()
        return pos


@lru_cache(maxsize=1 << 12)
def _read(grammar: NameGrammar, text: str, pos: int, end: int) -> PersonName | None:
    """`NameGrammar.read`, kept: several readers ask the same line whether it begins with a name."""
    if not grammar._may_open(text, pos, end):
        return None
    words = grammar._words(text, pos, end)
    titles = grammar._titles(words)
    honorific = Span(words[0].start, words[titles - 1].end) if titles else None
    rest = words[titles:]
    if honorific is not None and not rest:
        number = RANK_NUMBER.match(text, honorific.end)
        after = GAP.match(text, number.end()) if number else None
        rest = grammar._words(text, after.end(), end) if after else []
        if not rest:
            return None
        if number and fold(text[honorific.start : honorific.end]) not in grammar.ranks:
            return None
    chosen = grammar._name_words(rest, honorific is not None)
    chosen = grammar._before_place(chosen, rest, honorific is not None)
    if not chosen:
        return None
    given, family = grammar._parts(chosen)
    span = Span(chosen[0].start, grammar._trim(chosen))
    name = " ".join(text[span.start : span.end].split())
    stop = grammar._after(text, span.end, end)
    whole = Span(honorific.start if honorific else span.start, span.end)
    title = text[honorific.start : honorific.end].strip() if honorific else None
    return PersonName(name, span, whole, stop, title, honorific, given, family)


def _full(word: _Word) -> bool:
    return not is_initial(word.text)


@lru_cache(maxsize=8)
def _grammar(*lists: tuple[str, ...]) -> NameGrammar:
    titles, ranks, letters, particles, never, maybe, ends = (
        frozenset(fold(word) for word in words) for words in lists
    )
    return NameGrammar(titles, ranks, letters, particles, never - maybe, maybe, ends)
