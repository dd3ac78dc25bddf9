"""Plain commitments in prose: a person, role or body, then "will", "to", "agreed to" and a task."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from minutebook.document import Document, Span
from minutebook.rulebook import Match, Rule, Rulebook
from minutebook.stages.actions.draft import Draft
from minutebook.stages.actions.who import LeadReader, Who
from minutebook.stages.actions.wording import Wording

FORMS = (
    "will",
    "agreed",
    "is-to",
    "asked",
    "outstanding",
    "should-by",
    "should",
    "would",
    "to",
    "subjunctive",
    "present",
)
MARKED = ("present",)
"""Forms that count only in words that are marked as an action."""
AFTER_AGREED = ("should", "subjunctive")
UNKNOWN_MAY = ("will", "agreed", "to")
LONGEST_NAME = 60
OPENING = re.compile(r"(?<=[ ])(?=[A-Zt])")
"""Where a name, or "the" and a role, may begin inside a clause."""
LOOSE = ("to", "agreed", "asked", "should")


@dataclass(frozen=True)
class Commitments:
    """Finds commitments sentence by sentence in one document."""

    document: Document
    rulebook: Rulebook
    reader: LeadReader
    wording: Wording

    def find(
        self, sentence: Span, before: Span | None, *, listed: bool = False, marked: bool = False
    ) -> list[Draft]:
        """The commitments of a sentence, left to right, none overlapping.

        `before` is the sentence before it, for a pronoun's sake; `listed` is true in a list that a
        resolution opens, where every paragraph hangs on "RESOLVED that"; `marked` where a label or a
        log says already that this is an action.
        """
        text = self.document[sentence]
        if not (listed or marked or self.rulebook["actions.cue.any"].match(text)):
            return []
        if not marked and self.rulebook["actions.not.sentence"].match(text):
            return []
        out: list[Draft] = []
        taken = sentence.start
        agreed = listed or self._agreed_somewhere(text)
        for match, rule in self._matches(sentence, agreed=agreed, marked=marked):
            if match.start() < taken:
                continue
            draft = self._draft(sentence, match, rule, before, listed=listed, marked=marked)
            if draft is None:
                continue
            if out and self._relative(sentence, match.start()):
                continue  # "send it to Asha, who will liaise": one commitment
            if out and draft.span.start < out[-1].span.end:
                out[-1] = replace(out[-1], span=self.wording.trim(Span(out[-1].span.start, draft.span.start)))
            out.append(draft)
            taken = match.end()
        if (
            not out
            and not marked
            and (passive := self._passive(sentence, listed=listed, agreed=agreed)) is not None
        ):
            out.append(passive)
        for draft in out:
            found = self.wording.due(draft.span)
            if found is None and len(out) == 1 and not self.rulebook["actions.prefix.reported"].match(text):
                found = self.wording.due(Span(sentence.start, draft.span.start), loose=False)
            if found is not None:
                draft.due, draft.due_rule = found
        return out

    def _relative(self, sentence: Span, end: int) -> bool:
        found = self.rulebook["actions.relative"].compiled.search(self.document.text, sentence.start, end)
        return found is not None and found.end() == end

    def _passive(self, sentence: Span, *, listed: bool, agreed: bool) -> Draft | None:
        """ "These will be reviewed by the Finance Committee"; after "agreed that" also "be reviewed by"."""
        for name in ("passive", "passive-agreed") if agreed else ("passive",):
            rule = self.rulebook[f"actions.commit.{name}"]
            match = rule.compiled.search(self.document.text, *sentence)
            if match is None:
                continue
            prefix = self.document.text[sentence.start : match.start()]
            if name == "passive-agreed" and not (listed or self._opens_agreement(prefix)):
                continue
            barred = ("public",) if name == "passive-agreed" else ("doubt", "reported")
            if any(self.rulebook[f"actions.prefix.{one}"].match(prefix) for one in barred):
                return None
            leads, _ = self.reader.read_list(match.end(), sentence.end)
            if leads and not any(who.kind == "pronoun" for who in leads):
                return Draft(span=self.wording.trim(sentence), rule=rule.id, leads=leads, confidence=0.7)
        return None

    def _opens_agreement(self, prefix: str) -> bool:
        """Whether "it was agreed that" stands in the words, with a subject after it."""
        rule = self.rulebook["actions.prefix.agreed"].compiled
        return any(rule.search(prefix[: gap.start()]) for gap in re.finditer(r"(?<=\S)(?=\s)", prefix))

    def agent(self, sentence: Span) -> list[Who]:
        """The agent of a passive: "will be reviewed by the Finance Committee"."""
        match = self.rulebook["actions.commit.by-whom"].compiled.search(
            self.document.text, sentence.start, sentence.end
        )
        if match is None:
            return []
        leads, _ = self.reader.read_list(match.end(), sentence.end)
        return [who for who in leads if who.kind != "pronoun"]

    def _agreed_somewhere(self, text: str) -> bool:
        """Whether the sentence holds a word that may open an agreement; only then are its forms tried."""
        return self.rulebook["actions.cue.agreed"].match(text) is not None

    def _matches(self, sentence: Span, *, agreed: bool, marked: bool) -> Iterator[tuple[Match, Rule]]:
        found = []
        for rank, form in enumerate(FORMS):
            if (not agreed and form in AFTER_AGREED) or (not marked and form in MARKED):
                continue
            rule = self.rulebook[f"actions.commit.{form}"]
            for match in rule.compiled.finditer(self.document.text, sentence.start, sentence.end):
                found.append((match.start(), rank, match, rule))
        found.sort(key=lambda entry: entry[:2])
        for _, _, match, rule in found:
            yield match, rule

    def _draft(
        self, sentence: Span, match: Match, rule: Rule, before: Span | None, *, listed: bool, marked: bool
    ) -> Draft | None:
        form = rule.value or ""
        verb = match["verb"]
        if form in MARKED and not self._opens(sentence, match.start()):
            return None
        if not verb[0].islower() or (form in LOOSE and verb in self.rulebook.terms["vague-verbs"]):
            return None
        found = self._subject(sentence, match.start(), form, marked=marked)
        if found is None and form in UNKNOWN_MAY and not marked:
            found = self._unknown(sentence, match.start())
        if found is None:
            return None
        start, leads = found
        if not marked and self._only_comes(leads, verb):
            return None
        text = self.document.text
        prefix = text[sentence.start : start]
        agreed = listed or self.rulebook["actions.prefix.agreed"].compiled.search(prefix) is not None
        if not self._allowed(form, leads, prefix, agreed=agreed):
            return None
        if form == "to" and not marked and not self._sure(leads, verb):
            return None
        own = self.rulebook["actions.own-business"].compiled.match(text, match.end())
        if own is not None and any(who.kind == "body" for who in leads):
            return None
        named = self._name_pronouns(leads, sentence, start, before)
        if named is None:
            return None
        span = self.wording.trim(Span(start, sentence.end))
        flags = ["unresolved_lead"] if any(who.kind == "pronoun" for who in named) else []
        return Draft(span=span, rule=rule.id, leads=named, confidence=0.8, flags=flags)

    def _opens(self, sentence: Span, end: int) -> bool:
        """Who stands in the list of people and nobody else opens the sentence."""
        leads = self.reader.whole(sentence.start, end) or []
        return bool(leads) and all(self.reader.is_listed(who) for who in leads)

    def _sure(self, leads: list[Who], verb: str) -> bool:
        """A word after "to" that is no known task needs somebody who is surely a person, role or group."""
        if verb in self.rulebook.terms["action-verbs"]:
            return all(who.kind != "person" or self.reader.is_person(who) for who in leads)
        return all(who.kind in ("group", "body") or self.reader.is_listed(who) for who in leads)

    def _subject(self, sentence: Span, end: int, form: str, *, marked: bool) -> tuple[int, list[Who]] | None:
        """Where the subject before `end` begins and who it is: the longest that reads as leads only."""
        text = self.document.text
        relative = self.rulebook["actions.relative"].compiled.search(text, sentence.start, end)
        if relative is not None and relative.end() == end:
            end, form = relative.start(), "who"
        second = self.rulebook["actions.second-verb"].compiled.search(text, sentence.start, end)
        if second is not None and second.end() == end and form in ("will", "agreed", "would"):
            return self._first_verb(sentence, second.start())
        starts = self._starts(sentence, end, only_firm=form == "to" and not marked)
        that = self.rulebook["actions.clause.that"].compiled
        if form in ("agreed", "asked", "who"):
            starts += [
                m.start()
                for m in OPENING.finditer(text, max(sentence.start, end - 58), end)
                if not self._within_name(m.start() - 1)
            ]
        for start in starts:
            if start < sentence.start:
                continue
            while start < end and text[start] in " \t•▪*–—-“\"‘'(":
                start += 1
            if (opening := that.match(text, start, end)) is not None:
                start = opening.end()  # "(2) That the Clerk write"
            if end - start >= 160:
                continue
            leads = self.reader.whole(start, end, column=marked and start == sentence.start)
            if leads and not any(self.reader.is_unheard(who) for who in leads):
                return self._spliced(start, leads)
            if form == "should":
                leads, stop = self.reader.read_list(start, end)
                if leads and self.rulebook["leads.separator"].compiled.match(text, stop, end):
                    return start, leads
        return None

    def _only_comes(self, leads: list[Who], verb: str) -> bool:
        """ "Ida Fenn, who is in no list, will join us in May" tells of her and binds nobody."""
        if verb not in self.rulebook.terms["coming-verbs"]:
            return False
        return all(who.kind == "person" and not self.reader.is_listed(who) for who in leads)

    def _spliced(self, start: int, leads: list[Who]) -> tuple[int, list[Who]]:
        """ "will check with Asha, the trustees will look": after a bare comma the group is meant alone."""
        last = leads[-1]
        if len(leads) > 1 and last.kind == "group":
            between = self.document.text[leads[-2].span.end : last.span.start]
            if between.strip() == "," and self.document.text[last.span.start].islower():
                return last.span.start, [last]
        return start, leads

    def _within_name(self, end: int) -> bool:
        """The word before goes on a name: "Friends of", "the clerk to"."""
        return (
            self.rulebook["actions.clause.within"].compiled.search(self.document.text[max(0, end - 12) : end])
            is not None
        )

    def _unknown(self, sentence: Span, end: int) -> tuple[int, list[Who]] | None:
        """A name that opens the sentence and stands in no list: the model says whether it is a person's."""
        text = self.document.text
        name = self.reader.grammar.read(text, sentence.start, end)
        if name is None or name.lone or name.span.end != end or end - name.span.start > LONGEST_NAME:
            return None
        who = self.reader.ask_model(sentence, end)
        return None if who is None or who.span.start != name.span.start else (name.span.start, [who])

    def _starts(self, sentence: Span, end: int, *, only_firm: bool = False) -> list[int]:
        """Where a subject may begin before `end`, in order: the sentence's start and its clauses'."""
        text = self.document.text
        starts = {sentence.start}
        for name in ("firm", "stop") if only_firm else ("firm", "stop", "that", "weak"):
            clause = self.rulebook[f"actions.clause.{name}"].compiled
            for match in clause.finditer(text, sentence.start, end):
                named = _capital_before(text, sentence.start, match.start())
                goes_on = name == "weak" and named and not text.startswith("the ", match.end())
                if match.end() < end and not goes_on:
                    starts.add(match.end())
        return sorted(starts)

    def _first_verb(self, sentence: Span, end: int) -> tuple[int, list[Who]] | None:
        """The person whose first verb stands before "and will": nearest clause that opens with one."""
        text = self.document.text
        for start in reversed(self._starts(sentence, end)):
            one = self.reader.read(start, end)
            if one is None or one[0].kind not in ("person", "first", "initials", "role"):
                continue
            who, stop = one
            if self.rulebook["actions.first-verb"].compiled.match(text, stop, end):
                return start, [who]
        return None

    def _allowed(self, form: str, leads: list[Who], prefix: str, *, agreed: bool) -> bool:
        """Whether these words by this subject bind it: no proposal, no report of what others plan."""
        book = self.rulebook
        kinds = {who.kind for who in leads}
        named = kinds <= {"person", "first", "initials", "role", "pronoun"}
        if form in ("should", "subjunctive"):
            return agreed and "pronoun" not in kinds and self._may_be_asked(kinds, prefix)
        if form == "should-by":
            barred = any(book[f"actions.prefix.{name}"].match(prefix) for name in ("doubt", "reported"))
            return not barred and kinds <= {"person", "first", "initials", "role", "group"}
        firm = agreed or form in ("agreed", "asked")
        if not firm and book["actions.prefix.doubt"].compiled.search(prefix):
            return False
        reported = book["actions.prefix.reported"].compiled.search(prefix) is not None
        pronouns = [book.tables["pronouns"].get(who.text.lower()) for who in leads if who.kind == "pronoun"]
        if form == "would" and pronouns and pronouns != ["one"]:
            return False
        if form == "would":
            return (agreed or (named and (not reported or kinds == {"pronoun"}))) and "group" not in kinds
        if form == "to":
            opens = not prefix.strip() or book["actions.clause.strong"].compiled.search(prefix) is not None
            return (opens or agreed) and "pronoun" not in kinds
        if form == "agreed":
            return named and not self._is_meeting(leads)
        if form == "asked":
            return "pronoun" not in kinds
        if form == "outstanding" and not all(self.reader.is_listed(who) for who in leads):
            return False
        if form in ("will", "is-to", "outstanding"):
            if any(_unnamed(who) for who in leads) and not agreed:
                return False
            if reported and not agreed:
                return kinds == {"pronoun"} or kinds <= {"person", "first", "initials"}
            return not ("group" in kinds and form == "outstanding")
        return True

    def _may_be_asked(self, kinds: Collection[str], prefix: str) -> bool:
        """Whether "asked that" binds such a subject; other words of agreement bind any."""
        if self.rulebook["actions.prefix.asked"].match(prefix) is None:
            return True
        return "body" not in kinds and self.rulebook["actions.prefix.public"].match(prefix) is None

    def _is_meeting(self, leads: list[Who]) -> bool:
        words = self.rulebook.terms["meeting-words"]
        return any(who.text.lower().split()[-1] in words for who in leads)

    def _name_pronouns(
        self, leads: list[Who], sentence: Span, start: int, before: Span | None
    ) -> list[Who] | None:
        """A pronoun gives way to the person who is the subject of the clause or sentence before."""
        if all(who.kind != "pronoun" for who in leads):
            return leads
        for stretch in (Span(sentence.start, start), before):
            if stretch is None or stretch.end <= stretch.start:
                continue
            found = self._first_subject(stretch)
            if found is not None and not self._other_sex(leads[0], found):
                return [found]
        if self.rulebook.tables["pronouns"].get(leads[0].text.lower()) == "several":
            return None
        return leads

    def _other_sex(self, pronoun: Who, who: Who) -> bool:
        """`he` after `Ms Orme`: she is not meant."""
        title = who.text.split()[0].rstrip(".").lower()
        table = self.rulebook.tables["pronoun-titles"]
        word = pronoun.text.lower()
        one = self.rulebook.tables["pronouns"].get(word) == "one"
        return one and title in table and bool(table[title] != word)

    def _first_subject(self, stretch: Span) -> Who | None:
        for start in self._starts(stretch, stretch.end):
            one = self.reader.read(start, stretch.end)
            if one is not None and one[0].kind in ("person", "first", "initials", "role"):
                return one[0]
        return None


def _capital_before(text: str, start: int, end: int) -> bool:
    """The word before the place begins with a capital: a name that goes on after "and"."""
    words = text[start:end].split()
    return bool(words) and words[-1][:1].isupper()


def _unnamed(who: Who) -> bool:
    """ "The committee", "the group": no more than a common word for a body."""
    words = who.text.split()
    return who.kind == "body" and len(words) == 2 and words[-1].islower()
