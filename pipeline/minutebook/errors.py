"""The errors that rise on purpose; each says whose fault it is and what to do.

Messages are one line for a person: the file is named by whoever catches the error.
"""

from __future__ import annotations


class MinutebookError(Exception):
    """The root of every error that minutebook raises on purpose."""


class InputError(MinutebookError):
    """The input file cannot be read; `status` is its word in the manifest, `advice` what to do."""

    status = "corrupt"
    advice = "open it in the program that made it, save it again and run once more"

    def __init__(self, reason: str, advice: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        if advice is not None:
            self.advice = advice

    def __str__(self) -> str:
        return f"{self.reason}; {self.advice}"


class CorruptInput(InputError):
    """The bytes are not what their own header says, or stop too early."""


class EncryptedInput(InputError):
    """A password is needed."""

    status = "encrypted"
    advice = "save a copy without the password and run again"


class EmptyInput(InputError):
    """There is nothing to read: no bytes, no pages or no words."""

    status = "empty"
    advice = "check that the right file was saved"


class UnsupportedInput(InputError):
    """The content is of a kind that minutebook does not read."""

    status = "unsupported"
    advice = "save it as PDF, Word (.docx), HTML or text and run again"


class TooLargeInput(InputError):
    """Reading it would need more memory or time than a document may take."""

    status = "too_large"
    advice = "split it into smaller files and run again"


class NeedsOcr(InputError):
    """The pages are pictures without a text layer."""

    status = "needs_ocr"
    advice = (
        "install an OCR engine (apt-get install tesseract-ocr, or pip install 'minutebook[ocr]'), "
        "then run again"
    )


class NeedsOffice(InputError):
    """A legacy office format that must be converted first."""

    status = "needs_office"
    advice = "install LibreOffice (apt-get install libreoffice-writer), or save it as .docx, and run again"


class Quarantined(InputError):
    """It looks like one person's case file: nothing of what it says is kept or shown."""

    status = "quarantined"
    advice = "take it out of the folder; if it is a board's own minutes after all, please report that"


class RuleError(MinutebookError):
    """A file in rules/ is wrong; the message names the file, the rule id and the fault."""


class ModelError(MinutebookError):
    """The spaCy pipeline is missing or does not load; the message says what to install."""


class UsageError(MinutebookError):
    """The command was asked for something that cannot be done."""
