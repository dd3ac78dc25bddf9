"""LaTeX sources and Org outlines: what is kept of them, and what is neither."""

from __future__ import annotations

import time

import pytest

from minutebook.extraction import read_document
from minutebook.loaders.load import load_bytes
from minutebook.loaders.typeset import as_markdown
from minutebook.nlp import load_reader
from minutebook.rulebook import load_rulebook
from minutebook.schema import Minutes

LATEX = r"""
\documentclass[11pt]{article}
\usepackage{fancyhdr} % the head of the page
\title{Minutes of the \emph{Lamp Committee}}
\date{4 March 2025}
\begin{document}
\maketitle
\section*{Present}
\begin{tabular}{|l|l|c|}
  \hline
  \textbf{Name} & \textbf{Role} & \textbf{Present} \\ \hline
  Ada Verne & Chair & Yes \\
  S\'{i}le N\'i Bhroin & Clerk \& treasurer & Yes \\[2pt]
  Tom Oakes & Warden & No \\
  \hline
\end{tabular}
\section{Lamps}
It was agreed to buy lamps for \pounds 40 \label{lamps}.% not before May
\begin{itemize}
  \item Ada Verne to order the lamps by 1 April 2025.
\end{itemize}
\section{Fence}
The fence---all of it---was painted \href{http://fence.example}{as planned}.
\end{document}
"""
ORG = """#+TITLE: Minutes of the Lamp Committee
#+OPTIONS: toc:nil
Meeting held on 4 March 2025
* Present
- Ada Verne (Chair)
- Tom Oakes
* Items
:PROPERTIES:
:ID: 1
:END:
** Lamps
It was agreed to buy [[http://lamps.example][lamps]].
** Actions
| Action | Lead | Due |
|--------+------+-----|
| Order the lamps | Ada Verne | 1 April 2025 |
"""


def read(text: str) -> Minutes:
    return read_document(load_bytes(text.encode(), source="x"), load_rulebook(), load_reader())


def test_latex_minutes_are_read() -> None:
    minutes = read(LATEX)
    assert minutes.meeting is not None
    assert (minutes.meeting.body, minutes.meeting.date) == ("Lamp Committee", "2025-03-04")
    assert {person.name: person.status for person in minutes.attendees} == {
        "Ada Verne": "present",
        "Síle Ní Bhroin": "present",
        "Tom Oakes": "absent",
    }
    assert [item.title for item in minutes.agenda_items] == ["Lamps", "Fence"]
    assert [(a.leads[0].name, a.due.date) for a in minutes.actions] == [("Ada Verne", "2025-04-01")]
    assert "\\" not in minutes.document_text
    assert "The fence—all of it—was painted as planned." in minutes.document_text
    assert "not before May" not in minutes.document_text


def test_org_minutes_are_read() -> None:
    minutes = read(ORG)
    assert minutes.meeting is not None
    assert (minutes.meeting.body, minutes.meeting.date) == ("Lamp Committee", "2025-03-04")
    assert [person.name for person in minutes.attendees] == ["Ada Verne", "Tom Oakes"]
    assert [(a.text, a.leads[0].name, a.due.date) for a in minutes.actions] == [
        ("Order the lamps", "Ada Verne", "2025-04-01")
    ]
    assert ":ID:" not in minutes.document_text
    assert "http" not in minutes.document_text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("* Lamps\n* Fence\n** tall\n** short\n* Hedge\n", id="a wiki's list"),
        pytest.param("** Minutes **\n\n* When: 4 May\n* Where: Alder Hall\nText.\n", id="bold"),
        pytest.param("# Minutes\n\n* Lamps were bought.\n", id="markdown"),
        pytest.param("Costs of 50% and a \\ sign, {braces} & more.\n", id="plain"),
    ],
)
def test_what_is_neither_stays_as_it_is(text: str) -> None:
    assert as_markdown(text) == text


HEAD = "\\documentclass{article}"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "\\begin{tabular}{" * 20_000,
        HEAD + "\\section{" * 20_000,
        HEAD + "\\label[" * 20_000,
        HEAD + "\\textbf{" * 20_000,
        "#+title: x\n" + ":PROPERTIES:\n" * 20_000,
        "#+title: x\n" + "[[" * 20_000,
    ],
    ids=["tables", "headings", "options", "nested", "drawers", "links"],
)
def test_what_is_opened_and_never_closed_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    as_markdown(text)
    assert time.perf_counter() - began < 5
