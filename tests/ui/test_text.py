from __future__ import annotations

import pytest
from rich.cells import cell_len

from paht_tui.ui.text import Align, bar, clean, fit, sentence_case


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Żółć 漢字 👩‍⚖️", "Żółć 漢字 👩‍⚖️"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\x9b31mb\x7f", "a31mb"),
        ("\u202egnp.exe\u202c \u2066x\u2069", "gnp.exe x"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("\ud800", "\ufffd"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_what_steers_a_terminal_is_taken_out_of_text(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_lines_stay_where_they_are_asked_for() -> None:
    assert clean("one\r\n\ttwo\x1b", lines=True) == "one\n    two"


@pytest.mark.parametrize(
    ("text", "width", "align", "fitted"),
    [
        ("Anna", 6, "left", "Anna  "),
        ("12", 5, "right", "   12"),
        ("Annabel", 5, "left", "Anna…"),
        ("漢字太郎", 4, "left", "漢… "),
        ("漢字太郎", 5, "left", "漢字…"),
        ("e\u0301e\u0301e\u0301", 2, "left", "e\u0301…"),
        ("Anna", 1, "left", "…"),
        ("Anna", 0, "left", ""),
    ],
)
def test_text_is_cut_between_whole_characters(text: str, width: int, align: Align, fitted: str) -> None:
    assert fit(text, width, align) == fitted


@pytest.mark.parametrize("width", range(12))
@pytest.mark.parametrize("text", ["漢字 太郎", "Jose\u0301 A\u0301lvarez", "👩‍⚖️🇳🇱 x", "Ελένη", "a" * 5000])
def test_what_is_fitted_has_the_width_asked_for(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


def test_a_bar_is_full_only_when_all_is_done() -> None:
    assert [bar(done, 100, 5) for done in (0, 1, 50, 99, 100, 120)] == [
        "▱▱▱▱▱",
        "▰▱▱▱▱",
        "▰▰▱▱▱",
        "▰▰▰▰▱",
        "▰▰▰▰▰",
        "▰▰▰▰▰",
    ]
    assert bar(0, 0, 3) == "▱▱▱"


def test_a_sentence_begins_with_a_large_letter() -> None:
    assert [sentence_case(text) for text in ("élan", "“x” y", "")] == ["Élan", "“x” y", ""]
