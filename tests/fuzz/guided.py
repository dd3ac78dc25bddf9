"""Coverage-guided fuzzing of one loader with Atheris (pip install atheris; Linux and macOS).

    python tests/fuzz/guided.py LOADER [-max_total_time=60] [libFuzzer's options]

LOADER is a name of `minutebook.loaders.load.LOADERS`, or `tell`. The samples of its format are the corpus to
begin with. What the loader refuses with an InputError is well; anything else that it raises is a fault.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))

from mutate import samples

with atheris.instrument_imports(include=["minutebook"]):
    from minutebook.errors import InputError
    from minutebook.loaders.load import LOADERS
    from minutebook.loaders.sniff import tell

    for module, _ in LOADERS.values():
        import_module(module)

OF = {".pdf": "pdf", ".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".eml": "eml", ".doc": "doc"}


def main() -> None:
    """Fuzz until told to stop; libFuzzer ends the process with 77 at the first fault."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name != "tell" and name not in LOADERS:
        sys.exit(f"name a loader: {', '.join([*LOADERS, 'tell'])}")

    def one(data: bytes) -> None:
        try:
            if name == "tell":
                tell(data)
            else:
                module, function = LOADERS[name]
                getattr(import_module(module), function)(data, source="x", sha256="")
        except InputError:
            pass

    corpus = Path(tempfile.mkdtemp(prefix="minutebook-fuzz-"))
    for path in samples():
        if name == "tell" or OF.get(path.suffix, "text") == name:
            (corpus / path.name).write_bytes(path.read_bytes())
    atheris.Setup([sys.argv[0], *sys.argv[2:], str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
