"""Starts the server on this machine and opens the browser."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from minutebook.corrections.log import FOLDER
from minutebook.errors import UsageError

if TYPE_CHECKING:
    from minutebook.review.desk import Desk

HERE = "127.0.0.1"
MISSING = "minutebook review needs FastAPI and uvicorn: pip install 'minutebook[review]'"


def review_book(
    book: Path,
    *,
    by: str,
    folders: Sequence[Path] = (),
    rules: Path | None = None,
    port: int = 0,
    say: Callable[[str], None],
    open_browser: bool = True,
) -> None:
    """Serve a book's page until the process is told to end; `say` gets the address and what else to tell.

    Raises UsageError where the folder is no book, the port is taken, or FastAPI is not installed.
    """
    try:
        import uvicorn

        from minutebook.review.server import make_app
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("fastapi", "uvicorn", "starlette"):
            raise
        raise UsageError(MISSING) from None
    from minutebook.review.desk import Desk
    from minutebook.review.security import Gate

    desk = Desk(book, by, folders=folders, rules=rules)
    taken = _bind(port)
    port = taken.getsockname()[1]
    token = secrets.token_urlsafe(24)
    app = Gate(make_app(desk), port=port, token=token)
    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, date_header=False, lifespan="off"
    )
    address = f"http://{HERE}:{port}/?token={token}"
    say(f"reviewing {book} as {by}; the page is {address}")
    say("the address works once, in one browser; Ctrl-C ends the review")
    # After the first page, which it would hold up.
    warming = threading.Timer(2.0, _warm, (desk,))
    warming.daemon = True
    warming.start()
    if open_browser:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    try:
        uvicorn.Server(config).run(sockets=[taken])
    except KeyboardInterrupt:
        say(f"ended; all that was saved is in {book / FOLDER}")
        say(f"minutebook corrections {book} --apply writes it into the tables and the database")
    finally:
        taken.close()
        desk.close()


def _bind(port: int) -> socket.socket:
    """A socket of this machine alone. Raises UsageError where the port is taken."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        taken.bind((HERE, port))
        # From here on a browser that is quicker than the server waits instead of being turned away.
        taken.listen(64)
    except OSError as error:
        taken.close()
        raise UsageError(
            f"port {port} cannot be used: {error.strerror}; choose another with --port"
        ) from error
    return taken


def _warm(desk: Desk) -> None:
    """Load what the first typed date would wait for."""
    _ = desk.rulebook
