"""Samples for the line labeller: real minutes as printed and as damage leaves them, and invented ones."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from minutebook.document import Block, Document
from minutebook.layout import Layout, segment
from minutebook.layout.learnt.features import BlockFeatures
from minutebook.rulebook import Rulebook
from minutebook.training.confidence.damage import KINDS, harmed, laid
from minutebook.training.crf import Example
from minutebook.training.generator import Invented
from minutebook.training.generator.wordings import words
from minutebook.training.gold import Gold, first
from minutebook.training.silver import silver_labels

STRANGE = "strange"
"""The damage of this module: headings that no list of cues knows."""
UNSEEN = "unseen"
"""The same with words that are kept for scoring."""
HARMS = (STRANGE, *KINDS)
PLACE_OF_WORDS = {
    "present": "present",
    "attendance": "present",
    "in_attendance": "in_attendance",
    "apologies": "apologies",
    "absent": "absent",
    "circulation": "circulation",
    "actions": "actions",
    "next_meeting": "next_meeting",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled document, whole (`harm` is empty) or harmed, as the rules read it."""

    name: str
    family: str
    harm: str
    minutes: bool
    layout: Layout
    example: Example


class Samples:
    """Makes samples with one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.features = BlockFeatures(rulebook)

    def of_gold(self, gold: Iterable[Gold], harms: Sequence[str] = (*HARMS, UNSEEN)) -> Iterator[Sample]:
        """Each document as it is, then with each harm; what the labels of the whole one say stays true."""
        for one in gold:
            layout = segment(one.document, self.rulebook)
            labels = silver_labels(layout, one.record, self.rulebook)
            minutes = first((one.record.get("document") or {}).get("kind")) == "minutes"
            yield Sample(one.stem, one.family, "", minutes, layout, self._example(one.body, layout, labels))
            by_index = dict(zip((b.index for b in one.document.body), labels, strict=True))
            for harm in harms:
                document, blocks = harmed_document(layout, harm, one.stem)
                torn = segment(document, self.rulebook)
                example = self._example(one.body, torn, harmed_labels(layout, blocks, by_index, harm))
                yield Sample(one.stem, one.family, harm, minutes, torn, example)

    def of_invented(self, invented: Iterable[Invented]) -> Iterator[Sample]:
        """Each invented document, read by the rules."""
        for one in invented:
            layout = segment(one.document, self.rulebook)
            yield Sample(one.name, "invented", "", True, layout, self._example(one.body, layout, one.labels))

    def _example(self, body: str, layout: Layout, labels: Sequence[str]) -> Example:
        return Example(body, self.features.of(layout.document, layout.zones, layout.zone_rules), labels)


def harmed_document(layout: Layout, harm: str, name: str) -> tuple[Document, list[Block]]:
    """The damaged document, and its blocks with the index of the block that each comes from."""
    if harm in (STRANGE, UNSEEN):
        blocks = list(strange(layout, random.Random(f"{name}:{harm}"), harm))
    else:
        blocks = harmed(layout.document, harm, name)
    blocks = [block for block in blocks if block.text.strip()]
    return laid(layout.document, blocks, harm), blocks


def harmed_labels(layout: Layout, blocks: Sequence[Block], labels: dict[int, str], harm: str) -> list[str]:
    """The label of each damaged block: that of where it comes from; what came between them is furniture."""
    own = {block.index: block.text for block in layout.document.body}
    return [
        "furniture" if harm == "furniture" and own[block.index] != block.text else labels[block.index]
        for block in blocks
    ]


def strange(layout: Layout, draw: random.Random, harm: str) -> Iterator[Block]:
    """The blocks with other words for the headings and labels of zones."""
    zones, unseen = words("headings")["zones"], words("headings")["unseen"]
    known = unseen if harm == UNSEEN else {name: zones[name]["odd"] for name in unseen}
    for block in layout.document.body:
        rule, zone = layout.zone_rules[block.index] or "", layout.zone(block)
        if zone not in PLACE_OF_WORDS or not rule.startswith(("zones.heading", "zones.label")):
            yield block
            continue
        other = str(draw.choice(known[PLACE_OF_WORDS[zone]]))
        if rule.startswith("zones.heading"):
            yield replace(block, text=other, lines=())
        else:
            label, mark, rest = block.text.partition(":")
            short = mark and len(label) < 60
            yield replace(block, text=f"{other}: {rest.strip()}" if short else block.text, lines=())
