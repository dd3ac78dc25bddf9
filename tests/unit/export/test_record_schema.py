import json

from minutebook.export.record_schema import SCHEMA_FILE, record_schema, record_schema_json
from minutebook.schema import Minutes


def test_the_committed_schema_is_current() -> None:
    told = "the schema changed: write it again with `make schema`"
    assert SCHEMA_FILE.read_text(encoding="utf-8") == record_schema_json(), told


def test_it_names_every_field_that_a_record_has(minutes: Minutes) -> None:
    schema = record_schema()
    record = json.loads(minutes.model_dump_json(by_alias=True))
    assert sorted(schema["required"]) == sorted(record)
    assert schema["additionalProperties"] is False
    assert set(schema["$defs"]["Votes"]["properties"]) == {"for", "against", "abstain"}
