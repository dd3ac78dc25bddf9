"""Reads tables of attendance: columns by their headings or by what stands in them, statuses by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minutebook.document import Span
from minutebook.evidence import AttendeeStatus, Quote
from minutebook.layout import TableCell, TableRow
from minutebook.layout.cues import Cues
from minutebook.stages.attendance.entries import Entries
from minutebook.stages.attendance.person import Person, words
from minutebook.stages.attendance.status import Statuses
from minutebook.text.initials import looks_like_initials

ABOUT = ("role", "organisation", "role_organisation")
TICKED = ("present", "apologies", "absent", "deputy")
MOST = 0.8  # of the cells of a column that nothing heads


@dataclass
class Columns:
    """What each grid column of one person's group holds; `name` is where the names stand.

    `crossed` says that a cross in the status column means present.
    """

    name: int
    kinds: dict[int, str] = field(default_factory=dict)
    crossed: bool = False

    def has(self, *kinds: str) -> bool:
        """One of the kinds has a column."""
        return any(kind in self.kinds.values() for kind in kinds)

    @property
    def has_status(self) -> bool:
        """Each row says for itself whether the person came."""
        return self.has("status", "this_meeting", *TICKED)


@dataclass(frozen=True)
class Tables:
    """Reads rows of people."""

    entries: Entries
    statuses: Statuses

    # ------------------------------------------------------------------ columns

    def headed(self, row: TableRow, below: Sequence[TableRow] = ()) -> list[Columns]:
        """The groups of columns of a header row, one for each column of names; none where it is no header.

        A column of the rows `below` that has no heading, or none that is known, holds statuses where its
        cells do.
        """
        kinds: dict[int, str] = {}
        cues = Cues(self.entries.rulebook)
        for cell in row.cells:
            text = " ".join(cell.text.split()).strip(" .:*_")
            found = cues.column(text)
            if found is not None and found[0].value:
                kinds[cell.column] = found[0].value
            elif self.statuses.is_this_meeting(text):
                kinds[cell.column] = "this_meeting"
            elif self.statuses.is_day(text):
                kinds[cell.column] = "other_meeting"
        names = [column for column, kind in kinds.items() if kind in ("name", "entry")]
        if not names:
            return []
        if not {"status", "this_meeting", *TICKED} & set(kinds.values()):
            for column in self._columns(below):
                if column not in kinds and self._share(below, column, self.statuses.is_status) >= MOST:
                    kinds[column] = "status"
        if len(kinds) < 2:
            return []
        kinds = dict(sorted(kinds.items()))
        groups = []
        for number, column in enumerate(names):
            end = names[number + 1] if number + 1 < len(names) else 999
            first = column if number else -1
            groups.append(
                Columns(column, {c: k for c, k in kinds.items() if first <= c < end and c != column})
            )
        if "other_meeting" in kinds.values() and "this_meeting" not in kinds.values():
            for group in groups:
                group.kinds[998] = "no_meeting"
        return groups

    def guessed(self, rows: list[TableRow]) -> list[Columns]:
        """Columns by what stands in them, for tables without a header row."""
        names = [c for c in self._columns(rows) if self._share(rows, c, self._is_name) >= 0.6]
        groups = []
        for number, column in enumerate(names):
            end = names[number + 1] if number + 1 < len(names) else 999
            kinds: dict[int, str] = {}
            for other in self._columns(rows):
                if not column < other < end:
                    continue
                if self._share(rows, other, looks_like_initials) >= 0.7:
                    kinds[other] = "initials"
                elif self._share(rows, other, self.statuses.is_status) >= 0.6:
                    kinds[other] = "status"
                else:
                    kinds[other] = "role_organisation"
            groups.append(Columns(column, kinds))
        for group in groups:
            self._settle_about(rows, group)
        return groups

    def _settle_about(self, rows: list[TableRow], group: Columns) -> None:
        """Two columns beside the name: which holds bodies and which roles."""
        about = [c for c, kind in group.kinds.items() if kind == "role_organisation"]
        if len(about) != 2:
            return
        kind = self.entries.affiliations.kind
        bodies = [self._share(rows, c, lambda t: kind(t) == "organisation") for c in about]
        roles = [self._share(rows, c, lambda t: kind(t) == "role") for c in about]
        if bodies[0] + roles[1] > bodies[1] + roles[0]:
            group.kinds[about[0]], group.kinds[about[1]] = "organisation", "role"
        elif bodies[0] + roles[1] < bodies[1] + roles[0]:
            group.kinds[about[0]], group.kinds[about[1]] = "role", "organisation"

    def _columns(self, rows: Sequence[TableRow]) -> list[int]:
        return sorted({cell.column for row in rows for cell in row.cells})

    def _share(self, rows: Sequence[TableRow], column: int, test: object) -> float:
        cells = [c.text.strip() for r in rows if (c := r.cell(column)) is not None]
        assert callable(test)
        return sum(bool(test(text)) for text in cells) / len(cells) if cells else 0.0

    def _is_name(self, text: str) -> bool:
        found = self.entries.grammar.read(text)
        return found is not None and not found.lone

    # ------------------------------------------------------------------ rows

    def settle_crosses(self, rows: Sequence[TableRow], group: Columns) -> None:
        """A cross means present where most people have one, nothing else says present and no key speaks."""
        said: list[str] = []
        people = 0
        for row in rows:
            people += row.cell(group.name) is not None
            cells = [c for c in row.cells if group.kinds.get(c.column) in ("status", "this_meeting")]
            said += [c.text.strip() for c in cells]
        cross = self.entries.rulebook["attendance.cross.present"]
        crosses = [text for text in said if cross.match(text)]
        first = self.entries.rulebook.first
        others = [found[0].value for text in said if (found := first("attendance.status", text))]
        keyed = any(text in self.statuses.codes for text in crosses)
        group.crossed = not keyed and 2 * len(crosses) >= people > 1 and "present" not in others

    def row(self, row: TableRow, group: Columns, status: AttendeeStatus, cue: Quote | None) -> list[Person]:
        """The people of a row; a row without a name gives nobody."""
        cell = row.cell(group.name)
        if cell is None or cell.column != group.name:
            return []
        kinds = group.kinds
        # A body printed once beside several people belongs to each of them.
        about = [c for c in row.reaching if kinds.get(c.column) in ABOUT]
        body_known = any(kinds.get(c.column) == "organisation" for c in about)
        out: list[Person] = []
        for block in cell.blocks[:1] if len(cell.blocks) == 1 else [None]:
            span = block.span if block is not None else cell.span
            tabbed = block is not None and "\t" in block.text
            reader = self.entries.flat(span) if tabbed else self.entries
            out = reader.read(span.start, span.end, status, cue, lone=True)
        if not out or (out[0].name.lone and not about and not group.has_status):
            return [] if not out or self.entries.affiliations.kind(out[0].text) != "unknown" else out
        for other in row.reaching:
            kind = kinds.get(other.column)
            if kind is None or other is cell:
                continue
            self._field(out, kind, other, body_known=body_known)
        if group.has_status:
            self._row_status(row, group, out, status)
        return out

    def _field(self, people: list[Person], kind: str, cell: TableCell, *, body_known: bool) -> None:
        document = self.entries.document
        span = cell.span
        rule = f"rule:attendance.column.{kind.replace('_', '-')}"
        text = words(document, span)
        for person in people:
            if kind == "initials" and looks_like_initials(text):
                person.give("initials", text, span, rule)
            elif kind == "organisation":
                holes = tuple(self.entries.marks.holes(person, span.start, span.end))
                roles, bodies = self.entries.affiliations.split(document.text, span.start, span.end, holes)
                whole = self.entries.affiliations.split(
                    document.text, span.start, span.end, holes, known=True
                )[0]
                if bodies and roles and roles[0].start > bodies[0].end:
                    whole = bodies
                    person.give("role", words(document, roles[0]), roles[0], rule)
                if whole:
                    person.give("organisation", words(document, whole[0]), whole[0], rule)
            elif kind in ("role", "role_organisation"):
                known = kind == "role" and body_known
                holes = tuple(self.entries.marks.holes(person, span.start, span.end))
                roles, bodies = self.entries.affiliations.split(
                    document.text, span.start, span.end, holes, known=known
                )
                if kind == "role" and bodies and not roles and not known:
                    sure = self.entries.affiliations.kind(words(document, bodies[0])) == "organisation"
                    roles, bodies = (roles, bodies) if sure else (bodies, roles)
                for name, found in (("role", roles), ("organisation", bodies)):
                    if found:
                        person.give(name, words(document, found[0]), found[0], rule)

    def continued(self, row: TableRow, group: Columns, person: Person) -> None:
        """A row with an empty first cell carries the row above on: its words lengthen role and body."""
        for cell in row.cells:
            kind = group.kinds.get(cell.column)
            if kind in ("role", "organisation"):
                value = person.values.get(kind)
                text = words(self.entries.document, cell.span)
                if value:
                    person.values[kind] = f"{value} {text}"
                    person.quotes.append(Quote(kind, cell.span, f"rule:attendance.column.{kind}"))

    # ------------------------------------------------------------------ status

    def _row_status(
        self, row: TableRow, group: Columns, people: list[Person], default: AttendeeStatus
    ) -> None:
        filled = False
        for cell in row.reaching:
            kind = group.kinds.get(cell.column)
            if kind in ("status", "this_meeting"):
                for person in people:
                    filled = self.statuses.apply(person, cell.span, crossed=group.crossed) or filled
            elif kind in TICKED:
                for person in people:
                    self.statuses.ticked(person, kind, cell.span)
                filled = True
        if not filled:
            for person in people:
                person.status = "unknown"
                person.quotes = [q for q in person.quotes if q.field != "status"]
                if group.has("no_meeting"):
                    person.flags.append("meeting_column_unclear")


def overlaps(span: Span, others: list[Span]) -> bool:
    """The span shares a character with one of the others."""
    return any(span.overlaps(other) for other in others)
