"""What an outcome has to ask before it can be recorded: when, why, who, which number."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from db.enums import CallOutcome
from paht_tui.ui.calling.words import zone_to_call
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.finding import ask_person
from paht_tui.ui.reasons import ask_reason

if TYPE_CHECKING:
    from datetime import datetime

    from db.queries.call_sheet import CallNumber, CallSheet
    from paht_tui.ui.calling.draft import Draft
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


async def ask_for(
    shell: Shell,
    ground: Ground,
    sheet: CallSheet,
    draft: Draft,
    *,
    outcome: CallOutcome,
    called: CallNumber | None,
) -> None:
    """Ask what the outcome needs and note it in the draft; to go back leaves the draft as it was."""
    match outcome:
        case CallOutcome.CALL_BACK:
            when = await _when(shell, ground, sheet, called)
            if when is not None:
                draft.end(outcome)
                draft.call_back_at = when
        case CallOutcome.NOT_COMING:
            going_on, reason = await ask_reason(shell, f"Why is {sheet.due.name} not coming?")
            if going_on:
                draft.end(outcome)
                draft.reason = reason
        case CallOutcome.SUBSTITUTE:
            title = f"Who comes instead of {sheet.due.name}?"
            who = await ask_person(shell, ground, title, country=sheet.due.country)
            if who is not None:
                draft.end(outcome)
                draft.substitute = who
        case CallOutcome.WRONG_NUMBER:
            await _which(shell, sheet, draft)
        case _:
            draft.end(outcome)


async def _when(shell: Shell, ground: Ground, sheet: CallSheet, called: CallNumber | None) -> datetime | None:
    zone, now = zone_to_call(sheet.due, called), ground.now

    def check(value: object) -> str | None:
        late = getattr(value, "timestamp", None) is None or value <= now  # type: ignore[operator]
        return "That is over: give a later time." if late else None

    field = Field(
        "when",
        "Call back",
        "moment",
        required=True,
        expected="A day and a time: tomorrow 10, fri 9:30, 26.1.2012 14.",
        check=check,
        zone=zone,
        today=now.astimezone(ZoneInfo(zone)).date(),
    )
    values = await shell.ask(Form(f"When to call {sheet.due.name} again", [field]))
    return None if values is None else values.moment("when")


async def _which(shell: Shell, sheet: CallSheet, draft: Draft) -> None:
    if len(sheet.numbers) > 1:
        options = [
            Option(number.id, "  ".join(filter(None, (number.number, number.label, number.office))))
            for number in sheet.numbers
        ]
        chosen = await shell.ask(Choose("Which number is wrong?", options, current=draft.phone_id))
        if chosen is None:
            return
        draft.phone_id = chosen
    draft.end(CallOutcome.WRONG_NUMBER)
