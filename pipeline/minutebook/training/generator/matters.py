"""The minutes proper: items by any numbering, prose, decisions, actions by label, column and table."""

from __future__ import annotations

from minutebook.document import BlockKind
from minutebook.training.generator.draft import Draft, Part, Words
from minutebook.training.generator.wordings import Wordings, words

PROSE = ["narrative"] * 6 + ["intention", "proposal", "negation", "past", "commitment"]


class Matters:
    """Writes the items of one document in one house style."""

    def __init__(self, draft: Draft, w: Wordings, *, styled: bool, odd: float) -> None:
        self.draft, self.w, self.styled, self.odd = draft, w, styled, odd
        self.numbering = w.pick(["N1", "N1", "N1", "N2", "N3", "N5", "N6", "N7"])
        self.actions = w.pick(["X1", "X1f", "X2", "X2", "X2-block", "X3", "X5", "X5", "X8", "X7"])
        self.in_table = w.chance(0.15) and self.actions == "X1"
        self.first = w.rng.randrange(20, 400) if self.numbering == "N5" else 1
        self.label = w.pick(["Action", "ACTION", "Actions", "Action point"]) + w.pick([":", ":", " –", " -"])

    def write(self) -> None:
        """Every item; the tracker stands under one of the first."""
        w = self.w
        self.draft.patterns += [self.numbering, self.actions]
        titles = w.rng.sample(words("headings")["items"], w.rng.randrange(4, 11))
        table = self.draft.table() if self.in_table else None
        row = 0
        if table is not None:
            known = words("headings")["columns"]
            heads = [w.pick(known["item"]), w.pick(known["minute"]), w.pick(known["lead"])]
            self.draft.row(
                table, 0, [("action_cell" if n == 2 else "item_heading", [h]) for n, h in enumerate(heads)]
            )
        for number, title in enumerate(titles):
            if table is not None:
                row = self._row(table, row + 1, self.first + number, title)
            else:
                self._item(self.first + number, title, tracker=number == 1 and w.chance(0.35))

    # ------------------------------------------------------------------ shapes of an item

    def _item(self, number: int, title: str, *, tracker: bool) -> None:
        w = self.w
        level = 2 if self.styled and w.chance(0.7) else None
        if tracker:
            title = w.pick(words("headings")["carried"])
        caps = title.upper() if w.chance(0.1) else title
        self.draft.add(
            "item_heading",
            f"{self._number(number)}{caps}",
            kind="heading" if level else "paragraph",
            bold=self.styled or self.numbering == "N3",
            level=level,
        )
        if tracker:
            self._tracker()
            return
        for sub in range(w.rng.randrange(1, 5)):
            if w.chance(0.07):
                self.draft.add("sub_heading", w.pick(words("headings")["subheadings"]), bold=self.styled)
            prefix = f"{number}.{sub + 1} " if self.numbering == "N2" else ""
            self.draft.add("minute", prefix, *self._paragraph(), kind=self._kind())
            if w.chance(0.3):
                self._action()
            if w.chance(0.15):
                self.draft.add("decision", *w.sentence("decision"))

    def _kind(self) -> BlockKind:
        """A bullet now and then."""
        return "list_item" if self.styled and self.w.chance(0.15) else "paragraph"

    def _row(self, table: int, row: int, number: int, title: str) -> int:
        """One item in the minutes' own table: number, text, initials of who acts."""
        w = self.w
        self.draft.row(table, row, [("item_heading", [f"{number}."]), ("item_heading", [title])])
        for _ in range(w.rng.randrange(1, 4)):
            row += 1
            acts = w.chance(0.4)
            agreed: Words = [" ", *w.sentence("commitment")] if acts else []
            told: Words = [*w.sentence("narrative"), *agreed]
            lead: Words = [Part(w.call(w.pick(w.people)), "lead")] if acts else []
            self.draft.row(table, row, [("minute", []), ("minute", told), ("action_cell", lead)])
        return row

    def _number(self, number: int) -> str:
        forms = {
            "N1": f"{number}. ",
            "N2": f"{number}. ",
            "N3": "",
            "N5": f"{number}. ",
            "N6": f"{self.w.day:%y}/{number:03} ",
            "N7": f"{number}) ",
        }
        return forms[self.numbering]

    def _paragraph(self) -> list[Part | str]:
        parts: list[Part | str] = []
        for _ in range(self.w.rng.randrange(1, 5)):
            kind = self.w.pick(PROSE)
            parts += [
                *self.w.sentence(kind if self.actions == "X5" or kind != "commitment" else "narrative"),
                " ",
            ]
        return parts

    # ------------------------------------------------------------------ actions

    def _action(self) -> None:
        w, style = self.w, self.actions
        lead = Part(w.call(w.pick(w.people)), "lead")
        task = list(w.fill("{task}{due}"))
        if style == "X2":
            self.draft.add(
                "action_label", f"{self.label} ", lead, " to ", *task, bold=self.styled and w.chance(0.3)
            )
        elif style == "X2-block":
            self.draft.add("action_label", self.label.rstrip(" –-:") + ":", bold=self.styled)
            for _ in range(w.rng.randrange(1, 4)):
                who = Part(w.call(w.pick(w.people)), "lead")
                self.draft.add("action_row", who, w.pick([" to ", " – ", ": "]), *w.fill("{task}{due}"))
        elif style == "X3":
            self._action_table(w.rng.randrange(1, 4))
        elif style == "X8":
            self.draft.add("action_label", f"{self.label} ", lead)
        elif style == "X7":
            self.draft.add("minute", *w.sentence("commitment"), f" [{self.label.rstrip(' :–-')}: ", lead, "]")
        elif style == "X1f":
            self.draft.add("minute", *w.sentence("narrative"), " ", lead, " ", *w.sentence("narrative"))
        elif style == "X1":
            self.draft.add("minute", *w.sentence("commitment"))
            self.draft.add("action_cell", lead)
        else:
            self.draft.add("minute", *w.sentence("commitment"))

    def _action_table(self, rows: int) -> None:
        w, known = self.w, words("headings")["columns"]
        table = self.draft.table()
        heads = [w.pick(known[c]) for c in ("action", "lead", "due")]
        self.draft.row(table, 0, [("action_row", [head]) for head in heads])
        for row in range(1, rows + 1):
            who = Part(w.call(w.pick(w.people)), "lead")
            task = "".join(p.text for p in w.fill("{task}")).capitalize()
            cells: list[Words] = [
                [Part(task, "task")],
                [who],
                [Part(w.date(), "due")] if w.chance(0.7) else [],
            ]
            self.draft.row(table, row, [("action_row", cell) for cell in cells])

    def write_list(self) -> None:
        """A section of its own at the end, whatever it is called."""
        w = self.w
        known = words("headings")["zones"]["actions"]
        heading = w.pick(known["odd" if w.chance(self.odd) else "usual"])
        self.draft.add(
            "action_label", heading, kind="heading" if self.styled else "paragraph", bold=self.styled
        )
        if w.chance(0.4):
            self._action_table(w.rng.randrange(2, 7))
            return
        dash = w.pick([" to ", " – ", ": "])
        for _ in range(w.rng.randrange(2, 7)):
            who = Part(w.call(w.pick(w.people)), "lead")
            self.draft.add("action_row", who, dash, *w.fill("{task}{due}"), kind=self._kind())

    def _tracker(self) -> None:
        """Old actions, each with what became of it; as a table or as lines."""
        w, known = self.w, words("headings")
        if w.chance(0.3):
            odd = w.chance(self.odd)
            self.draft.add("sub_heading", w.pick(known["zones"]["tracker"]["odd" if odd else "usual"]))
        rows = w.rng.randrange(2, 8)
        if w.chance(0.4):
            table = self.draft.table()
            heads = [w.pick(known["columns"][c]) for c in ("ref", "action", "lead", "update")]
            self.draft.row(table, 0, [("tracker", [head]) for head in heads])
            for row in range(1, rows + 1):
                task = "".join(p.text for p in w.fill("{task}")).capitalize()
                lead = Part(w.call(w.pick(w.people)), "lead")
                update = list(w.fill(w.pick(words("sentences")["updates"])))
                cells: list[tuple[str, Words]] = [
                    ("tracker", [str(row)]),
                    ("tracker", [Part(task, "task")]),
                    ("tracker", [lead]),
                ]
                self.draft.row(table, row, [*cells, ("update", update)])
            return
        for row in range(1, rows + 1):
            lead = Part(w.call(w.pick(w.people)), "lead")
            opening = w.pick([f"Action {row}. ", f"{row}. ", f"Min {row}.2 – ", f"{row:02} "])
            self.draft.add("tracker", opening, lead, " to ", *w.fill("{task}"), ".")
            if w.chance(0.7):
                self.draft.add("update", *w.fill(w.pick(words("sentences")["updates"])))
