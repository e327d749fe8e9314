"""Lines for a board: made of pieces, some of which can be opened; put side by side, or wrapped. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len, chop_cells
from rich.text import Text

from paht_tui.ui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a line that can be opened: in cells from `left` to `right`, in letters by `letters`.

    `mark` is the letter of the line in whose place the cursor's mark is drawn. The cursor of a board starts
    on the first spot that `begins`.
    """

    key: Hashable
    opens: Callable[[], object]
    left: int
    right: int
    letters: tuple[int, int]
    mark: int = 0
    begins: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its spots; `looks` names stretches (in letters) by the class of their style."""

    text: Text
    spots: tuple[Spot, ...] = ()
    looks: tuple[tuple[str, int, int], ...] = ()

    def parts(self, look: str) -> list[tuple[int, int]]:
        """The stretches of one look."""
        return [(begin, end) for name, begin, end in self.looks if name == look]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: its words, how they look, and what opens when it can be opened."""

    words: str
    opens: Callable[[], object] | None = None
    key: Hashable = None
    look: str = ""
    begins: bool = True


Part: TypeAlias = "str | Piece"


@dataclass(slots=True)
class _Growing:
    text: str = ""
    cells: int = 0
    spots: list[Spot] = field(default_factory=list)
    looks: list[tuple[str, int, int]] = field(default_factory=list)

    def add(self, part: Part) -> None:
        piece = part if isinstance(part, Piece) else Piece(part)
        words = clean(piece.words)
        begin, left = len(self.text), self.cells
        self.text += words
        self.cells += cell_len(words)
        if piece.look:
            self.looks.append((piece.look, begin, len(self.text)))
        if piece.opens is not None:
            key = words if piece.key is None else piece.key
            letters = (begin, len(self.text))
            self.spots.append(Spot(key, piece.opens, left, self.cells, letters, begins=piece.begins))

    def made(self) -> Line:
        return Line(Text(self.text, no_wrap=True, end=""), tuple(self.spots), tuple(self.looks))


def line(*parts: Part) -> Line:
    """A line of these parts, one after the other."""
    growing = _Growing()
    for part in parts:
        growing.add(part)
    return growing.made()


def spread(left: Sequence[Part], right: Part, width: int) -> Line:
    """Parts at the left, and one at the right edge; the left is cut where both have no room."""
    words = clean(right.words if isinstance(right, Piece) else right)
    made = cut(line(*left), max(4, width - cell_len(words) - 2))
    gap = width - made.text.cell_len - cell_len(words) - 1
    return beside([made], [line(right)], made.text.cell_len + max(1, gap))[0]


def flow(
    groups: Iterable[Sequence[Part]], width: int, *, indent: int = 3, between: str = " · "
) -> list[Line]:
    """Groups of parts one after the other, on as many lines as they need; no group is broken."""
    lines: list[Line] = []
    growing = _Growing()
    for group in groups:
        size = sum(cell_len(clean(part.words if isinstance(part, Piece) else part)) for part in group)
        if growing.cells and growing.cells + cell_len(between) + size > width:
            lines.append(growing.made())
            growing = _Growing()
        growing.add(between if growing.cells else " " * indent)
        for part in group:
            growing.add(part)
    return [cut(each, width) for each in (*lines, growing.made())] if growing.cells else []


def cut(made: Line, width: int) -> Line:
    """A line in at most `width` cells, ended with `…` where it was longer."""
    if made.text.cell_len <= width:
        return made
    kept = chop_cells(made.text.plain, max(1, width - 1))[0] + "…"
    size, letters = cell_len(kept), len(kept)
    spots = tuple(
        replace(spot, right=min(spot.right, size), letters=(spot.letters[0], min(spot.letters[1], letters)))
        for spot in made.spots
        if spot.left < size - 1
    )
    looks = tuple((name, begin, min(end, letters)) for name, begin, end in made.looks if begin < letters)
    return Line(Text(kept, no_wrap=True, end=""), spots, looks)


def beside(left: Sequence[Line], right: Sequence[Line], at: int) -> list[Line]:
    """Two blocks side by side, the right one from cell `at` on."""
    lines = []
    for number in range(max(len(left), len(right))):
        first = cut(left[number], at) if number < len(left) else line("")
        if number >= len(right):
            lines.append(first)
            continue
        gap = " " * (at - first.text.cell_len)
        letters = len(first.text.plain) + len(gap)
        lines.append(_join(first, gap, right[number], at, letters))
    return lines


def _join(first: Line, gap: str, second: Line, cells: int, letters: int) -> Line:
    spots = [
        replace(
            spot,
            left=spot.left + cells,
            right=spot.right + cells,
            letters=(spot.letters[0] + letters, spot.letters[1] + letters),
            mark=spot.mark + letters,
        )
        for spot in second.spots
    ]
    looks = [(name, begin + letters, end + letters) for name, begin, end in second.looks]
    text = Text.assemble(first.text, gap, second.text, end="", no_wrap=True)
    return Line(text, (*first.spots, *spots), (*first.looks, *looks))
