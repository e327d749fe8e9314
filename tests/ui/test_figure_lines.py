"""The figures of a target in lines of any width: a name is cut where it has no room, its figure never."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.enums import TargetKind
from db.queries.meetings import ProgrammeRow
from db.queries.targets import TargetRow
from paht_tui.domain.account_programme import ProgrammeAccount
from paht_tui.domain.targets import Progress
from paht_tui.ui.figure_lines import programme_lines

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = TargetRow(1, TargetKind.FOCAL_POINTS, None, "national parliaments with a focal point", 8)
SHORT = TargetRow(2, TargetKind.COUNTRIES, None, "countries", 15)


def _opens(title: str, people: tuple[int, ...], *, target: TargetKind | None = None) -> Callable[[], object]:
    return lambda: target


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (
            80,
            [
                "   national parliaments with a focal point ▱▱▱▱▱▱▱▱▱▱ 0 of 8 = 0%",
                "   countries                               ▰▰▰▰▱▱▱▱▱▱ 7 of 15 = 46.7%",
            ],
        ),
        (
            48,
            [
                "   national parliaments w… ▱▱▱▱▱ 0 of 8 = 0%",
                "   countries               ▰▰▱▱▱ 7 of 15 = 46.7%",
            ],
        ),
    ],
)
def test_a_long_name_is_cut_and_its_figure_is_whole(width: int, lines: list[str]) -> None:
    programme = ProgrammeRow(1, "Parliamentarians against Human Trafficking", "PAHT", "", "")
    account = ProgrammeAccount(programme, (), (Progress(LONG, 0), Progress(SHORT, 7)))
    drawn = [made.text.plain for made in programme_lines(account, _opens, width)]
    assert drawn[-2:] == lines
