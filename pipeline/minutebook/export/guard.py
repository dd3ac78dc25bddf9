"""Keeps text from running as a formula when a spreadsheet opens a CSV file.

A cell that begins with one of the characters below is run by Excel, LibreOffice and Google Sheets
(https://owasp.org/www-community/attacks/CSV_Injection). Such text, also behind white space or
behind apostrophes of its own, gets one apostrophe in front; all other text stays as it is. So what
was guarded can be told from what was not, and `unguard` gives the very text back.
"""

from __future__ import annotations

import re

# The full-width forms are read as their plain sisters by East Asian editions of Excel.
_RISKY = r"\s*[=+\-@＝＋－＠\t\r\n]"
_TO_GUARD = re.compile(rf"'*{_RISKY}")
_GUARDED = re.compile(rf"'+{_RISKY}")


def guard(text: str) -> str:
    """The text as a CSV cell: with an apostrophe in front where a spreadsheet would run it.

    >>> guard("=1+1"), guard("-"), guard("Agreed - noted"), guard("'tis so")
    ("'=1+1", "'-", 'Agreed - noted', "'tis so")
    """
    return "'" + text if _TO_GUARD.match(text) else text


def unguard(cell: str) -> str:
    """The text that `guard` was given.

    >>> unguard("'=1+1"), unguard("'tis so")
    ('=1+1', "'tis so")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
