"""The page's server: what the browser may ask, and where each answer comes from."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from minutebook.corrections.make import Picked, Wish
from minutebook.corrections.schema import Operation
from minutebook.errors import UsageError
from minutebook.review import fields, pairs
from minutebook.review.catalogue import Asked
from minutebook.review.desk import Desk, Refused

KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
KEEP = {"cache-control": "private, max-age=3600"}
MOST_AT_ONCE = 200


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WordsAsked(_Asked):
    """Words picked on the page."""

    field: str = Field(max_length=60)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


class WishAsked(_Asked):
    """One correction as the page sends it."""

    op: Operation
    handle: str = Field("", max_length=100)
    section: str | None = Field(None, max_length=40)
    field: str | None = Field(None, max_length=60)
    value: Any = None
    words: list[WordsAsked] = Field(default_factory=list, max_length=50)
    others: list[str] = Field(default_factory=list, max_length=50)
    undo: str | None = None

    def wish(self) -> Wish:
        """The same for the desk."""
        words = tuple(Picked(w.field, w.start, w.end, w.page, w.box) for w in self.words)
        return Wish(
            op=self.op,
            handle=self.handle,
            section=self.section,
            field=self.field,
            value=self.value,
            words=words,
            others=tuple(self.others),
            undo=self.undo,
        )


class WishesAsked(_Asked):
    """Corrections that are made together or not at all."""

    wishes: list[WishAsked] = Field(min_length=1, max_length=MOST_AT_ONCE)


class VerdictAsked(_Asked):
    """A decision about a doubtful pair."""

    kind: str
    a: str
    b: str
    verdict: Literal["same", "not_same", ""]


def make_app(desk: Desk) -> FastAPI:
    """The server over a desk. It has no pages of its own that load anything from elsewhere."""
    app = FastAPI(title="minutebook review", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(KeyError, _gone)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(UsageError, _failed)
    _documents(app, desk)
    _book(app, desk)
    _assets(app)
    return app


def _documents(app: FastAPI, desk: Desk) -> None:
    # A stem may hold any sign that a file name may, so it is asked for in the query and not in the path.
    @app.get("/api/document")
    def document(stem: str) -> JSONResponse:
        desk.look_again()
        return JSONResponse(desk.document(stem))

    @app.get("/api/version")
    def version(stem: str) -> JSONResponse:
        return JSONResponse({"version": desk.version(stem)})

    @app.get("/api/offers")
    def offers(stem: str) -> JSONResponse:
        return JSONResponse(desk.offers(stem))

    @app.get("/api/layout")
    def layout(stem: str, wait: float = 60.0) -> JSONResponse:
        return JSONResponse(desk.layout(stem, wait=min(max(wait, 0.0), 60.0)))

    @app.get("/api/page")
    def page(stem: str, number: int) -> Response:
        return Response(desk.image(stem, number), media_type="image/png", headers=KEEP)

    @app.post("/api/corrections")
    def corrections(stem: str, asked: WishesAsked) -> JSONResponse:
        desk.look_again()
        made = desk.wish(stem, [one.wish() for one in asked.wishes])
        return JSONResponse({"made": made, "document": desk.document(stem)})

    @app.get("/api/alike")
    def alike(stem: str, made: str) -> JSONResponse:
        return JSONResponse([other for other, _ in desk.alike(stem, made)])

    @app.post("/api/alike")
    def repeat(stem: str, made: str) -> JSONResponse:
        return JSONResponse(desk.repeat(stem, made))


def _book(app: FastAPI, desk: Desk) -> None:
    @app.get("/api/overview")
    def overview(
        words: str = "",
        body: str = "",
        status: str = "",
        state: str = "",
        flag: str = "",
        order: str = "risk",
        offset: int = 0,
    ) -> JSONResponse:
        desk.look_again()
        asked = Asked(words, body, status, state, flag, order, max(0, offset))
        return JSONResponse(desk.catalogue.overview(asked) | {"book": str(desk.book), "by": desk.by})

    @app.get("/api/fields")
    def known_fields() -> JSONResponse:
        return JSONResponse(fields.as_json())

    @app.get("/api/names")
    def names(kind: Literal["people", "bodies"], typed: str = "", body: str = "") -> JSONResponse:
        return JSONResponse(desk.names.complete(kind, typed, body or None))

    @app.get("/api/rules")
    def rules() -> JSONResponse:
        return JSONResponse(desk.overruled())

    @app.get("/api/pairs")
    def doubtful() -> JSONResponse:
        return JSONResponse(pairs.pairs(desk.book))

    @app.post("/api/pairs")
    def decide(asked: VerdictAsked) -> JSONResponse:
        pairs.decide(desk.book, asked.kind, asked.a, asked.b, asked.verdict)
        return JSONResponse({"saved": True})


def _assets(app: FastAPI) -> None:
    folder = files("minutebook.review").joinpath("page")
    known = {part.name: part.read_bytes() for part in folder.iterdir() if part.is_file()}

    @app.get("/")
    def index() -> Response:
        return _asset("index.html", known)

    @app.get("/page/{name}")
    def asset(name: str) -> Response:
        return _asset(name, known)


def _asset(name: str, known: dict[str, bytes]) -> Response:
    ending = name[name.rfind(".") :]
    if name not in known or ending not in KINDS:
        return Response("There is no such page.", 404, media_type="text/plain")
    return Response(known[name], media_type=f"{KINDS[ending]}; charset=utf-8")


async def _gone(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": "There is no such document in the book."}, 404)


async def _refused(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 422)


async def _failed(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 409)
