"""The words of `paht letters`: prepare, list, print, mark."""

import argparse

from db.enums import LetterStep
from paht_tui.cli import shapes
from paht_tui.cli.parser_parts import Commands, add_command, add_group, add_json, any_of
from paht_tui.cli.words import moment, number, one_of
from paht_tui.documents.letters.sheets import WORDS, Output

_OUTPUTS = "\n".join(f"  {output.value:<8} {words}" for output, words in WORDS.items())


def add_letters(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add `paht letters`."""
    letters = add_group(commands, "letters", "prepare, print and post letters")
    prepare = add_command(
        letters, shared, "prepare", "letters:prepare", "prepare letters to whoever has not got this text yet"
    )
    _add_which(prepare)
    prepare.add_argument("--template", metavar="T", default="invitation letter")
    listed = add_command(letters, shared, "list", "letters:show", "list letters: printed, posted, returned")
    _add_which(listed, batch=True)
    add_json(listed, shapes.LETTERS.fields)
    _add_print(letters, shared)
    mark = add_command(
        letters, shared, "mark", "letters:mark", "record that letters were printed, posted or returned"
    )
    mark.add_argument("step", metavar="STEP", type=one_of(LetterStep), help=any_of(LetterStep))
    _add_which(mark, batch=True)
    mark.add_argument("--on", metavar="DAY", type=moment, help="an earlier day, for example 2012-01-04")


def _add_print(letters: Commands, shared: argparse.ArgumentParser) -> None:
    made = add_command(
        letters,
        shared,
        "print",
        "letters:make",
        "make a PDF of the letters that are to be posted, or of labels or envelopes for them",
        epilog=f"What can be made:\n{_OUTPUTS}",
    )
    _add_which(made, batch=True)
    made.add_argument("-o", "--output", metavar="FILE", required=True, help="the PDF")
    made.add_argument(
        "--as",
        dest="output_as",
        metavar="WHAT",
        type=one_of(Output),
        default=Output.LETTERS,
        help=f"default: letters; {any_of(Output)}",
    )
    made.add_argument("--date", metavar="DAY", type=moment, help="the date of the letters (default: today)")
    made.add_argument("--both-sides", action="store_true", help="each letter begins on a new sheet")
    made.add_argument("--printed", action="store_true", help="record that they are printed")
    made.add_argument("--replace", action="store_true", help="replace a file that is there")
    made.add_argument(
        "--anyway", action="store_true", help="also where the meeting was changed since they were written"
    )


def _add_which(parser: argparse.ArgumentParser, *, batch: bool = False) -> None:
    parser.add_argument("meeting", metavar="M")
    parser.add_argument("--filter", metavar="F", action="append", default=[], help="only whom this finds")
    if batch:
        parser.add_argument("--batch", metavar="N", type=number, help="only of this batch")
