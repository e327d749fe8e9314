"""Where a list takes its rows from: all of them at hand, or pages fetched as they come into view."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

RowT = TypeVar("RowT")
PAGE = 100
PAGES_KEPT = 40


class Source(Protocol[RowT]):
    """Rows by their position. A row that is not at hand is None."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def at(self, index: int) -> RowT | None:
        """The row at a position, if it is at hand."""

    def put(self, index: int, row: RowT) -> None:
        """Put a newer row in the place of the one at a position."""

    async def need(self, first: int, last: int) -> bool:
        """Fetch what is missing between two positions, both included; whether anything had to be fetched."""


class Complete(Generic[RowT]):
    """All rows at hand."""

    def __init__(self, rows: Sequence[RowT]) -> None:
        self._rows = list(rows)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def at(self, index: int) -> RowT | None:
        """The row at a position."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def put(self, index: int, row: RowT) -> None:
        """Put a newer row in the place of the one at a position."""
        self._rows[index] = row

    async def need(self, first: int, last: int) -> bool:
        """Nothing is ever missing."""
        _ = first, last
        return False


class Paged(Generic[RowT]):
    """Rows fetched in pages; of the pages that were seen, the latest are kept."""

    def __init__(self, count: int, fetch: Callable[[int, int], Awaitable[Sequence[RowT]]]) -> None:
        self._count = count
        self._fetch = fetch
        self._pages: OrderedDict[int, list[RowT]] = OrderedDict()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def at(self, index: int) -> RowT | None:
        """The row at a position, if its page is kept."""
        number, offset = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None or not 0 <= offset < len(page):
            return None
        self._pages.move_to_end(number)
        return page[offset]

    def put(self, index: int, row: RowT) -> None:
        """Put a newer row in the place of the one at a position, if its page is kept."""
        number, offset = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is not None and 0 <= offset < len(page):
            page[offset] = row

    async def need(self, first: int, last: int) -> bool:
        """Fetch the pages that are missing between two positions, both included, in one go."""
        first, last = max(0, first), min(last, self._count - 1)
        missing = [n for n in range(first // PAGE, last // PAGE + 1) if n not in self._pages]
        if last < first or not missing:
            return False
        for kept in self._pages.keys() & range(first // PAGE, last // PAGE + 1):
            self._pages.move_to_end(kept)  # what is asked for together is kept together
        begin, pages = missing[0], missing[-1] - missing[0] + 1
        rows = list(await self._fetch(begin * PAGE, pages * PAGE))
        for number in range(begin, begin + pages):
            at = (number - begin) * PAGE
            self._pages[number] = rows[at : at + PAGE]
            self._pages.move_to_end(number)
        while len(self._pages) > max(PAGES_KEPT, last // PAGE - first // PAGE + 1):
            self._pages.popitem(last=False)
        return True
