"""What the layers in pyproject.toml cannot say: small modules, phrases in rules/ and not in Python, late imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "pipeline" / "minutebook"
MODULES = sorted(PACKAGE.rglob("*.py"))
READERS_OF_MINUTES = sorted(
    path for name in ("layout", "stages", "assemble") for path in (PACKAGE / name).rglob("*.py")
)
LONGEST = 450
JOINTS = {"from", "with"}
# Loaded with the first document of their format, or with the first sentence to read.
LOADED_LATE = {"loaders", "components"}
# Where one input's fault, or the program's own, is turned into a line for a person.
BOUNDARIES = {"book/worker.py", "cli/boundary.py"}
HEAVY = {
    "bs4",
    "dateparser",
    "docx",
    "icalendar",
    "jinja2",
    "numpy",
    "pandas",
    "pdfminer",
    "pdfplumber",
    "pyarrow",
    "pycrfsuite",
    "pypdfium2",
    "spacy",
    "xlsxwriter",
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "a module begins with what it is for"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_a_boundary_catches_everything(path: Path) -> None:
    wide = [
        handler.lineno
        for handler in ast.walk(tree_of(path))
        if isinstance(handler, ast.ExceptHandler)
        and (
            handler.type is None
            or (isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"})
        )
    ]
    assert len(wide) == (1 if name_of(path) in BOUNDARIES else 0), f"line {wide}"


def expressions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The literal patterns given to functions of `re`, with their lines."""
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
            continue
        if not (isinstance(call.func.value, ast.Name) and call.func.value.id == "re"):
            continue
        for part in ast.walk(call.args[0]):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield call.lineno, part.value


@pytest.mark.parametrize("path", READERS_OF_MINUTES, ids=name_of)
def test_words_of_minutes_stand_in_rules_and_not_in_python(path: Path) -> None:
    """A pattern in Python may know signs, letters and joints (`and`, `from`), but no word of minutes."""
    found = []
    for line, pattern in expressions(tree_of(path)):
        bare = re.sub(r"\(\?P?[<=!:][A-Za-z_]*>?|\\[A-Za-z]\w{0,4}|\[[^\]]*\]", " ", pattern)
        found += [(line, word) for word in re.findall(r"[A-Za-z]{4,}", bare) if word not in JOINTS]
    assert found == []


def test_stages_never_import_each_other() -> None:
    """Modules of one stage share its name (`meeting_body`, `actions/tables`); all may know the context."""
    crossed = []
    for path in sorted((PACKAGE / "stages").rglob("*.py")):
        own = path.relative_to(PACKAGE / "stages").parts[0].removesuffix(".py").split("_")[0]
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("minutebook.stages."):
                other = (node.module or "").split(".")[2].split("_")[0]
                if other not in {own, "context"}:
                    crossed.append((name_of(path), node.module))
    assert crossed == []


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if not LOADED_LATE & {p.stem, p.parent.name, p.parent.parent.name}],
    ids=name_of,
)
def test_heavy_libraries_are_imported_late(path: Path) -> None:
    """At the top of a module they would be paid for by every command."""
    top = {
        alias.name.split(".")[0]
        for node in tree_of(path).body
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {(node.module or "").split(".")[0] for node in tree_of(path).body if isinstance(node, ast.ImportFrom)}
    assert top & HEAVY == set()


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import minutebook", {"pydantic", "pandas", "spacy", "yaml", "typer", "lxml"}),
        ("import minutebook.extraction", {"pandas", "spacy", "typer", "rich", "jinja2", "pypdfium2", "docx"}),
        ("import minutebook.book.batch", {"pandas", "spacy", "typer", "jinja2", "pypdfium2", "docx"}),
    ],
)
def test_imports_stay_cheap(code: str, absent: set[str]) -> None:
    script = f"import sys\n{code}\nprint(sorted({absent!r} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_nothing_in_the_package_reads_the_folder_beside_the_project() -> None:
    for path in MODULES:
        assert "../shared" not in path.read_text("utf-8"), name_of(path)
