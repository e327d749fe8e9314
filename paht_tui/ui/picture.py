"""The picture of Today as it was left: shown when the program starts, while the record is opened.

It lies beside the database file with the same rights. Where something was recorded since, or it is from
another day, it says from when it is: so it never says what is not true. It cannot be acted upon.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime  # noqa: TC003 - msgspec reads the types of the fields
from typing import TYPE_CHECKING

import msgspec
from rich.text import Text

from db.peek import newest_entry
from paht_tui.ui.text import clean
from paht_tui.ui.when import short_date
from paht_tui.ui.widgets.board_lines import Line
from paht_tui.whole_file import replace_file

if TYPE_CHECKING:
    from pathlib import Path


class PictureLine(msgspec.Struct, frozen=True):
    """A line of the board without its spots: the text, and its looks in letters."""

    text: str
    looks: tuple[tuple[str, int, int], ...] = ()


class Picture(msgspec.Struct, frozen=True):
    """The board of Today, `width` cells wide, at the history's `entry`, as it was `left_at` that instant."""

    entry: int
    left_at: datetime
    width: int
    programme: str
    lines: tuple[PictureLine, ...]

    def age(self) -> tuple[str, ...]:
        """From when it is, in forms of different length, by the clock of this machine."""
        left = self.left_at.astimezone()
        day = short_date(left.date(), left.year)
        return (f"as left {day}, {left:%H:%M}", f"as left {day}", "as left")

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


def recall_picture(database: Path, now: datetime) -> tuple[Picture, bool] | None:
    """The picture of this record, if one was kept; and whether Today says the same at `now` (aware)."""
    try:
        picture = msgspec.json.decode(_beside(database).read_bytes(), type=Picture)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    entry = newest_entry(database)
    if entry is None:
        return None
    return picture, entry == picture.entry and picture.left_at.date() == now.date()


def _beside(database: Path) -> Path:
    return database.with_name(f"{database.name}-today")
