"""What every screen is given: the open record and the programme it shows. It asks and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from db.queries.meetings import ProgrammeRow
    from db.store import Store
    from paht_tui.jobs.opening import Record
    from paht_tui.settings import Settings


@dataclass(slots=True)
class Ground:
    """The record and the programme in front; `programme` is None in an empty record."""

    record: Record
    programme: ProgrammeRow | None
    tabs: dict[int, str] = field(default_factory=dict)
    """The tab on which each meeting was left."""
    import_folder: Path | None = None
    """Where the last list of people was imported from."""

    @property
    def store(self) -> Store:
        """The database: `await ground.store.read(question, …)` and `await ground.store.write(act, …)`."""
        return self.record.store

    @property
    def programme_id(self) -> int | None:
        """The number of the programme in front; without one, questions are asked of the whole record."""
        return self.programme.id if self.programme else None

    @property
    def settings(self) -> Settings:
        """The user's settings."""
        return self.record.settings

    @property
    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.record.clock()

    @property
    def outgoing(self) -> Path:
        """Where mail goes without a server."""
        return self.record.outgoing

    @property
    def database_file(self) -> Path | None:
        """The file of the record; None where it lies on a server."""
        url = self.store.url
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None

    @property
    def cool_down(self) -> timedelta:
        """After how long a message, or a call without an answer, is followed up by a call."""
        return timedelta(days=self.record.settings.calling.cool_down)
