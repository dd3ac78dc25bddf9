import pytest

from minutebook.assemble import EvidenceError, ungrounded, verify
from minutebook.schema import Action, Attendee, DocumentPart, Evidence, Lead, Minutes

TEXT = "Present: Asha Pennock, Head of Safety"


def quote(field: str, start: int, end: int, text: str | None = None) -> Evidence:
    return Evidence(
        field=field,
        page=None,
        start=start,
        end=end,
        text=text or TEXT[start:end],
        box=None,
        producer="rule:x.y",
    )


def record(**fields: object) -> Minutes:
    document = DocumentPart(source="x", sha256="0", format="text", pages=None, kind="minutes")
    return Minutes.model_validate({"document": document, "document_text": TEXT, **fields})


def attendee(evidence: tuple[Evidence, ...], **fields: object) -> Attendee:
    given = {"id": "p1", "name": "Asha Pennock", "status": "present", "evidence": evidence, **fields}
    return Attendee.model_validate(given)


def test_a_record_that_quotes_its_text_holds() -> None:
    good = record(attendees=(attendee((quote("name", 9, 21), quote("role", 23, 37)), role="Head of Safety"),))
    verify(good)
    assert ungrounded(good) == []


def test_a_quote_that_is_not_the_text_is_refused() -> None:
    with pytest.raises(EvidenceError, match="name"):
        verify(record(attendees=(attendee((quote("name", 9, 21, "Asha Pennick"),)),)))


@pytest.mark.parametrize("fields", [{"role": "Head of Police"}, {"organisation": "Marlby Council"}])
def test_a_value_whose_words_stand_nowhere_is_named(fields: dict[str, str]) -> None:
    bad = record(attendees=(attendee((quote("name", 9, 21), quote("role", 23, 37)), **fields),))
    assert [next(iter(fields.values())) in what for what in ungrounded(bad)] == [True]


def test_a_lead_that_points_at_nobody_is_refused() -> None:
    lead = Lead(text="AP", person_id="p9", evidence=(quote("leads", 9, 21),))
    action = Action(
        id="a1", text="x", leads=(lead,), status="open", origin="new", evidence=(quote("text", 0, 7),)
    )
    with pytest.raises(EvidenceError, match="attendee"):
        verify(record(actions=(action,)))
