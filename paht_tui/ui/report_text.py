"""A report as it is read on the screen: headings, paragraphs, points and tables in columns. Pure.

Every text of it is data: nothing in it is read as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.text import Text

from paht_tui.documents.report import Paragraph, Points, Table
from paht_tui.ui.text import clean, fit

if TYPE_CHECKING:
    from paht_tui.documents.report import Block, Report

_WIDEST: Final = 44
_GAP: Final = 3


def report_text(report: Report) -> Text:
    """The whole report."""
    text = Text(end="")
    text.append(f"{clean(report.title)}\n", "bold")
    for words in report.lines:
        text.append(f"{clean(words)}\n", "dim")
    for section in report.sections:
        text.append(f"\n{clean(section.title)}\n", "bold underline")
        blocks = [_block(block) for block in section.blocks]
        shown = [block for block in blocks if block]
        text.append("\n\n".join(shown) if shown else clean(section.nothing))
        text.append("\n")
    return text


def _block(block: Block) -> str:
    match block:
        case Paragraph(words):
            return clean(words).strip()
        case Points(items):
            return "\n".join(f"• {clean(item)}" for item in items)
        case Table(head, rows):
            return _table(head, rows) if rows else ""


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [tuple(clean(cell) for cell in row) for row in (head, *rows)]
    widths = [min(_WIDEST, max(cell_len(row[at]) for row in lines)) for at in range(len(head))]
    gap = " " * _GAP
    return "\n".join(
        gap.join(
            fit(cell, width, "left" if at == 0 else "right")
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in lines
    )
