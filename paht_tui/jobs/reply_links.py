"""The links by which an invitee answers who sees no buttons; it reads no answer and writes nothing."""

from db.enums import Answer
from db.queries.meetings import MeetingRow, SessionRow
from paht_tui.domain.languages import LANGUAGES, known_language
from paht_tui.domain.reply_links import Reply, reply_token
from paht_tui.mail.mailto import mailto, shortened

_TITLE = 160
"""Octets of a title in a link: a long line of Latin letters, a short one of Greek or Cyrillic."""


def reply_links(
    invitation_id: int,
    *,
    key: str,
    meeting: MeetingRow,
    session: SessionRow | None,
    address: str,
    language: str,
) -> dict[str, str]:
    """The reply links of `domain/templates.py` for one invitee: each opens a message to `address`.

    `session` is asked to by itself; None: the meeting. A language that the program does not write is answered
    in English.

    Raises:
        UserError: the address cannot be used.
    """
    known = known_language(language) or LANGUAGES["en"]
    answers = (
        ("yes_link", Answer.ACCEPTED, known.yes),
        ("no_link", Answer.DECLINED, known.no),
        ("maybe_link", Answer.TENTATIVE, known.maybe),
    )
    title = shortened(f"{session.title}: {meeting.title}" if session else meeting.title, _TITLE)
    links = {}
    for name, answer, words in answers:
        token = reply_token(key, Reply(invitation_id, answer, session.id if session else None))
        subject = f"{words.subject.format(title=title)} [{token}]"
        links[name] = mailto(address, subject=subject, body=words.line)
    return links
