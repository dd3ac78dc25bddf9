"""No pattern in the program runs away: each is tried on texts made from it to mislead it, twice as long and longer.

What loaders ask sees a file as it came. What comes after them sees a document, whose words and gaps have an end.
"""

import multiprocessing
import re
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pathological import Compiled, attacks, compiled

RAW = ("minutebook.loaders.", "minutebook.book.", "minutebook.packs.")
# Quadratic by themselves, and asked only of what has a bound: where, and what bounds it.
GUARDED = {
    "minutebook.loaders.lines.COMMENT": "asked up to the last end of a comment (without_comments)",
    "minutebook.loaders.pdf.mending._CODE": "asked of the last 1,000 characters",
    "minutebook.export.stems:": "a file's name, 255 bytes",
    "minutebook.stages.organisations_forms:": "the name of a body, part of a line",
}
FEW = (10, 16, 20, 24, 27, 30)  # repeats by which a pattern shows that its time doubles with each
LENGTH = 5000
QUICK = (
    0.003  # seconds for LENGTH characters; a pattern that takes time by the square takes ten times as much
)
GROWTH = 3.0  # twice the text: twice the time is well, four times is not
WAIT = 60  # seconds of silence after which the pattern that is being tried has run away


def spent(ask: str, pattern: re.Pattern[str], text: str, rounds: int = 1) -> float:
    """Seconds of processor time, the least of some rounds."""
    found = []
    for _ in range(rounds):
        began = time.process_time()
        if ask == "finditer":
            for _ in pattern.finditer(text):
                pass
        else:
            getattr(pattern, ask)(text)
        found.append(time.process_time() - began)
    return min(found)


def runs_away(held: Compiled) -> str | None:
    """The text and way of asking at which it takes too long; None where it never does."""
    plain = isinstance(held.pattern.pattern, str)
    for attack in attacks(held.pattern):
        for ask in held.asked:

            def timed(length: int, rounds: int = 1, attack=attack, ask=ask) -> float:
                text = attack.text(length, bounded=not held.where.startswith(RAW))
                return spent(ask, held.pattern, text if plain else text.encode("utf-8"), rounds)

            def slow(timed=timed, attack=attack) -> bool:
                return any(timed(repeats * len(attack.unit)) > 0.2 for repeats in FEW) or (
                    timed(LENGTH) > QUICK and timed(2 * LENGTH, 3) > GROWTH * max(timed(LENGTH, 3), QUICK / 2)
                )

            # Other work on the machine may slow one round, seldom five one after the other.
            if all(slow() for _ in range(5)):
                return f"{held.where}: {held.pattern.pattern!r:.200} by {ask} at {attack!r:.200}"
    return None


def try_all(sender: Connection) -> None:
    for held in compiled():
        if held.where.startswith(tuple(GUARDED)):
            continue
        sender.send(f"begun {held.where}")
        found = runs_away(held)
        if found:
            sender.send(found)
    sender.send(None)


def test_no_pattern_of_the_program_runs_away() -> None:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=try_all, args=(sender,), daemon=True)
    process.start()
    sender.close()
    told: list[str] = []
    tried = 0
    last = ""
    try:
        while True:
            if not receiver.poll(WAIT):
                pytest.fail(f"runs away: {last}")
            message = receiver.recv()
            if message is None:
                break
            if message.startswith("begun "):
                tried, last = tried + 1, message
            else:
                told.append(message)
    finally:
        process.kill()
        process.join()
    assert told == []
    assert tried > 250


@pytest.mark.parametrize(
    ("pattern", "ask"),
    [
        (r"(?:a+)+b", "match"),
        (r"(?:<!--.*?-->\s*)*<html", "match"),
        (r"[ ]*,", "finditer"),
        (r"\w+-$", "finditer"),
        (r"<!--.*?-->", "finditer"),
    ],
)
def test_one_that_does_is_seen(pattern: str, ask: str) -> None:
    assert runs_away(Compiled("minutebook.loaders.x:1", re.compile(pattern, re.DOTALL), (ask,))) is not None


@pytest.mark.parametrize("pattern", [r"(?<![ ])[ ]*+,", r"\d{1,3}-\w{2,8}", r"(?<!a)(?:(?>a+))*+b"])
def test_one_that_does_not_is_passed(pattern: str) -> None:
    assert runs_away(Compiled("minutebook.loaders.x:1", re.compile(pattern), ("match", "finditer"))) is None
