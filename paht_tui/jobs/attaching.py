"""A file from the disk, ready to be attached. It attaches nothing itself."""

import asyncio
from pathlib import Path

from paht_tui.domain.attachments import LARGEST, NewFile
from paht_tui.errors import UserError
from paht_tui.mail.media_type import media_type
from paht_tui.mail.text import one_line

_LONGEST_NAME = 120


async def read_file(path: Path) -> NewFile:
    """The file at a path, under its own name.

    Raises:
        UserError: it cannot be read, or is too large for any message.
    """
    return await asyncio.to_thread(_read, path)


def _read(path: Path) -> NewFile:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): name another file.") from error
    if len(content) > LARGEST:
        raise UserError(
            f"{path} is larger than {LARGEST / 1e6:.0f} MB, which many servers refuse: send a link instead."
        )
    name = one_line(path.name)[-_LONGEST_NAME:] or "file"
    return NewFile(name, media_type(name, content), content)
