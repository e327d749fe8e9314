"""The rows that were refused, as a file that a person mends and imports again.

Spreadsheets open it, and take no cell for a formula. It must never overwrite a file, nor leave half of one.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from paht_tui.documents.cells import guard
from paht_tui.documents.contacts import Refusal
from paht_tui.documents.tables import REFUSED_BECAUSE, Table
from paht_tui.errors import UserError
from paht_tui.whole_file import placed_new, written_beside


def write_refused(path: Path, table: Table, refused: Sequence[Refusal]) -> Path:
    """Write the refused rows with their reasons in a last column, and return the path that was written.

    CSV in UTF-8 with BOM, with the separator of the table; readable by its owner only. `read_table` gives the
    rows back as they were. Where `path` exists with another content, the next free "name-2.csv" is taken;
    where it exists with this content, it is left as it is.
    Raises UserError when the folder does not exist or cannot be written.
    """
    content = _content(table, refused)
    try:
        return _write_new(path, content)
    except OSError as error:
        raise UserError(f"The refused rows cannot be written to {path}: {error.strerror}.") from error


def _content(table: Table, refused: Sequence[Refusal]) -> bytes:
    width = max([len(table.headings), *(len(refusal.cells) for refusal in refused)])
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=table.separator, lineterminator="\r\n")
    writer.writerow([*_guarded(table.headings, width), REFUSED_BECAUSE])
    for refusal in refused:
        writer.writerow([*_guarded(refusal.cells, width), guard(" ".join(refusal.reasons))])
    return text.getvalue().encode("utf-8-sig")


def _guarded(cells: Sequence[str], width: int) -> list[str]:
    return [guard(cell) for cell in cells] + [""] * (width - len(cells))


def _write_new(path: Path, content: bytes) -> Path:
    with written_beside(path, content) as temporary:
        for target in _numbered(path):
            if _is_that(target, content) or placed_new(temporary, target):
                return target
        raise AssertionError  # the numbers do not end


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")


def _is_that(target: Path, content: bytes) -> bool:
    return target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content
