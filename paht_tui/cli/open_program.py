"""The one door from the command line to the screen.

Nothing that opens the record is loaded before the first frame.
"""

from typing import TYPE_CHECKING

from paht_tui.ui.app import PahtApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from paht_tui.jobs.opening import Record
    from paht_tui.ui.shell import OpenedRecord


def open_program(*, make: "Callable[[], Record]") -> int:
    """Run the program until the user leaves; `make` opens the record in a thread, after the first frame."""

    def opened() -> "OpenedRecord":
        from paht_tui.ui.places import open_places  # noqa: PLC0415 - it loads the database

        return open_places(make())

    app = PahtApp(open_record=opened)
    app.run()
    return app.return_code or 0
