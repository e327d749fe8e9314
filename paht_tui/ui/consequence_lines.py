"""What follows from a change as lines in which each number opens the people behind it. Pure.

It decides nothing: who gets what is `domain/consequences.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from paht_tui.ui.widgets.board_lines import Piece, cut, line
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paht_tui.domain.consequences import Consequences, Invitee, OfSession
    from paht_tui.ui.widgets.board_lines import Line


class Opens(Protocol):
    """Makes what opens a number."""

    def __call__(self, title: str, people: tuple[int, ...]) -> Callable[[], object]:
        """From the title of the number and the people behind it."""


def consequence_lines(found: Consequences, opens: Opens, width: int) -> list[Line]:
    """What becomes of the entries of each session, of the letters, and whom to call."""
    lines: list[Line] = []
    for each in found.sessions:
        rows = [_row(words, title, people, opens) for words, title, people in _of_session(each) if people]
        if rows:
            lines += [line(Piece(f" {each.session.title}", look="heading")), *rows]
    letters = [
        _row("posted: says what no longer holds", "Letters that are wrong", found.posted_wrong, opens),
        _row("not posted yet: prepare and print it anew", "Letters to print anew", found.to_print, opens),
    ]
    some = [
        each for each, people in zip(letters, (found.posted_wrong, found.to_print), strict=True) if people
    ]
    if some:
        lines += [line(Piece(" A letter", look="heading")), *some]
    if found.calls:
        lines.append(line(Piece(" A call", look="heading")))
        lines += [_row(why.value, f"To call: {why.value}", people, opens) for why, people in found.calls]
    if not lines:
        lines.append(line("   ", Piece("Everybody has what holds: nothing is to be sent.", look="quiet")))
    return [cut(each, width) for each in lines]


def _of_session(each: OfSession) -> Iterator[tuple[str, str, Sequence[Invitee]]]:
    """What follows, its title, and whom it concerns."""
    yield "update with the new time or place: asked again", "Asked again", each.moved
    yield "update with the new words: the answer holds", "Updated, answer holds", each.reworded
    yield "invitation: no calendar entry yet", "Invited", each.invited
    yield "cancellation", "Cancelled", each.cancelled
    yield "nothing: what waits to be sent is dropped", "Dropped", each.dropped
    yield "no message: a no was said, and holds", "A no that holds", each.holds
    yield "what is due is prepared, and waits in the outbox", "Prepared already", each.waiting


def _row(words: str, title: str, people: Sequence[Invitee], opens: Opens) -> Line:
    number = Piece(
        counted(len(people), "person", "people"),
        opens(title, tuple(each.person_id for each in people)),
        title,
    )
    return line("   ", number, Piece(f"  {words}", look="quiet"))
