"""Between the program and the person: every error becomes one line on stderr and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import typer

from minutebook.errors import MinutebookError
from minutebook.export.visible import in_one_line

DONE, ATTENTION, STOPPED = 0, 1, 2
TRACEBACK = "MINUTEBOOK_TRACEBACK"


def say(message: str) -> None:
    """One line on stderr, in the program's name; control characters in it are shown, not obeyed."""
    sys.stderr.write(f"minutebook: {in_one_line(message)}\n")


@contextmanager
def boundary() -> Iterator[None]:
    """Carry out one command; what goes wrong in it is told in one line and ends with exit code 2.

    With MINUTEBOOK_TRACEBACK set, a fault of the program's own shows its traceback as well.
    """
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        yield
        sys.stdout.flush()
    except MinutebookError as error:
        say(str(error))
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted: leave without a word, now and at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None
    except OSError as error:
        say(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error))
    except KeyboardInterrupt:
        say("stopped; nothing was changed")
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:  # noqa: BLE001 - the process's own edge: a bug must not spill a traceback
        if os.environ.get(TRACEBACK):
            traceback.print_exc()
        say(
            f"a fault in minutebook, please report it: {type(error).__name__}: {error} "
            f"({TRACEBACK}=1 tells more)"
        )
    else:
        return
    raise typer.Exit(STOPPED)


def _speak_utf8(stream: TextIO) -> None:
    """Files and pipes get UTF-8; a terminal keeps its encoding and gets `?` for what it cannot show."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="replace")
