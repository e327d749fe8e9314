"""The fields of a text to send: subject, words, who signs, what it is and how it goes. It keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from db.enums import Channel, MessageKind
from paht_tui.ui.dialogs.entry import ChoiceLine
from paht_tui.ui.text import clean, fit
from paht_tui.ui.words import options

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import DescendantFocus

    from db.queries.templates import TemplateRow

_LABEL: Final = 12
HINTS: Final = {
    "subject": "The subject: one line. ^g lists what is filled in, such as {{ name }}.",
    "words": "^g lists what is filled in, such as {{ name }}. **Bold** and other Markdown is shown as such.",
    "signatories": (
        "Who signs: name and office, line by line; after an empty line a second who signs. Empty: the sender."
    ),
    "kind": "What it is. Left and right choose, Space lists all.",
    "channel": "How it goes. Left and right choose.",
}
"""What is expected in each field, by its id."""


class TextFields(Vertical):
    """A text as it is typed. `Changed` is sent at each key."""

    DEFAULT_CSS = """
    TextFields {
        & > Horizontal { height: auto; }
        & .label { width: 12; height: 1; padding: 0 1 0 0; color: $foreground 75%; text-align: right; }
        & Input, & Input:focus { width: 1fr; height: 1; border: none; padding: 0 1; background: $panel; }
        & TextArea, & TextArea:focus {
            width: 1fr; border: none; padding: 0 1; background: $panel; scrollbar-size-vertical: 1;
        }
        & > #words { height: 1fr; margin: 1 0; }
        & #signatories { height: 3; margin-bottom: 1; }
        & ChoiceLine { width: 1fr; height: 1; padding: 0 1; }
        & ChoiceLine:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """

    class Changed(Message):
        """Something else is typed or chosen."""

    def __init__(self, text: TemplateRow) -> None:
        super().__init__()
        self.subject = Input(id="subject", select_on_focus=False)
        self.words = TextArea(id="words", tab_behavior="focus", show_line_numbers=False)
        self.signatories = TextArea(id="signatories", tab_behavior="focus", show_line_numbers=False)
        self.kind = ChoiceLine(options(MessageKind), text.kind)
        self.channel = ChoiceLine(options(Channel), text.channel)
        self.kind.id, self.channel.id = "kind", "channel"
        self._signing = Horizontal(_label("Signed by"), self.signatories)
        self._typed_in: Input | TextArea = self.subject
        self.fill(text)

    def compose(self) -> ComposeResult:
        """Subject, words, who signs; what it is, how it goes."""
        yield Horizontal(_label("Subject"), self.subject)
        yield self.words
        yield self._signing
        yield Horizontal(_label("What it is"), self.kind)
        yield Horizontal(_label("Goes by"), self.channel)

    def on_mount(self) -> None:
        """Follow what is chosen."""
        for line in (self.kind, self.channel):
            self.watch(line, "value", self._tell, init=False)

    def fill(self, text: TemplateRow) -> None:
        """Put a text into the fields."""
        self._row = text
        self.subject.value = clean(text.subject)
        self.words.load_text(clean(text.body.rstrip(), lines=True))
        self.signatories.load_text(clean(text.signatories, lines=True))
        self.kind.value, self.channel.value = text.kind, text.channel
        self._signing.display = text.channel is Channel.LETTER

    @property
    def text(self) -> TemplateRow:
        """The text as it stands in the fields."""
        return replace(
            self._row,
            kind=MessageKind(self.kind.value),
            channel=Channel(self.channel.value),
            subject=self.subject.value.strip(),
            body=self.words.text.rstrip() + "\n",
            signatories=self.signatories.text.strip(),
        )

    def begin(self) -> None:
        """Type on where one typed last."""
        self._typed_in.focus()

    def insert(self, words: str) -> None:
        """Put something where one typed last, be it subject or words."""
        if isinstance(self._typed_in, Input):
            self._typed_in.insert_text_at_cursor(words)
        else:
            _ = self._typed_in.insert(words)

    def rewrite(self, subject: str, words: str) -> None:
        """Put other words there; ^z takes them back."""
        self.subject.value = clean(subject)
        if words != self.words.text.rstrip():
            _ = self.words.replace(clean(words, lines=True), (0, 0), self.words.document.end)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Remember where one types."""
        if event.widget in {self.subject, self.words}:
            assert isinstance(event.widget, Input | TextArea)
            self._typed_in = event.widget

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _tell(self) -> None:
        self._signing.display = self.channel.value == Channel.LETTER
        self.post_message(self.Changed())


def _label(words: str) -> Static:
    return Static(fit(words, _LABEL - 1, "right"), markup=False, classes="label")
