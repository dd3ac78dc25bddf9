"""Writes a book of invented records, as large as asked for, with the truth about who and what is one.

    python benchmarks/generate_archive.py OUT [--share 0.01]

The whole (share 1) holds 200 bodies with 100 meetings each: 400,000 attendees and 100,000 actions. Bodies
come in areas of four that share organisations and some people. Names are printed in full, short, by initial
and with slips; people change their post; actions are carried, reworded, closed, reopened and dropped, some
with references. The same share gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

BODIES, MEETINGS, SEATS, ACTIONS = 200, 100, 20, 5
AREA = 4
FIRST = date(2009, 1, 14)

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("archive_words.yaml").read_text("utf-8"))
HEADS, TAILS, SHORT = WORDS["heads"], WORDS["tails"], WORDS["short"]


@dataclass
class Someone:
    """One invented person: where she works now, and when she stops coming."""

    number: int
    forename: str
    surname: str
    organisation: str
    role: str


@dataclass
class Job:
    """One invented action as it lives on."""

    number: int
    text: str
    other: str
    lead: Someone
    ref: str | None
    due: date
    carried: int = 0


@dataclass
class Truth:
    """What is one: people and actions, each as the mentions that were written of them."""

    people: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    actions: dict[int, list[tuple[str, str]]] = field(default_factory=dict)


def main() -> int:
    """Write the book; its size is said at the end."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path)
    ask.add_argument("--share", type=float, default=1.0, help="how much of the whole, by bodies")
    given = ask.parse_args()
    truth = write_archive(given.out, given.share)
    print(
        f"{sum(map(len, truth.people.values()))} attendees, {sum(map(len, truth.actions.values()))} actions"
    )
    return 0


def write_archive(out: Path, share: float) -> Truth:
    """Write records, manifest and `truth.json` into a new folder; the truth."""
    (out / "documents").mkdir(parents=True)
    truth = Truth()
    with (out / "manifest.jsonl").open("w", encoding="utf-8") as manifest:
        for stem, record in records(max(1, round(BODIES * share)), truth):
            text = json.dumps(record, ensure_ascii=False)
            (out / "documents" / f"{stem}.json").write_text(text, encoding="utf-8")
            manifest.write(json.dumps({"source": f"{stem}.pdf", "stem": stem, "status": "ok"}) + "\n")
    both = {"people": list(truth.people.values()), "actions": list(truth.actions.values())}
    (out / "truth.json").write_text(json.dumps(both), encoding="utf-8")
    return truth


def records(bodies: int, truth: Truth) -> Iterator[tuple[str, dict[str, Any]]]:
    """Stem and record of each meeting, body by body."""
    pool: list[Someone] = []
    place, organisations = "", []
    for body in range(bodies):
        rng = random.Random(f"body {body}")
        if body % AREA == 0:
            place = _place(body // AREA)
            organisations = [(f"{place} {kind}", what) for kind, what in WORDS["organisations"].items()]
            pool = []
        name = f"{place} {WORDS['bodies'][body % AREA]}"
        yield from _Board(body, name, organisations, pool, rng, truth).meetings()


class _Board:
    """One body through its years."""

    def __init__(self, body: int, name: str, organisations: list[tuple[str, str]], pool: list[Someone],
                 rng: random.Random, truth: Truth) -> None:  # fmt: skip
        self.body, self.name, self.organisations, self.rng, self.truth = body, name, organisations, rng, truth
        self.made = 0
        # A third of the seats are held by people who sit on a sister body too.
        self.seats = [rng.choice(pool) if pool and n < SEATS // 3 else self._someone() for n in range(SEATS)]
        self.seats = list({one.number: one for one in self.seats}.values())
        while len(self.seats) < SEATS:
            self.seats.append(self._someone())
        pool += self.seats[SEATS // 3 :]
        self.jobs: list[Job] = []
        self.last_ref = 0
        self.logged = rng.random() < 0.6

    def _someone(self) -> Someone:
        self.made += 1
        organisation, _ = self.rng.choice(self.organisations)
        surname = self.rng.choice(HEADS) + self.rng.choice(TAILS)
        number = self.body * 100_000 + self.made
        return Someone(
            number,
            self.rng.choice(WORDS["forenames"]),
            surname,
            organisation,
            self.rng.choice(WORDS["roles"]),
        )

    def meetings(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The records in order of date."""
        for number in range(MEETINGS):
            day = FIRST + timedelta(days=56 * number + self.body % 28)
            for seat in range(len(self.seats)):
                if self.rng.random() < 0.02:
                    self.seats[seat] = self._someone()
            stem = f"b{self.body:03}-{day.isoformat()}"
            yield stem, self._record(stem, day, number)

    def _record(self, stem: str, day: date, number: int) -> dict[str, Any]:
        writer = _Writer()
        seen: set[str] = set()
        attendees = []
        shown: dict[int, tuple[str, str]] = {}
        for n, one in enumerate(self.seats, 1):
            name = self._printed(one)
            if name in seen:
                name = f"{one.forename} {one.surname}"
            seen.add(name)
            shown[one.number] = (f"p{n}", name)
            self.truth.people.setdefault(one.number, []).append((stem, f"p{n}"))
            values = {
                "id": f"p{n}",
                "name": name,
                "initials": f"{one.forename[0]}{one.surname[0]}",
                "role": one.role,
                "organisation": one.organisation,
                "status": self.rng.choice(("present", "present", "present", "apologies")),
            }
            attendees.append(writer.entry(values, ("name", "role", "organisation")))
        organisations = [writer.entry({"id": f"o{n}", "name": name, "kind": kind}, ("name",))
                         for n, (name, kind) in enumerate(self.organisations, 1)]  # fmt: skip
        actions = [self._action(writer, stem, f"a{n}", job, carried, shown)
                   for n, (job, carried) in enumerate(self._due(day, number), 1)]  # fmt: skip
        return {
            "schema_version": "1.0",
            "document": {
                "source": f"{stem}.pdf",
                "sha256": stem,
                "format": "pdf",
                "pages": 6,
                "kind": "minutes",
            },
            "meeting": {"body": self.name, "date": day.isoformat(), "evidence": []},
            "attendees": attendees, "organisations": organisations, "agenda_items": [], "actions": actions,
            "decisions": [], "dates": [], "flags": [], "document_text": writer.text() + FILLER,
        }  # fmt: skip

    def _printed(self, one: Someone) -> str:
        luck = self.rng.random()
        if luck < 0.08:
            return f"{one.forename[0]} {one.surname}"
        if luck < 0.16 and one.forename in SHORT:
            return f"{SHORT[one.forename]} {one.surname}"
        if luck < 0.17 and len(one.surname) > 6:
            return f"{one.forename} {one.surname[:4]}{one.surname[5:]}"
        return f"{one.forename} {one.surname}"

    def _due(self, day: date, number: int) -> list[tuple[Job, bool]]:
        """The actions that a meeting records: earlier ones carried, the rest new."""
        carried = []
        for job in list(self.jobs):
            if len(carried) < ACTIONS - 2 and job.carried < 4:
                job.carried += 1
                carried.append((job, True))
            if job.carried >= 1 + job.number % 4 or self.rng.random() < 0.05:
                self.jobs.remove(job)
        new = []
        while len(carried) + len(new) < ACTIONS:
            self.last_ref += 1
            verb, thing = self.rng.choice(WORDS["verbs"]), self.rng.choice(WORDS["things"])
            topic, where = self.rng.choice(WORDS["topics"]), self.rng.choice(WORDS["places"])
            text = f"{verb.capitalize()} the {thing} on {topic} {where}"
            other = f"{thing.capitalize()} on {topic} to be {verb}ed {where}"
            ref = str(self.last_ref) if self.logged else None
            lead, due = self.rng.choice(self.seats), day + timedelta(days=60)
            job = Job(self.body * 100_000 + number * 100 + len(new), text, other, lead, ref, due)
            self.jobs.append(job)
            new.append((job, False))
        return carried + new

    def _action(self, writer: _Writer, stem: str, entry_id: str, job: Job, carried: bool,
                shown: dict[int, tuple[str, str]]) -> dict[str, Any]:  # fmt: skip
        self.truth.actions.setdefault(job.number, []).append((stem, entry_id))
        person, name = shown.get(job.lead.number, (None, f"{job.lead.forename} {job.lead.surname}"))
        closed = carried and job not in self.jobs and job.number % 5 > 0
        lead = {"text": f"{job.lead.forename[0]}{job.lead.surname[0]}", "name": name, "person_id": person}
        due = job.due.isoformat()
        values = {
            "id": entry_id,
            "ref": job.ref,
            "text": job.other if carried and job.carried % 2 else job.text,
            "leads": [writer.entry(lead, ("text",))],
            "due": {"text": due, "date": due, "precision": "day"},
            "status": "closed" if closed else "open",
            "completed": closed,
            "origin": "carried_forward" if carried else "new",
            "update": "Work is going on." if carried else None,
        }
        return writer.entry(values, ("text",))


FILLER = "The Chair thanked members and the meeting went through the papers one by one. " * 60
"""The rest of the minutes: as much text as minutes of six pages have."""


class _Writer:
    """Puts values into a text and quotes them from there, as an extracted record does."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = 0

    def entry(self, values: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
        """The values with a quote for each of these fields."""
        quotes = []
        for name in fields:
            words = values[name]
            span = {"start": self.at, "end": self.at + len(words), "page": 1 + self.at // 2500}
            box = [72.0, 100.0, 300.0, 112.0]
            quotes.append({"field": name, **span, "text": words, "box": box, "producer": "rule:archive.made"})
            self.parts.append(words)
            self.at += len(words) + 1
        return {**values, "evidence": quotes, "confidence": 0.9, "flags": []}

    def text(self) -> str:
        """All that was put in, a line each."""
        return "\n".join(self.parts) + "\n"


def _place(area: int) -> str:
    return HEADS[area % len(HEADS)] + TAILS[(area * 7 + area // len(HEADS)) % len(TAILS)]


if __name__ == "__main__":
    sys.exit(main())
