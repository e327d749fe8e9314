"""How a line of a meeting's list reads."""

from __future__ import annotations

from typing import Final

from rich.text import Text

from db.enums import Answer, Capacity, Delivery
from db.queries.invitations import InvitationRow
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.words import answer_word, delivery_word, firmness_mark, reason_word, short, word

_TROUBLE: Final = {Delivery.FAILED, Delivery.BOUNCED, Delivery.IN_DOUBT, Delivery.RETURNED}
_STYLES: Final = {
    Answer.ACCEPTED: "bold",
    Answer.TENTATIVE: "italic",
    Answer.DECLINED: "dim",
    Answer.WITHDRAWN: "dim",
    Answer.DELEGATED: "dim",
}


def _delivery(row: InvitationRow) -> Text:
    return Text(
        delivery_word(row.delivery, row.channel), "bold underline" if row.delivery in _TROUBLE else ""
    )


def _answer(row: InvitationRow) -> Text:
    return Text(answer_word(row.answer) + firmness_mark(row.firmness), _STYLES.get(row.answer, ""))


def _said(row: InvitationRow) -> str:
    """Who said it, where it was not the member."""
    return word(row.said_by) if row.said_by else ""


def _role(row: InvitationRow) -> str:
    if row.seat is not None:
        return word(row.seat)
    return "" if row.capacity is Capacity.PARTICIPANT else word(row.capacity)


def _why(row: InvitationRow) -> str:
    """Everything that explains an answer, in a few words."""
    parts = (
        reason_word(row.reason),
        f"for {row.substitute_for}" if row.substitute_for else "",
        row.answer_note,
    )
    return " · ".join(part for part in parts if part)


COLUMNS: Final = [
    Column[InvitationRow]("Name", lambda row: row.name, width=20, weight=3, most=36),
    Column[InvitationRow]("", lambda row: row.country or "", width=2),
    Column[InvitationRow]("As", lambda row: short(row.category), width=8),
    Column[InvitationRow]("Role", _role, width=11, drop_order=4),
    Column[InvitationRow](
        "Organisation", lambda row: row.organisation or "", width=24, weight=2, most=36, drop_order=3
    ),
    Column[InvitationRow]("Sent", _delivery, width=8),
    Column[InvitationRow]("Answer", _answer, width=10),
    Column[InvitationRow]("Said by", _said, width=9, drop_order=2),
    Column[InvitationRow]("☎", lambda row: str(row.calls or ""), width=2, align="right"),
    Column[InvitationRow]("Why", _why, width=10, weight=1, most=30, drop_order=1),
]
