"""No rule runs away: on texts made to mislead a pattern, each ends at once, and all of them in time."""

import multiprocessing
import time
from multiprocessing.connection import Connection

import pytest

# Long runs of what patterns repeat and where they may begin again: white space, initials, lists, marks.
TEXTS = {
    "white space": " \t\n" * 400,
    "letters": "a" * 1500,
    "capitals": "Ab " * 500,
    "initials": "AB, CD/EF " * 150,
    "labels": "Action: " * 200,
    "brackets": "(" * 1500,
    "people": "Present: A B (AB), C D (CD); " * 50,
    "numbers": "1.1." * 400,
    "dashes": "- " * 700,
    "titles": "Mr. Mrs. Dr. " * 120,
    "cells": "|---|" * 300,
    "joints": "the of and " * 140,
    "dates": "12 March 2024 " * 110,
    "body words": "Board of the Committee " * 70,
    "digits": "1" * 1500,
    "dots": "." * 1500,
    "quotes": "'a' " * 400,
    "a word without end": "ab-c.d" * 3000,
    "capitals without end": ("A" * 1000 + "\n") * 6,
    "initials without end": ("A." * 500 + "\n") * 6,
    "commas": ", " * 1500,
    "lines of marks": ",\n" * 1500,
    "apostrophes": "'" * 1000,
    "months": "March " * 500,
    "articles": "the " * 700,
}
MOST = 1.0  # seconds of processor time for a rule on one text; a pattern that runs away takes years
WAIT = 240


def search_all(sender: Connection) -> None:
    """Tries every rule on every text; says before each what it does, so that the one that hangs is known."""
    from minutebook.rulebook import load_rulebook

    for name, rule in load_rulebook().rules.items():
        for kind, text in TEXTS.items():
            sender.send((name, kind, None))
            began = time.process_time()
            rule.match(text)
            sender.send((name, kind, time.process_time() - began))
    sender.send(None)


def test_no_rule_runs_away() -> None:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=search_all, args=(sender,), daemon=True)
    process.start()
    sender.close()
    last, slow, until = None, [], time.monotonic() + WAIT
    try:
        while True:
            if not receiver.poll(min(30.0, until - time.monotonic())):
                pytest.fail(f"runs away: {last}")
            told = receiver.recv()
            if told is None:
                break
            last = told[:2]
            if told[2] is not None and told[2] > MOST:
                slow.append(told)
    finally:
        process.kill()
        process.join()
    assert [(*which, round(seconds, 1)) for *which, seconds in slow] == []
