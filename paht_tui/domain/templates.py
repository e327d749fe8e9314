"""The texts that are sent, and the placeholders they may use; filling them in is `mail/templates.py`."""

import re

from sqlalchemy import select

from db.change import Change
from db.enums import Channel, MessageKind
from db.tables import Template
from paht_tui.errors import UserError

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
}
"""What a template may ask for, and what stands there."""

_SIGN = 2
"""As many sign a letter side by side."""


def save_template(
    change: Change,
    *,
    name: str,
    kind: MessageKind,
    subject: str,
    body: str,
    channel: Channel = Channel.EMAIL,
    language: str = "en",
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


def check_signatories(text: str) -> None:
    """Refuse more signatures than stand side by side below a letter.

    Raises:
        UserError: an empty line begins a third.
    """
    if len([each for each in re.split(r"\n\s*\n", text) if each.strip()]) > _SIGN:
        raise UserError("At most two sign a letter: an empty line divides their names.")


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
