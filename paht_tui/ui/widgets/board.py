"""Lines of text in which single words can be opened: a number, a meeting, a thing to do.

The cursor goes from one such spot to the next, by arrows and by mouse. The board draws what it is given and
knows nothing of the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.text import Text
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from paht_tui.ui.verbs import bindings

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual.binding import BindingType
    from textual.events import Click

    from paht_tui.ui.widgets.board_lines import Line, Spot

    Lay = Callable[[int], Sequence[Line]]


class Board(ScrollView, can_focus=True):
    """Lines with spots. `show` takes a function from a width to lines, so that they fit any terminal."""

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("open", hidden=("up", "down", "page_up", "page_down", "top", "bottom")),
        Binding("left,h", "along(-1)", show=False),
        Binding("right", "along(1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--cursor",
        "board--heading",
        "board--quiet",
        "board--problem",
    }
    DEFAULT_CSS = """
    Board {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
        & > .board--heading { color: $primary; text-style: bold; }
        & > .board--quiet { color: $foreground 65%; }
        & > .board--problem { color: $error; text-style: bold; }
        &:focus > .board--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
    }
    """

    class Edge(Message):
        """The user wants to move beyond the first (-1) or the last (1) line."""

        def __init__(self, board: Board, way: int) -> None:
            super().__init__()
            self.board = board
            self.way = way

        @property
        def control(self) -> Board:
            """The board, so that a handler can choose by selector."""
            return self.board

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name every Textual widget has for it
        super().__init__(id=id)
        self._lay: Lay = lambda _width: ()
        self._lines: Sequence[Line] = ()
        self._spots: list[tuple[int, Spot]] = []
        self._at = 0
        self._moved = False

    def show(self, lay: Lay) -> None:
        """Show these lines from now on; the cursor stays on the spot of the same key."""
        self._lay = lay
        self._arrange()

    @property
    def spot_keys(self) -> list[Hashable]:
        """What can be opened, in the order of the cursor."""
        return [spot.key for _, spot in self._spots]

    @property
    def current(self) -> Spot | None:
        """The spot under the cursor."""
        return self._spots[self._at][1] if self._spots else None

    def go_to(self, key: Hashable) -> None:
        """Put the cursor on the spot of this key, if there is one."""
        keys = self.spot_keys
        if key in keys:
            self._move(keys.index(key))

    def on_resize(self) -> None:
        """Fit the lines to another width."""
        self._arrange()

    def _arrange(self) -> None:
        kept = None if self.current is None else self.current.key
        self._lines = self._lay(max(1, self.scrollable_content_region.width))
        self._spots = [(y, spot) for y, line in enumerate(self._lines) for spot in line.spots]
        self.virtual_size = Size(1, len(self._lines))
        if self._moved:
            self._at = max(0, min(self._at, len(self._spots) - 1))
            self.go_to(kept)
        else:  # also when the width comes to be known only now
            self._at = next((number for number, (_, spot) in enumerate(self._spots) if spot.begins), 0)
        self.refresh(layout=self.styles.is_auto_height)
        if self.is_attached:
            self.screen.refresh_bindings()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are, where the height is automatic."""
        _ = container, viewport
        return max(1, len(self._lay(width)))

    # -- keys

    def why_not(self, verb_id: str) -> str | None:
        """Without a spot there is nothing to open."""
        return "There is nothing to open here." if verb_id == "open" and not self._spots else None

    def do_open(self) -> object:
        """Open the spot under the cursor."""
        return self.current.opens() if self.current else None

    def do_up(self) -> None:
        """Move to the nearest spot of a line above."""
        self._to_line(-1)

    def do_down(self) -> None:
        """Move to the nearest spot of a line below."""
        self._to_line(1)

    def do_page_up(self) -> None:
        """Move to the first spot."""
        self._move(0)

    def do_page_down(self) -> None:
        """Move to the last spot."""
        self._move(len(self._spots) - 1)

    def do_top(self) -> None:
        """Move to the first spot."""
        self._move(0)

    def do_bottom(self) -> None:
        """Move to the last spot."""
        self._move(len(self._spots) - 1)

    def action_along(self, by: int) -> None:
        """Move to the spot before or after, along the line and on to the next."""
        self._move(self._at + by)

    def _to_line(self, way: int) -> None:
        if not self._spots:
            self.post_message(self.Edge(self, way))
            return
        here, spot = self._spots[self._at]
        beyond = [y for y, _ in self._spots if (y - here) * way > 0]
        if not beyond:
            self.post_message(self.Edge(self, way))
            return
        line = min(beyond) if way > 0 else max(beyond)
        in_line = [(abs(other.left - spot.left), n) for n, (y, other) in enumerate(self._spots) if y == line]
        self._move(min(in_line)[1])

    def _move(self, at: int) -> None:
        self._at, self._moved = max(0, min(at, len(self._spots) - 1)), True
        if self._spots and self.size.height:
            y = self._spots[self._at][0]
            first = 0 if self._at == 0 else self.scroll_offset.y  # above the first spot stands its heading
            target = min(max(first, y - self.size.height + 1), y)
            self.scroll_to(y=target, animate=False, force=True)
        self.refresh()

    async def on_click(self, event: Click) -> None:
        """A click on a spot opens it."""
        at = event.get_content_offset(self)
        if at is None:
            return
        for number, (y, spot) in enumerate(self._spots):
            if y == at.y + self.scroll_offset.y and spot.left <= at.x < spot.right:
                self._move(number)
                self.focus()
                self.call_after_refresh(self.app.run_action, "app.verb('open')")

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        text = self._lines[number].text.copy()
        for class_name in ("heading", "quiet", "problem"):
            style = self.get_component_rich_style(f"board--{class_name}", partial=True)
            for begin, end in self._lines[number].parts(class_name):
                text.stylize(style, begin, end)
        if self._spots and self._spots[self._at][0] == number and self.has_focus:
            text = self._with_cursor(text, self._spots[self._at][1])
        segments = list(text.render(self.app.console))
        strip = Strip(Segment.apply_style(segments, self.rich_style))
        return strip.adjust_cell_length(width, self.rich_style)

    def _with_cursor(self, text: Text, spot: Spot) -> Text:
        style = self.get_component_rich_style("board--cursor")
        begin, end = spot.letters
        text.stylize(style, begin, end)
        if text.plain[spot.mark : spot.mark + 1] == " ":
            text = Text.assemble(text[: spot.mark], "▸", text[spot.mark + 1 :], end="", no_wrap=True)
        return text
