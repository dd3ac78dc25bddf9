"""Motions, movers, numbered and listed outcomes, outcomes in a sentence of their own; all invented."""

from __future__ import annotations

import pytest

from minutebook.layout import segment
from minutebook.loaders.text import load_text
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.context import Context
from minutebook.stages.decisions import find_decisions


def decisions(body: str) -> list[tuple[str, str]]:
    text = f"Marlby Council\n\nPresent: Ida Fenn, Bo Lund\n\n1. Lamps\n{body}\n\n2. Close\nNone.\n"
    document = load_text(text.encode(), source="m", sha256="0")
    rulebook = load_rulebook()
    found = find_decisions(Context(document, segment(document, rulebook), rulebook, load_reader()))
    return [(" ".join(one.text.split()), one.kind) for one in found]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Motion by A Fenn, seconded by B Lund, to buy a lamp. Ayes: Fenn. Nays: Lund. Motion carried 2-1.",
         [("Motion by A Fenn, seconded by B Lund, to buy a lamp. Ayes: Fenn. Nays: Lund. Motion carried 2-1.",
           "resolved")]),
        ("Moved by Trustee Fenn, seconded by Trustee Lund\n\nTHAT a lamp be bought.\n\nCARRIED",
         [("THAT a lamp be bought. CARRIED", "resolved")]),
        ("Moved by Trustee Fenn, seconded by Trustee Lund\n\nTHAT a lamp be bought.\n\nDEFEATED",
         [("THAT a lamp be bought. DEFEATED", "rejected")]),
        ("RESOLVED        Crs Fenn/Lund\nThat a lamp be bought.", [("That a lamp be bought.", "resolved")]),
        ("RESOLVED - (i) That a lamp be bought; and\n\n(ii) That the fee be 4 pounds.",
         [("RESOLVED - (i) That a lamp be bought; and", "resolved"), ("(ii) That the fee be 4 pounds.", "resolved")]),
        ("The motion that lamps be bought at once was put and LOST.",
         [("The motion that lamps be bought at once was put and LOST.", "rejected")]),
        ("On a recorded vote, Councillors Fenn and Lund voted against.", []),
        ("Agreed as a correct record.", [("Agreed as a correct record.", "agreed")]),
        ("1.1 Accepted.", [("Accepted.", "approved")]),
        ("The minutes were approved. Proposed Cllr Fenn, seconded Cllr Lund.",
         [("The minutes were approved. Proposed Cllr Fenn, seconded Cllr Lund.", "approved")]),
        ("It was proposed by Cllr Fenn, seconded by Cllr Lund, that the minutes be approved.\n\n"
         "RESOLVED: To accept the minutes.", [("RESOLVED: To accept the minutes.", "resolved")]),
    ],
)  # fmt: skip
def test_one_outcome_once(body: str, wanted: list[tuple[str, str]]) -> None:
    assert decisions(body) == wanted


def test_an_outcome_in_the_paragraph_of_its_heading() -> None:
    text = (
        "Marlby Council\n\nPresent: Ida Fenn, Bo Lund\n\n20/77 Minutes – The minutes of 4 May were approved.\n\n"
        "20/78 Lamps: It was agreed that a lamp be bought. Ida spoke.\n\n20/79 Close – None.\n"
    )
    document = load_text(text.encode(), source="m", sha256="0")
    rulebook = load_rulebook()
    found = find_decisions(Context(document, segment(document, rulebook), rulebook, load_reader()))
    assert [one.text for one in found] == [
        "The minutes of 4 May were approved.",
        "It was agreed that a lamp be bought.",
    ]
