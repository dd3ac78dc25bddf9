"""The words that invented minutes are made of: `models/generator/*.yaml`, and templates filled from them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from minutebook.resources import data_folder
from minutebook.training.generator.draft import Part, Tag

SLOT = re.compile(r"\{(\w+)\}")
TAGGED: dict[str, Tag] = {
    "person": "person",
    "role": "role",
    "organisation": "organisation",
    "lead": "lead",
    "task": "task",
    "due": "due",
    "date": "date",
}


@cache
def words(name: str) -> dict[str, Any]:
    """One file of `models/generator/` as it stands."""
    import yaml

    path: Path = data_folder("models") / "generator" / f"{name}.yaml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


@dataclass
class Someone:
    """An invented person as the attendance list gives them."""

    given: str
    surname: str
    honorific: str
    role: str
    organisation: str
    initials: str

    @property
    def name(self) -> str:
        """Forename and surname."""
        return f"{self.given} {self.surname}"


class Wordings:
    """Everything that one invented document draws by chance; the same seed draws the same."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)
        self.place = self.pick(words("bodies")["places"])
        self.day = date(2006, 1, 2) + timedelta(days=self.rng.randrange(7000))
        self.numeric = self.chance(0.15)
        self.cultures = [*self.rng.sample(sorted(words("names")["cultures"]), 4), "english", "english"]
        self.refer = self.pick(["initials", "initials", "forename", "honorific", "full", "initial-surname"])
        self.people: list[Someone] = []
        self.sentences = 0

    def pick(self, choices: Any) -> Any:
        """One of them."""
        return self.rng.choice(list(choices))

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.rng.random() < share

    # ------------------------------------------------------------------ people and bodies

    def someone(self) -> Someone:
        """A new person of any culture."""
        known = words("names")["cultures"][self.pick(self.cultures)]
        given, surname = self.pick(known["forenames"]), self.pick(known["surnames"])
        letters = "".join(w[0].upper() for w in re.split(r"[\s-]+", f"{given} {surname}") if w[0].isalpha())
        return Someone(
            given,
            surname,
            self.pick(words("names")["honorifics"]),
            self.pick(words("bodies")["roles"]),
            self.body_of("organisations"),
            letters,
        )

    def body_of(self, what: str) -> str:
        """An organisation or a board, mostly of the document's own place."""
        place = self.place if self.chance(0.8) else self.pick(words("bodies")["places"])
        return str(self.pick(words("bodies")[what])).format(place=place)

    def call(self, person: Someone) -> str:
        """How the text speaks of somebody."""
        return {
            "initials": person.initials,
            "forename": person.given,
            "honorific": f"{person.honorific} {person.surname}",
            "full": person.name,
            "initial-surname": f"{person.given[0]} {person.surname}",
        }[self.refer]

    # ------------------------------------------------------------------ dates

    def date(self, day: date | None = None) -> str:
        """A day in one of the ways that clerks write it."""
        day = day or self.day + timedelta(days=self.rng.randrange(7, 90))
        if self.numeric:
            return f"{day.day:02}/{day.month:02}/{day.year}"
        ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
        forms = (
            f"{day.day} {day:%B} {day.year}",
            f"{day.day}{ending} {day:%B} {day.year}",
            f"{day:%A} {day.day} {day:%B} {day.year}",
            f"{day:%A} {day.day}{ending} {day:%B}, {day.year}",
            f"{day:%B} {day.day}, {day.year}",
            f"{day.day}.{day.month}.{day:%y}",
        )
        return str(self.pick(forms))

    def hour(self) -> str:
        """A time of day."""
        hour, minute = self.rng.randrange(8, 20), self.pick(["00", "15", "30", "45"])
        half = "am" if hour < 12 else "pm"
        short = (hour - 1) % 12 + 1
        return str(self.pick([f"{hour}:{minute}", f"{short}.{minute}{half}", f"{short}:{minute} {half}"]))

    # ------------------------------------------------------------------ templates

    def sentence(self, kind: str) -> list[Part]:
        """One sentence of that kind, its slots filled and marked."""
        self.sentences += 1
        told = (self.sentences, kind)
        template = self.pick(words("sentences")["kinds"][kind])
        return [part._replace(sentence=told) for part in self.fill(template)]

    def fill(self, template: str) -> Iterator[Part]:
        """The template's words and its filled slots, in order."""
        at = 0
        for slot in SLOT.finditer(template):
            if slot.start() > at:
                yield Part(template[at : slot.start()])
            yield from self._slot(slot[1])
            at = slot.end()
        if at < len(template):
            yield Part(template[at:])

    def _slot(self, name: str) -> Iterator[Part]:
        known = words("sentences")
        if name == "task":
            yield Part("".join(p.text for p in self.fill(self.pick(known["tasks"]))), "task")
        elif name == "due":
            due = "".join(p.text for p in self.fill(self.pick(known["dues"])))
            if due:
                yield Part(" ")
                yield Part(due.strip(), "due")
        else:
            yield Part(self._word(name), TAGGED.get(name))

    def _word(self, name: str) -> str:
        known = words("sentences")
        if name == "lead" and self.chance(0.2):
            return str(self.pick(known["group_leads"]))
        if name in ("lead", "person"):
            return self.call(self.pick(self.people) if self.people else self.someone())
        if name == "organisation":
            return self.body_of("organisations")
        if name == "role":
            return str(self.pick(words("bodies")["roles"]))
        if name in ("thing", "topic"):
            return str(self.pick(known[f"{name}s"]))
        if name == "date":
            return self.date()
        if name in ("month", "past"):
            return f"{self.day + timedelta(days=self.rng.randrange(30, 300)):%B}"
        return str(self.rng.randrange(2, 90))
