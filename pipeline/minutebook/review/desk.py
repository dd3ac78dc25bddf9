"""What the page asks of a book: its documents, one document with its corrections, and new corrections."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minutebook.book.outcome import MANIFEST, Outcome
from minutebook.book.overlays import corrections_of, extracted_record
from minutebook.corrections.lay import Overlay, undone
from minutebook.corrections.log import append, log_path, logged_stems, read_log, read_logs
from minutebook.corrections.make import Wish, make, row_of
from minutebook.corrections.schema import Correction
from minutebook.corrections.values import get
from minutebook.errors import UsageError
from minutebook.export.visible import visible
from minutebook.review.alike import find_alike
from minutebook.review.catalogue import Catalogue
from minutebook.review.fields import FIELDS, field_of
from minutebook.review.learnt import Learnt
from minutebook.review.names import Names
from minutebook.review.pages import WAIT, Pages, is_pdf
from minutebook.review.sources import Sources
from minutebook.review.typed import read_days, read_typed
from minutebook.review.view import view_of
from minutebook.schema import Minutes

if TYPE_CHECKING:
    from minutebook.rulebook import Rulebook

KEPT = 32


class Refused(UsageError):
    """A correction that cannot be made; nothing was written. The message is for the person who made it."""


class Desk:
    """One book under review by one person; safe to be asked from several threads.

    Raises UsageError where the folder is no book.
    """

    def __init__(
        self, book: Path, by: str, *, folders: Sequence[Path] = (), rules: Path | None = None
    ) -> None:
        self.book, self.by = book, by
        self.pages = Pages()
        self._folders, self._rules = folders, rules
        self._lock = threading.RLock()
        self._hearing = threading.Lock()  # a model hears one document at a time
        self._open()

    def _open(self) -> None:
        self.catalogue = Catalogue(self.book)
        self._manifest = self._stamp()
        self.names = Names(self.book)
        self._sources = Sources(self.book, self._folders)
        self._corrections = corrections_of(self.book, self.catalogue.outcomes)
        self._learnt = Learnt(self.catalogue.logs.values(), self.catalogue.outcomes)
        self._logs = {stem: _stamp_of(log_path(self.book, stem)) for stem in self.catalogue.logs}
        for log in self.catalogue.logs.values():
            self._know(log.stem, log.corrections)
        self._records: OrderedDict[str, Minutes] = OrderedDict()

    def _stamp(self) -> tuple[int, int]:
        told = (self.book / MANIFEST).stat()
        return told.st_mtime_ns, told.st_ino

    def look_again(self) -> None:
        """Open the book anew where a run has written it since: nobody corrects what is not there any more."""
        with self._lock:
            try:
                if self._stamp() == self._manifest:
                    return
                old = self.catalogue
                self._open()
                old.close()
            except OSError as error:
                raise UsageError(f"{self.book} cannot be read: {error.strerror}") from error

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules by which typed dates and times are read."""
        from minutebook.rulebook import load_rulebook

        return load_rulebook(self._rules)

    def document(self, stem: str) -> dict[str, Any]:
        """A document for the page: its record with corrections, its text, what was corrected.

        Raises KeyError where the book has no such record, UsageError where it cannot be read.
        """
        outcome = self.catalogue.outcomes[stem]
        with self._lock:
            overlay, mark, unreadable = self._laid(stem)
            self._learn()
            suggested = [] if overlay.done else self._learnt.suggest(stem, overlay.rows, overlay.laid)
        path = self._sources.find(outcome)
        return view_of(outcome, overlay, unreadable) | {
            "version": mark,
            "suggested": [one.as_json() for one in suggested],
            "source_found": path is not None,
            "pictured": path is not None and is_pdf(path),
            "by": self.by,
            "next": self.catalogue.after(stem, 1),
            "previous": self.catalogue.after(stem, -1),
        }

    def laid(self, stem: str) -> tuple[Minutes, Overlay]:
        """A record as it was extracted, and with its corrections.

        Raises KeyError where the book has no such record, UsageError where it cannot be read.
        """
        self.catalogue.outcomes[stem]
        with self._lock:
            return self._extracted(stem), self._laid(stem)[0]

    def offers(self, stem: str) -> list[dict[str, Any]]:
        """Words of a document that may hold what its record, as corrected, still lacks; the likeliest first.

        Empty once the document is reviewed. Raises KeyError for no such record, UsageError where it cannot be
        read.
        """
        self.catalogue.outcomes[stem]
        with self._lock:
            overlay = self._laid(stem)[0]
        if overlay.done:
            return []
        from minutebook.offers import possible

        with self._hearing:
            return [one.as_json() for one in possible(overlay.minutes, self._rules)]

    def version(self, stem: str) -> str | None:
        """The mark of a document's corrections as they are on the disk now. Raises KeyError."""
        self.catalogue.outcomes[stem]
        with self._lock:
            self._corrections.take(read_log(self.book, stem))
            return self._corrections.of(stem).mark

    def layout(self, stem: str, *, wait: float = WAIT) -> dict[str, Any]:
        """Where the words stand, as far as that is read within `wait` seconds.

        Raises KeyError for no such record, UsageError for no such file.
        """
        outcome = self.catalogue.outcomes[stem]
        text = self._extracted(stem).document_text
        part = outcome.part_pages
        return self.pages.layout(self._path(outcome), f"{outcome.sha256} {stem}", text, part=part, wait=wait)

    def image(self, stem: str, number: int) -> bytes:
        """A page as PNG. Raises KeyError for no such record, UsageError where there is no such page."""
        outcome = self.catalogue.outcomes[stem]
        return self.pages.image(self._path(outcome), outcome.sha256 or stem, number)

    def wish(self, stem: str, wishes: Sequence[Wish]) -> list[str]:
        """Make corrections of one document, all or none; on return they are on the disk. Their ids.

        Raises KeyError for no such record, Refused where one cannot be made, UsageError where they cannot be
        written.
        """
        with self._lock:
            overlay, _, _ = self._laid(stem)
            minutes = self._extracted(stem)
            made: list[Correction] = []
            share = self._corrections.of(stem)
            for wish in wishes:
                try:
                    one = make(self._read(wish, minutes, overlay), minutes, overlay, self.by)
                except ValueError as error:
                    raise Refused(str(error)) from error
                made.append(one)
                overlay = replace(share, corrections=(*share.corrections, *made)).over(minutes)
                if overlay.laid[-1].state == "doubtful":
                    raise Refused(overlay.laid[-1].reason or "it does not fit the record")
            append(self.book, stem, made)
            self._know(stem, made)
            log = read_log(self.book, stem)
            self._corrections.take(log)
            self._learnt.take(log)
            self.catalogue.note(log, doubtful=bool(overlay.doubtful))
            return [one.id for one in made]

    def alike(self, stem: str, made: str) -> list[tuple[str, str]]:
        """Other documents of the body with the value that this correction overruled, and the row's handle.

        Raises KeyError for no such record.
        """
        with self._lock:
            overlay, _, _ = self._laid(stem)
        outcome = self.catalogue.outcomes[stem]
        for one in overlay.laid:
            change = one.correction
            if change.id == made:
                found = find_alike(self.book, change, outcome.body, stem)
                return [place for place in found if self._still(*place, change.field or "", change.before)]
        return []

    def repeat(self, stem: str, made: str) -> list[str]:
        """Make a correction again in every document that `alike` tells; the stems where it was made."""
        places = self.alike(stem, made)
        if not places:
            return []
        with self._lock:
            share = self._corrections.of(stem)
        change = next(one for one in share.corrections if one.id == made)
        done = []
        for other, handle in places:
            self.wish(other, [Wish(op="change", handle=handle, field=change.field, value=change.value)])
            done.append(other)
        return done

    def _still(self, stem: str, handle: str, field: str, before: object) -> bool:
        """True where the value stands there now: it may have been corrected since the database was made."""
        if stem not in self.catalogue.outcomes:
            return False
        if not log_path(self.book, stem).exists():
            return True
        with self._lock:
            rows = self._laid(stem)[0].rows
        try:
            row = row_of(rows, handle)
            return not row.accepted and bool(get(row.data, field) == before)
        except UsageError:
            return False

    def overruled(self) -> list[dict[str, Any]]:
        """How often each rule or model was overruled, the most often first."""
        counts: Counter[str] = Counter()
        fields: dict[str, Counter[str]] = {}
        for log in read_logs(self.book):
            gone = undone(log.corrections)
            for one in log.corrections:
                for producer in one.overruled if one.id not in gone else ():
                    counts[producer] += 1
                    where = f"{one.target.section} {one.field or one.op}"
                    fields.setdefault(producer, Counter())[where] += 1
        return [
            {"producer": name, "times": times, "fields": [w for w, _ in fields[name].most_common(3)]}
            for name, times in counts.most_common(50)
        ]

    def _learn(self) -> None:
        """Take in what other people and programs have put right since: their files have changed."""
        for stem in logged_stems(self.book):
            stamp = _stamp_of(log_path(self.book, stem))
            if self._logs.get(stem) != stamp:
                self._logs[stem] = stamp
                self._learnt.take(read_log(self.book, stem))

    def _know(self, stem: str, made: Iterable[Correction]) -> None:
        """Names that a person typed complete what is typed next."""
        outcome = self.catalogue.outcomes.get(stem)
        body = None if outcome is None else outcome.body
        for one in made:
            values = one.value if one.op == "add" else {one.field: one.value} if one.op == "change" else None
            for name, value in values.items() if isinstance(values, dict) else ():
                kind = next((f.names for f in FIELDS[one.target.section] if f.name == name), None)
                if kind is not None and isinstance(value, str) and value:
                    self.names.add(kind, value, body)

    def close(self) -> None:
        """Let go of the book."""
        self.pages.close()
        self.catalogue.close()

    def _laid(self, stem: str) -> tuple[Overlay, str | None, list[dict[str, Any]]]:
        minutes = self._extracted(stem)
        # Another tab, another person or git may have added lines: the file is what counts.
        self._corrections.take(read_log(self.book, stem))
        share = self._corrections.of(stem)
        overlay = share.over(minutes)
        unreadable = [{"line": bad.line, "words": visible(bad.words)} for bad in share.unreadable]
        return overlay, share.mark, unreadable

    def _extracted(self, stem: str) -> Minutes:
        with self._lock:
            if stem not in self._records:
                self._records[stem] = extracted_record(self.book, self.catalogue.outcomes[stem])
            self._records.move_to_end(stem)
            while len(self._records) > KEPT:
                self._records.popitem(last=False)
            return self._records[stem]

    def _path(self, outcome: Outcome) -> Path:
        path = self._sources.find(outcome)
        if path is None:
            raise UsageError(f"{outcome.source} is not where it was read: name its folder with --documents")
        return path

    def _read(self, wish: Wish, minutes: Minutes, overlay: Overlay) -> Wish:
        """The wish with what was typed read as the contract wants it."""
        meeting = overlay.minutes.meeting
        base = None if meeting is None else meeting.date

        def read(section: str, name: str, typed: object) -> Any:
            try:
                field = field_of(section, name)
            except KeyError:
                raise Refused(f"there is no field {name}") from None
            return read_typed(field, typed, rules=self.rulebook, base=base)

        if wish.op == "change" and wish.field is not None:
            section = row_of(overlay.rows, wish.handle).section
            return replace(wish, value=read(section, wish.field, wish.value))
        if wish.op == "add" and wish.section in FIELDS:
            given = wish.value if isinstance(wish.value, Mapping) else {}
            value = {name: read(wish.section, name, typed) for name, typed in given.items()}
            if wish.section == "dates" and "start" not in value:
                value |= read_days(str(value.get("text") or ""), rules=self.rulebook, base=base)
            return replace(wish, value=value)
        if wish.op == "split" and not (
            isinstance(wish.value, Mapping)
            and all(isinstance(wish.value.get(side), str) for side in ("first", "second"))
        ):
            raise Refused("a cut needs what stands before and after it")
        return wish


def _stamp_of(path: Path) -> tuple[int, int]:
    """What changes when a file is added to."""
    try:
        told = path.stat()
    except OSError:
        return 0, 0
    return told.st_mtime_ns, told.st_size
