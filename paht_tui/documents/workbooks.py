"""The rows of a spreadsheet file (.xlsx, .xls, .ods) as text, from its first sheet with content.

Values come as a person sees them; formulas come as their last results and are never evaluated.
"""

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from paht_tui.errors import UserError

Value = int | float | str | bool | time | date | datetime | timedelta

_UNPACKED_AT_MOST: Final = 500_000_000  # bytes; a small zip can hold terabytes of nothing
_MIDNIGHT: Final = time()


def rows_of(path: Path) -> tuple[list[tuple[int, list[str]]], str]:
    """The rows that are not blank with the numbers the spreadsheet shows, and the name of the sheet.

    Raises UserError when the file is protected by a password, damaged or without content.
    """
    _refuse_bomb(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            return _first_with_content(book, path)
    except PasswordError as error:
        raise UserError(
            f"{path.name} is protected by a password. Open it, save it without one, and import that."
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UserError(
            f"{path.name} cannot be read as a spreadsheet ({error}). Save it as “CSV UTF-8” and import that."
        ) from error


def _first_with_content(book: CalamineWorkbook, path: Path) -> tuple[list[tuple[int, list[str]]], str]:
    sheets = sorted(book.sheets_metadata, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
    for sheet in sheets:
        rows = _rows(book.get_sheet_by_name(sheet.name))
        if rows:
            return rows, sheet.name
    raise UserError(f"{path.name} is empty: none of its sheets has anything in it.")


def _rows(sheet: CalamineSheet) -> list[tuple[int, list[str]]]:
    if sheet.start is None:
        return []
    rows = enumerate(sheet.to_python(skip_empty_area=False), start=1)
    texts = ((number, [as_text(value) for value in values]) for number, values in rows)
    return [(number, cells) for number, cells in texts if any(cell.strip() for cell in cells)]


def as_text(value: Value) -> str:
    """The value as text: 30.0 is "30", a telephone number keeps its digits, dates are ISO, true is "yes"."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == _MIDNIGHT else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError):
        return  # not a zip: an .xls, or damaged, which calamine will say
    if unpacked > _UNPACKED_AT_MOST:
        raise UserError(
            f"{path.name} would unpack to {unpacked // 1_000_000} MB. Save the list alone as CSV."
        )
