from datetime import date

import pytest

from paht_tui.documents.letters.dates import dateline, typeset_language

DAY = date(2012, 1, 4)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "London, 4 January 2012"),
        ("de", "London, 4. Januar 2012"),
        ("fr", "London, le 4 janvier 2012"),
        ("nl", "London, 4 januari 2012"),
        ("it", "London, 4 gennaio 2012"),
        ("pl", "London, 4 stycznia 2012"),
        ("ro", "London, 4 ianuarie 2012"),
        ("bg", "London, 4 януари 2012\N{NARROW NO-BREAK SPACE}г."),
        ("el", "London, 4 Ιανουαρίου 2012"),
        ("pt-BR", "London, 4 de janeiro de 2012"),
        ("xx", "London, 4 January 2012"),
        ("", "London, 4 January 2012"),
    ],
)
def test_place_and_date_are_written_in_the_language_of_the_letter(language: str, written: str) -> None:
    assert dateline("London", DAY, language) == written


def test_without_a_place_the_day_stands_alone() -> None:
    assert dateline("", DAY, "fr") == "4 janvier 2012"


@pytest.mark.parametrize(
    ("language", "known"), [("de", "de"), ("pt_BR", "pt"), ("", "en"), ("klingon", "en"), ("Ελ", "en")]
)
def test_typst_gets_a_language_that_it_takes(language: str, known: str) -> None:
    assert typeset_language(language) == known
