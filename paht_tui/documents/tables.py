"""An address list as it lies in its file: headings and rows of text, whatever program wrote it.

Says what it recognised and which row is which, so that a person finds it in the file. It must never decide
what a column means, drop a row that has content, or repair one in silence.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from paht_tui.documents import separated, text_encoding, workbooks
from paht_tui.documents.cells import clean, unguard
from paht_tui.documents.folding import fold
from paht_tui.errors import UserError

REFUSED_BECAUSE: Final = "Refused because"  # the last column of the file that `refused` writes

_LARGEST: Final = 50_000_000  # bytes
_TITLE_ROWS: Final = 10  # rows above the headings that may hold a title
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CONTROL_SHARE: Final = 0.05  # a text has fewer control characters than this; a picture or program has more


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the file's own program shows it (the heading is usually 1), and its cells.

    A row may have fewer cells than there are headings, or more.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows, what was recognised ("CSV, UTF-8, semicolons"), and what a person should look at.

    `remarks` names the rows that do not fit the headings; `separator` is the one of a CSV file, ";" for
    others.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    source: str
    remarks: tuple[str, ...] = ()
    separator: str = ";"


def read_table(path: Path, *, encoding: str | None = None) -> Table:
    """The table in a CSV, XLSX, XLS or ODS file; `encoding` forces that of a CSV file.

    Cells come clean: no controls, spaces trimmed. Blank rows are left out. A title above the headings is
    skipped. A file written by `refused.write_refused` comes back as it was before: without its column of
    reasons and without its guards.
    Raises UserError: not found, a folder, larger than 50 MB, empty, no headings, not a table, damaged,
    protected.
    """
    raw = _bytes_of(path)
    if raw.startswith((_ZIP, _OLE)):
        numbered, sheet = workbooks.rows_of(path)
        kind = "ODS" if b"opendocument" in raw[:200] else "XLS" if raw.startswith(_OLE) else "XLSX"
        source, separator = f"{kind}, sheet “{sheet}”", ";"
    else:
        text, used = _text_of(raw, path, encoding)
        numbered, separator = separated.rows_of(text)
        named = separated.SEPARATORS.get(separator, f"separator “{separator}”")
        source = f"CSV, {text_encoding.NAMES.get(used, used)}, {named}"
    rows = [Row(number, tuple(clean(cell) for cell in cells)) for number, cells in numbered]
    return _table([row for row in rows if any(row.cells)], path, source, separator)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UserError(f"{path} is a folder. Name the file in it.")
        if path.stat().st_size > _LARGEST:
            raise UserError(
                f"{path.name} is larger than {_LARGEST // 1_000_000} MB, which no address list is."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error


def _text_of(raw: bytes, path: Path, encoding: str | None) -> tuple[str, str]:
    if not raw.strip():
        raise UserError(f"{path.name} is empty.")
    text, used = text_encoding.decode(raw, encoding)
    head = text[:4096]
    controls = sum(letter < " " and letter not in "\t\r\n\f\0" for letter in head)
    if raw.startswith((b"%PDF", b"{\\rtf")) or controls > len(head) * _CONTROL_SHARE:
        raise UserError(f"{path.name} is not a table. Save the list as CSV or XLSX and import that.")
    return text, used


def _table(rows: list[Row], path: Path, source: str, separator: str) -> Table:
    if not rows:
        raise UserError(f"{path.name} is empty.")
    start = _heading_at(rows)
    headings, below = rows[start].cells, rows[start + 1 :]
    address = next((cell for cell in headings if "@" in cell), None)
    if address is not None:
        raise UserError(
            f"{path.name} has no headings: its row {rows[start].number} holds “{address}”. "
            "Put a row above it that says what each column is (Name, E-mail, Country …)."
        )
    headings, below = _without_reasons(headings, below)
    headings = _trimmed(headings, 0)
    fitting = tuple(Row(row.number, _trimmed(row.cells, len(headings))) for row in below)
    return Table(headings, fitting, source, _remarks(headings, fitting), separator)


def _heading_at(rows: list[Row]) -> int:
    """The first row that is not a title: one with a single cell where rows below have three and more."""
    filled = [sum(map(bool, row.cells)) for row in rows[:_TITLE_ROWS]]
    if max(filled) < 3:  # noqa: PLR2004 (with two columns a title cannot be told from a heading)
        return 0
    return next(index for index, count in enumerate(filled) if count > 1)


def _without_reasons(headings: tuple[str, ...], rows: list[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """The table as it was before it was written as a file of refused rows; any other table unchanged."""
    reasons = {index for index, heading in enumerate(headings) if fold(heading) == fold(REFUSED_BECAUSE)}
    if not reasons:
        return headings, rows

    def kept(cells: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(unguard(cell) for index, cell in enumerate(cells) if index not in reasons)

    before = (replace(row, cells=kept(row.cells)) for row in rows)
    return kept(headings), [row for row in before if any(row.cells)]


def _trimmed(cells: tuple[str, ...], at_least: int) -> tuple[str, ...]:
    """The cells without the empty ones at the end, but not fewer than `at_least` of those there are."""
    end = len(cells)
    while end > at_least and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _remarks(headings: tuple[str, ...], rows: tuple[Row, ...]) -> tuple[str, ...]:
    width = len(headings)
    return tuple(
        f"Row {row.number} has {len(row.cells)} {_cells(len(row.cells))}, the headings are {width}."
        for row in rows
        if len(row.cells) != width
    )


def _cells(count: int) -> str:
    return "cell" if count == 1 else "cells"
