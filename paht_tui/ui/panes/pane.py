"""The base of a tab of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Vertical

from paht_tui.ui.dispatch import in_words

if TYPE_CHECKING:
    from textual.worker import Worker

    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


class MeetingPane(Vertical):
    """One tab: it reads its own data with `load`, each time it comes to the front, and does its own verbs.

    A pane declares the keys that its footer shows by `BINDINGS = bindings(…)`; the dispatch finds its
    `do_<verb>` and `why_not` before those of the screen, as long as the focus is inside.
    """

    TITLE: ClassVar[str] = ""
    """The word on the tab."""

    def __init__(self, ground: Ground, meeting_id: int) -> None:
        super().__init__(id=self.TITLE.lower())
        self.ground = ground
        self.meeting_id = meeting_id

    @property
    def shell(self) -> Shell:
        """The app, as far as a screen may use it."""
        return cast("Shell", self.app)

    async def load(self) -> None:
        """Read this tab's data and show it."""

    def reload(self) -> None:
        """Read the data again; a reading under way is given up for this one."""
        reading = in_words(self.load, lambda sentence: self.shell.tell(sentence, problem=True))
        _: Worker[None] = self.run_worker(reading, name="load", group="load", exclusive=True)

    def take_focus(self) -> None:
        """Focus what the keys of this tab are for; called when the tab comes to the front."""
