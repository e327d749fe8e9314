from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.message import Show
from tests.ui.driving import opened, screen_lines

if TYPE_CHECKING:
    from textual.screen import Screen

REASONS = [Option(word, word) for word in ("weather", "illness", "no notice")]
COUNTRIES = [
    Option(name[:2].upper(), name)
    for name in (
        "Germany",
        "Greece",
        "Żółta",
        "Poland",
        "Spain",
        "France",
        "Finland",
        "Romania",
        "Bulgaria",
        "Malta",
    )
]


async def answer(dialog: Screen[Any], *keys: str) -> tuple[object, list[str]]:
    """What the dialog answers to these keys, and what stood on the screen before the last of them."""
    answers: list[object] = []
    async with opened() as (app, pilot):
        await app.push_screen(dialog, answers.append)
        await pilot.pause()
        await pilot.press(*keys[:-1])
        lines = screen_lines(app)
        await pilot.press(keys[-1])
        await pilot.pause()
    assert len(answers) == 1
    return answers[0], lines


@pytest.mark.parametrize(
    ("keys", "sure"),
    [
        (["enter"], False),
        (["n"], False),
        (["escape"], False),
        (["y"], True),
        (["right", "enter"], True),
        (["tab", "enter"], True),
        (["tab", "tab", "enter"], False),
    ],
)
async def test_only_a_deliberate_yes_confirms(keys: list[str], sure: bool) -> None:  # noqa: FBT001 - a table's column
    dialog = Confirm("Send 64 invitations to [b]The Hague[/b] as Anna?", "Send 64 invitations")
    said, lines = await answer(dialog, *keys)
    assert said is sure
    text = "\n".join(lines)
    assert "Send 64 invitations to [b]The Hague[/b] as Anna?" in text
    assert "Send 64 invitations  " in text


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["2"], "illness"),
        (["down", "enter"], "illness"),
        (["j", "j", "enter"], "no notice"),
        (["escape"], None),
    ],
)
async def test_up_to_nine_options_are_chosen_by_number_or_cursor(keys: list[str], value: str | None) -> None:
    said, _ = await answer(Choose("Why absent?", REASONS), *keys)
    assert said == value


async def test_an_option_can_have_a_key_of_its_own() -> None:
    options = [Option(1, "first"), Option(2, "second", key="s"), Option(3, "third")]
    assert (await answer(Choose("", options), "s"))[0] == 2
    assert (await answer(Choose("", options), "2"))[0] == 3


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["r", "enter"], "RO"),
        ([*"zol", "enter"], "ŻÓ"),
        (["r", "down", "down", "enter"], "GR"),
        (["escape"], None),
    ],
)
async def test_of_many_options_one_types_a_part(keys: list[str], value: str | None) -> None:
    said, _ = await answer(Choose("Country", COUNTRIES), *keys)
    assert said == value


async def test_the_current_option_is_under_the_cursor() -> None:
    assert (await answer(Choose("Country", COUNTRIES, current="SP"), "enter"))[0] == "SP"


async def test_text_is_shown_as_it_is_and_scrolls() -> None:
    text = "Dear [b]Jana[/b],\n\x1b[31mred\n" + "\n".join(f"line {n}" for n in range(60)) + "\nthe end"
    _, lines = await answer(Show("Preview [x]", text), "escape")
    shown = "\n".join(lines)
    assert all(words in shown for words in ("Preview [x]", "Dear [b]Jana[/b],", "[31mred", "Esc close"))
    assert "the end" not in shown
    _, lines = await answer(Show("Preview", text), "G", "escape")
    assert "the end" in "\n".join(lines)
