"""The texts that are sent, and the placeholders they may use; filling them in is `mail/templates.py`."""

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

DEFAULTS: tuple[tuple[str, MessageKind, Channel, str, str], ...] = (
    (
        "invitation",
        MessageKind.INVITATION,
        Channel.EMAIL,
        "Invitation: {{ meeting }}, {{ day }}",
        """{{ salutation }},

on behalf of **{{ programme }}** I have the honour of inviting you to

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Please answer with the buttons of this invitation, or simply reply to this message. If you cannot come, \
we would be grateful for the name of a colleague who could take part in your place.

With kind regards,
{{ sender }}
""",
    ),
    (
        "invitation letter",
        MessageKind.INVITATION,
        Channel.LETTER,
        "Invitation: {{ meeting }}, {{ day }}",
        """{{ salutation }},

on behalf of {{ programme }} I have the honour of inviting you to {{ meeting }}.

{{ sessions }}

We shall call your office in the coming days and would be glad to hear that you can take part.

Yours sincerely,
{{ sender }}
""",
    ),
    (
        "reminder",
        MessageKind.REMINDER,
        Channel.EMAIL,
        "Reminder: {{ meeting }}, {{ day }}",
        """{{ salutation }},

may I remind you of our invitation to **{{ meeting }}** on {{ day }}, {{ time }}, {{ place }}? A short \
answer, also a provisional one, would help us to prepare.

With kind regards,
{{ sender }}
""",
    ),
)
"""The texts a new record starts with: name, kind, channel, subject, body."""


def save_template(
    change: Change,
    *,
    name: str,
    kind: MessageKind,
    subject: str,
    body: str,
    channel: Channel = Channel.EMAIL,
    language: str = "en",
) -> int:
    """Keep a text under its name and language; one of the same name is replaced.

    Raises:
        UserError: the name, the subject or the body is empty.
    """
    if not (name.strip() and subject.strip() and body.strip()):
        raise UserError("A template needs a name, a subject and a text.")
    change.describe("template.saved", f"Saved the template “{name}”")
    row = change.session.scalar(select(Template).where(Template.name == name, Template.language == language))
    if row is None:
        return change.add(
            Template(name=name, kind=kind, channel=channel, language=language, subject=subject, body=body)
        ).id
    change.set(row, kind=kind, channel=channel, subject=subject, body=body)
    return row.id


def add_default_templates(change: Change) -> None:
    """Give a record without templates the texts to start with."""
    if change.session.scalar(select(Template.id).limit(1)) is None:
        for name, kind, channel, subject, body in DEFAULTS:
            save_template(change, name=name, kind=kind, channel=channel, subject=subject, body=body)
