"""A draft becomes the bytes that leave: headers, plain text, HTML, and the calendar twice (RFC 6047).

The calendar is the last part of the alternative, where Accept and Decline come from, and once more an
attachment, for programs that only open files; other files come after it. It is pure: the same draft gives
the same bytes. It never addresses more than one person.
"""

import hashlib
import re
import secrets
from email.utils import format_datetime
from html import escape

from paht_tui.errors import UserError
from paht_tui.mail.addresses import wire_address
from paht_tui.mail.calendar import calendar_bytes
from paht_tui.mail.headers import header, mailbox_header
from paht_tui.mail.markdown import render_markdown
from paht_tui.mail.message import CalendarEvent, Draft, Method
from paht_tui.mail.mime import base64_part, multipart, text_part
from paht_tui.mail.text import lines, one_line

ATTACHMENT = "invite.ics"

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_LONGEST_ID = 200
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">
{body}</body>
</html>"""


def new_message_id(domain: str) -> str:
    """A random Message-ID in angle brackets (RFC 5322 3.6.4).

    `domain` may be international; raises `UserError` when it is no domain.
    """
    right = wire_address(f"id@{domain}", "sender").removeprefix("id@")
    return _checked_id(f"<{secrets.token_hex(16)}@{right}>")


def compose(draft: Draft) -> bytes:
    """The message as it leaves: CRLF, lines of at most 998 octets (RFC 5322 2.1.1), 7 bit.

    Only an international address in a header is UTF-8 (RFC 6532). Control characters are taken out of names
    and subject, so nothing can become a header. Raises `UserError` naming the field for an unusable address,
    Message-ID, language or time of the event; `ValueError` for a naive date.
    """
    return _head(draft) + _body(draft)


def _head(draft: Draft) -> bytes:
    if draft.date.utcoffset() is None:
        raise ValueError(f"the date of the message has no time zone: {draft.date!r}")
    if not one_line(draft.subject):
        raise UserError("The subject is empty: write one in the template.")
    fields = [
        mailbox_header("From", draft.sender, "sender"),
        mailbox_header("To", draft.recipient, "recipient"),
        mailbox_header("Reply-To", draft.reply_to, "reply-to") if draft.reply_to else "",
        header("Subject", draft.subject),
        f"Date: {format_datetime(draft.date)}\r\n",
        f"Message-ID: {_checked_id(draft.message_id)}\r\n",
        f"Content-Language: {_checked_language(draft.language)}\r\n",
        "MIME-Version: 1.0\r\n",
    ]
    return "".join(fields).encode()


def _body(draft: Draft) -> bytes:
    seed = hashlib.sha256(draft.message_id.encode()).hexdigest()[:24]
    texts = _texts(draft)
    files = [base64_part(each.media_type, each.content, file_name=each.name) for each in draft.files]
    if draft.event is None or draft.method is None:
        alternative = multipart("alternative", texts, f"a{seed}")
        return multipart("mixed", [alternative, *files], f"m{seed}") if files else alternative
    calendar = _calendar(draft, draft.event, draft.method)
    button = base64_part(f"text/calendar; method={draft.method}; charset=UTF-8", calendar)
    attachment = base64_part(f'application/ics; name="{ATTACHMENT}"', calendar, file_name=ATTACHMENT)
    alternative = multipart("alternative", [*texts, button], f"a{seed}")
    return multipart("mixed", [alternative, attachment, *files], f"m{seed}")


def _texts(draft: Draft) -> list[bytes]:
    rendered = render_markdown(lines(draft.text))
    page = _PAGE.format(language=draft.language, title=escape(one_line(draft.subject)), body=rendered.html)
    return [text_part("plain", rendered.plain), text_part("html", page)]


def _calendar(draft: Draft, event: CalendarEvent, method: Method) -> bytes:
    return calendar_bytes(
        event, organizer=draft.sender, attendee=draft.recipient, method=method, dtstamp=draft.date
    )


def _checked_id(message_id: str) -> str:
    if not _MESSAGE_ID.fullmatch(message_id) or len(message_id) > _LONGEST_ID:
        raise UserError(f"The Message-ID {message_id!r} is not of the form <word@domain>.")
    return message_id


def _checked_language(language: str) -> str:
    if not _LANGUAGE.fullmatch(language):
        raise UserError(f"The language {language!r} is no language tag: write it like en or pt-BR.")
    return language
