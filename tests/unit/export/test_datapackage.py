import json

from minutebook.export.datapackage import datapackage_json
from minutebook.export.tables import TABLES


def test_every_column_of_every_table_is_described() -> None:
    package = json.loads(datapackage_json())
    assert package["profile"] == "tabular-data-package"
    described = {resource["name"]: resource for resource in package["resources"]}
    for table in TABLES:
        resource = described.pop(table.name)
        assert resource["path"] == f"tables/{table.name}.csv"
        fields = resource["schema"]["fields"]
        assert [(f["name"], f["type"]) for f in fields] == [(c.name, c.type) for c in table.columns]
        assert all(field["description"] for field in fields)
        assert resource["schema"]["primaryKey"] == list(table.primary_key)
    assert described == {}


def test_keys_and_vocabularies_are_given() -> None:
    resources = {entry["name"]: entry["schema"] for entry in json.loads(datapackage_json())["resources"]}
    assert resources["leads"]["foreignKeys"] == [
        {"fields": ["document"], "reference": {"resource": "documents", "fields": ["document"]}},
        {
            "fields": ["document", "action_id"],
            "reference": {"resource": "actions", "fields": ["document", "id"]},
        },
    ]
    status = next(field for field in resources["attendees"]["fields"] if field["name"] == "status")
    assert status["constraints"] == {"required": True, "enum": ["present", "apologies", "absent", "unknown"]}
    due = next(field for field in resources["actions"]["fields"] if field["name"] == "due_date")
    assert due["constraints"] == {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}
