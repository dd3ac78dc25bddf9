"""A book in, its register out."""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path

from minutebook.book.folder import manifest_stems, record_path
from minutebook.errors import UsageError
from minutebook.register import compose
from minutebook.register.bodies import Bodies, find_bodies
from minutebook.register.cache import Cache, open_cache
from minutebook.register.checks import findings
from minutebook.register.decisions import Decided, Decision, doubtful_csv, read_decisions, resolve
from minutebook.register.digest import Digest, from_bytes, read_digest, to_bytes
from minutebook.register.doubts import doubts
from minutebook.register.histories import threads
from minutebook.register.joined import Joined
from minutebook.register.meetings import order
from minutebook.register.organisation_joins import Pair
from minutebook.register.organisations import Organisations, join_organisations
from minutebook.register.people import People, join_people
from minutebook.register.schema import Register
from minutebook.register.threads import ThreadDoubt, follow
from minutebook.register.wording import OrganisationWords
from minutebook.rulebook import Rulebook, load_rulebook

REGISTER = "register.json"
MERGES = "merges.csv"
DOUBTFUL = "doubtful.csv"
ENGINE = "3"
"""Rises when the same records give other digests or threads: what an older engine kept is then not used."""


def build_register(
    book: str | os.PathLike[str], *, as_at: date | None = None, rules: Path | None = None
) -> Register:
    """The register of a book.

    With `as_at` it is the register of that day: later documents are left out and overdue days count
    against it, else against each body's latest meeting. `rules` is a folder laid over the rules that ship.
    `merges.csv` at the book's root is obeyed. What was read and joined before is
    kept in the book and used again where nothing has changed; the result is the same without it. Raises
    UsageError where the folder is no book, a record is none or `merges.csv` cannot be read, RuleError for
    wrong rules.
    """
    folder = Path(book)
    rulebook = load_rulebook(rules)
    stems = manifest_stems(folder)
    if stems is None:
        raise UsageError(f"{folder} is no book: it has no manifest.jsonl; make one with minutebook extract")
    decisions = read_decisions(folder / MERGES)
    with _no_search_for_cycles(), open_cache(folder, version=f"{ENGINE} {_mark(rulebook)}") as cache:
        digests = list(_digests(folder, stems, rulebook, cache))
        cache.keep_only("digest", stems)
        return join_digests(digests, rulebook, decisions=decisions, as_at=as_at, cache=cache)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Millions of small things without a cycle: to search them again and again costs a third of the time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def join_digests(
    digests: Iterable[Digest],
    rulebook: Rulebook,
    *,
    decisions: Sequence[Decision] = (),
    as_at: date | None = None,
    cache: Cache | None = None,
) -> Register:
    """The register of digests; the same for any order that they come in.

    A pack's own record is of no body: the documents in it are.
    """
    told = (one for one in digests if not one.document.parts)
    held = sorted((one for one in told if _by(as_at, one.meeting.date)), key=order)
    words = OrganisationWords.of(rulebook)
    decided = resolve(decisions, held)
    bodies = find_bodies(held, words, *(_documents(pairs["body"]) for pairs in (decided.same, decided.apart)))
    decided = resolve(decisions, held, bodies.twin_of)
    same, apart = decided.same, decided.apart
    organisations = join_organisations(held, bodies, words, same["organisation"], apart["organisation"])
    people = join_people(held, bodies, organisations, rulebook, same["person"], apart["person"])
    followed = [
        _follow(number, held, bodies, people, rulebook, decided, cache or Cache(None))
        for number in range(len(bodies.groups))
    ]
    joined = _joined(held, bodies, organisations, people, followed, decided)
    listed = compose.bodies(joined, as_at)
    actions = threads(joined, listed, rulebook)
    return Register(
        as_at=None if as_at is None else as_at.isoformat(),
        people=compose.people(joined),
        organisations=compose.organisations(joined),
        bodies=listed,
        threads=actions,
        meetings=compose.meetings(joined),
        attendance=compose.attendance(joined),
        doubts=doubts(joined),
        findings=findings(joined, actions),
    )


def _by(as_at: date | None, held_on: str | None) -> bool:
    """Whether a document of that date, whole or in part, tells of the day asked for; an undated one may."""
    return as_at is None or held_on is None or held_on <= as_at.isoformat()


def _documents(pairs: Iterable[tuple[Pair, Pair]]) -> list[tuple[int, int]]:
    return [(a[0], b[0]) for a, b in pairs]


def write_register(register: Register, book: str | os.PathLike[str]) -> Path:
    """Write `register.json` and `doubtful.csv` into the book; the path of the first.

    Raises UsageError where they cannot be written.
    """
    folder = Path(book)
    path = folder / REGISTER
    try:
        _replace(path, register.model_dump_json(indent=1, by_alias=True) + "\n")
        # Excel reads UTF-8 only behind the mark.
        _replace(folder / DOUBTFUL, "\ufeff" + doubtful_csv(register.doubts))
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}") from error
    return path


def _replace(path: Path, text: str) -> None:
    """Write the whole file or leave the old one."""
    staged = path.with_name(f".{path.name}.new")
    staged.write_text(text, encoding="utf-8", newline="")
    staged.replace(path)


def _mark(rulebook: Rulebook) -> str:
    """A mark of the rules that the register goes by."""
    tables = {k: v for k, v in rulebook.tables.items() if k.startswith(("register", "organisations", "nick"))}
    terms = {k: v for k, v in rulebook.terms.items() if k.startswith(("register", "not_name", "honorifics"))}
    patterns = [(rule.id, rule.pattern) for rule in rulebook.group("register")]
    content = json.dumps([tables, terms, patterns], sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def _digests(folder: Path, stems: Iterable[str], rulebook: Rulebook, cache: Cache) -> Iterable[Digest]:
    for stem in stems:
        path = folder / record_path(stem)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise UsageError(f"{path} cannot be read: {error.strerror}") from error
        sha = hashlib.sha256(content).hexdigest()
        kept = cache.get("digest", stem, sha)
        digest = None if kept is None else from_bytes(kept)
        if digest is None:
            try:
                digest = read_digest(stem, sha, content, rulebook)
            except ValueError as error:
                reason = str(error).splitlines()[0]
                raise UsageError(f"{path} is no record of minutebook: {reason}") from error
            cache.put("digest", stem, sha, to_bytes(digest))
        yield digest


def _follow(
    number: int,
    digests: Sequence[Digest],
    bodies: Bodies,
    people: People,
    rulebook: Rulebook,
    decided: Decided,
    cache: Cache,
) -> tuple[list[list[Pair]], list[ThreadDoubt]]:
    """The threads of one body, from the cache where its records, people and decisions are the same."""
    documents = [n for n in bodies.groups[number].documents if bodies.counted(n)]
    if not any(digests[n].actions for n in documents):
        return [], []
    own = set(documents)
    who = _who(documents, digests, people)
    same = [pair for pair in decided.same["thread"] if pair[0][0] in own and pair[1][0] in own]
    apart = [pair for pair in decided.apart["thread"] if pair[0][0] in own and pair[1][0] in own]
    place = {n: at for at, n in enumerate(documents)}
    mark = hashlib.sha256(
        json.dumps(
            [
                [(digests[n].stem, digests[n].sha) for n in documents],
                [(place[n], i, name) for (n, i), name in sorted(who.items())],
                *([[(place[a[0]], a[1]), (place[b[0]], b[1])] for a, b in pairs] for pairs in (same, apart)),
            ]
        ).encode()
    ).hexdigest()
    name = digests[documents[0]].stem
    kept = cache.get("threads", name, mark)
    if kept is not None:
        strands, noted = json.loads(kept)
        return (
            [[(documents[at], i) for at, i in strand] for strand in strands],
            [_moved(ThreadDoubt(**doubt), documents) for doubt in noted],
        )
    found, unsure = follow(documents, digests, who, rulebook, same, apart)
    back = [{**asdict(d), "a": (place[d.a[0]], d.a[1]), "b": (place[d.b[0]], d.b[1])} for d in unsure]
    kept_strands = [[(place[n], i) for n, i in strand] for strand in found]
    cache.put("threads", name, mark, json.dumps([kept_strands, back]).encode())
    return found, unsure


def _moved(doubt: ThreadDoubt, documents: Sequence[int]) -> ThreadDoubt:
    """A doubt with the numbers that its documents have in this run."""
    (a, first), (b, second) = doubt.a, doubt.b
    return ThreadDoubt((documents[a], first), (documents[b], second), doubt.score, doubt.reason, doubt.joined)


def _who(documents: Sequence[int], digests: Sequence[Digest], people: People) -> Mapping[Pair, str]:
    """For each attendee who leads an action a word that is the same for all mentions of that person."""
    out: dict[Pair, str] = {}
    first: dict[int, str] = {}
    for n in documents:
        leading = {lead.person_id for action in digests[n].actions for lead in action.leads}
        for attendee in digests[n].attendees:
            if attendee.id in leading:
                group = people.of[n, attendee.id]
                out[n, attendee.id] = first.setdefault(group, f"{digests[n].stem}/{attendee.id}")
    return out


def _joined(
    digests: Sequence[Digest],
    bodies: Bodies,
    organisations: Organisations,
    people: People,
    followed: list[tuple[list[list[Pair]], list[ThreadDoubt]]],
    decided: Decided,
) -> Joined:
    numbered = list(enumerate(digests))
    return Joined(
        digests,
        bodies,
        organisations,
        people,
        [strands for strands, _ in followed],
        [unsure for _, unsure in followed],
        decided,
        attendees={(n, entry.id): entry for n, digest in numbered for entry in digest.attendees},
        named={(n, entry.id): entry for n, digest in numbered for entry in digest.organisations},
        actions={(n, entry.id): entry for n, digest in numbered for entry in digest.actions},
    )
