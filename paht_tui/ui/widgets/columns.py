"""The columns of a list: what stands in them, and how they share the width of the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from rich.text import Text

from paht_tui.ui.text import clean, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paht_tui.ui.text import Align

RowT = TypeVar("RowT")
GAP = 2


@dataclass(frozen=True)  # no slots: generic classes with slots cannot be subscripted and called in 3.11
class Column(Generic[RowT]):
    """One column. Without `weight` it is `width` cells wide; with it, `width` is the least it may have.

    A column with a `weight` takes its share of what is left, up to `most` cells. Where the terminal is too
    narrow, the columns with the largest `drop_order` go first; those with 0 never go.
    """

    title: str
    get: Callable[[RowT], str | Text]
    width: int
    weight: int = 0
    most: int = 60
    align: Align = "left"
    drop_order: int = 0


def lay_out(columns: Sequence[Column[RowT]], width: int) -> list[tuple[Column[RowT], int]]:
    """The columns that are shown in `width` cells, each with its own width, in the order given."""
    kept = list(columns)
    while _least(kept) > width and any(column.drop_order for column in kept):
        kept.remove(max(reversed(kept), key=lambda column: column.drop_order))
    return list(zip(kept, _widths(kept, width - GAP * (len(kept) - 1)), strict=True))


def _least(columns: Sequence[Column[RowT]]) -> int:
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)


def _widths(columns: Sequence[Column[RowT]], room: int) -> list[int]:
    widths = [column.width for column in columns]
    spare = room - sum(widths)
    growing = [index for index, column in enumerate(columns) if column.weight]
    while spare > 0 and growing:
        shares = sum(columns[index].weight for index in growing)
        before = spare
        for index in list(growing):
            wanted = max(1, before * columns[index].weight // shares)
            grown = min(wanted, columns[index].most - widths[index], spare)
            widths[index] += max(0, grown)
            spare -= max(0, grown)
            if widths[index] >= columns[index].most:
                growing.remove(index)
    return [max(0, min(each, room)) for each in widths]


def cell(content: str | Text, width: int, align: Align) -> Text:
    """What a column says about a row, cleaned and in exactly `width` cells; a `Text` keeps its styles."""
    if isinstance(content, str):
        return Text(fit(clean(content), width, align), end="", no_wrap=True)
    plain = clean(content.plain)
    if plain != content.plain:  # its styles no longer lie where they should
        return Text(fit(plain, width, align), style=content.style, end="", no_wrap=True)
    fitted = Text(fit(plain, width), style=content.style, spans=list(content.spans), end="", no_wrap=True)
    if align == "right" and content.cell_len < width:
        fitted = Text(" " * (width - content.cell_len), end="", no_wrap=True).append_text(
            Text(plain, style=content.style, spans=list(content.spans), end="")
        )
    return fitted
