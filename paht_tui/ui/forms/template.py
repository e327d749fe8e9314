"""The form for a text to send: checked for placeholders that do not exist before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.enums import Channel, MessageKind
from paht_tui.domain.templates import PLACEHOLDERS, check_signatories, save_template
from paht_tui.errors import UserError
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.words import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.templates import TemplateRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_HINT: Final = "Placeholders: " + ", ".join(f"{{{{ {name} }}}}" for name in PLACEHOLDERS) + "."
_ROWS: Final = 10


async def add_template(shell: Shell, ground: Ground, known: Sequence[TemplateRow]) -> int | None:
    """Ask for a new text and keep it; its number, None when the user goes back."""

    def taken(name: object) -> str | None:
        if any(row.name == str(name) and row.language == "en" for row in known):
            return f"There is a text “{name}” already: edit that one, or choose another name."
        return None

    fields = [Field("name", "Name", required=True, check=taken, expected="Such as: invitation to Rome.")]
    return await _ask(shell, ground, "New text", fields, None)


async def edit_template(shell: Shell, ground: Ground, row: TemplateRow) -> int | None:
    """Edit a text and keep it under its name; its number, None when the user goes back.

    What is prepared already stays as it was prepared.
    """
    return await _ask(shell, ground, f"{row.name} ({row.language})", [], row)


async def _ask(
    shell: Shell, ground: Ground, title: str, fields: Sequence[Field], row: TemplateRow | None
) -> int | None:
    kind = row.kind if row else MessageKind.INVITATION
    channel = row.channel if row else Channel.EMAIL
    what = [
        Field("kind", "What it is", "choice", value=kind, options=options(MessageKind)),
        Field("channel", "Goes by", "choice", value=channel, options=options(Channel)),
    ]
    subject, body = (row.subject, row.body.rstrip()) if row else ("", "")
    texts = [
        Field("subject", "Subject", value=subject, required=True, check=check_text, expected=_HINT),
        Field(
            "body",
            "Text",
            "lines",
            value=body,
            required=True,
            check=check_text,
            expected=_HINT,
            rows=_ROWS,
        ),
        Field(
            "signatories",
            "Signed by",
            "lines",
            value=row.signatories if row else "",
            check=_check_signatories,
            expected="Of a letter: name and office, line by line; after an empty line a second who signs."
            " Empty: the sender.",
        ),
    ]
    # What is edited is nearly always the words; of a new text it has to be said what it is first.
    form = Form(title, [*texts, *what] if row else [*fields, *what, *texts])
    if (values := await shell.ask(form)) is None:
        return None
    return await ground.store.write(
        save_template,
        name=row.name if row else values.text("name"),
        kind=MessageKind(values.text("kind")),
        channel=Channel(values.text("channel")),
        language=row.language if row else "en",
        subject=values.text("subject"),
        body=values.text("body") + "\n",
        signatories=values.text("signatories"),
    )


def _check_signatories(value: object) -> str | None:
    try:
        check_signatories(str(value))
    except UserError as problem:
        return str(problem)
    return None


def check_text(value: object) -> str | None:
    """The sentence for a placeholder that does not exist, or anything else a text may not contain."""
    from paht_tui.mail.templates import check  # noqa: PLC0415 - brings the template parser

    try:
        check(str(value), frozenset(PLACEHOLDERS))
    except UserError as problem:
        return str(problem)
    return None
