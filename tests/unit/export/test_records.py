import json

import pytest
from pydantic import ValidationError

from minutebook.export.records import RecordError, check_record, from_json, to_json
from minutebook.schema import Minutes


def test_a_record_comes_back_from_its_json(minutes: Minutes) -> None:
    text = to_json(minutes)
    assert from_json(text) == minutes
    assert from_json(text.encode()) == minutes
    assert to_json(from_json(text)) == text


def test_the_json_has_the_names_of_the_contract_and_is_readable(minutes: Minutes) -> None:
    text = to_json(minutes)
    assert text.endswith("}\n")
    assert "Café" in text
    record = json.loads(text)
    assert list(record)[:3] == ["schema_version", "document", "meeting"]
    assert record["decisions"][0]["votes"] == {"for": 4, "against": 0, "abstain": None}


def test_json_that_is_no_record_is_refused() -> None:
    with pytest.raises(ValidationError):
        from_json('{"schema_version": "1.0"}')


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("actions", {"agenda_item_id": "i7"}, "a1 names 'i7', which is not in agenda_items"),
        ("decisions", {"agenda_item_id": "i8"}, "d1 names 'i8', which is not in agenda_items"),
        ("attendees", {"id": "p2"}, "an id comes twice in attendees: p2, p2"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(
    minutes: Minutes, name: str, change: dict[str, object], told: str
) -> None:
    first, *others = getattr(minutes, name)
    broken = minutes.model_copy(update={name: (first.model_copy(update=change), *others)})
    with pytest.raises(RecordError, match=told):
        check_record(broken)


def test_a_lead_that_is_nobody_is_refused(minutes: Minutes) -> None:
    action = minutes.actions[0]
    lead = action.leads[0].model_copy(update={"person_id": "p9"})
    broken = minutes.model_copy(update={"actions": (action.model_copy(update={"leads": (lead,)}),)})
    with pytest.raises(RecordError, match="a lead of a1 names 'p9', which is not in attendees"):
        to_json(broken)
