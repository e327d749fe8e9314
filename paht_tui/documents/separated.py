"""The rows of a text file whose cells stand between separators.

Knows nothing of what the cells mean, and must never guess beyond the file's own shape.
"""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

from paht_tui.errors import UserError

SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_OPEN_QUOTE: Final = (
    "Line {line}: a quotation mark is opened there and never closed. Close it, or take it out."
)
_MOST: Final = 0.5
_LOOKED_AT: Final = 50  # rows that decide the separator


def rows_of(text: str) -> tuple[list[tuple[int, list[str]]], str]:
    """The rows that are not blank, numbered from 1 as a spreadsheet numbers them, and the separator.

    The line `sep=;` of Excel is obeyed and not counted. Blank lines are counted and left out. Line breaks
    inside quotes belong to their cell, and such a row counts once.
    Raises UserError when a quote is opened and never closed.
    """
    told, body = _told_separator(text.replace("\0", ""))
    separator = told or _sniff(body)
    records = list(_parse(body, separator))
    if records:
        _refuse_open_quote(body, separator, *records[-1])
    return [(number, cells) for number, (_, cells) in enumerate(records, start=1) if any(cells)], separator


def _told_separator(text: str) -> tuple[str | None, str]:
    """The separator named in Excel's first line, and the text after that line."""
    line, _, rest = text.partition("\n")
    bare = line.strip("\r").strip('"')
    if bare[:4].casefold() == "sep=" and len(bare) == len("sep=;"):
        return bare[4], rest
    return None, text


def _sniff(text: str) -> str:
    """The separator under which the rows are most like the first one, and have most cells.

    Where none parts the first row it may be a title: then the rows are compared with the widest near the top.
    Where none parts anything the file has one column, and a separator is taken that does not occur.
    """
    heads = {separator: _head(text, separator) for separator in SEPARATORS}
    by_heading = {separator: _fit(widths, widths[0]) for separator, widths in heads.items() if widths}
    by_widest = {separator: _fit(widths, max(widths[:10])) for separator, widths in heads.items() if widths}
    for fits, cells, share in ((by_heading, 1, _MOST), (by_widest, 2, _MOST), (by_heading, 1, 0.0)):
        fitting = {
            sep: alike * width for sep, (alike, width) in fits.items() if width > cells and alike >= share
        }
        if fitting:
            return max(fitting, key=lambda separator: fitting[separator])
    return next((separator for separator in SEPARATORS if separator not in text), "\t")


def _head(text: str, separator: str) -> list[int]:
    """How many cells each of the first rows has under this separator; nothing where it cannot be read so."""
    try:
        return [len(cells) for _, cells in islice(_parse(text, separator), _LOOKED_AT) if any(cells)]
    except UserError:
        return []


def _fit(widths: list[int], width: int) -> tuple[float, int]:
    """The share of the rows that are that wide, and the width."""
    return round(widths.count(width) / len(widths), 1), width


def _parse(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UserError(_OPEN_QUOTE.format(line=line)) from error
        yield line, cells


def _refuse_open_quote(text: str, separator: str, line: int, cells: list[str]) -> None:
    """A quote that is never closed makes one cell of all that follows: the last record tells."""
    if not any("\n" in cell or "\r" in cell for cell in cells):
        return
    tail = io.StringIO(text, newline="").readlines()[line - 1 :]
    try:
        list(csv.reader(tail, delimiter=separator, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise UserError(_OPEN_QUOTE.format(line=line)) from error
