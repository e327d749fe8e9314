from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from paht_tui.errors import UserError
from paht_tui.mail.compose import compose
from paht_tui.mail.preview import CalendarPreview, MessagePreview, preview
from tests.mail.samples import INVITATION, MEETING, invitation, meeting

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_an_invitation_as_its_receiver_sees_it() -> None:
    assert preview(compose(INVITATION)) == MessagePreview(
        sender="Anna Visser <anna@paht.example>",
        recipient="Bob Janssen <bob@parliament.example>",
        reply_to="",
        subject="Invitation to The Hague",
        language="en",
        date=datetime(2026, 1, 5, 8, 0, tzinfo=UTC),
        message_id="<one@paht.example>",
        text="Dear Mr Janssen,\n\nplease see the plan <https://paht.example/hague>.\n\nAnna Visser\nPAHT\n",
        html=(
            '<!DOCTYPE html>\n<html lang="en">\n'
            '<head><meta charset="utf-8"><title>Invitation to The Hague</title></head>\n'
            '<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">\n'
            "<p>Dear <strong>Mr Janssen</strong>,</p>\n"
            '<p>please see <a href="https://paht.example/hague">the plan</a>.</p>\n'
            "<p>Anna Visser<br />\nPAHT</p>\n</body>\n</html>\n"
        ),
        calendar=CalendarPreview(
            method="REQUEST",
            part_method="REQUEST",
            uid="the-hague-main@paht.example",
            sequence=0,
            status="CONFIRMED",
            summary=MEETING.summary,
            description="Registration from 9:30",
            where="Binnenhof 1A, The Hague",
            starts=datetime(2026, 3, 27, 10, 0, tzinfo=AMSTERDAM),
            ends=datetime(2026, 3, 27, 17, 30, tzinfo=AMSTERDAM),
            organizer="anna@paht.example",
            attendee="bob@parliament.example",
            asks=True,
        ),
        attachments=("invite.ics",),
    )


def test_an_update_that_keeps_the_answer_asks_for_none() -> None:
    calendar = preview(compose(invitation(event=meeting(partstat="ACCEPTED")))).calendar
    assert calendar is not None
    assert not calendar.asks


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        compose(INVITATION).replace(b"Date: Mon, 05", b"Date: some"),
        b"Date: Mon, 05 Jan 2026 08:00:00 +0000\r\nContent-Type: text/calendar\r\n\r\nBEGIN:NOTHING\r\n",
    ],
)
def test_a_damaged_message_is_said_to_be_damaged(raw: bytes) -> None:
    with pytest.raises(UserError, match="The stored message cannot be shown, it is damaged: "):
        preview(raw)
