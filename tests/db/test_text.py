import pytest

from db.text import fold, like


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Żółć", "zolc"),
        ("Ștefan Țăran", "stefan taran"),
        ("Şahin İnönü ılık", "sahin inonu ilik"),
        ("Straße", "strasse"),
        ("Øresund Æble Œuvre Þór Guðrún Đorđe Ħamrun", "oresund aeble oeuvre thor gudrun dorde hamrun"),
        ("ΒΟΥΛΗ", "βουλη"),
        ("Αθήνα", "αθηνα"),
        ("Νίκος", "νικοσ"),
        ("НАРОДНО събрание", "народно събрание"),
        ("Йордан", "иордан"),
        ("  Anna \t Lo\n", "anna lo"),
        ("Ｗｉｄｅ", "wide"),
        ("", ""),
    ],
)
def test_folding_makes_the_same_of_what_is_typed_differently(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("written", ["Żółć", "Αθήνα", "Straße", "İnönü", "ﬁn"])
def test_folding_twice_is_folding_once(written: str) -> None:
    assert fold(fold(written)) == fold(written)


def test_a_composed_and_a_decomposed_letter_are_the_same() -> None:
    assert fold("e\u0301") == fold("\u00e9") == "e"


@pytest.mark.parametrize(
    ("word", "pattern"),
    [("Żół", "%zol%"), ("100%", "%100\\%%"), ("a_b", "%a\\_b%"), ("a\\b", "%a\\\\b%"), ("", "%%")],
)
def test_the_wildcards_of_a_word_are_letters(word: str, pattern: str) -> None:
    assert like(word) == pattern
