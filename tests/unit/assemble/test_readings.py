"""Confidence follows how surely the words were read."""

from minutebook.assemble.readings import FLAG, weigh_readings
from minutebook.document import Document, Span
from minutebook.schema import Attendee, DocumentPart, Evidence, Minutes

TEXT = "Asha Pennock\nColm Tredgold\nIdris Fallow"


def record() -> Minutes:
    people = []
    for number, name in enumerate(TEXT.split("\n"), start=1):
        start = TEXT.index(name)
        quote = Evidence(
            field="name", page=1, start=start, end=start + len(name), text=name, box=None, producer="rule:x.y"
        )
        people.append(
            Attendee(id=f"p{number}", name=name, status="present", evidence=(quote,), confidence=0.9)
        )
    part = DocumentPart(source="a.pdf", sha256="0", format="pdf", pages=1, kind="minutes", ocr=True)
    return Minutes(document=part, attendees=tuple(people), document_text=TEXT)


def test_confidence_is_that_of_the_lines_read() -> None:
    readings = ((Span(0, 12), 0.95), (Span(13, 26), 0.6))
    document = Document(TEXT, (), "a.pdf", "0", "pdf", ocr=True, readings=readings)
    weighed = weigh_readings(document, record()).attendees
    assert [(p.confidence, p.flags) for p in weighed] == [(0.855, ()), (0.54, (FLAG,)), (0.9, ())]


def test_a_document_with_a_text_layer_stays_as_it_is() -> None:
    document = Document(TEXT, (), "a.pdf", "0", "pdf")
    minutes = record()
    assert weigh_readings(document, minutes) is minutes
