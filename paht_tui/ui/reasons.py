"""The reason for a no, by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.enums import Reason
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.words import word

if TYPE_CHECKING:
    from paht_tui.ui.shell import Shell

# Why somebody says no beforehand; what is found out on the day ("no notice") is not among them.
_BEFOREHAND: Final = (
    Reason.PARLIAMENTARY_BUSINESS,
    Reason.OTHER_ENGAGEMENT,
    Reason.ILLNESS,
    Reason.FAMILY,
    Reason.NO_FUNDING,
    Reason.NOT_INTERESTED,
    Reason.WEATHER,
    Reason.FLIGHT_CANCELLED,
    Reason.OTHER,
)
_NONE: Final = "none"


async def ask_reason(shell: Shell, title: str) -> tuple[bool, Reason | None]:
    """Whether the user went on, and the reason; None when none was given."""
    options = [Option(reason.value, word(reason), str(n)) for n, reason in enumerate(_BEFOREHAND, 1)]
    options.append(Option(_NONE, "no reason given", "0"))
    chosen = await shell.ask(Choose(title, options))
    if chosen is None:
        return False, None
    return True, None if chosen == _NONE else Reason(chosen)
