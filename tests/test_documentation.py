"""What the documentation says of commands, keys and settings is what the program has."""

import re
import shlex
import tomllib
from pathlib import Path

import msgspec
import pytest

from paht_tui.cli.parser import build_parser
from paht_tui.settings import Settings
from paht_tui.ui.keymap import key_words
from paht_tui.ui.verbs import VERBS
from tests.documented_keys import keys_page

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
KEY = re.compile(r"<kbd>([^<]+)</kbd>\s+(\w+)")


def test_the_page_of_keys_is_the_table_of_verbs() -> None:
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == keys_page()


@pytest.mark.parametrize(("key", "word"), sorted(set(KEY.findall(README))))
def test_a_key_of_the_readme_does_what_it_says(key: str, word: str) -> None:
    assert [verb.id for verb in VERBS.values() if key in key_words(verb, {}).split() and word in verb.label]


def test_the_settings_of_the_readme_are_accepted() -> None:
    [shown] = re.findall(r"```toml\n(.*?)```", README, flags=re.DOTALL)
    assert msgspec.convert(tomllib.loads(shown), Settings).sender.address == "office@example.org"


[SCRIPTS] = re.findall(r"## Without a screen.*?```\n(.*?)```", README, flags=re.DOTALL)
COMMANDS = SCRIPTS.splitlines()


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_is_understood(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    assert build_parser().parse_args(words).run != "opening:open_screen"


def test_every_command_of_the_work_stands_in_the_readme() -> None:
    assert {line.split()[1] for line in COMMANDS} == {
        *("import", "people", "invite", "send", "letters", "call", "answer", "checkin", "absent", "report"),
        "calendar",
    }
