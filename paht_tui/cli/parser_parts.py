"""Pieces that the commands share: how one is added, its filter, its `--json`."""

import argparse
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from paht_tui.cli.words import Parser

Commands = Any
"""What `add_subparsers` gives; argparse has no public name for it."""


def add_command(
    commands: Commands, shared: argparse.ArgumentParser, name: str, run: str, about: str, **options: Any
) -> Parser:
    """Add a command that is done by `run` ("module:function"); `about` is its line in the help."""
    made: Parser = commands.add_parser(
        name, parents=[shared], help=about, description=f"{about[0].upper()}{about[1:]}.", **options
    )
    made.set_defaults(run=run)
    return made


def add_group(commands: Commands, name: str, about: str) -> Commands:
    """Add a command that has commands of its own."""
    made: Parser = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    return made.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser, required=True)


def add_filter(parser: argparse.ArgumentParser, *, nargs: str) -> None:
    """Add the words of a filter."""
    parser.add_argument("filter", metavar="FILTER", nargs=nargs, help="filter words")


def add_json(parser: argparse.ArgumentParser, fields: Sequence[str]) -> None:
    """Add `--json`, whose help names the fields."""
    parser.add_argument("--json", action="store_true", help=f"one JSON array; fields: {', '.join(fields)}")


def any_of(words: Iterable[StrEnum]) -> str:
    """The values that may stand somewhere, for the help."""
    return ", ".join(words)
