"""The texts that are sent, and the placeholders they may use; filling them in is `mail/templates.py`."""

import re
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.change import Change
from db.enums import Channel, MessageKind
from db.queries.templates import TemplateRow, list_templates, template_in
from db.tables import Template
from paht_tui.errors import UserError

if TYPE_CHECKING:
    from paht_tui.domain.languages.shape import Text

FALLBACK = "en"
"""The language in which those are written to who read none that a text is kept in."""

PLACEHOLDERS: dict[str, str] = {
    "salutation": "the opening of the letter: Dear Lord McColl",
    "name": "the person's name as it is written",
    "organisation": "where the person works; may be empty",
    "programme": "the programme's name",
    "meeting": "the meeting's title",
    "focus": "the meeting's subject; may be empty",
    "day": "the day of the main session, in full",
    "time": "when the main session begins and ends, in the meeting's zone",
    "place": "where the main session is",
    "sessions": "every session with day, time and place, a line each",
    "sender": "the name of the sender",
    "yes_link": "the target of a link that answers yes by e-mail: [Yes, I shall come]({{ yes_link }})",
    "no_link": "the target of a link that answers no by e-mail",
    "maybe_link": "the target of a link that answers perhaps by e-mail",
}
"""What a template may ask for, and what stands there."""

_REPLY_LINK = re.compile(r"\{[{%][^{}]*?\b((?:yes|no|maybe)_link)\b")
"""Where a text asks for a reply link."""
_SIGN = 2
"""As many sign a letter side by side."""


class TextChangedError(UserError):
    """The record holds another text than the one that was opened; `now` is what it holds, None: no text."""

    def __init__(self, now: TemplateRow | None) -> None:
        done = "removed" if now is None else "changed"
        super().__init__(f"The text was {done} by somebody else meanwhile; nothing was written.")
        self.now = now


def save_template(
    change: Change,
    *,
    name: str,
    kind: MessageKind,
    subject: str,
    body: str,
    channel: Channel = Channel.EMAIL,
    language: str = FALLBACK,
    signatories: str = "",
) -> int:
    """Keep a text under its name and language; one of the same name is replaced.

    Raises:
        UserError: the name, the subject or the body is empty, or more than two are to sign.
    """
    if not (name.strip() and subject.strip() and body.strip()):
        raise UserError("A template needs a name, a subject and a text.")
    check_signatories(signatories)
    change.describe("template.saved", f"Saved the template “{name}”")
    row = change.session.scalar(select(Template).where(Template.name == name, Template.language == language))
    if row is None:
        return change.add(
            Template(
                name=name,
                kind=kind,
                channel=channel,
                language=language,
                subject=subject,
                body=body,
                signatories=signatories,
            )
        ).id
    change.set(row, kind=kind, channel=channel, subject=subject, body=body, signatories=signatories)
    return row.id


def keep_text(change: Change, *, text: TemplateRow, opened: TemplateRow | None) -> int:
    """Keep a text as it was edited, in the place of the one that was `opened` (None: of none); its number.

    Raises:
        TextChangedError: another text stands in that place now.
        UserError: as `save_template`.
    """
    now = template_in(change.session, name=text.name, language=text.language)
    if now != opened:
        raise TextChangedError(now)
    return save_template(
        change,
        name=text.name,
        kind=text.kind,
        channel=text.channel,
        language=text.language,
        subject=text.subject,
        body=text.body,
        signatories=text.signatories,
    )


def begun_text(
    session: Session, *, name: str, kind: MessageKind, channel: Channel, language: str
) -> TemplateRow:
    """A text that is not in the record yet, with the words from which it is best written; its number is 0.

    These are ours of that name in that language, else what the record has under that name, in English if it
    has, else ours of that kind, in that language or in English; without any of them, none.
    """
    from paht_tui.domain.languages import LANGUAGES  # noqa: PLC0415 - needed once in the life of a text

    wanted = (kind, channel)
    own = LANGUAGES[language].texts if language in LANGUAGES else ()
    ours = [text for text in (*own, *LANGUAGES[FALLBACK].texts) if (text.kind, text.channel) == wanted]
    kept = [row for row in list_templates(session) if (row.name, row.kind, row.channel) == (name, *wanted)]
    named = [text for text in ours if text.name == name and text in own]
    found: tuple[Text | TemplateRow, ...] = (*named, *kept, *ours)
    words = [(each.subject, each.body) for each in found]
    subject, body = words[0] if words else ("", "")
    signatories = kept[0].signatories if kept else ""
    return TemplateRow(0, name, kind, channel, language, subject, body, signatories)


def check_signatories(text: str) -> None:
    """Refuse more signatures than stand side by side below a letter.

    Raises:
        UserError: an empty line begins a third.
    """
    if len([each for each in re.split(r"\n\s*\n", text) if each.strip()]) > _SIGN:
        raise UserError("At most two sign a letter: an empty line divides their names.")


def reply_links_in(text: str) -> tuple[str, ...]:
    """The reply links that a text asks for, in order, once."""
    return tuple(dict.fromkeys(_REPLY_LINK.findall(text)))


def check_reply_links(text: str, *, channel: Channel) -> None:
    """Refuse reply links where nobody can follow them.

    Raises:
        UserError: a letter asks for some; the sentence names them.
    """
    if channel is Channel.LETTER and (names := reply_links_in(text)):
        raise UserError(f"Nobody can follow a link on paper: take out {', '.join(names)}.")


def remove_template(change: Change, *, template_id: int) -> None:
    """Remove a text. What was prepared or sent with it keeps its own words and forgets where they came from.

    Raises:
        UserError: it is no longer in the record.
    """
    row = change.session.get(Template, template_id)
    if row is None:
        raise UserError("This text is no longer in the record.")
    change.describe("template.removed", f"Removed the text “{row.name}”")
    change.remove(row)


def add_default_templates(change: Change) -> None:
    """Give a record without templates the texts to start with, in every language that the program writes."""
    from paht_tui.domain.languages import LANGUAGES  # noqa: PLC0415 - needed once in the life of a record

    if change.session.scalar(select(Template.id).limit(1)) is not None:
        return
    change.describe("template.saved", "The texts to start with")
    rows = [
        {
            "name": text.name,
            "kind": text.kind,
            "channel": text.channel,
            "language": language.tag,
            "subject": text.subject,
            "body": text.body,
            "signatories": "",
        }
        for language in LANGUAGES.values()
        for text in language.texts
    ]
    change.add_many(Template, rows)
