"""Writes books of invented meetings in which it is known what each item deals with and where each person is named.

    python tests/samples/theme_archive.py OUT [--boards 40] [--meetings 10] [--quiet]

Without `--quiet` differences are planted (see PLANTED): a kind of board that talks more of a theme, one board
that does, a theme that rises, a word that no theme has and one board alone uses. `truth.json` beside the
records has them, and the offsets of every mention of a person. The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

WORDS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "benchmarks" / "archive_words.yaml").read_text("utf-8")
)
KINDS = {
    "Safeguarding Children Partnership": "children",
    "Safeguarding Adults Board": "adults",
    "Community Safety Partnership": "community",
    "Health and Wellbeing Board": "health",
}
# What an item says where it deals with a theme: words of this project, not of anybody's minutes.
SAYS = {
    "neglect": (
        "Neglect",
        ["Use of the graded care profile has doubled.", "Too many neglected children wait."],
    ),
    "domestic_abuse": ("Domestic abuse", ["MARAC saw more repeat cases.", "Coercive control is seen late."]),
    "exploitation": ("Exploitation", ["County lines reach the villages.", "Two NRM referrals were made."]),
    "self_neglect": (
        "Self-neglect",
        ["The hoarding protocol works.", "Self-neglect was found in four cases."],
    ),
    "mental_health": ("Mental health", ["Waits for CAMHS have grown.", "Suicide was spoken of."]),
    "housing_homelessness": ("Homelessness", ["Rough sleeping was counted.", "Families are evicted."]),
    "finance": ("Budget", ["Contributions to the budget stand.", "The grant ends in March."]),
    "reviews_learning": ("Reviews", ["A rapid review was begun.", "The learning event is full."]),
    "health_services": ("Health", ["Health visitors are short of time.", "Midwives see every mother."]),
    "violence_community_safety": ("Safer streets", ["Burglary is down.", "Knife crime was talked through."]),
    "education": ("Schools", ["Head teachers replied at length.", "Exclusions from schools fell."]),
    "performance_data": ("Scorecard", ["The scorecard was gone through.", "The data set is late."]),
}
BASE = {theme: 0.06 + 0.012 * n for n, theme in enumerate(SAYS)}
PLANTED = {"kind": ("adults", "self_neglect", 6.0), "board": (0, "exploitation", 6.0), "rise": ("mental_health", 8.0),
           "word": (0, "drones")}  # fmt: skip
PLAIN = ["Members heard what had been done since.", "The paper was taken as read.", "There were no questions.",
         "It was a long evening and the room was cold.", "The lift was out of order again.",
         "Some papers came late and were read at the table.", "The group went through the list line by line.",
         "This will come back in the spring.", "Tea was served."]  # fmt: skip
SPEAKS = ["{who} gave a short account.", "{who} thanked those who had helped.", "This was doubted by {who}.",
          "It was left with {who}.", "{who} and {other} will speak outside the meeting."]  # fmt: skip
FIRST = date(2014, 1, 15)
SEATS = 8


class _Text:
    """A document's text as it grows, with what is to be told of places in it."""

    def __init__(self) -> None:
        self.text = ""
        self.mentions: list[tuple[int, int, str, bool]] = []

    def add(self, words: str) -> tuple[int, int]:
        """Append; where it stands."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def name(self, words: str, person: str, *, listed: bool) -> tuple[int, int]:
        """Append a mention of a person."""
        span = self.add(words)
        self.mentions.append((*span, person, listed))
        return span


def _quote(field: str, text: _Text, span: tuple[int, int]) -> dict[str, Any]:
    return {"field": field, "page": None, "start": span[0], "end": span[1], "text": text.text[span[0] : span[1]],
            "box": None, "producer": "rule:archive.made"}  # fmt: skip


class _Person:
    def __init__(self, rng: random.Random, number: int) -> None:
        self.forename = rng.choice(WORDS["forenames"])
        self.surname = rng.choice(WORDS["heads"]) + rng.choice(WORDS["tails"])
        self.title = rng.choice(["Dr", "Ms", "Mr", "Cllr", "Mrs"])
        self.role = rng.choice(WORDS["roles"])
        self.key = f"{number}"

    @property
    def name(self) -> str:
        return f"{self.forename} {self.surname}"

    @property
    def initials(self) -> str:
        return self.forename[0] + self.surname[0]


def records(
    boards: int, meetings: int, *, quiet: bool, seed: int = 1
) -> Iterator[tuple[str, dict[str, Any], list[Any]]]:
    """Stem, record and mentions of each meeting, board by board."""
    for board in range(boards):
        rng = random.Random(f"{seed} board {board}")
        name, kind = list(KINDS.items())[board % len(KINDS)]
        place = (
            WORDS["heads"][board % len(WORDS["heads"])]
            + WORDS["tails"][(board * 5 + board // 44) % len(WORDS["tails"])]
        )
        people: list[_Person] = []
        while len(people) < SEATS:
            one = _Person(rng, board * 100 + len(people))
            if all(one.surname != p.surname and one.initials != p.initials for p in people):
                people.append(one)
        for meeting in range(meetings):
            day = FIRST + timedelta(days=round(3600 * meeting / max(1, meetings)) + rng.randrange(20))
            chances = dict(BASE)
            if not quiet:
                who, theme, times = PLANTED["kind"]
                chances[theme] *= times if kind == who else 1
                number, theme, times = PLANTED["board"]
                chances[theme] *= times if board == number else 1
                theme, times = PLANTED["rise"]
                chances[theme] *= 1 + (times - 1) * meeting / max(1, meetings - 1)
            odd = PLANTED["word"][1] if not quiet and board == PLANTED["word"][0] else None
            yield _record(
                f"b{board:03}-{day.isoformat()}-{meeting}", f"{place} {name}", day, people, chances, odd, rng
            )


def _record(stem: str, body: str, day: date, people: list[_Person], chances: dict[str, float], odd: str | None,
            rng: random.Random) -> tuple[str, dict[str, Any], list[Any]]:  # fmt: skip
    text = _Text()
    text.add(f"{body}\nMinutes of the meeting held on {day.day} {day:%B %Y}\nPresent:\n")
    attendees = []
    for n, one in enumerate(people, 1):
        title = text.add(f"{one.title} ")
        span = text.name(one.name, one.key, listed=True)
        text.add(" (")
        short = text.name(one.initials, one.key, listed=True)
        text.add("), ")
        role = text.add(one.role)
        text.add("\n")
        quotes = [_quote("honorific", text, (title[0], title[1] - 1)), _quote("name", text, span),
                  _quote("initials", text, short), _quote("role", text, role)]  # fmt: skip
        attendees.append({"id": f"p{n}", "name": one.name, "honorific": one.title, "initials": one.initials, "role": one.role,
                          "organisation": None, "status": rng.choice(["present", "present", "apologies"]), "evidence": quotes})  # fmt: skip
    items, actions = [], []
    for number in range(1, rng.randrange(5, 10)):
        # Items of one meeting hang together: a board in the mood for a theme comes back to it.
        dealt = [
            theme
            for theme, chance in chances.items()
            if rng.random() < min(0.9, chance * rng.choice([0.4, 1.6]))
        ]
        title = (
            SAYS[rng.choice(dealt)][0] if dealt and rng.random() < 0.5 else f"Paper {rng.choice('ABCDEFG')}"
        )
        num = text.add(f"{number}")
        text.add(". ")
        head = text.add(title)
        text.add("\n")
        start = len(text.text)
        for theme in dealt:
            text.add(rng.choice(SAYS[theme][1]) + " ")
        for _ in range(rng.randrange(3, 8)):
            text.add(rng.choice(PLAIN) + " ")
        if odd and rng.random() < 0.5:
            text.add(f"The {odd} were seen over the harbour. ")
        for _ in range(rng.randrange(1, 3)):
            _speak(text, people, rng)
        span = (start, len(text.text.rstrip()))
        text.add("\n")
        quotes = [_quote("number", text, num), _quote("title", text, head), _quote("text", text, span)]
        items.append(
            {
                "id": f"i{number}",
                "number": f"{number}",
                "title": title,
                "text": text.text[slice(*span)],
                "evidence": quotes,
            }
        )
        if rng.random() < 0.4:
            one = rng.choice(people)
            text.add("Action: ")
            lead = text.name(one.initials, one.key, listed=True)
            begin = lead[0]
            text.add(f" to {rng.choice(WORDS['verbs'])} the {rng.choice(WORDS['things'])}.")
            whole = (begin, len(text.text))
            text.add("\n")
            actions.append({"id": f"a{len(actions) + 1}", "text": text.text[slice(*whole)], "status": "open", "origin": "new",
                            "agenda_item": f"{number}", "agenda_item_id": f"i{number}", "evidence": [_quote("text", text, whole)],
                            "leads": [{"text": one.initials, "name": one.name, "person_id": f"p{people.index(one) + 1}",
                                       "evidence": [_quote("text", text, lead)]}]})  # fmt: skip
    record = {
        "schema_version": "1.0",
        "document": {"source": f"{stem}.txt", "sha256": stem, "format": "text", "pages": None, "kind": "minutes"},
        "meeting": {"body": body, "date": day.isoformat(), "chair": people[0].name,
                    "evidence": [_quote("body", text, (0, len(body)))]},
        "attendees": attendees, "agenda_items": items, "actions": actions, "document_text": text.text,
    }  # fmt: skip
    return stem, record, text.mentions


def _speak(text: _Text, people: list[_Person], rng: random.Random) -> None:
    """A sentence in which people are named, in one of the ways in which minutes name them."""
    pattern = rng.choice(SPEAKS)
    for part in pattern.replace("{who}", "\0who\0").replace("{other}", "\0who\0").split("\0"):
        if part != "who":
            text.add(part)
            continue
        one = rng.choice(people)
        ways = [one.initials, one.name, f"{one.title} {one.surname}", one.forename, f"{one.forename[0]} {one.surname}",
                f"{one.forename[0]}. {one.surname}", one.surname,
                one.name.upper(), f"{one.surname}, {one.forename}"]  # fmt: skip
        if rng.random() < 0.08:
            # Somebody who sits nowhere: named in full, or with a title.
            guest = _Person(rng, 0)
            text.name(
                rng.choice([guest.name, f"{guest.title} {guest.surname}"]),
                f"guest {guest.name}",
                listed=False,
            )
        else:
            text.name(rng.choices(ways, [6, 4, 3, 2, 1, 1, 1, 1, 1])[0], one.key, listed=True)
            if rng.random() < 0.1:
                text.add("'s deputy")
    text.add(" ")


def write_archive(
    out: Path, boards: int = 40, meetings: int = 10, *, quiet: bool = False, seed: int = 1
) -> None:
    """Write records, manifest and `truth.json` into a new folder."""
    (out / "documents").mkdir(parents=True)
    truth: dict[str, Any] = {"planted": None if quiet else PLANTED, "mentions": {}}
    with (out / "manifest.jsonl").open("w", encoding="utf-8") as manifest:
        for stem, record, mentions in records(boards, meetings, quiet=quiet, seed=seed):
            (out / "documents" / f"{stem}.json").write_text(json.dumps(record), encoding="utf-8")
            manifest.write(json.dumps({"source": f"{stem}.txt", "stem": stem, "status": "ok"}) + "\n")
            truth["mentions"][stem] = mentions
    (out / "truth.json").write_text(json.dumps(truth), encoding="utf-8")


def main() -> int:
    """Write the book."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path)
    ask.add_argument("--boards", type=int, default=40)
    ask.add_argument("--meetings", type=int, default=10)
    ask.add_argument("--quiet", action="store_true", help="plant nothing")
    given = ask.parse_args()
    write_archive(given.out, given.boards, given.meetings, quiet=given.quiet)
    return 0


if __name__ == "__main__":
    sys.exit(main())
