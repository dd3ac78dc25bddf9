"""Calibrated confidence: weights from a folder, none where there are none, no sign that carries a word."""

import json
from pathlib import Path

import pytest

from minutebook.assemble.confidence import KINDS, LEAST, MOST, WEIGHTS, Weigher, load_weighers, weigh_values
from minutebook.assemble.signs import Witness
from minutebook.document import Document, DocumentBuilder
from minutebook.errors import MinutebookError
from minutebook.extraction import extract_document
from minutebook.resources import data_folder
from minutebook.schema import Action, Attendee, DocumentPart, Due, Evidence, Lead, Minutes

LINES = ("Present: Asha Pennock, Colm Tredgold", "AP will write to Housing by 3 May 2024.")


def quoted(field: str, text: str, whole: str, producer: str) -> Evidence:
    start = whole.index(text)
    return Evidence(
        field=field, page=None, start=start, end=start + len(text), text=text, box=None, producer=producer
    )


def record() -> tuple[Document, Minutes]:
    builder = DocumentBuilder()
    for line in LINES:
        builder.add(line)
    document = builder.build(source="a.txt", sha256="0", format="text")
    text = document.text
    people = tuple(
        Attendee(
            id=f"p{n}",
            name=name,
            status="present",
            evidence=(quoted("name", name, text, "rule:x.list"),),
            confidence=0.9,
        )
        for n, name in enumerate(("Asha Pennock", "Colm Tredgold"), 1)
    )
    lead = Lead(
        text="AP", name="Asha Pennock", person_id="p1", evidence=(quoted("text", "AP", text, "rule:x.lead"),)
    )
    action = Action(
        id="a1",
        text=LINES[1],
        leads=(lead,),
        due=Due(text="3 May 2024", date="2024-05-03", precision="day"),
        status="open",
        origin="new",
        evidence=(
            quoted("text", LINES[1], text, "rule:x.will"),
            quoted("due", "3 May 2024", text, "rule:x.due"),
        ),
    )
    part = DocumentPart(source="a.txt", sha256="0", format="text", pages=None, kind="minutes")
    return document, Minutes(document=part, attendees=people, actions=(action,), document_text=text)


def lay_weights(folder: Path, bias: dict[str, float]) -> None:
    kinds = {kind: {"bias": bias[kind], "weights": {}} for kind in KINDS}
    (folder / "confidence").mkdir(parents=True)
    (folder / "confidence" / WEIGHTS).write_text(json.dumps({"kinds": kinds}), "utf-8")


def test_each_kind_of_value_has_weights_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_weights(tmp_path, {"attendees": 0.0, "actions": 1.0, "leads": 2.0, "due": -9.0})
    monkeypatch.setenv("MINUTEBOOK_MODELS", str(tmp_path))
    document, minutes = record()
    weighed = weigh_values(document, minutes)
    action = weighed.actions[0]
    assert [p.confidence for p in weighed.attendees] == [0.5, 0.5]
    assert (action.confidence, action.leads[0].confidence, action.due_confidence) == (0.731, 0.881, LEAST)


def test_without_weights_the_record_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTEBOOK_MODELS", str(tmp_path))
    document, minutes = record()
    assert weigh_values(document, minutes) is minutes


def test_broken_weights_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "confidence").mkdir()
    (tmp_path / "confidence" / WEIGHTS).write_text('{"kinds": {}}', "utf-8")
    with pytest.raises(MinutebookError, match="make train"):
        load_weighers(tmp_path)


def test_signs_that_were_never_seen_count_nothing_and_nothing_is_certain() -> None:
    weigher = Weigher(0.0, {"a": 100.0})
    assert weigher({"b": 1.0}) == 0.5
    assert (weigher({"a": 1.0}), weigher({"a": -1.0})) == (MOST, LEAST)


def test_no_sign_carries_a_word_of_the_document() -> None:
    document, minutes = record()
    witness = Witness(document, minutes)
    action = minutes.actions[0]
    signs = {
        *witness.attendee(0),
        *witness.action(action),
        *witness.lead(action.leads[0], action),
        *witness.due(action),
    }
    assert not [s for s in signs for word in ("Pennock", "Asha", "Housing", "AP", "2024", "May") if word in s]


def test_a_name_whose_words_stand_small_elsewhere_shows_it() -> None:
    document, minutes = record()
    assert Witness(document, minutes).attendee(0)["name.small=0"] == 1.0
    other = Document(document.text + " asha", document.blocks, "a.txt", "0", "text")
    assert Witness(other, minutes).attendee(0)["name.small=1"] == 1.0


def test_signs_of_long_lists_cost_their_length() -> None:
    document, minutes = record()
    many = minutes.model_copy(
        update={"attendees": minutes.attendees * 1500, "actions": minutes.actions * 1500}
    )
    witness = Witness(document, many)
    assert len([witness.attendee(at) for at in range(3000)]) == 3000
    assert len([witness.lead(action.leads[0], action) for action in many.actions]) == 1500


def test_a_value_torn_by_damage_is_less_sure_than_a_whole_one(tmp_path: Path) -> None:
    if not (data_folder("models") / "confidence" / WEIGHTS).is_file():
        pytest.skip("no weights here")
    head = "Marlby Safeguarding Board\n\nMinutes of the meeting held on 4 March 2025\n\nPresent:\nAnn Orme (AO)\nBen Dace (BD)\n\n1. Leaflets\n\n"
    whole, torn = tmp_path / "whole.txt", tmp_path / "torn.txt"
    whole.write_text(
        head + "Action: AO to send the leaflet to every school in the county by 1 May 2025.\n", "utf-8"
    )
    torn.write_text(
        head
        + "The board heard of the\n\nAction: AO to send the leaflet to every\n\nschool in the county by\n\n"
        "1 May 2025 and then\n\nto libraries.\n",
        "utf-8",
    )
    sure = [extract_document(path).actions[0].confidence for path in (whole, torn)]
    assert sure[0] > sure[1]
