import codecs

import pytest

from minutebook.errors import UnsupportedInput
from minutebook.loaders.decode import decode, decode_as

WORDS = "Présent: Zoë O’Hara – café\nApologies: none"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("utf-16"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("cp1252"),
        WORDS.replace("\n", "\r\n").encode("cp1252"),
        WORDS.replace("\n", "\r").encode(),
    ],
    ids=["utf8", "bom", "utf16", "utf16le", "utf16be", "utf16be-bom", "cp1252", "crlf", "cr"],
)
def test_the_same_words_come_out_of_every_encoding(data: bytes) -> None:
    assert decode(data) == WORDS


def test_a_declared_charset_is_believed_where_utf8_fails() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html;charset=macintosh"><p>It’s</p>'
    assert "It’s" in decode(page.encode("mac_roman"))


def test_invisible_marks_are_dropped_and_hard_spaces_opened() -> None:
    assert decode("co\u00adopted\u200b mem\u00a0ber".encode()) == "coopted mem ber"


def test_binary_is_refused() -> None:
    with pytest.raises(UnsupportedInput):
        decode(bytes(range(1, 32)) * 50)


def test_words_that_are_utf8_are_read_so_whatever_the_page_declares() -> None:
    page = '<meta charset="iso-8859-1"><p>Zoë O’Hara – café</p>'
    assert "Zoë O’Hara – café" in decode(page.encode())


@pytest.mark.parametrize(
    "name", ["undefined", "idna", "punycode", "hex", "rot13", "no-such-charset", "utf-16", "unicode-escape"]
)
def test_a_charset_that_reads_no_text_is_passed_over(name: str) -> None:
    assert decode(f"charset={name} café ..a".encode("cp1252")) == f"charset={name} café ..a"


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("café".encode(), "utf-8", "café"),
        ("café".encode("cp1252"), "utf-8", "café"),
        (b"caf\\ud83d +2AA-", "unicode-escape", "caf\\ud83d +2AA-"),
        (b"caf\\ud83d +2AA-", "utf-7", "caf\\ud83d +2AA-"),
        (b"words", "utf\x008", "words"),
        (b"words", "undefined", "words"),
    ],
)
def test_a_charset_that_a_message_names(data: bytes, charset: str, text: str) -> None:
    assert decode_as(data, charset) == text
