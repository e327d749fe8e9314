"""The picture of Today as it was last drawn: shown when the program starts, while the record is opened.

It lies beside the database file with the same rights. It is shown only on the day it was drawn, and only
while nothing has been recorded since: so it never says what is no longer true. It cannot be acted upon.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date  # noqa: TC003 - msgspec reads the types of the fields
from typing import TYPE_CHECKING

import msgspec
from rich.text import Text

from db.peek import newest_entry
from paht_tui.ui.text import clean
from paht_tui.ui.widgets.board_lines import Line
from paht_tui.whole_file import replace_file

if TYPE_CHECKING:
    from pathlib import Path


class PictureLine(msgspec.Struct, frozen=True):
    """A line of the board without its spots: the text, and its looks in letters."""

    text: str
    looks: tuple[tuple[str, int, int], ...] = ()


class Picture(msgspec.Struct, frozen=True):
    """The board of Today, `width` cells wide, at the history's `entry`, on the day (UTC) `drawn_on`."""

    entry: int
    drawn_on: date
    width: int
    programme: str
    lines: tuple[PictureLine, ...]

    def board_lines(self, width: int) -> tuple[Line, ...]:
        """The lines for a board of this width; none when they were drawn for another.

        A cell more or less is the scroll bar, which comes and goes with the lines.
        """
        if abs(width - self.width) > 1:
            return ()
        return tuple(
            Line(Text(clean(line.text), no_wrap=True, end=""), looks=line.looks) for line in self.lines
        )


def keep_picture(database: Path, picture: Picture) -> None:
    """Keep the picture beside the database; where that takes no file, the next start is slower."""
    with suppress(OSError):
        replace_file(_beside(database), msgspec.json.encode(picture))


def recall_picture(database: Path, today: date) -> Picture | None:
    """The picture of this record, if it still is what Today would say on this day (UTC)."""
    try:
        picture = msgspec.json.decode(_beside(database).read_bytes(), type=Picture)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if picture.drawn_on != today or picture.entry != newest_entry(database):
        return None
    return picture


def _beside(database: Path) -> Path:
    return database.with_name(f"{database.name}-today")
