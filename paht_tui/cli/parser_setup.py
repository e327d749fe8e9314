"""The words of `paht programme` and `paht meeting`: what a record starts from."""

import argparse

from db.enums import ActivityType, MeetingState, TargetKind
from paht_tui.cli.parser_parts import Commands, add_command, add_group, any_of
from paht_tui.cli.words import number, one_of

_SESSIONS = """\
A session is written "TITLE; DAY FROM-TO; PLACE", its times in the meeting's zone:
  --session "Meeting; 2012-01-26 09:30-17:00; Senate, Binnenhof 22"
  --side-session "Reception; 2012-01-25 18:30-20:00; Hotel"
  --session "Congress; 2012-05-03 09:00 - 2012-05-05 16:00"
Who comes to a side session only is not counted as having taken part."""

_TARGETS = """\
A target is written KIND=GOAL, or KIND.CATEGORY=GOAL, with a label after a colon:
  --target "people_reached.mp=100: members of parliament" --target "countries.mp=15: countries"
Kinds: {kinds}"""


def add_setup(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add `paht programme new`, `paht meeting new` and `paht meeting set`."""
    programme = add_group(commands, "programme", "start a programme of meetings")
    new = add_command(
        programme,
        shared,
        "new",
        "setup:new_programme",
        "start a programme",
        epilog=_TARGETS.format(kinds=any_of(TargetKind)),
    )
    new.add_argument("name", metavar="NAME")
    new.add_argument("--short", metavar="WORD", required=True, help="the name that stands in headings")
    new.add_argument("--funder", metavar="NAME", default="")
    new.add_argument("--run-by", metavar="NAME", default="")
    new.add_argument("--target", metavar="TARGET", action="append", default=[], help="may be repeated")
    meeting = add_group(commands, "meeting", "plan a meeting, or alter one")
    new = add_command(
        meeting, shared, "new", "setup:new_meeting", "plan a meeting with its sessions", epilog=_SESSIONS
    )
    new.add_argument("title", metavar="TITLE")
    new.add_argument("--zone", required=True, help="its time zone, for example Europe/Amsterdam")
    new.add_argument("--programme", metavar="WORD", help="the short name; needed where there are several")
    new.add_argument(
        "--activity",
        metavar="KIND",
        type=one_of(ActivityType),
        default=ActivityType.OTHER,
        help=any_of(ActivityType),
    )
    new.add_argument("--number", metavar="N", type=number, help="its number in the programme")
    new.add_argument("--city", default="")
    new.add_argument("--country", metavar="XX")
    new.add_argument("--venue", metavar="NAME", default="")
    new.add_argument("--address", default="", help="of the venue")
    new.add_argument("--focus", metavar="TEXT", default="", help="what it is about")
    new.add_argument("--capacity", metavar="N", type=number, help="how many the room holds")
    _add_sessions(new)
    alter = add_command(
        meeting, shared, "set", "setup:set_meeting", "alter a meeting, or add sessions", epilog=_SESSIONS
    )
    alter.add_argument("meeting", metavar="M")
    alter.add_argument("--state", metavar="WORD", type=one_of(MeetingState), help=any_of(MeetingState))
    alter.add_argument("--title", metavar="TEXT")
    alter.add_argument("--focus", metavar="TEXT")
    _add_sessions(alter)


def _add_sessions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--session", metavar="SESSION", action="append", default=[], help="may be repeated")
    parser.add_argument("--side-session", metavar="SESSION", action="append", default=[])
