"""The commands, their words and their help: all that can be said of them without loading what they do.

Each command names the function that does it as "module:function"; `run.py` loads that module alone.
"""

import argparse
from typing import Any

from db.enums import Answer, CallOutcome, Capacity, Category, Firmness, Reason, SaidBy, Via
from paht_tui import __version__
from paht_tui.cli import shapes
from paht_tui.cli.parser_letters import add_letters
from paht_tui.cli.parser_parts import Commands, add_command, add_filter, add_json, any_of
from paht_tui.cli.parser_setup import add_setup
from paht_tui.cli.words import Parser, day_and_time, moment, number, one_of

_ABOUT = """\
Invite people to a meeting, follow up, check them in, and account for who came.

Without a command, paht opens the program on the screen. The commands do the same jobs for scripts."""

_CODES = """\
A meeting M is named by its short name, number, city or part of its title; a PERSON by part of the name,
or id:12. Filters are words: category:mp country:de,fr -answer:none lo

Exit codes:
  0    done
  1    refused; the sentence on standard error says why and what to do
  2    the command line was not understood
  3    done in part: some messages did not leave, some rows or people were refused
  4    the mail server cannot be used; what waits goes on waiting
  130  interrupted (Ctrl-C)
  141  the reader of the output went away"""


def build_parser() -> Parser:
    """The whole command line."""
    parser = Parser(prog="paht", description=_ABOUT, epilog=_CODES)
    parser.add_argument("--version", action="version", version=f"paht {__version__}")
    _add_database(parser, default=None)
    parser.set_defaults(run="opening:open_screen")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser)
    shared = argparse.ArgumentParser(add_help=False)
    _add_database(shared, default=argparse.SUPPRESS)
    _add_opening(commands, shared)
    add_setup(commands, shared)
    _add_getting_in(commands, shared)
    _add_lists(commands, shared)
    _add_sending(commands, shared)
    add_letters(commands, shared)
    _add_answering(commands, shared)
    _add_desk(commands, shared)
    _add_report(commands, shared)
    return parser


def _add_database(parser: argparse.ArgumentParser, *, default: str | None) -> None:
    parser.add_argument(
        "--db", metavar="URL", default=default, help="another database: a file, or postgresql://…"
    )


def _add_opening(commands: Commands, shared: argparse.ArgumentParser) -> None:
    demo = add_command(
        commands, shared, "demo", "opening:demo", "open a scratch copy of a real programme; it sends nothing"
    )
    demo.add_argument("--folder", metavar="DIR", help="where to make it (default: a temporary folder)")
    demo.add_argument(
        "--at", metavar="WHEN", type=moment, help="the day of the demonstration, for example 2012-02-06"
    )
    doctor = add_command(
        commands, shared, "doctor", "doctor:doctor", "say what is set up, what is not, and what to do"
    )
    doctor.add_argument("--connect", action="store_true", help="also ask the servers of the settings")
    add_json(doctor, shapes.DOCTOR_FIELDS)
    add_command(commands, shared, "undo", "opening:undo", "take back the last thing that you recorded")


def _add_getting_in(commands: Commands, shared: argparse.ArgumentParser) -> None:
    read = add_command(
        commands, shared, "import", "importing:import_file", "add people from a CSV or XLSX list"
    )
    read.add_argument("file", metavar="FILE")
    read.add_argument("--dry-run", action="store_true", help="say row by row what would be done; do nothing")
    read.add_argument(
        "--map",
        metavar="H=FIELD",
        action="append",
        default=[],
        help="what the column with the heading H is, for example --map Kontakt=email (may be repeated)",
    )
    read.add_argument("--encoding", metavar="NAME", help="the encoding of a CSV file, for example cp1250")
    read.add_argument("--meeting", metavar="M", help="put these people on the list of M")
    invite = add_command(commands, shared, "invite", "inviting:invite", "put people on the list of a meeting")
    invite.add_argument("meeting", metavar="M")
    add_filter(invite, nargs="+")
    invite.add_argument(
        "--session",
        metavar="S",
        action="append",
        help="for this session only (may be repeated; default: all)",
    )
    invite.add_argument(
        "--capacity",
        metavar="WORD",
        type=one_of(Capacity),
        default=Capacity.PARTICIPANT,
        help=any_of(Capacity),
    )


def _add_lists(commands: Commands, shared: argparse.ArgumentParser) -> None:
    for name, shape, about in (
        ("people", shapes.PEOPLE, "list contacts"),
        ("meetings", shapes.MEETINGS, "list meetings with their figures"),
        ("invitations", shapes.INVITATIONS, "list who is invited: delivery, answer, presence"),
        ("calls", shapes.CALLS, "list the calls that were made, or with --due whom to call now"),
        ("messages", shapes.MESSAGES, "list what was sent or is to be sent"),
    ):
        made = add_command(commands, shared, name, f"lists:{name}", about)
        add_filter(made, nargs="*")
        made.add_argument("--meeting", metavar="M", help="of this meeting only")
        if name == "calls":
            made.add_argument(
                "--due",
                action="store_true",
                help=f"whom to call now and why; fields: {', '.join(shapes.CALLS_DUE.fields)}",
            )
        add_json(made, shape.fields)


def _add_sending(commands: Commands, shared: argparse.ArgumentParser) -> None:
    about = "send a message to everybody on the list who has not got it yet"
    send = add_command(
        commands,
        shared,
        "send",
        "sending:send",
        about,
        epilog="What an earlier run has left waiting goes first, unless --filter or --session is given.\n"
        "Ctrl-C stops between two messages; the next run goes on.",
    )
    send.add_argument("meeting", metavar="M", nargs="?")
    send.add_argument("--template", metavar="T", default="invitation", help="default: invitation")
    send.add_argument("--session", metavar="S", help="ask to this session instead of the main one")
    send.add_argument("--filter", metavar="F", action="append", default=[], help="only whom this finds")
    send.add_argument(
        "--batch", metavar="N", type=number, help="only what waits of this batch, its drafts too"
    )
    send.add_argument(
        "--attach",
        metavar="FILE",
        action="append",
        default=[],
        help="a file that goes with each new message, such as the programme as PDF (may be repeated)",
    )
    send.add_argument("--dry-run", action="store_true", help="say what would be sent; write and send nothing")
    send.add_argument("--yes", action="store_true", help="do not ask")
    send.add_argument(
        "--at",
        metavar="WHEN",
        type=day_and_time,
        help="leave then, such as “2012-01-17 08:00”, by the clock of the meeting",
    )
    send.add_argument("--wait", action="store_true", help="go on until nothing waits any more")
    send.add_argument(
        "--due",
        action="store_true",
        help="instead of all this: what is due now of every released batch; asks nothing, for cron, which"
        " should do it every 5 or 10 minutes: a batch that has not begun 15 minutes after its time stays",
    )


def _add_said(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--said-by", metavar="WHO", type=one_of(SaidBy), help=any_of(SaidBy))
    parser.add_argument("--firm", metavar="HOW", type=one_of(Firmness), help=any_of(Firmness))
    parser.add_argument("--reason", metavar="WHY", type=one_of(Reason), help=any_of(Reason))
    parser.add_argument("--note", metavar="TEXT", default="", help="in their words")
    parser.add_argument("--substitute", metavar="PERSON", help="who comes instead, from the contacts")


def _add_answering(commands: Commands, shared: argparse.ArgumentParser) -> None:
    call = add_command(commands, shared, "call", "answering:call", "record a call and what came of it")
    call.add_argument("person", metavar="PERSON")
    call.add_argument("--meeting", metavar="M", required=True)
    call.add_argument(
        "--outcome", metavar="WORD", required=True, type=one_of(CallOutcome), help=any_of(CallOutcome)
    )
    call.add_argument("--answer", metavar="ANSWER", type=_answer(), help="an answer that was given besides")
    call.add_argument(
        "--callback", metavar="WHEN", type=day_and_time, help="call again at, in the meeting's zone"
    )
    _add_said(call)
    answer = add_command(commands, shared, "answer", "answering:answer", "record what somebody answered")
    answer.add_argument("person", metavar="PERSON")
    answer.add_argument("--meeting", metavar="M", required=True)
    answer.add_argument("answer", metavar="ANSWER", type=_answer(), help=any_of(Answer))
    answer.add_argument("--session", metavar="S", help="for this session only")
    answer.add_argument("--via", metavar="WAY", type=one_of(Via), default=Via.HAND, help=any_of(Via))
    _add_said(answer)


def _add_desk(commands: Commands, shared: argparse.ArgumentParser) -> None:
    checkin = add_command(commands, shared, "checkin", "desk:checkin", "record that somebody is in the room")
    checkin.add_argument("meeting", metavar="M")
    checkin.add_argument("person", metavar="PERSON")
    checkin.add_argument("--session", metavar="S", help="default: the main session")
    checkin.add_argument(
        "--walk-in",
        action="store_true",
        help="PERSON is not on the list: a contact, or somebody new",
    )
    checkin.add_argument("--country", metavar="XX", help="of a new person")
    checkin.add_argument(
        "--category", metavar="WORD", type=one_of(Category), default=Category.OTHER, help="of a new person"
    )
    absent = add_command(commands, shared, "absent", "desk:absent", "record why expected people did not come")
    absent.add_argument("meeting", metavar="M")
    add_filter(absent, nargs="*")
    absent.add_argument("--reason", metavar="WHY", required=True, type=one_of(Reason), help=any_of(Reason))
    absent.add_argument("--session", metavar="S", help="default: the main session")
    absent.add_argument("--note", metavar="TEXT", default="")
    absent.add_argument("--replace", action="store_true", help="also where another reason is recorded")


def _add_report(commands: Commands, shared: argparse.ArgumentParser) -> None:
    report = add_command(
        commands, shared, "report", "reporting:report", "account for a meeting, or for the whole programme"
    )
    report.add_argument("meeting", metavar="M", nargs="?", help="default: the whole programme")
    report.add_argument("--programme", metavar="WORD", help="its short name, where there are several")
    report.add_argument("--format", choices=("md", "json"), default="md", help="default: md (Markdown)")
    report.add_argument("-o", "--output", metavar="FILE", help="write to this file")
    calendar = add_command(
        commands,
        shared,
        "calendar",
        "feed:calendar",
        "make a calendar file of all sessions of the programme, for calendars that subscribe to it",
    )
    calendar.add_argument("file", metavar="FILE", nargs="?", help="replaced as a whole (default: print it)")
    calendar.add_argument("--programme", metavar="WORD", help="its short name, where there are several")


def _answer() -> Any:
    return one_of(Answer, without=(Answer.NONE,))
