"""The stems of a pack's parts and the links by them."""

import pytest

from minutebook.export.stems import Stems
from minutebook.packs import named, part_stem, part_suffix
from minutebook.schema import Minutes


def record(pages: tuple[int, int] | None = None) -> Minutes:
    document = {"source": "a.pdf", "sha256": "0", "format": "pdf", "pages": 3, "kind": "other"}
    return Minutes.model_validate({"document": {**document, "part_pages": pages}})


def test_a_pack_names_its_parts_and_they_name_it() -> None:
    whole, *parts = named((record(), record((1, 2)), record((3, 3))), "may~2")
    assert whole.document.parts == ("may~2#p1-2", "may~2#p3-3")
    assert whole.document.part_of is None
    assert [part.document.part_of for part in parts] == ["may~2", "may~2"]
    # named again, as where the file's stem became another
    assert named((whole, *parts), "june")[0].document.parts == ("june#p1-2", "june#p3-3")


def test_a_document_alone_stays_as_it_is() -> None:
    assert named((record(),), "may") == (record(),)


@pytest.mark.parametrize(
    ("stem", "suffix"),
    [("may#p1-2", "#p1-2"), ("may#part3", "#part3"), ("may", ""), ("item #3", ""), ("may#p1-2 copy", "")],
)
def test_the_suffix_tells_a_part(stem: str, suffix: str) -> None:
    assert part_suffix(stem) == suffix


def test_no_file_takes_the_stem_of_a_part() -> None:
    stems = Stems()
    assert [stems.take(name) for name in ("may.pdf", "may#p1-2.pdf", "may#part1.txt", "no #2.txt")] == [
        "may",
        "may#p1-2~2",
        "may#part1~2",
        "no #2",
    ]
    assert part_stem("may", 1, (1, 2)) == "may#p1-2"
