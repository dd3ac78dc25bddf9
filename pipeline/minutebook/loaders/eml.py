"""E-mails (.eml) with a document as body or attachment, and web pages saved as one file (.mht)."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import EmailMessage, MIMEPart

from minutebook.document import Document
from minutebook.errors import EmptyInput, InputError, TooLargeInput
from minutebook.loaders.decode import decode_as
from minutebook.loaders.eml_headers import read_message, subject
from minutebook.loaders.text import load_text

_HEADER = re.compile(rb"[!-9;-~]{1,76}:[ \t]?[^\r\n]*|[ \t][^\r\n]*")
# Programs write these; a person who begins a memo with From and To does not.
_PROGRAM = re.compile(
    rb"(?:mime-version|message-id|received|return-path|content-type|x-[\w-]+):", re.IGNORECASE
)
_PERSON = re.compile(rb"(?:from|date|subject|to):", re.IGNORECASE)
_MOST_HEADERS = 400
_MOST_PARTS = 200
_DEEPEST = 5  # messages attached to messages
_DOCUMENTS = frozenset({"application", "text", "message"})


def is_message(data: bytes) -> bool:
    """True where the bytes begin with the headers of an e-mail."""
    lines = data[:65536].lstrip(b"\r\n").splitlines()
    seen_program = seen_person = False
    for line in lines[:_MOST_HEADERS]:
        if not line.strip():
            return seen_program and seen_person
        if _HEADER.fullmatch(line) is None:
            return False
        seen_program = seen_program or _PROGRAM.match(line) is not None
        seen_person = seen_person or _PERSON.match(line) is not None
    return False


def load_eml(data: bytes, *, source: str, sha256: str) -> Document:
    """The document in a message: the longest of its body and the attachments that can be read.

    Other attachments that hold documents are not read; the flag `unread_attachments` says that there are
    some. A page that a browser saved with its pictures is read as HTML. The sender and those who got the
    message are not part of the text. Raises EmptyInput where it holds no document, TooLargeInput where
    messages are attached to messages more than five deep, else what reading its only one raises.
    """
    return _load(data, source, sha256, 0)


def _load(data: bytes, source: str, sha256: str, depth: int) -> Document:
    if depth > _DEEPEST:
        raise TooLargeInput(f"messages are attached to messages, more than {_DEEPEST} deep")
    message = read_message(data)
    saved = message["From"] is None or message["Snapshot-Content-Location"] is not None
    bodies: list[Document] = []
    attached: list[Document] = []
    failed: list[InputError] = []
    for part, attachment in _parts(message):
        try:
            document = _read(part, attachment, source, sha256, depth)
        except InputError as error:
            if attachment:
                failed.append(error)
            continue
        (attached if attachment else bodies).append(document)
    found = bodies[:1] if saved else [*attached, *bodies[:1]]
    if not found:
        raise failed[0] if failed else EmptyInput("the message holds no words")
    best = max(found, key=lambda document: len(document.text))
    flags = best.flags
    if failed or sum(document is not best for document in attached):
        flags = (*flags, "unread_attachments")
    title = best.title or (None if saved else subject(message))
    return replace(best, format="html" if saved else "eml", title=title, flags=flags)


def _parts(message: EmailMessage) -> list[tuple[EmailMessage, bool]]:
    """The bodies, the best first, then the attachments that may hold documents, each marked as such."""
    parts: list[tuple[EmailMessage, bool]] = []
    body = message.get_body(preferencelist=("html", "plain"))
    plain = message.get_body(preferencelist=("plain",))
    if body is not None and body is not plain and plain is not None and not _laid_out(body):
        body, plain = plain, body
    parts.extend((part, False) for part in (body, plain) if isinstance(part, EmailMessage))
    for part in list(message.walk())[:_MOST_PARTS]:
        if not isinstance(part, EmailMessage) or part.is_multipart() or part in (body, plain):
            continue
        inline = part.get_content_disposition() != "attachment" and part.get_filename() is None
        if part.get_content_maintype() in _DOCUMENTS and not inline:
            parts.append((part, True))
    return parts


def _laid_out(part: MIMEPart) -> bool:
    """True where the HTML has tables or lists, which the plain form of it loses."""
    return re.search(rb"<(?:table|li|h[1-6])\b", _payload(part), re.IGNORECASE) is not None


def _payload(part: MIMEPart) -> bytes:
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def _read(part: EmailMessage, attachment: bool, source: str, sha256: str, depth: int) -> Document:
    data = _payload(part)
    if attachment and is_message(data):
        return _load(data, source, sha256, depth + 1)
    if attachment:
        from minutebook.loaders.load import load_bytes

        return replace(load_bytes(data, source=source), sha256=sha256)
    text = decode_as(data, part.get_content_charset() or "utf-8")
    if part.get_content_subtype() == "html":
        text = "<!DOCTYPE html>\n" + text
    return load_text(text.encode("utf-8"), source=source, sha256=sha256)
