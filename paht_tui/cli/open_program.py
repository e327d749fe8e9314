"""The one door from the command line to the screen.

Nothing that opens the record is loaded before the first frame.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from paht_tui.ui.app import PahtApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paht_tui.jobs.opening import Record
    from paht_tui.ui.picture import Picture
    from paht_tui.ui.shell import OpenedRecord


def open_program(*, database: "Callable[[], Path | None]", make: "Callable[[], Record]") -> int:
    """Run the program until the user leaves.

    After the first frame, in a thread, `database` names the record's file if it has one, and `make` opens it.
    """

    def recall() -> "tuple[Picture, bool] | None":
        from paht_tui.ui.picture import recall_picture  # noqa: PLC0415 - the first frame needs none

        file = database()
        return None if file is None else recall_picture(file, datetime.now(UTC))

    def opened() -> "OpenedRecord":
        from paht_tui.ui.places import open_places  # noqa: PLC0415 - it loads the database

        return open_places(make())

    app = PahtApp(open_record=opened, recall=recall)
    app.run()
    return app.return_code or 0
