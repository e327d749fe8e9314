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
    signatories: str = ""
    """Who signs a letter, in lines; an empty line begins the second."""


def list_templates(session: Session) -> tuple[TemplateRow, ...]:
    """All templates in the order in which a meeting needs them, a name's English text before the others."""
    rows = session.execute(
        select(
            Template.id,
            Template.name,
            Template.kind,
            Template.channel,
            Template.language,
            Template.subject,
            Template.body,
            Template.signatories,
        ).order_by(Template.name, Template.language != "en", Template.language)
    )
    kinds = list(MessageKind)
    return tuple(sorted(as_rows(TemplateRow, rows), key=lambda row: kinds.index(row.kind)))


def find_template(session: Session, *, name: str, language: str = "en") -> TemplateRow:
    """The template of this name: in this language, or else in the first that there is.

    Raises:
        RecordError: there is none; the sentence names those there are.
    """
    rows = list_templates(session)
    found = [row for row in rows if row.name == name]
    if found:
        return next((row for row in found if row.language == language), found[0])
    names = ", ".join(dict.fromkeys(row.name for row in rows)) or "none"
    raise RecordError(f"There is no template “{name}”. There are: {names}.")


def template_in(session: Session, *, name: str, language: str) -> TemplateRow | None:
    """The template of this name in exactly this language, None where there is none."""
    rows = list_templates(session)
    return next((row for row in rows if (row.name, row.language) == (name, language)), None)


def translations(session: Session, *, template: TemplateRow) -> dict[str, TemplateRow]:
    """The same text in every language that it is kept in, by language; `template` itself is among them.

    A text of the same name that is for something else, or goes another way, is no translation.
    """
    same = {
        row.language: row
        for row in list_templates(session)
        if (row.name, row.kind, row.channel) == (template.name, template.kind, template.channel)
    }
    return {**same, template.language: template}
