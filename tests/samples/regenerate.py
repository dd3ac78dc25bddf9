"""Writes the expected record of every sample: `make samples`.

Read the difference beside the page before it is committed: what stands there is what the tests hold true.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from minutebook.extraction import extract_document
from minutebook.schema import Minutes

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
EXPECTED = SAMPLES / "expected"


def documents() -> list[Path]:
    """Every sample document, in order of name."""
    return sorted(path for path in SAMPLES.iterdir() if path.is_file())


def record(path: Path) -> str:
    """What is expected of one sample: its record without confidences, so that only meaning is compared."""
    minutes: Minutes = extract_document(path, source=path.name)
    return (
        json.dumps(strip(minutes.model_dump(mode="json", by_alias=True)), indent=1, ensure_ascii=False) + "\n"
    )


def strip(value: object) -> object:
    """Without the text and the geometry, which the loaders' own tests hold."""
    if isinstance(value, dict):
        return {
            k: strip(v)
            for k, v in value.items()
            if k not in ("document_text", "box", "confidence", "due_confidence", "evidence")
        }
    if isinstance(value, list):
        return [strip(one) for one in value]
    return value


def main() -> int:
    """Write all expected records."""
    EXPECTED.mkdir(exist_ok=True)
    for path in documents():
        (EXPECTED / f"{path.name}.json").write_text(record(path), encoding="utf-8")
        print(f"wrote {path.name}.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
