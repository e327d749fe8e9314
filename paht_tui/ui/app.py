"""The app: places, keys, sentences and work.

It must not import what opens the record: that takes longer than the first frame may.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.reactive import reactive
from textual.worker import WorkerError

from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.help import Help
from paht_tui.ui.dialogs.progress import Progress, which_work
from paht_tui.ui.dispatch import perform, refusal
from paht_tui.ui.opening import OpeningScreen
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.text import clean
from paht_tui.ui.theme import BY_SETTING, wear
from paht_tui.ui.verbs import PLACES, VERBS, everywhere
from paht_tui.ui.when import clock_forms
from paht_tui.ui.work import WorkBoard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from textual.binding import BindingType
    from textual.command import Provider
    from textual.screen import Screen

    from paht_tui.ui.picture import Picture
    from paht_tui.ui.shell import OpenedRecord, ResultT
    from paht_tui.ui.work import Reins, Step, Work

_CLOCK_SECONDS = 10
_PRELOAD_SECONDS = 0.5  # when the first place has its data: loading more would slow that down
_PROBLEM_SECONDS = 12


def _palette() -> type[Provider]:
    from paht_tui.ui.palette import Commands  # noqa: PLC0415 - the first frame does not need the palette

    return Commands


class PahtApp(App[None]):
    """The program on the screen. After the first frame it calls `recall` and `open_record` in a thread."""

    TITLE = "paht"
    CSS_PATH = "style.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = everywhere()

    programme: reactive[str] = reactive("PAHT")
    clock: reactive[tuple[str, ...]] = reactive(())
    work_line: reactive[str] = reactive("")
    work_steps: reactive[int] = reactive(0)

    def __init__(
        self,
        *,
        open_record: Callable[[], OpenedRecord],
        recall: Callable[[], tuple[Picture, bool] | None] = lambda: None,
    ) -> None:
        super().__init__()
        wear(self)
        self._recall = recall
        self._open_record = open_record
        self.picture: Picture | None = None
        self.record: OpenedRecord | None = None
        self.works = WorkBoard(self._work_changed, self._work_ended)

    def get_default_screen(self) -> Screen[None]:
        """What is seen until the record is open."""
        return OpeningScreen(self._recall, self._open_record, self._opened)

    def _opened(self, record: OpenedRecord) -> None:
        self.record = record
        self.programme = record.programme
        self.set_keymap(record.keymap)
        self.wear(record.theme)
        self._tick()
        self.set_interval(_CLOCK_SECONDS, self._tick)
        for place in record.places:
            self.add_mode(place.id, place.make)
        _ = self.switch_mode(record.places[0].id)
        self.set_timer(_PRELOAD_SECONDS, self._preload)

    def _preload(self) -> None:
        if self.record is not None:
            self.run_worker(self.record.preload, thread=True, name="preload", group="preload")
            self.run_worker(self.record.attend(self), name="attend", group="attend")

    def _tick(self) -> None:
        if self.record is not None:
            self.clock = clock_forms(*self.record.local_time())

    async def on_unmount(self) -> None:
        """Let go of the record, when work has recorded how far it is; nobody asks it anything after that."""
        _ = self.workers.cancel_group(self, "attend")
        for work in self.workers.cancel_group(self, "work"):
            with suppress(WorkerError):
                await work.wait()
        if self.record is not None:
            self.record.close()
            self.record = None

    def tell(self, sentence: str, *, problem: bool = False) -> None:
        """Show a sentence for a moment; a problem stays longer."""
        self.notify(
            clean(sentence, lines=True),
            severity="error" if problem else "information",
            timeout=_PROBLEM_SECONDS if problem else self.NOTIFICATION_TIMEOUT,
            markup=False,
        )

    async def ask(self, screen: Screen[ResultT]) -> ResultT:
        """Show a dialog and wait for its answer. Only from a verb's `do_…` or another worker."""
        return await self.push_screen_wait(screen)

    def action_verb(self, verb_id: str) -> None:
        """Do a verb, or say why not."""
        if VERBS[verb_id].group == PLACES:
            if sentence := refusal(self.screen, verb_id):
                self.tell(sentence)
            else:
                self.switch_place(verb_id)
        else:
            perform(self.screen, verb_id, self.tell, lambda sentence: self.tell(sentence, problem=True))

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The user's own keys, by verb id."""
        return {} if self.record is None else self.record.keymap

    def program_doer(self, verb_id: str) -> Callable[[], object] | None:
        """What a verb of the whole program does, as the opened record has it."""
        if self.record is None or verb_id not in self.record.verbs:
            return None
        return partial(self.record.verbs[verb_id], self)

    def switch_place(self, place_id: str) -> None:
        """Go to a place; from within it, back to its first screen."""
        if self.record is None:
            self.tell("The record is still being opened.")
        elif self.current_mode != place_id:
            _ = self.switch_mode(place_id)
        else:
            while len(self.screen_stack) > 1:
                _ = self.screen.dismiss()

    def show_picture(self, picture: Picture, *, current: bool) -> None:
        """Show Today as it was left until its data has been read; from when, if it is not `current`."""
        self.picture = picture
        self.programme = picture.programme
        self.clock = () if current else picture.age()

    def wear(self, theme: str) -> None:
        """Show the colours of a setting: `dark` or `light`."""
        self.theme = BY_SETTING[theme]

    def rename(self, programme: str) -> None:
        """Show another programme's short name in the header."""
        self.programme = programme

    def reload_all(self) -> None:
        """Let the screen in front read its data again; every other does when it comes to the front."""
        if isinstance(self.screen, PlaceScreen):
            self.screen.reload()

    def do_back(self) -> None:
        """Go back one step; from a place, to the first place."""
        if len(self.screen_stack) > 1:
            _ = self.screen.dismiss()
        elif self.record is None:
            self.tell("There is nothing to go back to; press q to leave.")
        elif self.current_mode != (first := self.record.places[0]).id:
            self.switch_place(first.id)
        else:
            self.tell(f"This is {first.title}; press q to leave.")

    def do_help(self) -> None:
        """Show the keys of what has the focus."""
        _ = self.push_screen(Help(self.screen))

    async def do_quit(self) -> None:
        """Leave, after a question if work is under way."""
        if self.works.running:
            if not await self.ask(Confirm(self.works.if_left, "Leave")):
                return
            self.works.end_all()
            self.tell("Leaving after the step that is under way…")
            with suppress(WorkerError):  # the screen may go away meanwhile
                await self.workers.wait_for_complete([each for each in self.workers if each.group == "work"])
        if self.record is not None:
            await self.record.leave()
        self.exit()

    async def action_quit(self) -> None:
        """Leave by Ctrl+Q, which also works while typing."""
        self.action_verb("quit")

    def action_help_quit(self) -> None:
        """Answer the key that ends other programs."""
        self.tell("Press q to leave, or Ctrl+Q while typing.")

    async def do_work(self) -> None:
        """Show the work under way; of several, the one that is chosen."""
        running = self.works.running
        if not running:
            self.tell("No work is under way.")
            return
        work = running[0] if len(running) == 1 else await self.ask(which_work(running))
        if work is not None:
            _ = self.push_screen(Progress(work, self.works))

    def start_work(
        self,
        name: str,
        steps: AsyncIterator[Step],
        *,
        ended: Callable[[Work], str | None] | None = None,
        show: bool = True,
        what: str = "",
        about: int | None = None,
        reins: Reins | None = None,
    ) -> Work:
        """Run long work that outlives the screen, with its progress in a dialog if `show`."""
        work = self.works.begin(name)
        work.what, work.about, work.reins = what, about, reins
        self.run_worker(self.works.run(work, steps, ended), name=name, group="work")
        if show:
            _ = self.push_screen(Progress(work, self.works))
        return work

    def _work_ended(self, work: Work) -> None:
        if not (isinstance(self.screen, Progress) and self.screen.work is work):
            self.tell(work.sentence, problem=work.state == "failed")
        self.reload_all()

    def _work_changed(self) -> None:
        self.work_line = self.works.line
        self.work_steps += 1
