from pathlib import Path

import pandas
from pandas.testing import assert_frame_equal

from minutebook.export.csv_tables import CsvTables
from minutebook.export.frames import read_tables, to_frames
from minutebook.export.tables import TABLES
from minutebook.schema import Minutes


def test_a_record_gives_a_frame_for_each_table(minutes: Minutes) -> None:
    frames = minutes.to_frames()
    assert list(frames) == [table.name for table in TABLES]
    assert frames["attendees"].shape == (2, len(TABLES[2].columns))
    assert list(frames["leads"]["document"]) == ["March", "March"]
    assert frames["dates"]["start"].iloc[0] == "2024-04-01"


def test_columns_keep_their_types_where_values_are_missing(minutes: Minutes) -> None:
    frame = to_frames(minutes)["decisions"]
    assert frame["votes_for"].dtype == "Int64"
    assert frame["votes_abstain"].isna().all()
    meetings = to_frames([minutes, minutes.model_copy(update={"meeting": None})])["meetings"]
    assert meetings["quorate"].dtype == "boolean"
    assert len(meetings) == 1


def test_no_records_give_empty_tables_with_their_columns() -> None:
    frames = to_frames([])
    assert list(frames["flags"].columns) == ["document", "position", "table_name", "entry_id", "flag"]
    assert all(frame.empty for frame in frames.values())


def test_records_of_one_name_are_told_apart_and_given_stems_are_kept(minutes: Minutes) -> None:
    assert list(to_frames([minutes, minutes])["documents"]["document"]) == ["March", "March~2"]
    assert list(to_frames([("spring", minutes)])["documents"]["document"]) == ["spring"]


def test_the_csv_files_give_the_same_frames_back(tmp_path: Path, minutes: Minutes) -> None:
    # Initials that pandas would take for a missing value.
    person = minutes.attendees[0].model_copy(update={"initials": "NA", "note": "'=left"})
    odd = minutes.model_copy(update={"attendees": (person, minutes.attendees[1])})
    with CsvTables(tmp_path) as tables:
        tables.add("March", minutes)
        tables.add("odd", odd)
    read, made = read_tables(tmp_path), to_frames([("March", minutes), ("odd", odd)])
    assert list(read) == list(made)
    for name, frame in made.items():
        assert_frame_equal(read[name], frame)
    assert read["attendees"]["initials"].iloc[2] == "NA"
    assert isinstance(read["attendees"], pandas.DataFrame)
