"""Messages: their body or an attachment is the document; who sent them is not part of it."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from minutebook.errors import EmptyInput, TooLargeInput
from minutebook.loaders.eml import is_message, load_eml
from minutebook.loaders.load import load_bytes

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
MINUTES = "Harrowmere Flood Board\n\nMinutes of the meeting held on 4 March 2025\n\nPresent: Asha Pennock\n"


def message(text: str = "", html: str = "", **attachments: bytes) -> bytes:
    made = EmailMessage()
    made["From"] = "A Clerk <clerk@harrowmere.example>"
    made["To"] = "board@harrowmere.example"
    made["Subject"] = "Flood Board papers"
    if text:
        made.set_content(text)
    if html:
        (made.add_alternative if text else made.set_content)(html, subtype="html")
    for name, data in attachments.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (message("Words"), True),
        (b"Received: from x\r\nFrom: a@b.example\r\n\r\nWords", True),
        # a memo that a person typed
        (b"From: Asha Pennock\nTo: The Board\nDate: 4 March\n\nWords", False),
        (b"Minutes: of a meeting\nMIME-Version: 1.0 is discussed here\nwithout a blank line", False),
        (b"Present: Asha Pennock\n\nAction: AP to write", False),
    ],
)
def test_messages_are_told_from_text(data: bytes, told: bool) -> None:
    assert is_message(data) is told


def test_the_body_is_the_document() -> None:
    document = load_bytes(message(MINUTES), source="a.eml")
    assert (document.format, document.title, document.flags) == ("eml", "Flood Board papers", ())
    assert document.text.startswith("Harrowmere Flood Board")
    assert "clerk@" not in document.text


def test_a_table_in_the_html_body_is_kept() -> None:
    html = "<p>Actions</p><table><tr><td>Mend the fence</td><td>AP</td></tr></table>"
    document = load_bytes(message("Actions Mend the fence AP", html), source="a.eml")
    assert [block.text for block in document.blocks if block.cell] == ["Mend the fence", "AP"]


def test_an_attachment_is_the_document_where_the_body_only_sends_it() -> None:
    attached = (SAMPLES / "eskmere-sab-2024-03-12.docx").read_bytes()
    data = message(
        "Dear all, the minutes are attached.", **{"minutes.docx": attached, "logo.png": b"\x89PNG"}
    )
    document = load_bytes(data, source="a.eml")
    assert document.format == "eml"
    assert document.text.startswith("Eskmere Safeguarding Adults Board")
    assert "attached" not in document.text


def test_documents_left_unread_are_flagged() -> None:
    data = message("See attached.", **{"a.txt": MINUTES.encode() * 3, "b.txt": MINUTES.encode()})
    assert load_bytes(data, source="a.eml").flags == ("unread_attachments",)


def test_a_page_saved_as_one_file_is_html() -> None:
    page = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tarnby.example/minutes\r\n"
        b'Subject: Minutes\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><head><title>Flood Board</title></head><body><p>The board =\r\nmet.</p></body></html>\r\n"
        b"--B\r\nContent-Type: text/css\r\n\r\np {}\r\n--B--\r\n"
    )
    document = load_bytes(page, source="a.mht")
    assert (document.format, document.title, document.text) == ("html", "Flood Board", "The board met.")


def test_a_message_without_words_is_empty() -> None:
    with pytest.raises(EmptyInput):
        load_eml(message(" "), source="a", sha256="0")


START = b"From: a@b.example\r\nMessage-ID: <1@b.example>\r\n"


@pytest.mark.parametrize(
    "headers",
    [
        b"From: a:b:;,,<\r\n",
        b"From: " + b'("' * 20_000 + b"\r\n",
        b'Content-Type: text/plain; charset="utf\x008"\r\n',
        b"Content-Type: text/plain; charset*=utf\x008'en'%ff%00\r\n",
        b'Content-Type: text/plain; charset="undefined"\r\n',
        b"Content-Type: text/plain" + b';"' * 100_000 + b"\r\n",
        b"Content-Disposition: ;;=\x00\xff\r\n",
        b"Subject: =?utf-8\xff\xff?q?a?=\r\n",
        b"Subject: =?none?b?!!!?= =?utf-8?b?a?= \xff\r\n",
    ],
)
def test_headers_that_mislead_their_readers_harm_nothing(headers: bytes) -> None:
    document = load_eml(START + headers + b"\r\nThe board met.", source="a", sha256="0")
    assert document.text == "The board met."
    assert (document.title or "").isprintable()


def test_the_subject_is_decoded() -> None:
    sent = b"Subject: =?utf-8?q?Caf=C3=A9?= minutes\r\n\r\nThe board met."
    assert load_eml(START + sent, source="a", sha256="0").title == "Café minutes"


def nested(depth: int, kind: bytes) -> bytes:
    data = START
    for number in range(depth):
        data += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number)
        if kind == b"attached":
            data += b'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="x"\r\n\r\n'
            data += START
    return data + b"Content-Type: text/plain\r\n\r\nThe board met.\r\n"


@pytest.mark.parametrize(("kind", "depth", "most"), [(b"part", 100, 5000), (b"attached", 4, 50)])
def test_nesting_has_an_end(kind: bytes, depth: int, most: int) -> None:
    assert load_bytes(nested(depth, kind), source="a").text == "The board met."
    with pytest.raises(TooLargeInput):
        load_bytes(nested(most, kind), source="a")
