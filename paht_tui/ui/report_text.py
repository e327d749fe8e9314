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

_GAP: Final = 3
_LEAST: Final = 12


def report_text(report: Report, width: int) -> Text:
    """The whole report in lines of `width` cells; only its tables are fitted to them here."""
    text = Text(end="")
    text.append(f"{clean(report.title)}\n", "bold")
    for words in report.lines:
        text.append(f"{clean(words)}\n", "dim")
    for section in report.sections:
        text.append(f"\n{clean(section.title)}\n", "bold underline")
        blocks = [_block(block, width) for block in section.blocks]
        shown = [block for block in blocks if block]
        text.append("\n\n".join(shown) if shown else clean(section.nothing))
        text.append("\n")
    return text


def _block(block: Block, width: int) -> str:
    match block:
        case Paragraph(words):
            return clean(words).strip()
        case Points(items):
            return "\n".join(f"• {clean(item)}" for item in items)
        case Table(head, rows):
            return _table(head, rows, width) if rows else ""


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], width: int) -> str:
    """Columns as wide as they need; the first is cut where the terminal is too narrow for all."""
    lines = [tuple(clean(cell) for cell in row) for row in (head, *rows)]
    first, *figures = [max(cell_len(row[at]) for row in lines) for at in range(len(head))]
    room = width - sum(figures) - _GAP * len(figures)
    widths = [max(_LEAST, min(first, room)), *figures]
    gap = " " * _GAP
    return "\n".join(
        gap.join(
            fit(cell, cells, "left" if at == 0 else "right")
            for at, (cell, cells) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in lines
    )
