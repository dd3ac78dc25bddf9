"""Tasks for Label Studio, and its annotations as corrections: the way there and back."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from minutebook.cli.app import app
from minutebook.corrections.log import read_log
from minutebook.corrections.make import Wish
from minutebook.errors import UsageError
from minutebook.review.desk import Desk
from minutebook.review.labelstudio.exchange import Taken, take_answers, write_tasks
from minutebook.review.labelstudio.labels import config
from minutebook.schema import Minutes

TEXT, PDF = "harnmoor-scp-2023-05-16", "penholm-icb-quality-2024-05-21"
WHO = {"id": 7, "first_name": "Ada", "last_name": "Vern", "email": "ada@fen.example"}
WHEN = "2025-03-04T10:11:12.345678+01:00"
Edit = Callable[["Annotated"], None]


class Annotated:
    """One task as an annotator works on it."""

    def __init__(self, task: dict[str, Any]) -> None:
        self.task = copy.deepcopy(task)
        self.text: str = task["data"]["text"]
        self.result: list[dict[str, Any]] = copy.deepcopy(task["predictions"][0]["result"])

    def region(self, label: str, words: str | None = None) -> dict[str, Any]:
        return next(
            one
            for one in self.result
            if one["type"] == "labels"
            and one["value"]["labels"] == [label]
            and words in (None, one["value"]["text"])
        )

    def beside(self, region: dict[str, Any], name: str) -> dict[str, Any]:
        return next(one for one in self.result if one.get("id") == region["id"] and one["from_name"] == name)

    def say(self, region: dict[str, Any], name: str, words: str) -> None:
        kind, key = (
            ("choices", "choices") if name in ("attendance", "state", "outcome") else ("textarea", "text")
        )
        value = {"start": 0, "end": 1, key: [words]}
        self.result.append({"id": region["id"], "from_name": name, "type": kind, "value": value})

    def remove(self, region: dict[str, Any]) -> None:
        ends = (region["id"],)
        self.result = [
            one
            for one in self.result
            if one.get("id") not in ends and one.get("from_id") not in ends and one.get("to_id") not in ends
        ]

    def add(self, label: str, words: str, to: dict[str, Any] | None = None) -> dict[str, Any]:
        start = self.text.index(words)
        value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
        made = {"id": f"new{len(self.result)}", "from_name": "label", "to_name": "text", "type": "labels"}
        self.result.append({**made, "value": value})
        if to is not None:
            # Which end of a link the annotator drew it from does not matter.
            self.result.append(
                {"type": "relation", "from_id": to["id"], "to_id": made["id"], "direction": "bi"}
            )
        return self.result[-1] if to is None else self.result[-2]

    def move(self, region: dict[str, Any], words: str) -> None:
        start = self.text.index(words)
        region["value"] |= {"start": start, "end": start + len(words), "text": words}

    def answered(self, **more: Any) -> dict[str, Any]:
        made = {
            "id": 3,
            "completed_by": WHO,
            "updated_at": WHEN,
            "was_cancelled": False,
            "result": self.result,
        }
        return {"id": 11, "data": self.task["data"], "predictions": [], "annotations": [{**made, **more}]}


@pytest.fixture
def desk(book: Path) -> Iterator[Desk]:
    one = Desk(book, "bo")
    yield one
    one.close()


@pytest.fixture
def tasks(desk: Desk, tmp_path: Path) -> dict[str, dict[str, Any]]:
    write_tasks(desk, tmp_path / "tasks.json", version="1.0")
    told = json.loads((tmp_path / "tasks.json").read_text("utf-8"))
    return {task["data"]["document"]: task for task in told}


def take(desk: Desk, folder: Path, *answered: dict[str, Any], **more: Any) -> Taken:
    path = folder / "export.json"
    path.write_text(json.dumps(answered), encoding="utf-8")
    return take_answers(desk, path, **more)


def value(minutes: Minutes, path: str) -> Any:
    """`attendees.0.name`, `actions.#2.leads` of a record."""
    at: Any = minutes.model_dump(mode="json", by_alias=True)
    for name in path.split("."):
        at = at[int(name)] if name.lstrip("-").isdigit() else at[name]
    return at


# ---------------------------------------------------------------- the tasks


def test_a_task_has_the_form_that_label_studio_reads(tasks: dict[str, dict[str, Any]]) -> None:
    controls = {one.get("name"): one for one in ElementTree.fromstring(config()).iter() if one.get("toName")}
    labels = {one.get("value") for one in controls["label"].iter("Label")}
    kinds = {"Labels": "labels", "Choices": "choices", "TextArea": "textarea"}
    for task in tasks.values():
        text = task["data"]["text"]
        (prediction,) = task["predictions"]
        assert prediction["model_version"] == "minutebook 1.0"
        assert 0 < prediction["score"] <= 1
        ids = [one["id"] for one in prediction["result"] if one["type"] == "labels"]
        assert len(ids) == len(set(ids)) > 30
        for one in prediction["result"]:
            if one["type"] == "relation":
                assert {one["from_id"], one["to_id"]} <= set(ids)
                assert (one["direction"], one["labels"]) == ("right", ["of"])
                continue
            assert one["to_name"] == "text"
            assert kinds[controls[one["from_name"]].tag] == one["type"]
            place = one["value"]
            assert 0 <= place["start"] < place["end"] <= len(text)
            if one["type"] == "labels":
                assert place["text"] == text[place["start"] : place["end"]]
                assert set(place["labels"]) <= labels
            if one["type"] == "choices":
                assert {c.get("value") for c in controls[one["from_name"]]} >= set(place["choices"])


def test_what_is_reviewed_is_left_out_or_comes_as_the_truth(desk: Desk, tmp_path: Path) -> None:
    desk.wish(TEXT, [Wish(op="accept", handle="document")])
    assert write_tasks(desk, tmp_path / "t.json", version="1")[0] == 2
    count, beside = write_tasks(desk, tmp_path / "t.json", version="1", reviewed=True)
    assert (count, beside.name) == (3, "t.xml")
    truths = [one.get("annotations") for one in json.loads((tmp_path / "t.json").read_text("utf-8"))]
    (truth,) = [one[0] for one in truths if one]
    assert truth["ground_truth"] is True
    # It comes back as it went: nobody changed anything.
    assert take_answers(desk, tmp_path / "t.json").made == 0


# ---------------------------------------------------------------- the way back


def test_what_nobody_changed_makes_no_correction(
    desk: Desk, tasks: dict[str, dict[str, Any]], tmp_path: Path, book: Path
) -> None:
    answered = [Annotated(task).answered() for task in tasks.values()]
    assert take(desk, tmp_path, *answered) == Taken(tasks=3)
    # A task that nobody answered, and one that was skipped, count for nothing.
    skipped = Annotated(tasks[TEXT])
    skipped.remove(skipped.region("meeting.body"))
    assert take(desk, tmp_path, tasks[TEXT], skipped.answered(was_cancelled=True)) == Taken()
    assert not (book / "corrections").exists()


def _rename(task: Annotated) -> None:
    task.move(task.region("attendees.name", "Asha Pennock"), "Pennock")


def _redate(task: Annotated) -> None:
    task.beside(task.region("meeting.date"), "value")["value"]["text"] = ["17/5/23"]


def _excuse(task: Annotated) -> None:
    task.beside(task.region("attendees.name", "Asha Pennock"), "attendance")["value"]["choices"] = [
        "apologies"
    ]


def _unquote(task: Annotated) -> None:
    task.remove(task.region("meeting.venue"))


def _new_person(task: Annotated) -> None:
    person = task.add("attendees.name", "head teachers")
    task.add("attendees.role", "film", person)
    task.say(person, "attendance", "absent")


def _new_role(task: Annotated) -> None:
    task.remove(task.region("attendees.role"))
    task.add("attendees.role", "film", task.region("attendees.name"))


def _new_action(task: Annotated) -> None:
    action = task.add("actions.text", "head teachers")
    lead = task.add("leads.text", "film", action)
    task.say(lead, "person", "Moira Quayle")
    due = task.add("actions.due.text", "16 May 2023", action)
    task.say(due, "value", "2023-06")


def _new_date(task: Annotated) -> None:
    task.remove(task.region("dates.text"))
    task.add("dates.text", "16 May 2023")


@pytest.mark.parametrize(
    ("edit", "wanted", "made"),
    [
        (_rename, {"attendees.0.name": "Pennock"}, 1),
        (_redate, {"meeting.date": "2023-05-17"}, 1),
        (_excuse, {"attendees.0.status": "apologies"}, 1),
        (_unquote, {"meeting.venue": None}, 1),
        (
            _new_person,
            {
                "attendees.-1.name": "head teachers",
                "attendees.-1.role": "film",
                "attendees.-1.status": "absent",
            },
            1,
        ),
        (_new_role, {"attendees.0.role": "film"}, 1),
    ],
)
def test_what_an_annotator_changed_is_a_correction(
    desk: Desk,
    tasks: dict[str, dict[str, Any]],
    tmp_path: Path,
    edit: Edit,
    wanted: dict[str, Any],
    made: int,
) -> None:
    task = Annotated(tasks[TEXT])
    edit(task)
    taken = take(desk, tmp_path, task.answered())
    assert (taken.made, taken.left) == (made, [])
    minutes, overlay = desk.laid(TEXT)
    assert {path: value(overlay.minutes, path) for path in wanted} == wanted
    assert {one.state for one in overlay.laid} == {"applied"}
    for one in read_log(desk.book, TEXT).corrections:
        assert (one.by, one.at) == ("Ada Vern", "2025-03-04T09:11:12Z")
        for words in one.words:
            assert minutes.document_text[words.start : words.end] == words.text
    # Taken again it makes nothing, not even with other ids, and not even when it was undone on the page.
    assert take(desk, tmp_path, task.answered()) == Taken(tasks=1, known=made)
    desk.wish(TEXT, [Wish(op="undo", undo=overlay.laid[0].correction.id)])
    assert take(desk, tmp_path, task.answered(id=4)).made == 0


def test_rows_with_parts_are_added_together(
    desk: Desk, tasks: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    task = Annotated(tasks[TEXT])
    _new_action(task)
    taken = take(desk, tmp_path, task.answered())
    assert (taken.made, taken.left) == (2, [])
    made = next(one for one in desk.laid(TEXT)[1].minutes.actions if one.text == "head teachers")
    assert (made.due.text, made.due.date, made.due.precision) == ("16 May 2023", "2023-06", "month")
    assert [(lead.text, lead.name) for lead in made.leads] == [("film", "Moira Quayle")]
    assert take(desk, tmp_path, task.answered()) == Taken(tasks=1, known=2)


def test_a_row_whose_words_are_gone_is_deleted_with_what_hangs_on_it(
    desk: Desk, tasks: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    task = Annotated(tasks[TEXT])
    before = desk.laid(TEXT)[1].minutes.actions
    task.remove(task.region("actions.text", before[0].text))
    taken = take(desk, tmp_path, task.answered())
    assert taken.left == []
    assert [one.op for one in read_log(desk.book, TEXT).corrections] == ["delete"]
    assert desk.laid(TEXT)[1].minutes.actions == before[1:]


def test_a_words_page_and_box_come_along(
    desk: Desk, tasks: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    task = Annotated(tasks[PDF])
    region = task.region("attendees.role")
    task.move(region, region["value"]["text"].split()[0])
    assert take(desk, tmp_path, task.answered()).made == 1
    (made,) = read_log(desk.book, PDF).corrections
    assert made.words[0].page == 1
    assert made.words[0].box is not None


@pytest.mark.parametrize(
    ("label", "said"),
    [("leads.text", "is linked to no action"), ("attendees.role", "is linked to no row")],
)
def test_what_hangs_on_nothing_is_told_and_not_guessed(
    desk: Desk, tasks: dict[str, dict[str, Any]], tmp_path: Path, label: str, said: str
) -> None:
    task = Annotated(tasks[TEXT])
    task.add(label, "film")
    task.move(task.region("meeting.date"), "head teachers")
    _excuse(task)
    taken = take(desk, tmp_path, task.answered())
    # The rest of the task is taken all the same.
    assert taken.made == 1
    assert [stem for stem, _ in taken.left] == [TEXT, TEXT]
    assert said in taken.left[0][1]
    assert "is read as no date" in taken.left[1][1]


def test_regions_keep_their_rows_where_label_studio_makes_their_ids_anew(
    desk: Desk, tasks: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    task = Annotated(tasks[TEXT])
    _excuse(task)
    for one in task.result:
        for name in {"id", "from_id", "to_id"} & one.keys():
            one[name] = f"x{one[name]}"
    taken = take(desk, tmp_path, task.answered())
    assert (taken.made, taken.left) == (1, [])
    assert desk.laid(TEXT)[1].minutes.attendees[0].status == "apologies"


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"completed_by": 7}, "Label Studio user 7"),
        ({"completed_by": 7, "created_username": " Bo Fen bo@fen.example, 7"}, "Bo Fen bo@fen.example"),
        ({"completed_by": {"email": "c@fen.example"}}, "c@fen.example"),
        ({"completed_by": None}, "Label Studio"),
    ],
)
def test_who_annotated_signs(
    desk: Desk, tasks: dict[str, dict[str, Any]], tmp_path: Path, more: dict[str, Any], name: str
) -> None:
    task = Annotated(tasks[TEXT])
    _excuse(task)
    take(desk, tmp_path, task.answered(**more))
    assert [one.by for one in read_log(desk.book, TEXT).corrections] == [name]


def test_the_truth_counts_before_the_newest(
    desk: Desk, tasks: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    truth, newest = Annotated(tasks[TEXT]), Annotated(tasks[TEXT])
    _excuse(truth)
    _rename(newest)
    both = truth.answered(ground_truth=True)
    both["annotations"] += newest.answered(updated_at="2026-01-01T00:00:00Z")["annotations"]
    taken = take(desk, tmp_path, both, by="Cy Holm")
    assert [(one.field, one.by) for one in read_log(desk.book, TEXT).corrections] == [("status", "Cy Holm")]
    assert taken.left == [(TEXT, "1 more annotations of it were left out")]


def test_it_finds_its_rows_in_a_later_extraction(tmp_path: Path) -> None:
    """Signs that count twice elsewhere stand before the words, and the rows have other ids by then."""
    from minutebook.book.batch import extract_book

    (tmp_path / "own").mkdir()
    lead = "\U0001f409 Fen Board\n"

    def read(names: tuple[str, ...]) -> Callable[..., Minutes]:
        def one(path: Path, source: str, rules: Path | None, model: str | None) -> Minutes:
            text = path.read_text("utf-8")
            people = []
            for number, name in enumerate(names, 1):
                start = text.index(name)
                piece = {"start": start, "end": start + len(name), "text": name, "page": None, "box": None}
                quoted = [{**piece, "field": "name", "producer": "rule:x"}]
                people.append({"id": f"p{number}", "name": name, "status": "present", "evidence": quoted})
            document = {"source": source, "format": "text", "pages": None, "kind": "minutes"}
            mark = hashlib.sha256(path.read_bytes()).hexdigest()
            return Minutes.model_validate(
                {"document": {**document, "sha256": mark}, "attendees": people, "document_text": text}
            )

        return one

    (tmp_path / "own" / "a.txt").write_text(f"{lead}Ada Vern-Holm\nBo Fen\nCy\n", encoding="utf-8")
    out, later = tmp_path / "own-out", tmp_path / "later-out"
    extract_book([tmp_path / "own"], out, jobs=0, extractor=read(("Ada Vern", "Bo Fen")))
    desk = Desk(out, "bo")
    write_tasks(desk, tmp_path / "own.json", version="1")
    (told,) = json.loads((tmp_path / "own.json").read_text("utf-8"))
    desk.close()
    task = Annotated(told)
    task.move(task.region("attendees.name", "Ada Vern"), "Ada Vern-Holm")
    extract_book([tmp_path / "own"], later, jobs=0, extractor=read(("Cy", "Bo Fen", "Ada Vern")))
    desk = Desk(later, "bo")
    taken = take(desk, tmp_path, task.answered())
    names = [one.name for one in desk.laid("a")[1].minutes.attendees]
    desk.close()
    assert (taken.made, taken.left, names) == (1, [], ["Cy", "Bo Fen", "Ada Vern-Holm"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff", "is no JSON"),
        (b"{}", "no list of tasks"),
        (b"[" * 100_000, "is no JSON"),
        (b'[{"text": "x", "label": []}]', "task 1 is none that"),
        (b'[{"data": {"text": "x"}, "annotations": []}]', "task 1 is none that"),
        (
            b'[{"data": {"text": "x", "document": "d", "minutebook": {"sha256": "0", "record": "0", "rows": {}, '
            b'"regions": {"r": {"row": "p1", "label": "attendees.name", "start": 0, "end": 1}}}}}]',
            "a region of no row",
        ),
    ],
)
def test_what_is_no_such_export_is_refused_in_words(
    desk: Desk, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(UsageError, match=said):
        take_answers(desk, tmp_path / "bad.json")


@pytest.mark.parametrize(
    "place",
    [
        {"start": -1, "end": 3},
        {"start": 0, "end": 10**9},
        {"start": "0", "end": 3},
        {"start": 3, "end": 3},
        {"labels": ["evil.label"]},
        {"labels": "attendees"},
    ],
)
def test_strange_regions_are_told(
    desk: Desk, tasks: dict[str, dict[str, Any]], tmp_path: Path, place: dict[str, Any]
) -> None:
    task = Annotated(tasks[TEXT])
    task.add("attendees.name", "film")["value"] |= place
    taken = take(desk, tmp_path, task.answered())
    assert (taken.made, len(taken.left)) == (0, 1)


def test_the_command_writes_tasks_and_takes_annotations(book: Path, tmp_path: Path) -> None:
    def run(*more: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["corrections", str(book), *more])
        return result.exit_code, result.output

    tasks = tmp_path / "new" / "tasks.json"
    code, said = run("--to-label-studio", str(tasks))
    assert (code, "3; the labelling configuration is" in said) == (0, True)
    assert tasks.with_name("tasks.xml").read_text("utf-8") == config()
    told = {task["data"]["document"]: task for task in json.loads(tasks.read_text("utf-8"))}
    task = Annotated(told[TEXT])
    _excuse(task)
    task.add("leads.text", "film")
    (tmp_path / "export.json").write_text(json.dumps([task.answered()]), encoding="utf-8")
    code, said = run("--from-label-studio", str(tmp_path / "export.json"), "--by", "Cy  Holm")
    assert code == 1
    assert "is linked to no action" in said
    assert "1 annotated tasks: 1 corrections made, 0 known before, 1 left" in said
    assert "applied: 2025-03-04T09:11:12Z Cy Holm: change attendees" in run("--all")[1]
    assert run("--from-label-studio", str(tmp_path / "none.json"))[0] == 2
