"""How likely each value is right: what its stage said, weighed by weights learnt on other bodies' documents.

One logistic model each for attendees, actions, leads and due dates, over the signs of
`minutebook.assemble.signs`; `models/confidence/README.md` says what the figures mean and how they did.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from minutebook.assemble.signs import Signs, Witness
from minutebook.document import Document
from minutebook.errors import MinutebookError
from minutebook.resources import models_folder
from minutebook.schema import Action, Minutes

KINDS = ("attendees", "actions", "leads", "due")
WEIGHTS = "weights.json"
LEAST, MOST = 0.01, 0.99
"""No model saw enough values to be surer than this."""


@dataclass(frozen=True)
class Weigher:
    """The weights of one kind of value."""

    bias: float
    weights: Mapping[str, float]

    def __call__(self, signs: Signs) -> float:
        """How likely the value is right, 0.01 to 0.99; signs that were never seen count nothing."""
        score = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        return round(min(max(1 / (1 + math.exp(-max(min(score, 30.0), -30.0))), LEAST), MOST), 3)


@cache
def load_weighers(folder: Path) -> dict[str, Weigher] | None:
    """The weights in a folder of models, None where there are none.

    Raises MinutebookError where the file is broken.
    """
    path = folder / "confidence" / WEIGHTS
    if not path.is_file():
        return None
    try:
        kinds = json.loads(path.read_text("utf-8"))["kinds"]
        return {kind: Weigher(kinds[kind]["bias"], kinds[kind]["weights"]) for kind in KINDS}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MinutebookError(f"the weights in {path} cannot be read ({error}): run make train") from error


def weigh_values(document: Document, minutes: Minutes) -> Minutes:
    """The record with calibrated confidence for attendees, actions, leads and due dates.

    Everything else in it stays, and all of it where the weights are not there.
    """
    weighers = load_weighers(models_folder())
    if weighers is None:
        return minutes
    witness = Witness(document, minutes)
    attendees = tuple(
        person.model_copy(update={"confidence": weighers["attendees"](witness.attendee(at))})
        for at, person in enumerate(minutes.attendees)
    )
    actions = tuple(_weigh_action(action, witness, weighers) for action in minutes.actions)
    return minutes.model_copy(update={"attendees": attendees, "actions": actions})


def _weigh_action(action: Action, witness: Witness, weighers: Mapping[str, Weigher]) -> Action:
    return action.model_copy(
        update={
            "confidence": weighers["actions"](witness.action(action)),
            "leads": tuple(
                lead.model_copy(update={"confidence": weighers["leads"](witness.lead(lead, action))})
                for lead in action.leads
            ),
            "due_confidence": None if action.due.date is None else weighers["due"](witness.due(action)),
        }
    )
