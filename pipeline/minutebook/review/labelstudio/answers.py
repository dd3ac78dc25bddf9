"""What annotators made of a task: measured against what the task showed them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from minutebook.corrections.schema import Target, now
from minutebook.errors import UsageError
from minutebook.review.labelstudio.labels import BY_NAME, LABELS, SAYS, Label

MOST_NAME = 80


class _Told(BaseModel):
    """Label Studio's own keys come and go with its versions: those not used here are passed over."""

    model_config = ConfigDict(extra="ignore")


class _Result(_Told):
    type: str
    id: str | None = None
    from_name: str | None = None
    value: dict[str, Any] = Field(default_factory=dict)
    from_id: str | None = None
    to_id: str | None = None


class _Annotation(_Told):
    result: list[_Result] = Field(default_factory=list)
    completed_by: int | str | dict[str, Any] | None = None
    created_username: str | None = None
    updated_at: str | None = None
    created_at: str | None = None
    was_cancelled: bool = False
    ground_truth: bool = False


class Shown(_Told):
    """A region as the task showed it: `row` is the handle of its row."""

    row: str
    label: str
    start: int
    end: int
    said: dict[str, str] = Field(default_factory=dict)


class Seen(_Told):
    """What the task was made of: the file, the extraction, the rows and their regions."""

    sha256: str
    record: str
    rows: dict[str, Target]
    regions: dict[str, Shown]

    def target(self, row: str) -> Target:
        """What a row's handle stands for; a document without a meeting can still be given one."""
        return self.rows[row] if row in self.rows else Target(section="meeting", id=row)

    @model_validator(mode="after")
    def _whole(self) -> Seen:
        for one in self.regions.values():
            if one.row not in self.rows or one.label not in BY_NAME:
                raise ValueError("a region of no row")
        return self


class _Data(_Told):
    text: str
    document: str
    minutebook: Seen


class _Task(_Told):
    data: _Data
    annotations: list[_Annotation] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Given:
    """A region as an annotator left it."""

    id: str
    label: Label
    start: int
    end: int
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One task as answered: who, when (UTC), the regions by id, and which are linked to which.

    `others` is how many more annotations the task has; `strange` names labels that no export of ours has.
    """

    stem: str
    text: str
    seen: Seen
    by: str
    at: str
    regions: Mapping[str, Given]
    links: Mapping[str, frozenset[str]]
    others: int = 0
    strange: tuple[str, ...] = ()


def read_answers(path: Path) -> Iterator[Answer]:
    """The annotated tasks of an export in Label Studio's JSON; tasks that nobody annotated are passed over.

    Of several annotations of a task the one marked as ground truth counts, else the newest. Raises UsageError
    where the file is no such export, or is none of tasks that `--to-label-studio` wrote.
    """
    try:
        tasks = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is no JSON: {error}") from error
    if not isinstance(tasks, list):
        raise UsageError(f"{path} is no list of tasks: export as JSON, not as JSON-MIN or another format")
    for number, told in enumerate(tasks, 1):
        try:
            task = _Task.model_validate(told)
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"]))
            raise UsageError(
                f"{path}: task {number} is none that --to-label-studio wrote, exported as JSON: {where}: "
                f"{error.errors()[0]['msg']}"
            ) from error
        made = [one for one in task.annotations if not one.was_cancelled]
        if made:
            best = max(made, key=lambda one: (one.ground_truth, _moment(one) or ""))
            yield _answer(task.data, best, len(made) - 1)


def _answer(data: _Data, annotation: _Annotation, others: int) -> Answer:
    regions: dict[str, Given] = {}
    links: dict[str, set[str]] = {}
    strange: list[str] = []
    for result in annotation.result:
        if result.type == "labels" and result.from_name == LABELS and result.id:
            label = BY_NAME.get(next(iter(_texts(result.value.get("labels"))), ""))
            span = _span(result.value, data.text)
            if label is None or span is None:
                strange.append(str(result.value)[:80])
                continue
            regions[result.id] = Given(result.id, label, *span, _said(annotation, result.id))
        elif result.type == "relation" and result.from_id and result.to_id:
            links.setdefault(result.from_id, set()).add(result.to_id)
            links.setdefault(result.to_id, set()).add(result.from_id)
    known = _known_again(regions, data.minutebook)
    return Answer(
        stem=data.document,
        text=data.text,
        seen=data.minutebook,
        by=_who(annotation),
        at=_moment(annotation) or now(),
        regions={known[name]: replace(one, id=known[name]) for name, one in regions.items()},
        links={
            known.get(one, one): frozenset(known.get(other, other) for other in others)
            for one, others in links.items()
        },
        others=others,
        strange=tuple(strange),
    )


def _said(annotation: _Annotation, region: str) -> dict[str, str]:
    kinds: dict[str, Literal["choices", "text"]] = {s.name: "choices" if s.choices else "text" for s in SAYS}
    said = {}
    for result in annotation.result:
        kind = kinds.get(result.from_name or "")
        if result.id == region and kind is not None:
            said[str(result.from_name)] = " ".join(_texts(result.value.get(kind)))
    return said


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one.strip() for one in values if isinstance(one, str) and one.strip()]


def _span(value: Mapping[str, Any], text: str) -> tuple[int, int] | None:
    """The words labelled, without the white space at their ends; None where they lie outside the text."""
    start, end = value.get("start"), value.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return None
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return (start, end) if start < end else None


def _known_again(regions: Mapping[str, Given], seen: Seen) -> dict[str, str]:
    """The id by which the task knows each region.

    Ids may be made anew: a region over the very words of one that is gone is that one.
    """
    gone: dict[tuple[str, int, int], list[str]] = {}
    for name, one in seen.regions.items():
        if name not in regions:
            gone.setdefault((one.label, one.start, one.end), []).append(name)
    known = {}
    for name, given in regions.items():
        fits = gone.get((given.label.name, given.start, given.end), [])
        known[name] = fits.pop(0) if name not in seen.regions and fits else name
    return known


def _who(annotation: _Annotation) -> str:
    who = annotation.completed_by
    if isinstance(who, dict):
        full = " ".join(str(who.get(name) or "") for name in ("first_name", "last_name")).strip()
        name = full or str(who.get("username") or who.get("email") or who.get("id") or "")
    else:
        # "Ada Vern ada@example.org, 3": the name, the address, the number of the account.
        name = (annotation.created_username or "").rpartition(",")[0].strip()
        name = name or ("" if who is None else f"Label Studio user {who}" if isinstance(who, int) else who)
    return " ".join(name.split())[:MOST_NAME] or "Label Studio"


def _moment(annotation: _Annotation) -> str | None:
    told = annotation.updated_at or annotation.created_at
    try:
        at = datetime.fromisoformat(told or "")
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
