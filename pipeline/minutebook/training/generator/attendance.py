"""Who came and who did not: A1 lines, A2 tables, A3 run-on lists, A5 flattened columns, A7 codes."""

from __future__ import annotations

from collections.abc import Sequence

from minutebook.document import BlockKind
from minutebook.training.generator.draft import Draft, Part, Words
from minutebook.training.generator.wordings import Someone, Wordings, words

SHAPES = [
    "A1",
    "A1",
    "A1-dash",
    "A1-initials",
    "A1-name",
    "A2",
    "A3",
    "A3",
    "A4",
    "A5",
    "A2-slash",
    "A28",
    "A21",
]


class Attendance:
    """Writes the lists of one document in one house style."""

    def __init__(self, draft: Draft, w: Wordings, *, styled: bool, odd: float) -> None:
        self.draft, self.w, self.styled, self.odd = draft, w, styled, odd
        self.shape = w.pick(SHAPES)
        self.inline = self.shape == "A3" and w.chance(0.6)
        self.colon = w.pick([":", ":", "", " –"])
        self.bold = w.chance(0.5)

    def write(self, *, headless: bool) -> None:
        """All lists; `headless` leaves out the first heading, as damage does."""
        self.draft.patterns.append(self.shape)
        w = self.w
        if self.w.chance(0.18):
            self._codes()
            return
        came = list(w.people)
        away = [w.someone() for _ in range(w.rng.randrange(0, 6))]
        cut = len(came) - w.pick([0, 0, 1, 2, 3])
        lists = [
            ("present", came[: max(3, cut)]),
            ("in_attendance", came[max(3, cut) :]),
            ("apologies", away),
        ]
        if w.chance(0.15):
            lists.append(("absent", [w.someone() for _ in range(w.rng.randrange(1, 4))]))
        if w.chance(0.15):
            lists.append(("circulation", [w.someone() for _ in range(w.rng.randrange(1, 4))]))
        if w.chance(0.1):
            lists[0], lists[2] = lists[2], lists[0]
        for number, (zone, people) in enumerate(lists):
            if people:
                self._list(zone, people, headless=headless and number == 0)
        if w.chance(0.04):
            self.draft.add("legend", w.pick(words("headings")["legend"]))

    def _list(self, zone: str, people: Sequence[Someone], *, headless: bool) -> None:
        heading = self._heading(zone)
        if self.inline or (zone != "present" and self.w.chance(0.35)):
            parts: list[Part | str] = [] if headless else [f"{heading.rstrip(' :–')}: "]
            joint = self.w.pick([", ", ", ", "; "])
            brief = self.w.chance(0.5) and joint == "; "
            for number, person in enumerate(people):
                parts += [joint if number else "", *self._entry(person, brief=not brief)]
            self.draft.add(zone, *parts, "." if self.w.chance(0.2) else "")
            return
        if not headless:
            level = 2 if self.styled and self.w.chance(0.4) else None
            self.draft.add(
                zone,
                heading,
                kind="heading" if level else "paragraph",
                bold=self.bold and self.styled,
                level=level,
            )
        if self.shape == "A2":
            self._table(zone, people)
        elif self.shape == "A5":
            self._stacks(zone, people)
        else:
            kind: BlockKind = "list_item" if self.styled and self.w.chance(0.3) else "paragraph"
            for person in people:
                self.draft.add(zone, *self._entry(person, brief=False), kind=kind)

    def _heading(self, zone: str) -> str:
        known = words("headings")["zones"][zone]
        text = str(self.w.pick(known["odd" if self.w.chance(self.odd) else "usual"]))
        if self.w.chance(0.15):
            text = text.upper()
        return text if text.endswith(":") else text + self.colon

    def _entry(self, person: Someone, *, brief: bool) -> list[Part | str]:
        w = self.w
        name = Part(person.name, "person")
        if self.shape == "A28":
            return [Part(person.given, "person")]
        if self.shape == "A21":
            return [Part(person.initials, "person")]
        if brief or self.shape == "A1-name":
            titled = f"{person.honorific} {person.surname}" if w.refer == "honorific" else person.name
            return [Part(titled, "person"), *(self._capacity() if not brief else [])]
        role, body = Part(person.role, "role"), Part(person.organisation, "organisation")
        if self.shape == "A4":
            office: Words = [role, ", "] if w.chance(0.4) else []
            return [name, " (", *office, body, ")"]
        if self.shape == "A1-dash":
            return [name, " – ", role, ", ", body]
        if self.shape == "A1-initials":
            return [name, f" ({person.initials}) ", role, ", ", body]
        if self.shape == "A2-slash":
            return [name, " / ", person.initials, " / ", role, ", ", body]
        return [name, ", ", role, ", ", body, *self._capacity()]

    def _capacity(self) -> list[Part | str]:
        return (
            [self.w.pick([" (Chair)", " (minutes)", " (part)", " (for item 5)"])]
            if self.w.chance(0.12)
            else []
        )

    def _table(self, zone: str, people: Sequence[Someone]) -> None:
        table, known = self.draft.table(), words("headings")["columns"]
        row = 0
        if self.w.chance(0.6):
            heads = [self.w.pick(known[c]) for c in ("name", "role", "organisation")]
            self.draft.row(table, 0, [(zone, [head]) for head in heads])
            row = 1
        for number, one in enumerate(people, start=row):
            cells: list[Words] = [
                [Part(one.name, "person")],
                [Part(one.role, "role")],
                [Part(one.organisation, "organisation")],
            ]
            self.draft.row(table, number, [(zone, cell) for cell in cells])

    def _stacks(self, zone: str, people: Sequence[Someone]) -> None:
        for person in people:
            self.draft.add(zone, Part(person.name, "person"))
        for person in people:
            self.draft.add(zone, Part(person.role, "role"))

    def _codes(self) -> None:
        """A table in which each person has a status of their own, with or without its key."""
        w, known = self.w, words("headings")
        self.draft.patterns.append("A7")
        table = self.draft.table()
        self.draft.row(
            table,
            0,
            [("attendance", [w.pick(known["columns"][c])]) for c in ("name", "organisation", "status")],
        )
        for row, one in enumerate([*w.people, *(w.someone() for _ in range(3))], start=1):
            status = w.pick(
                known["statuses"][w.pick(["present", "present", "present", "apologies", "absent"])]
            )
            cells: list[Words] = [
                [Part(one.name, "person")],
                [Part(one.organisation, "organisation")],
            ]
            self.draft.row(table, row, [("attendance", cell) for cell in [*cells, [status]]])
        if w.chance(0.7):
            self.draft.add("legend", w.pick(known["legend"]))
