"""The dataset is read by the programs that it is for, and holds what the other tables hold."""

import json
import shutil
from pathlib import Path

import pandas
import pytest

from minutebook.export import parquet_dataset
from minutebook.export.frames import to_frames
from minutebook.export.parquet_dataset import ParquetDataset
from minutebook.export.tables import TABLES
from minutebook.schema import Minutes

pytest.importorskip("pyarrow")


def record(number: int, date: str | None) -> Minutes:
    return Minutes.model_validate(
        {
            "document": {
                "source": f"{number}.txt",
                "sha256": "",
                "format": "text",
                "pages": None,
                "kind": "minutes",
            },
            "meeting": {"body": f"Board {number % 3}", "date": date},
            "attendees": tuple(
                {"id": f"p{n}", "name": f"Ada Verne {n}", "status": "present"} for n in range(number % 4)
            ),
            "document_text": "words",
        }
    )


RECORDS = [
    (f"m{number:02}", record(number, date))
    for number, date in enumerate(["2023-05-01", "2024-06-02", None, "2024-07", "2023-01-09"] * 3)
]


def write(folder: Path) -> Path:
    with ParquetDataset(folder) as dataset:
        for stem, minutes in RECORDS:
            dataset.add(stem, minutes)
    return folder


@pytest.mark.parametrize("buffered", [1, 20, 20_000])
def test_pandas_and_duckdb_read_what_the_records_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, buffered: int
) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.setattr(parquet_dataset, "BUFFERED", buffered)
    folder = write(tmp_path / "parquet")
    expected = to_frames(RECORDS)
    assert {path.name for path in folder.iterdir()} == {table.name for table in TABLES} | {"records"}
    for table in TABLES:
        key = list(table.primary_key)
        want = expected[table.name].sort_values(key, ignore_index=True)
        frame = pandas.read_parquet(folder / table.name)
        assert set(frame.columns) == {*want.columns, "year"}
        if len(want):
            found = frame[list(want.columns)].astype(want.dtypes).sort_values(key, ignore_index=True)
            pandas.testing.assert_frame_equal(found, want)
        ((count,),) = duckdb.sql(
            f"select count(*) from read_parquet('{folder}/{table.name}/**/*.parquet', hive_partitioning=true)"
        ).fetchall()
        assert count == len(want)
    rows = duckdb.sql(
        f"select document, record, year from read_parquet('{folder}/records/**/*.parquet', hive_partitioning=true)"
    ).fetchall()
    by_stem = {stem: (json.loads(text), str(year)) for stem, text, year in rows}
    assert set(by_stem) == {stem for stem, _ in RECORDS}
    assert by_stem["m00"][0]["meeting"]["body"] == "Board 0"
    assert (by_stem["m00"][1], by_stem["m02"][1], by_stem["m03"][1]) == ("2023", "unknown", "2024")


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write(tmp_path / name) for name in ("one", "two"))
    files = sorted(path.relative_to(one) for path in one.rglob("*.parquet"))
    assert len(files) > 5
    assert [(one / path).read_bytes() for path in files] == [(two / path).read_bytes() for path in files]


def test_spark_reads_what_the_records_hold(tmp_path: Path) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="no Spark here: pip install pyspark, and Java 17")
    if shutil.which("java") is None:
        pytest.skip("no Java here, which Spark needs: apt-get install openjdk-17-jre-headless")
    folder = write(tmp_path / "parquet")
    expected = to_frames(RECORDS)
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.warehouse.dir": str(tmp_path / "warehouse"),
    }
    spark = sql.SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
    try:
        for table in TABLES:
            if len(expected[table.name]):
                found = spark.read.parquet(str(folder / table.name))
                assert set(found.columns) == {*expected[table.name].columns, "year"}
                assert found.count() == len(expected[table.name])
        spark.read.parquet(str(folder / "attendees")).createOrReplaceTempView("attendees")
        query = "select year, count(distinct document) from attendees group by year order by year"
        assert [tuple(row) for row in spark.sql(query).collect()] == [
            ("2023", 4),
            ("2024", 5),
            ("unknown", 2),
        ]
        stems = {row["document"] for row in spark.read.parquet(str(folder / "records")).collect()}
        assert stems == {stem for stem, _ in RECORDS}
    finally:
        spark.stop()
