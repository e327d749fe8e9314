"""A report as Markdown: titled sections of paragraphs, points and tables, in the order they are given.

Every text is data here: it is escaped whole, so that no name in the record can become a heading, a link or a
tag. It knows no meeting and computes no figure.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; its line breaks become spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list, a text each."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns under headings; all but the first are figures and stand to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Paragraph | Points | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report; without blocks it says `nothing`."""

    title: str
    blocks: tuple[Block, ...]
    nothing: str = "The record holds nothing about this."


@dataclass(frozen=True, slots=True)
class Report:
    """A title, a few lines below it, and the sections."""

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]


def report_markdown(report: Report) -> str:
    """The report as CommonMark with tables; it ends with a line break."""
    pieces = [f"# {escape(report.title)}"]
    if report.lines:
        pieces.append("  \n".join(escape(line) for line in report.lines))
    for section in report.sections:
        pieces.append(f"## {escape(section.title)}")
        blocks = [block for block in section.blocks if not _is_empty(block)]
        pieces += [_markdown(block) for block in blocks] or [escape(section.nothing)]
    return "\n\n".join(pieces) + "\n"


# What CommonMark, and GitHub's tables, strikethrough and bare links, would read as more than text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>&|~@])")
_BARE_LINK = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d{1,9})?(?(1)([.)])(?=\s|$)|([-+#=]))")
_CLOSING = re.compile(r"(?<=\s)#(?=#*$)")
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def escape(text: str) -> str:
    """`text` in one line that reads as it was typed, wherever in a Markdown document it stands."""
    # Joiners shape letters in some scripts and are kept; what reorders or hides text is not.
    shown = "".join(
        letter if letter in "\u200c\u200d" or unicodedata.category(letter) not in _INVISIBLE else " "
        for letter in text
    )
    safe = _BARE_LINK.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\1", " ".join(shown.split())))
    return _LINE_START.sub(_as_text, _CLOSING.sub(r"\\#", safe))


def _as_text(mark: re.Match[str]) -> str:
    """A list number, bullet, heading or underline at the beginning of a line, as letters."""
    return f"{mark[1] or ''}\\{mark[2] or mark[3]}"


def _is_empty(block: Block) -> bool:
    match block:
        case Paragraph(text):
            return not text.strip()
        case Points(items):
            return not items
        case Table(_, rows):
            return not rows


def _markdown(block: Block) -> str:
    match block:
        case Paragraph(text):
            return escape(text)
        case Points(items):
            return "\n".join(f"- {escape(item)}" for item in items)
        case Table(head, rows):
            rule = ["---", *("---:" for _ in head[1:])]
            cells = [[escape(cell) for cell in row] for row in (head, *rows)]
            return "\n".join(f"| {' | '.join(row)} |" for row in (cells[0], rule, *cells[1:]))
