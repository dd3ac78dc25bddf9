"""Runs of characters that no tokenizer should see: blanked out, offsets kept, and quickly read."""

from __future__ import annotations

import time

import pytest

from minutebook.nlp import load_reader
from minutebook.nlp.words import readable, windows


def test_a_long_unbroken_run_is_blanked_out_and_offsets_stay() -> None:
    text = "Emma Hartwell " + "." * 200 + " will write"
    assert readable(text) == "Emma Hartwell " + " " * 200 + " will write"


def test_words_and_lines_of_dots_up_to_that_length_stay() -> None:
    text = "Emma Hartwell " + "." * 199 + "\tLlanfairpwllgwyngyll"
    assert readable(text) == text


@pytest.mark.parametrize("sign", ["&", "'", "[", "#", "<", "A"])
def test_a_wall_of_signs_costs_no_minutes(sign: str) -> None:
    text = sign * 60_000 + " Emma Hartwell will write to the school."
    began = time.perf_counter()
    (found,) = load_reader().action_candidates(text)
    assert text[found.span.start : found.span.end] == "Emma Hartwell"
    assert time.perf_counter() - began < 20  # minutes, where spaCy sees the wall


def test_windows_hold_all_of_a_text_and_cut_no_word() -> None:
    text = "Ann Orme wrote to the mill. " * 50
    pieces = list(windows(text, 100))
    assert "".join(piece for _, piece in pieces) == text
    assert all(text[at : at + len(piece)] == piece and len(piece) <= 100 for at, piece in pieces)
    assert all(piece.endswith(" ") for _, piece in pieces)
    assert list(windows("", 100)) == [(0, "")]


def test_names_in_the_second_window_keep_their_places() -> None:
    text = "x " * 10_050 + "Emma Hartwell of Microsoft spoke."
    (found,) = load_reader().entities([text])
    assert "Emma Hartwell" in {text[entity.span.start : entity.span.end] for entity in found}
