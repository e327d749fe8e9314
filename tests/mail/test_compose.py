import re
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paht_tui.errors import UserError
from paht_tui.mail.compose import compose, new_message_id
from paht_tui.mail.message import Mailbox
from paht_tui.mail.preview import preview
from tests.mail.samples import BOB, INVITATION, invitation

HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "MIME-Version", "Content-Type",
]  # fmt: skip


def shape(raw: bytes) -> list[tuple[str, str]]:
    """Each part's type and transfer encoding, outermost first."""
    parts = message_from_bytes(raw, policy=default).walk()
    return [(part.get_content_type(), str(part.get("Content-Transfer-Encoding", ""))) for part in parts]


def test_an_invitation_has_its_calendar_last_in_the_alternative_and_once_more_attached() -> None:
    assert shape(compose(INVITATION)) == [
        ("multipart/mixed", ""),
        ("multipart/alternative", ""),
        ("text/plain", "quoted-printable"),
        ("text/html", "quoted-printable"),
        ("text/calendar", "base64"),
        ("application/ics", "base64"),
    ]


def test_the_calendar_part_is_as_every_client_wants_it() -> None:
    parts = list(message_from_bytes(compose(INVITATION), policy=default).walk())
    calendar, attachment = parts[4], parts[5]
    payload = calendar.get_payload(decode=True)
    assert calendar["Content-Type"] == 'text/calendar; method="REQUEST"; charset="UTF-8"'
    assert b"\r\nMETHOD:REQUEST\r\n" in payload
    assert (attachment.get_filename(), attachment.get_payload(decode=True)) == ("invite.ics", payload)
    assert b"Content-Type: text/calendar; method=REQUEST; charset=UTF-8\r\n" in compose(INVITATION)


def test_a_cancellation_says_so_in_both_places() -> None:
    calendar = preview(compose(invitation(method="CANCEL"))).calendar
    assert calendar is not None
    assert (calendar.method, calendar.part_method, calendar.status) == ("CANCEL", "CANCEL", "")


@pytest.mark.parametrize("changes", [{"event": None}, {"method": None}])
def test_without_a_meeting_it_is_a_letter(changes: dict[str, Any]) -> None:
    assert shape(compose(invitation(**changes))) == [
        ("multipart/alternative", ""),
        ("text/plain", "quoted-printable"),
        ("text/html", "quoted-printable"),
    ]


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert compose(INVITATION) == compose(invitation())


def test_the_headers_to_the_letter() -> None:
    head = compose(invitation(reply_to=Mailbox("", "office@paht.example"))).partition(b"\r\nContent-Type")[0]
    assert head.decode() == (
        "From: Anna Visser <anna@paht.example>\r\n"
        "To: Bob Janssen <bob@parliament.example>\r\n"
        "Reply-To: office@paht.example\r\n"
        "Subject: Invitation to The Hague\r\n"
        "Date: Mon, 05 Jan 2026 08:00:00 +0000\r\n"
        "Message-ID: <one@paht.example>\r\n"
        "Content-Language: en\r\n"
        "MIME-Version: 1.0"
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ελισάβετ Παπαδοπούλου", "Ελισάβετ Παπαδοπούλου <bob@parliament.example>"),
        ('Ştefan "X" O\'Neil; MP', 'Ştefan "X" O\'Neil; MP <bob@parliament.example>'),
        ("O'Neil, Bob (MP)", '"O\'Neil, Bob (MP)" <bob@parliament.example>'),
        ("Bob\r\nBcc: x@y.example", '"Bob Bcc: x@y.example" <bob@parliament.example>'),
        ("=?utf-8?q?forged?=", "=?utf-8?q?forged?= <bob@parliament.example>"),
        ("", "bob@parliament.example"),
        ("Ω" * 200, "Ω" * 200 + " <bob@parliament.example>"),
    ],
)
def test_any_name_arrives_and_none_becomes_a_header(name: str, shown: str) -> None:
    raw = compose(invitation(recipient=Mailbox(name, BOB.address)))
    assert preview(raw).recipient == shown
    assert message_from_bytes(raw).keys() == HEADERS


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("long words " * 27 + "end", "long words " * 27 + "end"),
        ("x" * 300, "x" * 300),
        ("Πρόσκληση " * 30, ("Πρόσκληση " * 30).strip()),
        ("one\r\nBcc: x@y.example\x00\x1b[2J", "one Bcc: x@y.example[2J"),
    ],
)
def test_any_subject_arrives_in_short_lines(subject: str, shown: str) -> None:
    raw = compose(invitation(subject=subject))
    assert preview(raw).subject == shown
    assert message_from_bytes(raw).keys() == HEADERS
    assert max(map(len, raw.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 78


@given(st.text(), st.text(min_size=1).filter(lambda subject: subject.strip() != ""), st.text())
def test_whatever_is_typed_the_message_stays_one_message(name: str, subject: str, text: str) -> None:
    draft = invitation(recipient=Mailbox(name, BOB.address), subject=f"re {subject}", text=text)
    raw = compose(draft)
    assert message_from_bytes(raw).keys() == HEADERS
    assert len(shape(raw)) == 6
    assert raw.isascii()
    assert raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_greek_text_travels_as_base64_and_reads_back() -> None:
    raw = compose(invitation(text="Αξιότιμε κύριε,\n\nσας προσκαλούμε.", language="el"))
    assert shape(raw)[2] == ("text/plain", "base64")
    assert preview(raw).text == "Αξιότιμε κύριε,\n\nσας προσκαλούμε.\n"


def test_a_domain_beyond_ascii_is_idna_in_header_and_calendar() -> None:
    seen = preview(compose(invitation(recipient=Mailbox("Bob", "bob@Βουλή.example"))))
    assert seen.calendar is not None
    assert (seen.recipient, seen.calendar.attendee) == (
        "Bob <bob@xn--jxah1ap4a.example>",
        "bob@xn--jxah1ap4a.example",
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"recipient": Mailbox("Bob", "bob at b.example")},
            "The recipient address 'bob at b.example' cannot be used: ",
        ),
        ({"sender": Mailbox("Anna", "a@b.example\r\nBcc: c@d.example")}, "The sender address "),
        ({"reply_to": Mailbox("", "x")}, "The reply-to address 'x' cannot be used: "),
        ({"subject": "\r\n"}, "The subject is empty: write one in the template."),
        ({"message_id": "<a@b>\r\nBcc: c@d.example"}, "The Message-ID "),
        ({"language": "en\r\nBcc: c@d.example"}, "The language "),
    ],
)
def test_what_cannot_be_sent_is_refused_by_name(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        compose(invitation(**changes))
    assert str(refused.value).startswith(sentence)


def test_a_date_without_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="the date of the message has no time zone"):
        compose(invitation(date=datetime(2026, 1, 5)))  # noqa: DTZ001


def test_message_ids() -> None:
    assert re.fullmatch(r"<[0-9a-f]{32}@xn--jxah1ap4a\.example>", new_message_id("βουλή.example"))
    assert new_message_id("paht.example") != new_message_id("paht.example")
