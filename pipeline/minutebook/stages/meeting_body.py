"""Which body met, and what organisation it is part of."""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.document import Span
from minutebook.evidence import Quote
from minutebook.stages.context import Context
from minutebook.stages.meeting_head import Head, Line
from minutebook.text.dates import find_dates
from minutebook.text.times import find_times

EDGE = " \t\n,;:–—-|.()[]*_#&“”\"'’‘"
MOST_WORDS = 20
LINES = 14
MOST_PART = 7
"""Words of the name of a part behind a dash."""


@dataclass(frozen=True, slots=True)
class Body:
    """The body's name, its parent's, and the words that give them."""

    name: str
    parent: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class _Title:
    """One line of the title with its noise taken off."""

    text: str
    span: Span
    strong: bool  # a word of it says that it is a body
    part: bool  # it is too short to stand alone


def read_body(context: Context, head: Head) -> Body | None:
    """The opening sentence's body, else the lines of the title's; None where no line names one.

    A body that is named by its kind alone is part of the institution that a line of the title names.
    """
    body = _read(context, head)
    book = context.rulebook
    if body is None or body.parent is not None or not book["meeting.title.kind-only"].match(body.name):
        return body
    for line in head.lines[:LINES]:
        name = line.text.strip(EDGE)
        if not book["meeting.title.institution"].match(name) or any(
            q.span.overlaps(line.span) for q in body.quotes
        ):
            continue
        at = line.span.start + line.text.index(name)
        quote = Quote("parent_body", Span(at, at + len(name)), "rule:meeting.title.institution")
        return Body(body.name, name, (*body.quotes, quote))
    return body


def _read(context: Context, head: Head) -> Body | None:
    titles = _titles(context, head)
    labelled = _labelled(context, head)
    if labelled is not None:
        return labelled
    opened = _opened(context, head)
    if opened is not None:
        name, quote = opened
        if (both := context.rulebook["meeting.body.of-parent"].match(name)) is not None:
            own = context.document[quote.span].find(both["own"])
            if own == 0 and quote.span.end - quote.span.start == len(name):
                start, rule = quote.span.start, "rule:meeting.body.of-parent"
                body = Quote("body", Span(start, start + both.end("own")), rule)
                whole = Quote("parent_body", Span(start + both.start("parent"), quote.span.end), rule)
                return Body(both["own"], both["parent"], (body, whole))
        if (part := _behind_dash(context, quote.span)) is not None:
            rule = "rule:meeting.title.body"
            above = Quote("parent_body", quote.span, quote.producer)
            return Body(context.document[part], name, (Quote("body", part, rule), above))
        # "the Committee" and "the Parish Council" stand for the longer name in the title.
        sort = context.rulebook["meeting.opening-kind"]
        longer = [t for t in titles if _ends(t.text, name) and not sort.match(t.text[: -len(name)].strip())]
        named = [t for t in longer if not t.span.overlaps(quote.span)] or longer
        if named:
            return _body_of(titles, named[-1])
        short = context.rulebook["meeting.title.short"].match(name) is not None
        titles = [t for t in titles if not t.span.overlaps(quote.span)]
        if not short or not titles:
            parent = _parent(name, titles, quote.span)
            if parent is None:
                return Body(name, None, (quote,))
            return Body(
                name, parent.text, (quote, Quote("parent_body", parent.span, "rule:meeting.title.body"))
            )
    strong = [t for t in titles if t.strong]
    if strong:
        return _body_of(titles, _best(strong))
    if titles:
        return _body_of(titles, titles[0])
    return _from_furniture(context)


def _from_furniture(context: Context) -> Body | None:
    """The running header that says whose meeting this is, where no line of the body does."""
    for block in context.document.blocks:
        if block.kind != "furniture" or not context.rulebook["meeting.furniture"].match(block.text):
            continue
        low, high = _strip(context, block.text)
        words = block.text[low:high]
        if context.rulebook["meeting.title.body"].match(words):
            span = Span(block.span.start + low, block.span.start + high)
            return Body(" ".join(words.split()), None, (Quote("body", span, "rule:meeting.furniture"),))
    return None


def _behind_dash(context: Context, whole: Span) -> Span | None:
    """The part of the body that met: `Notes of the Alder Safeguarding Board – Quality Group`."""
    text = context.document.text
    stop = text.find("\n", whole.end)
    rest = text[whole.end : stop if stop >= 0 else len(text)]
    words = rest.strip(EDGE)
    if rest[:3] not in (" – ", " - ", " — ") or not words or len(words.split()) > MOST_PART:
        return None
    book = context.rulebook
    if not book["meeting.title.body"].match(words) or find_dates(words, book, base=None):
        return None
    start = whole.end + rest.index(words)
    return Span(start, start + len(words))


def _ends(text: str, name: str) -> bool:
    long, short = text.lower().split(), name.lower().split()
    return len(short) < len(long) and len(short) <= 2 and long[-len(short) :] == short


def _best(strong: list[_Title]) -> _Title:
    """The last of the leading run of title lines: the part stands below the whole."""
    best = strong[0]
    for title in strong[1:3]:
        if title.span.start - best.span.end > 3:
            break
        best = title
    return best


def _body_of(titles: list[_Title], title: _Title) -> Body:
    above = [t for t in titles if t.span.end <= title.span.start and t.strong and not t.part]
    quotes = [Quote("body", title.span, "rule:meeting.title.body")]
    if not above:
        return Body(title.text, None, tuple(quotes))
    parent = above[-1]
    quotes.append(Quote("parent_body", parent.span, "rule:meeting.title.body"))
    name = title.text
    if title.part and title.text.lower() not in parent.text.lower():
        name = f"{parent.text} {title.text}"
        quotes.insert(0, Quote("body", parent.span, "rule:meeting.title.body"))
    elif title.text.lower() in parent.text.lower():
        return Body(parent.text, None, (Quote("body", parent.span, "rule:meeting.title.body"),))
    return Body(name, parent.text, tuple(quotes))


def _parent(name: str, titles: list[_Title], own: Span) -> _Title | None:
    """A line of the title that names another, longer-lived body than the opening sentence's."""
    for title in titles:
        if title.strong and not title.part and not title.span.overlaps(own):
            folded = title.text.lower()
            if folded != name.lower() and not folded.endswith(name.lower()):
                return title
    return None


def _labelled(context: Context, head: Head) -> Body | None:
    for part in head.field("body"):
        words = part.text.strip(EDGE)
        if context.rulebook["meeting.title.body"].match(words) and len(words.split()) <= MOST_WORDS:
            if find_dates(words, context.rulebook, base=None):
                continue
            at = part.span.start + part.text.index(words)
            quote = Quote("body", Span(at, at + len(words)), "rule:meeting.label")
            return Body(words, None, (quote,))
    return None


def _opened(context: Context, head: Head) -> tuple[str, Quote] | None:
    """The body that `Minutes of the meeting of …` names."""
    lines = head.early[:30]
    for rule in context.rulebook.group("meeting.opening"):
        for index, line in enumerate(lines):
            text = line.text
            found = rule.match(text)
            if found is None:
                continue
            span = found.span("body")
            words = text[span[0] : span[1]]
            if not _is_body(context, words):
                continue
            end = _wrapped(context, lines, index, span[1])
            start = line.span.start + span[0]
            words = context.document[(start, line.span.start + end)]
            low, high = _strip(context, words)
            if high <= low:
                continue
            where = Span(start + low, start + high)
            return " ".join(words[low:high].split()), Quote("body", where, rule.producer)
    return None


def _wrapped(context: Context, lines: tuple[Line, ...], index: int, end: int) -> int:
    """The end of a body's name that goes on in the next line, as capitals or one word of a body do."""
    line = lines[index]
    if end < len(line.text.rstrip()) or index + 1 >= len(lines):
        return end
    after = lines[index + 1]
    if after.span.start - line.span.end > 2 or not context.rulebook["meeting.title.part"].match(after.text):
        return end
    return after.span.end - line.span.start


def _is_body(context: Context, words: str) -> bool:
    bare = words.strip(EDGE)
    if not bare or len(bare.split()) > MOST_WORDS or bare[:1].isdigit():
        return False
    if context.rulebook["meeting.opening-kind"].match(bare):
        return False
    return any(c.isupper() for c in bare) or bool(context.rulebook["meeting.title.body"].match(bare))


def _titles(context: Context, head: Head) -> list[_Title]:
    """The lines of the head that may name a body, without dates, times and the word minutes."""
    book = context.rulebook
    out: list[_Title] = []
    labelled = book["meeting.label"]
    for line in head.lines[:LINES]:
        if labelled.match(line.text) or book["meeting.label-cell"].match(line.text):
            continue
        if any(line.span.overlaps(part.span) for part in head.fields):
            continue
        if book["meeting.title.page"].match(line.text):
            out.clear()
        if book["meeting.title.place"].match(line.text) or book["meeting.title.describes"].match(line.text):
            continue
        low, high = _strip(context, line.text)
        words = line.text[low:high]
        if len(words) < 2 or len(words.split()) > MOST_WORDS or not any(c.isupper() for c in words):
            continue
        if line.text.endswith(".") and len(words.split()) > 6:
            continue
        strong = book["meeting.title.body"].match(words) is not None
        titled = len(words) < len(line.text)
        if not strong and (words[0].isdigit() or not book["meeting.furniture"].match(line.text)):
            continue
        if not strong and book["meeting.venue.remote"].match(words):
            continue
        if not strong and book["meeting.venue.place"].match(words):
            continue
        if find_dates(words, book, base=None) or book["meeting.not-own"].match(words):
            continue
        if book["zones.heading.next-meeting"].match(line.text):
            continue
        if book["items.title.prose"].match(words) and not titled:
            continue
        part = book["meeting.title.part"].match(words) is not None
        span = Span(line.span.start + low, line.span.start + high)
        out.append(_Title(" ".join(words.split()), span, strong, part))
    return out


def _strip(context: Context, text: str) -> tuple[int, int]:
    """The words of a title between what is no name: dates, times, minutes, meeting, brackets."""
    book = context.rulebook
    low, high = 0, len(text)
    cuts = [d.span for d in find_dates(text, book, base=None)] + [t.span for t in find_times(text, book)]
    for span in sorted(cuts):
        if span.start - low > 2 and any(c.isalpha() for c in text[low : span.start].strip(EDGE)):
            high = min(high, span.start)
        elif span.end < high:
            low = max(low, span.end)
    noise = book["meeting.title.noise"]
    for _ in range(8):
        before = (low, high)
        words = text[low:high]
        low += len(words) - len(words.lstrip(EDGE))
        high = low + len(text[low:high].rstrip(EDGE))
        for found in noise.matches(text[low:high]):
            if found.start() == 0:
                low += found.end()
                break
            if low + found.end() == high:
                high = low + found.start()
                break
        bracket = text[low:high].rfind("(")
        if bracket > 3 and text[low + bracket : high + 1].endswith(")"):
            high = low + bracket
        meeting = book["meeting.title.meeting"].match(text[low:high])
        if meeting is not None and meeting.start() > 0:
            kept = text[low : low + meeting.start()]
            if book["meeting.title.body"].match(kept) or book["meeting.title.acronym"].match(kept):
                high = low + meeting.start()
        if (low, high) == before:
            break
    comma = text[low:high].find(", ")
    if comma > 3 and not book["meeting.title.body"].match(text[low + comma : high]):
        high = low + comma
    return low, high
