"""What ends the minutes: the next meeting, signatures, the circulation list."""

from __future__ import annotations

from minutebook.training.generator.draft import Draft, Part
from minutebook.training.generator.wordings import Wordings, words


def write_closing(draft: Draft, w: Wordings, *, styled: bool, odd: float) -> None:
    """T1 labelled, T2 a line, T3 a sentence, T4 several dates, T6 nothing; then the signature."""
    shape = w.pick(["T1", "T2", "T2", "T3", "T4", "T6"])
    draft.patterns.append(shape)
    known = words("headings")["zones"]["next_meeting"]
    heading = w.pick(known["odd" if w.chance(odd) else "usual"])
    label = "next_meeting"
    if shape == "T3":
        draft.add(label, "The next meeting will be held on ", Part(w.date(), "date"), f" at {w.hour()}.")
    elif shape != "T6":
        draft.add(label, heading + w.pick([":", ""]), kind="heading" if styled else "paragraph", bold=styled)
        if shape == "T1":
            draft.add(label, "Date: ", Part(w.date(), "date"))
            draft.add(label, f"Time: {w.hour()}")
            draft.add(label, f"Venue: {w.pick(words('bodies')['rooms'])}")
        else:
            for _ in range(3 if shape == "T4" else 1):
                room = w.pick(words("bodies")["rooms"])
                draft.add(
                    label, Part(w.date(), "date"), f" at {w.hour()}", f" – {room}" if w.chance(0.5) else ""
                )
    if w.chance(0.3):
        line = w.pick(words("headings")["signatures"])
        draft.add("signature", *w.fill(line))
