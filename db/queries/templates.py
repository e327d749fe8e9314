"""The texts that are sent, by name and language."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import Channel, MessageKind
from db.errors import RecordError
from db.queries.parts import as_rows
from db.tables import Template


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template."""

    id: int
    name: str
    kind: MessageKind
    channel: Channel
    language: str
    subject: str
    body: str


def list_templates(session: Session) -> tuple[TemplateRow, ...]:
    """All templates, by name and language."""
    rows = session.execute(
        select(
            Template.id,
            Template.name,
            Template.kind,
            Template.channel,
            Template.language,
            Template.subject,
            Template.body,
        ).order_by(Template.name, Template.language)
    )
    return as_rows(TemplateRow, rows)


def find_template(session: Session, *, name: str) -> TemplateRow:
    """The template of this name.

    Raises:
        RecordError: there is none; the sentence names those there are.
    """
    rows = list_templates(session)
    for row in rows:
        if row.name == name:
            return row
    names = ", ".join(dict.fromkeys(row.name for row in rows)) or "none"
    raise RecordError(f"There is no template “{name}”. There are: {names}.")
