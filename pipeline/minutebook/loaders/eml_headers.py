"""A message's headers as plain strings: what Python's own reader of them does with hostile ones is raise."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default

from minutebook.errors import TooLargeInput

_LONGEST = 10_000  # characters of one header; programs fold them at 1,000


class Header(str):
    """A header's value as it was sent, unfolded and cut to 10,000 characters."""

    @property
    def content_disposition(self) -> str:
        """Its first word in lower case: `attachment`, `inline`."""
        return self.partition(";")[0].strip().lower()


def read_message(data: bytes) -> EmailMessage:
    """The message in the bytes, its headers `Header`s. Raises TooLargeInput where parts nest without end."""
    try:
        message = message_from_bytes(data, policy=_POLICY)
    except RecursionError as error:
        raise TooLargeInput("the parts of the message are nested too deeply") from error
    assert isinstance(message, EmailMessage)
    return message


def subject(message: EmailMessage) -> str | None:
    """What the message says it is about, words decoded; None where that is nothing."""
    sent = str(message["Subject"] or "")
    try:
        told = str(make_header(decode_header(sent)))
    except (MessageError, LookupError, ValueError):
        told = sent
    return " ".join(told.encode("utf-8", "replace").decode("utf-8").split()) or None


def _header(name: str, value: str) -> Header:
    # Bytes that are no ASCII come as surrogates; a codec must not be asked for by a name with a zero in it.
    printed = value[:_LONGEST].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Header(printed.replace("\x00", ""))


_POLICY = default.clone(header_factory=_header)
