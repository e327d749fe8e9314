"""The verbs of the user, each declared once.

Key, footer label, tooltip, palette entry, help line and place in the documentation come from this table.
The same key is the same verb everywhere; only the outcomes of a call take the number keys for themselves,
and while they do, F1 to F6 go to the places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from textual.binding import Binding

if TYPE_CHECKING:
    from textual.binding import BindingType

PLACES: Final = "Places"
MOVING: Final = "Moving about"
LISTS: Final = "In lists"
RECORD: Final = "The record"
ANSWERS: Final = "Answers"
MAIL: Final = "Mail"
DAY: Final = "On the day"
OUTCOMES: Final = "Outcome of a call"
PROGRAM: Final = "The program"

MOST_SHOWN: Final = 7


@dataclass(frozen=True, slots=True)
class Verb:
    """Something the user can do. `key` holds Textual key names separated by commas; empty: palette only."""

    id: str
    key: str
    label: str
    help: str
    group: str


_TABLE: Final[dict[str, tuple[tuple[str, str, str, str], ...]]] = {
    PLACES: (
        ("today", "1,f1", "Today", "Go to Today: what is next and what is due."),
        ("meetings", "2,f2", "Meetings", "Go to the meetings."),
        ("people", "3,f3", "People", "Go to all contacts."),
        ("calls", "4,f4", "Calls", "Go to the calls: one person at a time."),
        ("mail", "5,f5", "Mail", "Go to batches, outbox and answers that need a decision."),
        ("reports", "6,f6", "Reports", "Go to the reports."),
    ),
    MOVING: (
        ("open", "enter", "open", "Open what the cursor is on."),
        ("back", "escape", "back", "Go back one step; from a place, to Today."),
        ("next_pane", "tab", "next pane", "Move to the next pane."),
        ("previous_pane", "shift+tab", "previous pane", "Move to the previous pane."),
        ("next_session", "right_square_bracket", "session", "Show the next session of the meeting."),
    ),
    LISTS: (
        ("filter", "slash", "find", "Filter the list; field words such as country:de narrow it."),
        ("select", "space", "select", "Select or unselect the row under the cursor."),
        ("select_range", "v", "range", "Begin a range of rows; again ends it."),
        ("up", "up,k", "up", "Move the cursor up."),
        ("down", "down,j", "down", "Move the cursor down."),
        ("page_up", "pageup", "page up", "Move the cursor up one page."),
        ("page_down", "pagedown", "page down", "Move the cursor down one page."),
        ("top", "home,g", "first row", "Move the cursor to the first row."),
        ("bottom", "end,G", "last row", "Move the cursor to the last row."),
    ),
    RECORD: (
        ("new", "n", "new", "Add a new one of what this place lists."),
        ("edit", "e", "edit", "Edit what the cursor is on."),
        ("remove", "d", "remove", "Remove what the cursor is on."),
        ("undo", "z,ctrl+z", "undo", "Undo the last thing recorded; not what has left the machine."),
        ("call", "c", "call", "Call the person: everything known about them, and the outcome keys."),
        ("done", "f", "done", "Record that it is done."),
        ("report_back", "B", "reported back…", "Record how many others a participant has told."),
        ("focal_point", "F", "focal point…", "Record that a parliament named the person its focal point."),
        ("add_people", "a", "add people", "Add people to the meeting."),
        ("import", "i", "import", "Import people from a CSV or XLSX file."),
        ("calendar_file", "I", "calendar file…", "Write all sessions of the programme to a calendar file."),
    ),
    ANSWERS: (
        ("answers", "r", "answers", "Go to the answers that need a decision."),
        ("accepted", "A", "accepted", "Record that the person is coming."),
        ("declined", "D", "declined", "Record that the person is not coming."),
        ("tentative", "T", "tentative", "Record that the person may come."),
        ("withdrawn", "W", "withdrawn", "Record that the person had accepted and is not coming."),
        ("substitute", "S", "substitute", "Record that somebody else comes instead."),
    ),
    MAIL: (
        ("prepare", "b", "prepare", "Prepare a batch of messages from a template."),
        ("consequences", "u", "what follows", "Show what a change means: who gets what, whom to call."),
        ("preview", "p,ctrl+t", "preview", "Show the message as its receiver will see it."),
        ("translate", "N", "language…", "Write the text in a further language."),
        ("keep_text", "ctrl+s", "save", "Keep the text that is being written."),
        ("placeholders", "ctrl+g", "fill in…", "List what a text is filled in with, and put one in."),
        ("editor", "E,ctrl+o", "editor", "Edit the words in your own editor: $VISUAL or $EDITOR."),
        ("next_recipient", "f9", "next person", "Show the text as the next on the list gets it."),
        ("previous_recipient", "f8", "person before", "Show the text as the one before on the list gets it."),
        ("recipient", "ctrl+r", "person…", "Show the text as somebody on the list gets it, by name."),
        ("send_test", "t", "test", "Send the message to yourself."),
        ("send", "s", "send", "Send what is prepared, behind one confirmed sentence."),
        ("send_later", "H", "send at…", "Send what is prepared at a time you give, behind one sentence."),
        ("hold", "h", "hold", "Hold a message back while the others go; again lets it go with them."),
        ("attach", "M", "attach…", "Attach a file to a text, a batch or one message, or take one off."),
        ("mark", "m", "mark…", "Mark letters as printed, posted or returned."),
        ("print", "L", "print…", "Make a PDF of letters, or of labels or envelopes for them."),
        ("arrived", "y", "it arrived", "Record that a message in doubt has arrived."),
        ("send_again", "R", "send again", "Let a message in doubt or failed wait to be sent again."),
    ),
    DAY: (
        ("walk_in", "w,ctrl+n", "walk-in", "Let in somebody who was not expected."),
        ("missing", "l,ctrl+l", "missing", "List those who are expected and not here."),
        ("absent", "x", "absent", "Mark the selected people as absent, with one reason."),
        ("save_report", "o", "save", "Write the report to a file."),
    ),
    OUTCOMES: (
        ("no_answer", "1", "no answer", "Nobody took the call."),
        ("message_left", "2", "message left", "A message was left."),
        ("call_back", "3", "call back…", "Call again at a time you give."),
        ("coming", "4", "coming", "The person is coming."),
        ("not_coming", "5", "not coming…", "The person is not coming, with the reason."),
        ("maybe", "6", "maybe", "The person may come."),
        ("sends_substitute", "7", "substitute…", "Somebody else comes instead."),
        ("wrong_number", "8", "wrong number…", "The number is wrong; say which."),
        ("letter_again", "9", "letter again", "They ask for the invitation once more."),
        ("for_me", "0", "for me to do", "Something for you to do before the next call."),
        ("next_number", "right", "next number", "Call on the next of the person's numbers."),
    ),
    PROGRAM: (
        ("help", "question_mark", "help", "Show the keys of what has the focus."),
        ("palette", "ctrl+p", "commands", "Everything by name."),
        ("work", "full_stop", "work", "Show the work under way, and stop it if need be."),
        ("programme", "P", "programme", "Change to another programme."),
        ("settings", "comma", "settings", "Edit the settings."),
        ("quit", "q", "quit", "Leave the program."),
    ),
}

VERBS: Final[dict[str, Verb]] = {
    row[0]: Verb(*row, group=group) for group, rows in _TABLE.items() for row in rows
}
PLACE_IDS: Final[tuple[str, ...]] = tuple(row[0] for row in _TABLE[PLACES])
# Moving within a widget and leaving a pane are Textual's own actions; the rest goes through `dispatch`.
_ACTIONS: Final = {
    "palette": "app.command_palette",
    "next_pane": "app.focus_next",
    "previous_pane": "app.focus_previous",
}


def bindings(*shown: str, hidden: tuple[str, ...] = ()) -> list[BindingType]:
    """Textual bindings for the verbs named by id; those `shown` stand in the footer, in this order.

    A user's `[keys]` setting changes them through `App.set_keymap`, because each carries its verb's id.
    """
    if len(shown) > MOST_SHOWN:
        raise ValueError(f"A footer shows at most {MOST_SHOWN} keys, not {len(shown)}: {', '.join(shown)}")
    made: list[BindingType] = [_binding(VERBS[verb_id], show=True) for verb_id in shown]
    made.extend(_binding(VERBS[verb_id], show=False) for verb_id in hidden)
    return made


def labelled(verb_id: str, label: str) -> Binding:
    """The binding of a verb with the word that says what it does in this one place: Enter is "arrived"."""
    return replace(_binding(VERBS[verb_id], show=True), description=label)


def everywhere() -> list[BindingType]:
    """The bindings of the app: every verb, so that a key can say why it does nothing here.

    Left out are the outcomes of a call and the moves within a list, which are nothing to speak of elsewhere.
    """
    tail = ("help", "palette")
    left_out = {*tail, "up", "down", "page_up", "page_down", "top", "bottom"}
    rest = (verb.id for verb in VERBS.values() if verb.group != OUTCOMES and verb.id not in left_out)
    return bindings(*tail, hidden=tuple(rest))


def _binding(verb: Verb, *, show: bool) -> Binding:
    return Binding(
        verb.key,
        _ACTIONS.get(verb.id, f"app.verb('{verb.id}')"),
        verb.label,
        show=show,
        priority=verb.id == "palette",
        tooltip=verb.help,
        id=verb.id,
    )
