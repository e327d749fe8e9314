"""Files that go with a text, a batch or one message: attached, looked at and taken off from the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.queries.attachments import attachments
from paht_tui.domain.attachments import attach_to_batch, attach_to_message, attach_to_text, detach
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.paths import expanded

if TYPE_CHECKING:
    from db.queries.attachments import AttachmentRow
    from paht_tui.domain.attachments import NewFile
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_ANOTHER: Final = 0
_IN_MEGABYTES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Owner:
    """What a file is attached to: one of the three, and how it is called."""

    name: str
    template_id: int | None = None
    batch_id: int | None = None
    message_id: int | None = None


async def attach_or_take_off(shell: Shell, ground: Ground, owner: Owner) -> bool:
    """Attach a file; where some are attached, ask first whether one of them is to be taken off.

    Raises:
        UserError: the file cannot be read or is too large, or what it is attached to has left.
    """
    known = await ground.store.read(
        attachments,
        template_ids=() if owner.template_id is None else (owner.template_id,),
        batch_id=owner.batch_id,
        outbox_id=owner.message_id,
    )
    if known:
        options = [Option(_ANOTHER, "Attach another file…", "a"), *map(_option, known)]
        chosen = await shell.ask(Choose(f"With {owner.name} goes", options))
        if chosen is None:
            return False
        if chosen != _ANOTHER:
            name = await ground.store.write(detach, attachment_id=chosen)
            shell.tell(f"{name} is taken off; z brings it back.")
            return True
    return await _attach(shell, ground, owner)


async def _attach(shell: Shell, ground: Ground, owner: Owner) -> bool:
    from paht_tui.jobs.attaching import read_file  # noqa: PLC0415 - brings the mail libraries

    expected = "Such as ~/programme.pdf; ~ is your home folder. It is sent by its own name."
    field = Field("path", "File", required=True, expected=expected)
    if (values := await shell.ask(Form(f"Attach to {owner.name}", [field]))) is None:
        return False
    file = await read_file(expanded(values.text("path")))
    await _keep(ground, owner, file)
    shell.tell(f"{file.name} ({_size(len(file.content))}) goes with {owner.name}.")
    return True


async def _keep(ground: Ground, owner: Owner, file: NewFile) -> None:
    if owner.template_id is not None:
        await ground.store.write(attach_to_text, template_id=owner.template_id, file=file)
    elif owner.batch_id is not None:
        await ground.store.write(attach_to_batch, batch_id=owner.batch_id, file=file)
    elif owner.message_id is not None:
        await ground.store.write(attach_to_message, message_id=owner.message_id, file=file)


def _option(row: AttachmentRow) -> Option[int]:
    return Option(row.id, f"Take off {row.file_name}, {_size(row.size)}")


def _size(octets: int) -> str:
    return f"{octets / 1e6:.1f} MB" if octets >= _IN_MEGABYTES else f"{max(1, octets // 1000)} kB"
