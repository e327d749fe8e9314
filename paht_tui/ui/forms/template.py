"""What has to be said of a text before it is written: its name, its language, what it is and how it goes.

The words themselves are written on `ui/screens/text.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.enums import Channel, MessageKind
from db.queries.templates import template_in
from paht_tui.domain.languages import language_name, languages_to_write_in
from paht_tui.domain.templates import FALLBACK, begun_text
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.words import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.templates import TemplateRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


def language_label(tag: str) -> str:
    """A language by name and tag: "German (de)"."""
    return f"{language_name(tag)} ({tag})"


async def ask_new_text(shell: Shell, ground: Ground) -> TemplateRow | None:
    """A text that is to be written, or the one that there is of this name and language; None goes back."""
    languages = tuple((tag, f"{name} ({tag})") for tag, name in languages_to_write_in())
    fields = [
        Field("name", "Name", required=True, expected="Such as: invitation to Rome."),
        Field(
            "language",
            "Language",
            "choice",
            value=FALLBACK,
            options=languages,
            expected="Who reads none of a text's languages gets it in English.",
        ),
        Field("kind", "What it is", "choice", value=MessageKind.INVITATION, options=options(MessageKind)),
        Field("channel", "Goes by", "choice", value=Channel.EMAIL, options=options(Channel)),
    ]
    if (values := await shell.ask(Form("New text", fields))) is None:
        return None
    return await _text(
        shell,
        ground,
        name=values.text("name"),
        kind=MessageKind(values.text("kind")),
        channel=Channel(values.text("channel")),
        language=values.text("language"),
    )


async def ask_language(
    shell: Shell, ground: Ground, row: TemplateRow, known: Sequence[TemplateRow]
) -> TemplateRow | None:
    """The same text in another language, which is begun where there is none; None goes back."""
    there = {each.language for each in known if each.name == row.name}
    choices = [
        Option(tag, f"{name} ({tag}){' · there already' if tag in there else ''}")
        for tag, name in languages_to_write_in()
    ]
    tag = await shell.ask(Choose(f"“{row.name}”: in which language?", choices))
    if tag is None:
        return None
    return await _text(shell, ground, name=row.name, kind=row.kind, channel=row.channel, language=tag)


async def _text(
    shell: Shell, ground: Ground, *, name: str, kind: MessageKind, channel: Channel, language: str
) -> TemplateRow:
    if found := await ground.store.read(template_in, name=name, language=language):
        shell.tell(f"There is “{name}” in {language_name(language)} already: here it is.")
        return found
    return await ground.store.read(begun_text, name=name, kind=kind, channel=channel, language=language)
