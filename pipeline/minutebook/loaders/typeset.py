"""LaTeX sources and Org outlines as Markdown, which the reader of lines knows: words kept, commands gone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LATEX = re.compile(r"^[ \t]*+\\(?:documentclass|begin\{document\})", re.MULTILINE)
_ORG_KEY = re.compile(r"\A\s*#\+(?:title|date|author|options|startup)\s*:", re.IGNORECASE)
_ORG_STARS = re.compile(r"^(\*+)[ \t]+(?=\S)(?!.*\*[ \t]*$)", re.MULTILINE)
_COMMENT = re.compile(r"(?<!\\)%.*?$\n?", re.MULTILINE)
_HEAD = re.compile(r"\\(title|date)\s*\{")
_HEADING = re.compile(
    r"\\(part|chapter|section|subsection|subsubsection|paragraph)\*?\s*(?:\[[^\]]{0,200}\]\s*)?\{"
)
_LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
_TABLE = re.compile(r"\\begin\{(tabular[xy*]?|longtable|tabulary)\}")
_ROW_END = re.compile(r"\\\\\s*(?:\[[^\]]{0,200}\])?|\\tabularnewline")
_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot)\b|\\c(?:line|midrule)\s*(?:\([^)]*\))?\{[^}]*\}"
)
_ITEM = re.compile(r"\\item\b[ \t]*(?:\[([^\]]{0,200})\])?[ \t]*")
_LIST = re.compile(r"\\(begin|end)\{(itemize|enumerate|description)\}(?:\[[^\]]{0,200}\])?")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\{[^}]{0,100}\}(?:\[[^\]]{0,200}\])?")
# What takes an argument that is not printed.
_SILENT = re.compile(
    r"\\(?:label|ref|pageref|cite|usepackage|pagestyle|thispagestyle|vspace|hspace|input|include|bibliography"
    r"|includegraphics|setlength|addtolength|newcommand|renewcommand|hypersetup|fontsize|color|rule)\*?"
    r"\s*(?:\[[^\]]{0,200}\]\s*)*(?:\{[^{}]*\}\s*){1,2}"
)
_LINK = re.compile(r"\\href\s*\{[^{}]*\}\s*(?=\{)")
_BOLD = re.compile(r"\\(?:textbf|mathbf)\s*\{([^{}]*)\}")
_WITH_WORDS = re.compile(r"\\[a-zA-Z]+\*?\s*(?:\[[^\]]{0,200}\]\s*)?\{([^{}]*)\}")
_BARE = re.compile(r"\\[a-zA-Z]+\*?(?![a-zA-Z])\s?")
_ACCENT = re.compile(
    r"\\(?:(?P<sign>['`^\"~=.])\s*\{?\\?(?P<under>[A-Za-z])\}?|(?P<mark>[uvHcdbr])\s*\{\\?(?P<letter>[A-Za-z])\})"
)
_MARKS = dict(
    zip(
        "'`^\"~=.uvHcdbr",
        "\u0301\u0300\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u030a",
        strict=True,
    )
)
_LETTERS = {"ss": "ß", "ae": "æ", "o": "ø", "l": "ł", "aa": "å", "pounds": "£", "ldots": "…", "dots": "…"}
_LETTER = re.compile(r"\\(ss|ae|o|l|aa|pounds|ldots|dots)(?![a-zA-Z])(?:\{\})?")
_SIGN = re.compile(r"\\([&%$#_{}])")
_DASHES = re.compile(r"(?<![-|])-{2,3}(?![-|])")
_MOST_NESTED = 8
_LONGEST = 2000  # characters of an argument
_HEADINGS = 0.4  # share of an outline's lines that are headings, at most
_DRAWER = re.compile(r"[ \t]*:(?:PROPERTIES|LOGBOOK):[ \t]*", re.IGNORECASE)
_DRAWER_END = re.compile(r"[ \t]*:END:[ \t]*", re.IGNORECASE)
_ORG_LINK = re.compile(r"\[\[[^\[\]]*\](?:\[([^\[\]]*)\])?\]")
_ORG_RULE = re.compile(r"^[ \t]*\|[-+|]+\|?[ \t]*$\n?", re.MULTILINE)
_ORG_LINE = re.compile(r"^#\+(\w+):[ \t]*(.*)$", re.MULTILINE)
_ORG_WORDS = frozenset({"title", "date", "author", "subtitle"})
_ORG_TABLE = re.compile(r"(?:^[ \t]*\|.*\|[ \t]*$\n?){2,}", re.MULTILINE)


def as_markdown(text: str) -> str:
    """The text as Markdown where it is LaTeX or Org, else the text itself."""
    if _LATEX.search(text[:20_000]):
        return _from_latex(text)
    return _from_org(text) if _ORG_KEY.match(text) or _is_outline(text) else text


def _is_outline(text: str) -> bool:
    """Stars open headings with lines under them; in a wiki's lists nearly every line has stars."""
    stars = [len(found[1]) for found in _ORG_STARS.finditer(text)]
    lines = sum(1 for line in text.splitlines() if line.strip())
    outline = stars[:1] == [1] and stars.count(2) > 1
    return outline and len(stars) <= _HEADINGS * lines


def _from_latex(text: str) -> str:
    text = _COMMENT.sub("", text)
    before, mark, body = text.partition("\\begin{document}")
    if not mark:
        before, body = "", text
    body = body.partition("\\end{document}")[0]
    heads = [_argument(before, found.end()) for found in _HEAD.finditer(before)]
    body = "\n\n".join([*heads, body])
    body = _LETTER.sub(lambda found: _LETTERS[found[1]], body)
    body = _ACCENT.sub(_accented, body)
    body = _SILENT.sub("", body)
    body = _tables(body)
    body = _headings(body)
    body = _lists(body)
    body = _ENVIRONMENT.sub("\n\n", body)
    body = re.sub(r"\\\\(?:\[[^\]]{0,200}\])?", "\n\n", body)
    return _plain(body)


def _accented(found: re.Match[str]) -> str:
    letter, mark = found["under"] or found["letter"], found["sign"] or found["mark"]
    return unicodedata.normalize("NFC", letter + _MARKS[mark])


def _argument(text: str, start: int) -> str:
    """What stands in the braces that were opened right before `start`."""
    depth, at = 1, start
    end = min(len(text), start + _LONGEST)
    while at < end and depth:
        depth += (text[at] == "{") - (text[at] == "}")
        at += 1
    return text[start : at - 1 if depth == 0 else at]


def _headings(text: str) -> str:
    out, at = [], 0
    for found in _HEADING.finditer(text):
        if found.start() < at:
            continue
        words = _argument(text, found.end())
        out.append(text[at : found.start()])
        out.append(f"\n\n{'#' * _LEVELS[found[1]]} {' '.join(words.split())}\n\n")
        at = found.end() + len(words) + 1
    return "".join([*out, text[at:]])


def _tables(text: str) -> str:
    """Every table as Markdown; one that is never closed stays as it is."""
    out, at = [], 0
    unclosed: set[str] = set()
    for found in _TABLE.finditer(text):
        if found.start() < at or found[1] in unclosed:
            continue
        close = f"\\end{{{found[1]}}}"
        end = text.find(close, found.end())
        if end < 0:
            unclosed.add(found[1])
            continue
        out += [text[at : found.start()], _table(text[found.end() : end])]
        at = end + len(close)
    return "".join([*out, text[at:]])


def _table(inner: str) -> str:
    """The rows as a Markdown table; the first is its head."""
    while inner.lstrip().startswith(("{", "[")):  # the width and the columns
        inner = inner.lstrip()
        inner = inner[len(_argument(inner, 1)) + 2 :] if inner[0] == "{" else inner.partition("]")[2]
    rows = [_RULES.sub("", row).strip() for row in _ROW_END.split(inner)]
    cells = [[_plain(cell).strip() for cell in re.split(r"(?<!\\)&", row)] for row in rows if row]
    if not cells:
        return "\n"
    lines = [f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in cells]
    lines.insert(1, "|" + "---|" * max(len(row) for row in cells))
    return "\n\n" + "\n".join(lines) + "\n\n"


def _lists(text: str) -> str:
    """Items with a bullet or a number, set in by two blanks a level."""
    out: list[str] = []
    counts: list[int | None] = []
    at = 0
    for found in re.compile(f"{_LIST.pattern}|{_ITEM.pattern}").finditer(text):
        out.append(text[at : found.start()].strip(" \t") if counts else text[at : found.start()])
        at = found.end()
        if found[1] == "begin":
            counts.append(0 if found[2] == "enumerate" else None)
            out.append("\n\n" if len(counts) == 1 else "\n")
        elif found[1] == "end":
            counts[-1:] = []
            out.append("\n\n" if not counts else "\n")
        else:
            mark = "-"
            if counts and counts[-1] is not None:
                counts[-1] += 1
                mark = f"{counts[-1]}."
            label = f"{found[3].strip()} " if found[3] else ""
            out.append(f"\n{'  ' * (len(counts) - 1)}{mark} {label}")
    return "".join([*out, text[at:]])


def _plain(text: str) -> str:
    """Without commands and braces; words that commands set in type stay."""
    text = _LINK.sub("", text)
    for _ in range(_MOST_NESTED):
        before = text
        text = _BOLD.sub(r"**\1**", text)
        text = _WITH_WORDS.sub(r"\1", text)
        if text == before:
            break
    text = _BARE.sub("", text)
    text = re.sub(r"(?<!\\)[{}]", "", text)
    text = _SIGN.sub(r"\1", text)
    text = _DASHES.sub(lambda found: "–" if len(found[0]) == 2 else "—", text)
    return text.replace("``", "“").replace("''", "”").replace("~", " ")


def _from_org(text: str) -> str:
    text = "\n".join(_without_drawers(text.split("\n")))
    text = _ORG_LINK.sub(lambda found: found[1] or "", text)
    text = _ORG_RULE.sub("", text)
    text = _ORG_TABLE.sub(_headed, text)
    text = _ORG_LINE.sub(lambda found: found[2] + "\n" if found[1].lower() in _ORG_WORDS else "", text)
    return _ORG_STARS.sub(lambda found: "\n" + "#" * min(len(found[1]), 6) + " ", text)


def _without_drawers(lines: list[str]) -> Iterator[str]:
    """The lines but for drawers of properties; one that is never closed is none."""
    last = max((n for n, line in enumerate(lines) if _DRAWER_END.fullmatch(line)), default=-1)
    inside = False
    for number, line in enumerate(lines):
        if inside:
            inside = _DRAWER_END.fullmatch(line) is None
        elif number < last and _DRAWER.fullmatch(line):
            inside = True
        else:
            yield line


def _headed(found: re.Match[str]) -> str:
    """The table with the line of dashes that Markdown wants under its first row."""
    first, _, rest = found[0].partition("\n")
    return f"\n{first}\n|{'---|' * max(first.count('|') - 1, 1)}\n{rest}\n"
