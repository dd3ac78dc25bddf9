"""The JSON schema of a record, generated from the classes; the copy in the package is checked by a test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from minutebook.schema import SCHEMA_VERSION, Minutes

SCHEMA_FILE = Path(__file__).resolve().parent.parent / "minutes.schema.json"


def record_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) that every `documents/<stem>.json` obeys."""
    schema = Minutes.model_json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:minutebook:minutes:{SCHEMA_VERSION}",
        **schema,
    }


def record_schema_json() -> str:
    """`record_schema` as readable JSON, ending in a line break."""
    return json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n"
