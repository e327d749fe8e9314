"""Writing a file whole or not at all: no reader ever meets half of one, and what it replaces is not lost.

Only the owner may read what is written.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_beside(path: Path, content: bytes) -> Iterator[Path]:
    """A file of this content in the folder of `path`, safely on the disk, to be moved to where it belongs.

    What has not been moved when the block ends is removed. Raises `OSError` when the folder takes no file.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def replace_file(path: Path, content: bytes) -> None:
    """Put a whole file in the place of the old one, if there is one. Raises `OSError`."""
    with written_beside(path, content) as temporary:
        temporary.replace(path)


def placed_new(temporary: Path, target: Path) -> bool:
    """Whether the file stands at the target now; a name that is taken, even in this moment, is left alone."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return False
    try:
        temporary.replace(target)
    except OSError:
        target.unlink()
        raise
    return True
