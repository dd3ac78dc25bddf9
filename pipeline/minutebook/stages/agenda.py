"""Stage: agenda items, as the layout found them, with who presented each."""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.document import Span
from minutebook.evidence import ItemFinding, Quote
from minutebook.layout import Item
from minutebook.stages.context import Context
from minutebook.text.initials import looks_like_initials
from minutebook.text.names import NameGrammar

LOOK = 400  # characters of a minute in which its presenter is looked for


def find_agenda_items(context: Context) -> tuple[ItemFinding, ...]:
    """One finding an item, in order; `presenters` as printed, empty where the text names none."""
    return tuple(_finding(context, item) for item in context.layout.items)


def _finding(context: Context, item: Item) -> ItemFinding:
    quotes = []
    if item.number_span is not None:
        quotes.append(Quote("number", item.number_span, item.producer))
    if item.title_span is not None:
        quotes.append(Quote("title", item.title_span, item.producer))
    start = item.heading.end
    text = context.document.text[start : item.span.end]
    lead = len(text) - len(text.lstrip(" \t\n:.–—-"))
    span = Span(start + lead, item.span.end)
    presenters = []
    for name in _presenters(context, item, span):
        presenters.append(context.document[name])
        quotes.append(Quote("presenters", name, "rule:items.presenter.prose"))
    return ItemFinding(
        number=item.number,
        title=item.title,
        parent=item.parent,
        presenters=tuple(dict.fromkeys(presenters)),
        text_span=span if span.end > span.start else None,
        quotes=tuple(quotes),
        confidence=item.confidence,
    )


def _presenters(context: Context, item: Item, span: Span) -> Iterator[Span]:
    """Names after the title on its line, else the first who is said to present."""
    book = context.rulebook
    if item.title_span is not None:
        end = context.document.text.find("\n", item.title_span.end)
        stop = end if end >= 0 else item.span.end
        tail = context.document.text[item.title_span.end : stop]
        for rule in (book["items.title.presenter"], book["items.title.leader"]):
            found = rule.match(tail)
            if found is not None:
                group = "names" if found.groupdict().get("names") else "after"
                yield from _names(context, found.group(group), item.title_span.end + found.start(group))
                return
    minute = context.document.text[span.start : min(span.end, span.start + LOOK)]
    found = book["items.presenter.prose"].match(minute)
    if found is not None:
        yield from _names(context, found.group("names"), span.start + found.start("names"))


def _names(context: Context, text: str, offset: int) -> Iterator[Span]:
    """The names and initials in a list of presenters; words of roles are none."""
    grammar = NameGrammar.from_terms(context.rulebook.terms)
    for name in context.rulebook["items.person"].matches(text):
        if grammar.is_name(name.group()) or looks_like_initials(name.group()):
            yield Span(offset + name.start(), offset + name.end())
