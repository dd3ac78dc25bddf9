"""Who else discussed this: the items of other boards that are most like an item, by TF-IDF and cosine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from minutebook.assemble.themes import matcher_for
from minutebook.book.folder import read_record, record_path
from minutebook.export.columns import Column, Row, Shape
from minutebook.themes.reading import Source
from minutebook.themes.study import Study

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAREST = 5
LEAST_LIKENESS = 0.25
LEAST_WORDS = 12
MOST_ITEMS = 20_000
"""Of more items the latest are compared: likeness of all with all grows with their square."""

BATCH = 100
FEATURES = 50_000

SIMILAR = Shape(
    name="similar",
    title="Items of other boards that are alike",
    description="For each item its nearest items of other boards",
    primary_key=("document", "item_id", "other_document", "other_item_id"),
    columns=(
        Column(name="document", description="The document's stem", required=True),
        Column(name="item_id", description="The item's id in agenda_items", required=True),
        Column(name="title", description="Heading of the item"),
        Column(name="body", description="The board that met"),
        Column(name="other_document", description="Stem of the other document", required=True),
        Column(name="other_item_id", description="Id of the item that is like it", required=True),
        Column(name="other_title", description="Heading of that item"),
        Column(name="other_body", description="The other board"),
        Column(name="likeness", type="number", description="Cosine of the two items' TF-IDF, 0 to 1"),
    ),
)


def similar_rows(study: Study, source: Source) -> Iterator[Row]:
    """For each item its NEAREST items of other boards that are at least LEAST_LIKENESS alike."""
    import numpy
    from sklearn.feature_extraction.text import TfidfVectorizer

    places, texts, bodies = _items(study, source)
    if len(set(bodies)) < 2:
        return
    vectors: Any = TfidfVectorizer(
        analyzer=str.split,
        sublinear_tf=True,
        max_features=FEATURES,
        max_df=0.5,
        min_df=2,
        dtype=numpy.float32,
    )
    try:
        matrix = vectors.fit_transform(texts)
    except ValueError:
        # No word stands in two items.
        return
    number = {body: n for n, body in enumerate(sorted(set(bodies)))}
    of = numpy.array([number[body] for body in bodies])
    for first in range(0, matrix.shape[0], BATCH):
        likeness = (matrix[first : first + BATCH] @ matrix.T).toarray()
        likeness[of[first : first + BATCH, None] == of[None, :]] = 0
        for row, scores in enumerate(likeness):
            for other in _nearest(scores):
                here, there = places[first + row], places[other]
                own, others = bodies[first + row], bodies[other]
                yield (*here, own, *there, others, round(float(scores[other]), 4))


def _nearest(scores: NDArray[Any]) -> list[int]:
    """The places of the NEAREST highest scores, highest first; of equal ones the first."""
    import numpy

    least = LEAST_LIKENESS
    if len(scores) > NEAREST:
        least = max(least, float(numpy.partition(scores, -NEAREST)[-NEAREST]))
    enough = numpy.flatnonzero(scores >= least)
    order = numpy.argsort(-scores[enough], kind="stable")[:NEAREST]
    return [int(place) for place in enough[order]]


def _items(study: Study, source: Source) -> tuple[list[tuple[str, str, str | None]], list[str], list[str]]:
    """Places, lemmas and boards of the items, the latest meetings' first."""
    matcher = matcher_for(source.rulebook)
    places: list[tuple[str, str, str | None]] = []
    texts: list[str] = []
    bodies: list[str] = []
    rows = sorted(zip(study.dates, study.stems, study.bodies, strict=True), key=lambda r: (r[0] or "", r[1]))
    for _, stem, body in reversed(rows):
        minutes = read_record(source.book / record_path(stem))
        for item in minutes.agenda_items:
            if len((item.text or "").split()) >= LEAST_WORDS:
                places.append((stem, item.id, item.title))
                tokens = matcher.tokens(f"{item.title or ''}. {item.text}")
                texts.append(" ".join(t for t in tokens if t and t not in study.names))
                bodies.append(body)
        if len(places) >= MOST_ITEMS:
            break
    return places, texts, bodies
