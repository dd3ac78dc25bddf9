import pytest

from minutebook.export.columns import flat
from minutebook.export.tables import TABLES, table
from minutebook.schema import Minutes


def only(name: str, minutes: Minutes, place: int = 0) -> dict[str, object]:
    wanted = table(name)
    row = list(wanted.rows("March", minutes))[place]
    return dict(zip((column.name for column in wanted.columns), row, strict=True))


def test_the_tables_are_those_of_the_contract() -> None:
    names = "documents meetings attendees organisations agenda_items actions leads decisions dates flags"
    assert [known.name for known in TABLES] == names.split()


def test_every_column_is_described_once_and_every_key_is_there() -> None:
    for known in TABLES:
        names = [column.name for column in known.columns]
        assert len(set(names)) == len(names)
        assert all(column.description for column in known.columns)
        required = {column.name for column in known.columns if column.required}
        assert required.issuperset(known.primary_key)
        assert set(names).issuperset(known.searched)
        for key in known.foreign_keys:
            assert set(names).issuperset(key.columns)
            assert table(key.table).primary_key == key.references


def test_a_document_is_a_row(minutes: Minutes) -> None:
    row = only("documents", minutes)
    assert (row["document"], row["source"], row["pages"]) == ("March", "2024/March.txt", 3)
    assert (row["parts"], row["flags"]) == ("March#p1-2; March#p3", "unread_picture")


def test_a_meeting_shows_when_the_next_one_is(minutes: Minutes) -> None:
    row = only("meetings", minutes)
    assert (row["body"], row["date"], row["quorate"]) == ("Thornley Safety Board", "2024-03-04", True)
    assert (row["next_date"], row["next_start_time"], row["next_venue"]) == ("2024-06", None, "Hall")
    assert row["page"] == 2


def test_a_document_without_a_meeting_has_no_row(minutes: Minutes) -> None:
    assert list(table("meetings").rows("x", minutes.model_copy(update={"meeting": None}))) == []


def test_an_action_carries_its_leads_and_due_date_in_one_row(minutes: Minutes) -> None:
    row = only("actions", minutes)
    assert row["leads"] == "AV; the Wardens"
    assert (row["due_text"], row["due_date"], row["due_precision"]) == ("by 1 April", "2024-04-01", "day")
    assert (row["agenda_item"], row["agenda_item_id"], row["confidence"]) == ("3.10", "i1", 0.75)


def test_each_lead_is_a_row_that_names_its_action(minutes: Minutes) -> None:
    first, second = only("leads", minutes), only("leads", minutes, 1)
    assert (first["id"], first["action_id"], first["person_id"]) == ("a1.1", "a1", "p1")
    assert (second["id"], second["organisation_id"], second["name"]) == ("a1.2", "o1", None)


def test_votes_that_were_not_counted_stay_empty(minutes: Minutes) -> None:
    row = only("decisions", minutes)
    assert (row["votes_for"], row["votes_against"], row["votes_abstain"]) == (4, 0, None)


def test_every_flag_is_a_row_that_names_its_entry(minutes: Minutes) -> None:
    rows = list(table("flags").rows("March", minutes))
    assert rows == [
        ("March", 1, "documents", None, "unread_picture"),
        ("March", 2, "meetings", None, "no_chair"),
        ("March", 3, "attendees", "p2", "no_role"),
        ("March", 4, "leads", "a1.2", "unresolved_lead"),
        ("March", 5, "dates", "date1", "year_assumed"),
    ]


def test_a_cell_is_a_scalar_or_a_joined_list() -> None:
    assert flat(("chair", "guest")) == "chair; guest"
    assert flat(()) is None
    assert flat(False) is False
    with pytest.raises(TypeError, match="dict"):
        flat({})
