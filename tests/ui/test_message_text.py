"""What the calendar part of a message does, in the words of the screen."""

import pytest

from paht_tui.jobs.previewing import Seen
from paht_tui.mail.compose import compose
from paht_tui.mail.message import Draft
from paht_tui.mail.preview import preview
from paht_tui.ui.message_text import seen_text
from tests.mail.samples import INVITATION, invitation, meeting


@pytest.mark.parametrize(
    ("draft", "does"),
    [
        (INVITATION, "REQUEST: asks for an answer"),
        (invitation(event=meeting(partstat="ACCEPTED")), "REQUEST: keeps the answer that was given"),
        (invitation(method="CANCEL"), "CANCEL: takes the meeting out of the calendar"),
    ],
)
def test_a_message_says_what_it_does_to_the_calendar(draft: Draft, does: str) -> None:
    shown = seen_text(Seen(preview(compose(draft)), left=False)).plain
    assert f"    Method  {does}\n" in shown
