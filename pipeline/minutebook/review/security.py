"""Keeps the page to the person at this machine: her browser, this address, this session."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_BODY = 1024 * 1024
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
REFUSED = {
    "address": "This page answers only at the address that minutebook review printed.",
    "origin": "Another web page asked for this; it is refused.",
    "session": "Open the address that minutebook review printed: it works once. Start it again for another.",
    "body": "That is too much at once.",
}


class Gate:
    """Lets in whoever brings the token, once; from then on only that browser, by a cookie.

    Every request must name this very address and, where it names an origin, this very origin: a page of
    another site, or a name that another site leads here, gets nothing.
    """

    def __init__(self, app: Asgi, *, port: int, token: str) -> None:
        self._app, self._token = app, token
        self._session = secrets.token_urlsafe(32)
        self._cookie = f"minutebook-{port}"
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        refused = self._refused(scope, headers)
        if refused is not None:
            await _answer(send, 403, REFUSED[refused])
            return
        if scope["path"] == "/" and b"token=" in scope["query_string"]:
            await self._enter(scope, headers, send)
            return
        if not self._known(headers):
            await _answer(send, 403, REFUSED["session"])
            return
        await self._app(scope, receive, _with_headers(send))

    def _refused(self, scope: Scope, headers: dict[str, str]) -> str | None:
        if headers.get("host") not in self._hosts:
            return "address"
        origin = headers.get("origin")
        if origin is not None and origin not in self._origins:
            return "origin"
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return "origin"
        if scope["method"] not in ("GET", "HEAD") and origin is None:
            return "origin"
        length = headers.get("content-length", "0")
        if "transfer-encoding" in headers or not length.isdigit() or int(length) > LARGEST_BODY:
            return "body"
        return None

    def _known(self, headers: dict[str, str]) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return False
        return cookie is not None and secrets.compare_digest(cookie.value.encode(), self._session.encode())

    async def _enter(self, scope: Scope, headers: dict[str, str], send: Send) -> None:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        right = bool(self._token) and secrets.compare_digest(given.encode(), self._token.encode())
        if not right and not self._known(headers):
            await _answer(send, 403, REFUSED["session"])
            return
        if right:
            self._token = ""
        cookie = f"{self._cookie}={self._session}; Path=/; HttpOnly; SameSite=Strict"
        extra = [(b"location", b"/"), (b"set-cookie", cookie.encode())] if right else [(b"location", b"/")]
        await _answer(send, 303, "", extra)


async def _answer(
    send: Send, status: int, words: str, extra: list[tuple[bytes, bytes]] | None = None
) -> None:
    head = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS, *(extra or ())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": words.encode()})


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            named = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(h for h in HEADERS if h[0] not in named)]
        await send(message)

    return sending
