"""Which zone each block stands in: a heading or label starts one, the next heading or item ends it."""

from __future__ import annotations

import re
from typing import cast

from minutebook.document import Block, Document
from minutebook.layout.cues import Cues
from minutebook.layout.model import Table, Zone
from minutebook.layout.people import BULLET, PeopleReader
from minutebook.layout.slashes import slash_tables
from minutebook.layout.stacks import Stacks
from minutebook.layout.zones_tables import PEOPLE, Given, TableReader, clean
from minutebook.rulebook import Rulebook

NUMBER = re.compile(r"\s*(?:[(]?\d{1,4}(?:[./]\d{1,4}){0,3}[.):]?|[A-Z]{1,5}[/ -]?\d[\d/.-]*[.):]?)\s+(?=\S)")
HEADING_LENGTH = 90
ONE_BLOCK: tuple[Zone, ...] = ("signature", "chrome")
NEXT_MEETING_LENGTH = 160
LOOKAHEAD = 3
NEAR = 3
STRONG_REACH = 25
STACK_REACH = 150  # blocks in which a list of people may stand
# what says for certain that a list of those present follows
STRONG = ("zones.heading.present", "zones.heading.participants", "zones.heading.attendance")
STRONG_LABELS = ("zones.label.present",)
# a kind of people before names: it lists those who came only where nothing else does
OF_A_KIND = ("zones.label.of-a-kind", "zones.label.officers-list")


def find_zones(
    document: Document, tables: tuple[Table, ...], rulebook: Rulebook, filled: Given | None = None
) -> tuple[tuple[Zone, ...], tuple[str | None, ...]]:
    """One zone a block, and the id of the rule that gave it (None where it was carried on).

    `filled` places blocks beforehand where the rules say nothing; they go on from there.
    """
    walker = _Walker(document, tables, rulebook)
    walker.given = {**(filled or {}), **walker.given}
    walker.walk()
    return tuple(walker.zones), tuple(walker.rules)


class _Walker:
    """Goes through the blocks once; `zone` and `rule` are the state."""

    def __init__(self, document: Document, tables: tuple[Table, ...], rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.people = PeopleReader.of(rulebook)
        self.cues = Cues(rulebook)
        self.table_reader = TableReader(rulebook, self.people)
        self.body = document.body
        self.rows: dict[tuple[int, int], list[Block]] = {}
        for block in self.body:
            if block.cell is not None:
                self.rows.setdefault((block.cell.table, block.cell.row), []).append(block)
        self.item_headers: dict[tuple[int, int], bool] = {}
        self.zones: list[Zone] = [
            "furniture" if block.kind == "furniture" else "item" for block in document.blocks
        ]
        self.rules: list[str | None] = [None] * len(self.zones)
        self.given: Given = {}
        for table in tables:
            self.given.update(self.table_reader.zones(table))
        self.stacked: dict[int, bool] = {}  # by block: whether it begins a stack of columns
        for stack in Stacks.of(self.people).find(document.body[:STACK_REACH]):
            self.stacked.update({block.index: block is stack.names[0] for block in stack.blocks})
        for rows in slash_tables(document.body[:STACK_REACH], rulebook):
            self.given.update({block.index: ("attendance", None) for block in rows})
            self.given[rows[0].index] = ("attendance", "zones.table.attendance")
        self.zone: Zone = "header"
        self.started = False  # a list of people or an item was met
        self.near = 99  # blocks since the last list of people
        self.listed = False  # a list of those present was met
        self.people_met = False  # it had people in it
        self.numbered_list = False
        self.cue: int | None = None  # the level of the heading that began the list, None for a line

    def walk(self) -> None:
        for place, block in enumerate(self.body):
            zone, rule = self._zone(place, block)
            self.zones[block.index] = zone
            self.rules[block.index] = rule
            if zone in ("present", "attendance") and not (rule or "").startswith("zones.heading"):
                self.people_met = True

    # ------------------------------------------------------------------ one block

    def _zone(self, place: int, block: Block) -> tuple[Zone, str | None]:
        self.near = 0 if self.zone in PEOPLE else self.near + 1
        if block.index in self.given:
            zone, rule = self.given[block.index]
            if zone != "furniture":  # it stands between lines of a zone that goes on
                self._enter(zone)
            return zone, rule
        text = clean(block.text)
        if self._status_cell(place, block):
            return self.zone, None
        if self._in_stack(block):
            return self._stack()
        found = self._heading(place, block, text) or self._label(place, block)
        if found is not None:
            zone, rule, goes_on = found
            self.cue = (block.level or 9) if block.kind == "heading" else None
            if goes_on:
                self._enter(zone)
            return zone, rule
        return self._carried(place, block, text)

    def _in_stack(self, block: Block) -> bool:
        """A line of a stack of columns, in a list of people or where one may begin."""
        begins = self.stacked.get(block.index)
        return begins is not None and (self.zone in PEOPLE or (begins and self.zone == "header"))

    def _stack(self) -> tuple[Zone, str | None]:
        """The people of a stack belong to the list that stands open; without one they are present."""
        if self.zone in PEOPLE:
            return self.zone, None
        self._enter("present")
        return "present", "zones.table.stack"

    def _status_cell(self, place: int, block: Block) -> bool:
        """One of the other cells of a person's row: `Present` there is a status and no heading."""
        before = self.body[place - 1] if place else None
        after = self.body[place + 1] if place + 1 < len(self.body) else None
        if self.zone not in PEOPLE or before is None or not _beside(block, before):
            return False
        whole = (
            after is None or after.cell is None or after.cell[:3] != block.cell[:3] if block.cell else False
        )
        return whole and self.zones[before.index] == self.zone and self.rules[before.index] is None

    def _enter(self, zone: Zone) -> None:
        self.zone = zone
        if zone in PEOPLE:
            self.started = True
            self.listed = self.listed or zone in ("present", "attendance")

    def _heading(self, place: int, block: Block, text: str) -> tuple[Zone, str | None, bool] | None:
        """A whole line that starts a zone; a numbered one stays an item and its list takes the zone."""
        if len(text) > HEADING_LENGTH:
            return None
        number = NUMBER.match(text)
        bare = clean(text[number.end() :]) if number else text
        rule = self.cues.heading(bare)
        if rule is None:
            return None
        zone = cast("Zone", rule.value)
        if zone in PEOPLE:
            if not self._list_follows(place, rule.id, numbered=number is not None):
                return None
            if number is not None or rule.id == "zones.heading.welcome-apologies":
                self._enter(zone)
                return "item", None, False
            return zone, rule.id, True
        if rule.id == "zones.heading.officers-list":
            zone = "in_attendance" if self.listed and self.zone in PEOPLE else "header"
            if not self._people_next(place) or (self.started and zone == "header"):
                return None
            return zone, rule.id, True
        if self.zone == "actions" and block.cell is not None and block.cell.column > 1:
            return None  # `next meeting` as a due date
        if number is not None:
            self._enter(zone)
            return (
                "item" if zone != "next_meeting" else zone,
                None if zone != "next_meeting" else rule.id,
                False,
            )
        return zone, rule.id, zone not in ONE_BLOCK

    def _list_follows(self, place: int, rule: str, *, numbered: bool) -> bool:
        """Whether a heading of people has its list: strong words stand alone, weak ones need names."""
        strong = rule in (
            *STRONG,
            "zones.heading.in-attendance",
            "zones.heading.absent",
            "zones.heading.apologies",
        )
        if numbered or rule == "zones.heading.welcome-apologies":
            return self._people_next(place, strict=True)
        if rule == "zones.heading.members":
            return (not self.listed or self._beside_list(self.body[place])) and self._people_next(place)
        if strong:
            return self._people_next(place) or self._cue_next(place) or not self.started
        return self._guests_may_stand(rule) and self._people_next(place)

    def _beside_list(self, block: Block) -> bool:
        """A heading of the rank of the one over the list of those present that ends here."""
        rank = (block.level or 9) if block.kind == "heading" else 99
        return self.zone in ("present", "attendance") and self.cue is not None and rank <= self.cue

    def _guests_may_stand(self, rule: str) -> bool:
        """Guests follow a list or open one; an office counts only beside a list of those present."""
        if rule.endswith(".office-guests"):
            return self.listed and self.zone in PEOPLE
        return "guests" not in rule or self.zone in PEOPLE or not self.started or self.near <= NEAR

    def _people_next(self, place: int, *, strict: bool = False) -> bool:
        """One of the next lines lists people, before anything that does not."""
        for offset, block in enumerate(self.body[place + 1 : place + 1 + LOOKAHEAD]):
            if block.index in self.given:
                return self.given[block.index][0] in PEOPLE
            text = block.text.strip()
            if self.people.is_people(text, lone=not strict and len(text) < 160) or self.people.is_nobody(
                text
            ):
                return True
            if strict or len(text) > 80 or text.endswith(".") or self._ends(block, clean(text)):
                return False
            if offset and self.cues.heading(clean(text)):
                return False
        return False

    def _strong_ahead(self, place: int) -> bool:
        """One of the next lines says plainly who was present, so a list above it does not."""
        for block in self.body[place + 1 : place + 1 + STRONG_REACH]:
            text = clean(block.text[:HEADING_LENGTH])
            heading = self.cues.heading(text) if len(block.text) <= HEADING_LENGTH else None
            if heading is not None and heading.id in STRONG:
                return True
            label = self.cues.label(block.text)
            if label is not None and label[0].id in STRONG_LABELS:
                return True
        return False

    def _cue_next(self, place: int) -> bool:
        """The next line is a heading or label of people itself: `Attendance`, then `Present:`."""
        for block in self.body[place + 1 : place + 2]:
            heading = self.cues.heading(clean(block.text))
            label = self.cues.label(block.text) if heading is None else None
            rule = heading if label is None else label[0]
            return rule is not None and rule.value in PEOPLE
        return False

    def _label(self, place: int, block: Block) -> tuple[Zone, str, bool] | None:
        """A line that begins with the word for a zone and goes on with what stands in it."""
        bullet = BULLET.match(block.text)
        text = block.text[bullet.end() :] if bullet else block.text
        number = NUMBER.match(block.text)
        if number is not None:
            text = block.text[number.end() :]
        found = self.cues.label(text)
        if found is None:
            return None
        rule, match, offset = found
        zone = cast("Zone", rule.value)
        rest = text[offset + match.end() :].strip()
        beside = self.zone in PEOPLE
        if rule.id == "zones.label.officers-list" and (self.listed or beside):
            zone = "in_attendance" if self.people_met else "present"
            beside = beside or self.near <= NEAR  # a sentence of apologies may stand between
        if rule.id in OF_A_KIND and not beside:
            several = self.people.are_people(rest) or (
                self.people.is_people(rest) and self._people_next(place, strict=True)
            )
            if self.started or self._strong_ahead(place) or not several:
                return None if zone != "header" else (zone, rule.id, True)
            zone = "present"
        if zone in PEOPLE:
            if not (self.people.is_people(rest, lone=True) or self.people.is_nobody(rest)):
                return None
            if not self._guests_may_stand(rule.id):
                return None
            if number is not None and self.people.is_nobody(rest):
                return None
            return zone, rule.id, True
        if zone == "circulation" and self.started and rule.id == "zones.label.circulation":
            return zone, rule.id, self.zone in (*PEOPLE, "circulation")
        if zone == "next_meeting":
            if number is not None and len(text) > HEADING_LENGTH:
                return zone, rule.id, False
            return zone, rule.id, len(rest) < 40
        if zone == "legend":
            return zone, rule.id, False
        return zone, rule.id, zone not in ONE_BLOCK

    # ------------------------------------------------------------------ lines without a cue

    def _carried(self, place: int, block: Block, text: str) -> tuple[Zone, str | None]:
        if self.zone in (*PEOPLE, "circulation"):
            if self._still_people(place, block, text):
                return self.zone, None
            self.zone = self._after_people(text)
            return self.zone, None
        if self.zone == "next_meeting" and self._dates_line(text):
            return self.zone, None
        if self._ends(block, text):
            header = self.zone == "header" and self._field(text)
            self.zone = "header" if header else "item"
            self.started = self.started or not header
            return self.zone, None
        if self.zone == "next_meeting" and (block.kind == "heading" or len(text) > NEXT_MEETING_LENGTH):
            self.zone = "item"
        elif self.zone == "legend" and (len(text) > 120 or block.kind == "heading"):
            self.zone = "item" if self.started else "header"
        elif self.zone == "actions" and block.kind == "heading" and not self._parts_actions(text):
            self.zone = "item"
        return self.zone, None

    def _parts_actions(self, text: str) -> bool:
        return self.rulebook["items.title.part"].match(text) is not None

    def _dates_line(self, text: str) -> bool:
        number = NUMBER.match(text)
        rule = self.rulebook["zones.field.date-line"]
        return rule.match(text) is not None or bool(number and rule.match(text[number.end() :]))

    def _after_people(self, text: str) -> Zone:
        return "header" if self._field(text) and not self.listed else "item"

    def _field(self, text: str) -> bool:
        return self.rulebook["zones.field.header"].match(text) is not None

    def _still_people(self, place: int, block: Block, text: str) -> bool:
        """The list goes on: a person, nobody, the rest of a line above, or a heading within the list."""
        raw = block.text.strip()
        numbered = self.rulebook["zones.end.numbered"].match(raw) is not None
        before = self.body[place - 1] if place else None
        if self._field(text):
            return False
        if block.kind == "heading" and (self.cue is None or self.cue >= (block.level or 9)):
            return False
        short = len(raw) < 60 or block.kind == "list_item"
        lone = self.zone != "circulation" and short and block.kind != "heading"
        if self.people.is_people(raw, lone=lone) and not self._ends_title(text):
            if not numbered:
                return True
            first = before is not None and self.rules[before.index] is not None
            self.numbered_list = first or (self.numbered_list and numbered)
            return self.numbered_list
        if self.people.is_nobody(raw):
            return True
        if before is not None and not numbered and self._runs_over(before, block):
            return True
        if not numbered and self._below_name(place, block):
            return True
        if numbered or self._ends_title(text) or (block.kind == "heading" and not self._people_next(place)):
            return False
        if raw[:1] in "&(" or raw[:1].islower():
            return len(raw) < 120
        closed = raw.endswith(".") and not self.people.grammar.is_title(raw)
        return len(raw) <= 70 and not closed and self._people_next(place, strict=False)

    def _runs_over(self, before: Block, block: Block) -> bool:
        """The line above breaks off within a run-on list, so this one goes on with it."""
        beside = before.index + 1 == block.index and before.cell is None and block.cell is None
        return beside and block.kind != "heading" and self.people.breaks_off(before.text)

    def _below_name(self, place: int, block: Block) -> bool:
        """What belongs to the one name of the line above, in a list whose lines go name, role, name, role."""
        if place < 2 or block.cell is not None or block.kind == "heading" or block.bold:
            return False
        name, above = self.body[place - 1], self.body[place - 2]
        if (
            name.cell is not None
            or self.rules[name.index] is not None
            or not self.people.is_only_name(name.text)
        ):
            return False
        opens = self.rules[above.index] is not None or self.people.is_affiliation(above.text)
        return opens and self.zones[name.index] == self.zone and self.people.is_affiliation(block.text)

    def _ends_title(self, text: str) -> bool:
        return self.rulebook["zones.end.title"].match(text) is not None

    def _ends(self, block: Block, text: str) -> bool:
        """The line begins the minutes proper: numbered, or a title that every agenda has."""
        if self.rulebook["zones.end.closed"].match(text) is not None:
            return True
        if self.rulebook["zones.end.numbered"].match(block.text.strip()) is not None:
            if self.zone == "header":
                # `4 May 2020` is the meeting's day, not an item
                return block.kind != "list_item" and not self.rulebook["zones.field.date-line"].match(text)
            return True
        if (
            block.cell is not None
            and self.rulebook["zones.table.item"].match(text)
            and self._item_header(block)
        ):
            return True
        if len(text) > HEADING_LENGTH or not self._ends_title(text):
            return False
        if self.zone == "actions" and block.cell is not None and self._table_word(text):
            return False
        if self.zone == "header":
            return self.started and (block.kind == "heading" or block.bold)
        return block.kind == "heading" or block.bold or self.zone in ("legend", "next_meeting", "actions")

    def _item_header(self, block: Block) -> bool:
        """The header row of the table that holds the minutes: `Item | Discussion | Action`."""
        if block.cell is None:
            return False
        at = (block.cell.table, block.cell.row)
        if at not in self.item_headers:
            texts = [clean(other.text) for other in self.rows[at]]
            self.item_headers[at] = (
                len(texts) > 1
                and all(self._table_word(text) for text in texts)
                and any(self.table_reader.holds_minutes(text) for text in texts)
            )
        return self.item_headers[at]

    def _table_word(self, text: str) -> bool:
        """A heading of the columns of minutes or actions."""
        rules = ("zones.table.item", "zones.table.action", "zones.table.action-field")
        return any(self.rulebook[rule].match(text) for rule in rules)


def _beside(block: Block, before: Block) -> bool:
    return (
        block.cell is not None
        and before.cell is not None
        and before.cell[:2] == block.cell[:2]
        and block.cell.column > before.cell.column
    )
