"""Files beside the calendar: the order of the parts, the names in any script, what they are."""

from email import message_from_bytes
from email.policy import default

import pytest

from paht_tui.mail.compose import compose
from paht_tui.mail.media_type import UNKNOWN, media_type
from paht_tui.mail.message import AttachedFile
from paht_tui.mail.preview import preview
from tests.mail.samples import invitation

PLAN = AttachedFile("programme.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff")


def kinds(raw: bytes) -> list[tuple[str, str | None]]:
    return [
        (part.get_content_type(), part.get_filename())
        for part in message_from_bytes(raw, policy=default).walk()
    ]


def test_files_come_after_the_calendar_which_stays_the_last_of_the_alternatives() -> None:
    assert kinds(compose(invitation(files=(PLAN,)))) == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", None),
        ("application/ics", "invite.ics"),
        ("application/pdf", "programme.pdf"),
    ]


def test_without_a_calendar_the_alternatives_come_first() -> None:
    raw = compose(invitation(event=None, files=(PLAN,)))
    assert kinds(raw) == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("application/pdf", "programme.pdf"),
    ]
    attached = list(message_from_bytes(raw, policy=default).walk())[-1]
    assert attached.get_payload(decode=True) == b"%PDF-1.7\r\n\x00\xff"


@pytest.mark.parametrize(
    "name",
    [
        "Πρόγραμμα της συνάντησης στη Χάγη, 26 Ιανουαρίου 2012.pdf",
        'quote " and \\ and ;.pdf',
        "line\r\nBcc: x@y.example.pdf",
        "x" * 120,
        "zażółć=?utf-8?q?x?=.pdf",
    ],
)
def test_a_name_arrives_as_it_is_and_is_never_a_header(name: str) -> None:
    raw = compose(invitation(files=(AttachedFile(name, "application/pdf", b"%PDF-"),)))
    assert preview(raw).attachments == ("invite.ics", name)
    assert raw.isascii()
    assert b"\r\nBcc:" not in raw
    head = raw.partition(b"invite.ics")[2].partition(b"Content-Disposition: attachment; filename*0")[2]
    assert all(len(line) < 78 for line in head.split(b"\r\n"))


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("programme.pdf", b"%PDF-1.7", "application/pdf"),
        ("programme", b"%PDF-1.7", "application/pdf"),
        ("programme.pdf", b"MZ\x90", UNKNOWN),
        ("photo.png", b"\xff\xd8\xff\xe0", "image/jpeg"),
        (
            "list.docx",
            b"PK\x03\x04",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("list.docx", b"<html>", UNKNOWN),
        ("notes.txt", b"Notes", "text/plain"),
        ("other.ics", b"BEGIN:VCALENDAR", UNKNOWN),
        ("mail.eml", b"From: x", UNKNOWN),
        ("page.html", b"<html>", UNKNOWN),
        ("nothing", b"x", UNKNOWN),
    ],
)
def test_what_a_file_is(name: str, content: bytes, found: str) -> None:
    assert media_type(name, content) == found
