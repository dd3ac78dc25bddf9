"""Tables without lines: runs of rows whose pieces stand under each other."""

from minutebook.loaders.pdf.aligned import split_tables
from minutebook.loaders.pdf.shapes import Grid, Segment


def piece(text: str, x0: float, x1: float, base: float) -> Segment:
    return Segment(text, x0, x1, base, 11, False, False, x1 - x0, False)


def test_a_row_that_does_not_fit_leaves_the_rows_before_it_as_they_were() -> None:
    """Its pieces make a column of their own, too near to the first: the table ends before it."""
    rows = [
        [piece("Trophies", 72, 100, 100), piece("12.00", 300, 340, 100)],
        [piece("Raffles", 72, 100, 114), piece("31.00", 300, 340, 114)],
        [piece("Lamps", 72, 98, 128), piece("and", 102.5, 120, 128), piece("9.00", 300, 340, 128)],
    ]
    found = split_tables(rows, 500)
    assert [type(part) for part in found] == [Grid, list]
    grid = found[0]
    assert isinstance(grid, Grid)
    assert [(cell.row, cell.column, cell.segments[0].text) for cell in grid.cells] == [
        (0, 0, "Trophies"),
        (0, 1, "12.00"),
        (1, 0, "Raffles"),
        (1, 1, "31.00"),
    ]
