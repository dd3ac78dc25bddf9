"""Names of bodies in a text: runs of capitalised words that a head word ends, or an opener begins.

The words are in `rules/organisations.yaml`. A name grows to the left from its head over capitalised
words and the small words between them, and stops at roles, at other bodies and at the sentence's start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.document import Span
from minutebook.evidence import OrganisationKind
from minutebook.rulebook import Rulebook
from minutebook.stages.organisations_right import for_whom, named_first
from minutebook.stages.organisations_tokens import SMALL, Mention, Token, printed_low, spanning, tokens_of
from minutebook.stages.organisations_words import Words

PATTERNS = (
    "health",
    "healthwatch",
    "commissioner",
    "local-acronym",
    "lower-group",
    "public-health",
    "acting",
    "company",
    "trade",
    "standards",
    "firm",
    "quoted",
    "single-word",
)
WORD = re.compile(r"[A-Za-z]+")
LONGEST = 11
"""Tokens in the longest name."""


def named_bodies(text: str, words: Words) -> list[Mention]:
    """Every body that the words name, longest names first kept, in order of the text."""
    tokens = tokens_of(text)
    out: list[Mention] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.low not in words.beginnings and printed_low(token.text) not in words.beginnings:
            index += 1
            continue
        opened = _opened(tokens, index, words, text) or named_first(tokens, index, words, text)
        if opened is not None:
            while out and opened[0].span.overlaps(out[-1].span):
                out.pop()
            out.append(opened[0])
            index = opened[1] + 1
            continue
        head = _head_at(tokens, index, words)
        if head is None:
            index += 1
            continue
        last = index + len(head.split()) - 1
        last, head = _longest_head(tokens, index, last, head, words)
        mention = _grow(tokens, index, last, head, words, text)
        if mention is not None:
            while out and mention.span.overlaps(out[-1].span):
                out.pop()
            out.append(mention)
        index = last + 1
    return out


def _learns(token: Token, head: str, words: Words) -> bool:
    """ "Learning from Reviews Group" is a name; "lessons from Alder Care Home" are what a home taught."""
    return token.capital and token.low in words.learning and head in words.gatherings


def _head_at(tokens: list[Token], index: int, words: Words) -> str | None:
    """The head word that begins here, two and three word heads before single ones."""
    token = tokens[index]
    if not token.capital:
        return _small_head(tokens, index, words)
    if printed_low(token.text) in words.head_starts:
        for count in (3, 2):
            run = tokens[index : index + count]
            if len(run) < count:
                continue
            phrase = " ".join(one.low if one is run[-1] else printed_low(one.text) for one in run)
            if phrase in words.heads:
                return phrase
    return token.low if token.low in words.heads else None


def _small_head(tokens: list[Token], index: int, words: Words) -> str | None:
    """A head in small letters right after a capitalised word that is no sentence's opening."""
    if tokens[index].text not in words.small_starts:
        return None
    before = tokens[index - 1] if index else None
    if before is None or not before.capital or before.low in words.no_owners:
        return None
    for count in (3, 2, 1):
        phrase = " ".join(one.text for one in tokens[index : index + count])
        if phrase in words.small_heads:
            earlier = tokens[index - 2] if index > 1 else None
            named = before.text.isupper() or (
                earlier is not None and (earlier.capital or earlier.low in SMALL)
            )
            return phrase if named or phrase not in words.gatherings else None
    return None


def _longest_head(tokens: list[Token], first: int, last: int, head: str, words: Words) -> tuple[int, str]:
    """Heads that follow one another make one name: "Partnership Board", "Partnership Executive"."""
    while last + 1 < len(tokens) and tokens[last + 1].capital and not tokens[last].possessive:
        further = _head_at(tokens, last + 1, words)
        if further is None:
            link = tokens[last + 1].low
            if link in words.links and last + 2 < len(tokens):
                further = _head_at(tokens, last + 2, words)
                if further is not None:
                    last, head = last + 1 + len(further.split()), further
                    continue
            runs = (" ".join(one.low for one in tokens[last + 1 : last + 1 + count]) for count in (3, 2))
            further = next((run for run in runs if run in words.heads), None)
            if further is None:
                break
        last, head = last + len(further.split()), further
    return last, head


def _grow(tokens: list[Token], index: int, last: int, head: str, words: Words, text: str) -> Mention | None:
    first = index
    people = False
    while first > 0 and last - first + 1 < LONGEST:
        before = tokens[first - 1]
        if first > 2 and " ".join(one.low for one in tokens[first - 3 : first]) in words.churches:
            first -= 3
            continue
        if _enumerates(tokens, first - 1, words.names_company(head)) or _initials_of_before(
            tokens, first - 1
        ):
            break
        if before.capital:
            plural = first == index and before.low.endswith("s") and head in words.gatherings
            ranked = people and before.low in words.ranks
            if (before.low in words.stop and not plural and not ranked) or (
                before.possessive and before.low in words.heads
            ):
                break
            people = (people or plural) and before.low in words.stop
            if _head_at(tokens, first - 1, words) in words.complete and first - 1 < index - 1:
                break
            if _sentence_opening(tokens, first - 1, words):
                break
            first -= 1
        elif before.low == "from" and first > 1 and _learns(tokens[first - 2], head, words):
            first -= 2
        elif words.ages.match(before.text) is not None:
            first -= 1
            break
        elif before.low in words.joiners:
            step = _over_joiner(tokens, first - 1, words)
            if step is None:
                break
            first = step
        else:
            break
    while first < index and (tokens[first].low in words.joiners or tokens[first].low in words.openings):
        first += 1
    return _mention(tokens, first, index, last, head, words, text)


def _enumerates(tokens: list[Token], index: int, company: bool) -> bool:
    """Whether a capital with a dot numbers the line ("A. Finance Committee") and is nobody's initial."""
    letter = len(tokens[index].text) == 2 and tokens[index].text[1] == "."
    return letter and not company and (index == 0 or tokens[index - 1].text in ("\n", "\t"))


def _initials_of_before(tokens: list[Token], index: int) -> bool:
    """Whether capitals are the initials of the person named right before them, in a list run together."""
    short = tokens[index].text
    if not short.isupper() or not 2 <= len(short) <= 4 or index < 2:
        return False
    named = [one for one in tokens[max(0, index - 4) : index] if one.text not in "-–"]
    letters = "".join(part[0] for one in named if one.capital for part in one.text.split("-") if part)
    return letters.endswith(short) and tokens[index - 1].capital


def _over_joiner(tokens: list[Token], joiner: int, words: Words) -> int | None:
    """The capitalised word beyond small words, where the name may go on over them."""
    low = tokens[joiner].low
    at = joiner - 1
    while at >= 0 and tokens[at].low in words.joiners and not tokens[at].capital:
        at -= 1
    if at < 0 or not tokens[at].capital or tokens[at].low in words.stop:
        return None
    if _sentence_opening(tokens, at, words):
        return None
    if low not in ("and", "&", "+"):
        return at if tokens[at].low in words.openers else None
    if _head_at(tokens, at, words) is not None and tokens[at].low not in words.go_on:
        return None  # "Marlby Council and Tarnshire Police" are two
    shouting = tokens[joiner].text.isupper() and tokens[joiner].text != "&"
    if tokens[at].text.isupper() and len(tokens[at].text) > 2 and not shouting:
        return None  # "TSCP and Adults Board": an acronym is a body of its own
    if at > 0 and " ".join(one.low for one in tokens[at - 1 : at + 1]) in words.heads:
        return None
    return at


def _sentence_opening(tokens: list[Token], index: int, words: Words) -> bool:
    """Whether a capital only opens the sentence and is no part of a name."""
    return tokens[index].low in words.openings


def _mention(
    tokens: list[Token], first: int, index: int, last: int, head: str, words: Words, text: str
) -> Mention | None:
    before = [one for one in tokens[first : last + 1 - len(head.split())] if one.low not in words.joiners]
    if not before or all(one.low in words.bare for one in before):
        return None
    needed = words.qualified.get(head)
    acronym = any(one.text.isupper() and len(one.text) > 2 for one in before)
    if head in words.after_acronym and acronym:
        needed = None
    elif head in words.after_acronym and not tokens[index].capital:
        return None
    if needed is not None and not any(one.low.endswith(tuple(needed)) for one in before):
        return None
    if head in words.weak and (len(before) < 2 or (last + 1 < len(tokens) and tokens[last + 1].capital)):
        return None
    last = for_whom(tokens, last, head, words)
    span = spanning(tokens, first, last)
    kind = _kind(head, [one.low for one in tokens[first : last + 1]], words)
    return Mention(span, text[span.start : span.end], kind, head, "organisations.heads")


def _kind(head: str, lows: list[str], words: Words) -> OrganisationKind:
    """By a word of the name that settles it, else by the head."""
    for table in (words.kinds["any"], words.kinds.get(head, {})):
        for low in lows:
            if low in table:
                return table[low]
    rest = words.kinds.get(head, {}).get("else")
    return rest or words.heads.get(head) or words.small_heads[head]


def _opened(tokens: list[Token], index: int, words: Words, text: str) -> tuple[Mention, int] | None:
    """A name that its first word tells: "Department for Education", "Friends of the Library"."""
    token = tokens[index]
    if not token.capital or token.low not in words.openers or token.possessive:
        return None
    first = index
    while (
        first > 0 and tokens[first - 1].capital and tokens[first - 1].low not in words.stop | words.openings
    ):
        first -= 1
    at = index + 1
    if at >= len(tokens) or tokens[at].low not in words.leads_on:
        return None
    if tokens[at].low != words.only.get(token.low, tokens[at].low):
        return None
    last = index
    parting = {"in", "with", "at"} if token.low not in words.far else set()
    if token.low in words.at:
        parting -= {"at"}
    while at < len(tokens) and at - first < LONGEST:
        governed = token.low in words.governing and tokens[at].low in words.governors
        if tokens[at].capital and (governed or tokens[at].low not in words.stop):
            last = at
        elif tokens[at].low not in words.joiners or tokens[at].text in parting:
            break
        at += 1
    if last == index:
        return None
    span = spanning(tokens, first, last)
    kind = words.openers[token.low]
    return Mention(span, text[span.start : span.end], kind, token.low, "organisations.openers"), last


def rule_bodies(text: str, rulebook: Rulebook) -> Iterator[Mention]:
    """Bodies that whole patterns name: NHS bodies, Healthwatch, commissioners, local acronyms."""
    if rulebook["organisations.bracketed"].match(text) is not None:
        yield from _spelt_bodies(text, rulebook)
    for name in PATTERNS:
        rule = rulebook[f"organisations.{name}"]
        for match in rule.matches(text):
            groups = [one for one, given in match.groupdict().items() if given]
            span = Span(*match.span(groups[0] if groups else 0))
            if (
                name in ("firm", "quoted")
                and text[span.start : span.end].split()[0].lower() in rulebook.tables["nicknames"]
            ):
                continue  # "the contractor, Ted Lorne": somebody by name
            kind: OrganisationKind = rule.value or "partnership"  # type: ignore[assignment]
            yield Mention(span, text[span.start : span.end], kind, name, rule.id, rule.confidence)


def _spelt_bodies(text: str, rulebook: Rulebook) -> Iterator[Mention]:
    """Bodies in small letters whose acronym stands behind them: "a lamp standards committee (LSC)"."""
    rule, heads = rulebook["organisations.spelt-small"], rulebook.tables["organisations.heads"]
    for match in rule.matches(text):
        words = list(WORD.finditer(text, *match.span("long")))
        head = words[-1].group().lower()
        for at in range(len(words) - 1):
            letters = "".join(word.group()[0] for word in words[at:]).upper()
            if head in heads and letters == match["short"]:
                span = Span(words[at].start(), words[-1].end())
                yield Mention(span, text[span.start : span.end], heads[head], head, rule.id, 0.8)
