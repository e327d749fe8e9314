import pytest
from hypothesis import given
from hypothesis import strategies as st

from paht_tui.documents.names import Name, join_name, split_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lord McColl", Name("Lord", "", "McColl", "")),
        ("Baroness Butler-Sloss", Name("Baroness", "", "Butler-Sloss", "")),
        (
            "The Rt. Hon. Lord McColl of Dulwich CBE",
            Name("The Rt. Hon. Lord", "", "McColl of Dulwich", "CBE"),
        ),
        ("Anna Lo MLA", Name("", "Anna", "Lo", "MLA")),
        ("Ard Van Der Steur MP", Name("", "Ard", "Van Der Steur", "MP")),
        ("Marieke van Dorninck", Name("", "Marieke", "van Dorninck", "")),
        ("Senator Willem Bröcker", Name("Senator", "Willem", "Bröcker", "")),
        ("Corinne Dettmeijer-Vermeulen", Name("", "Corinne", "Dettmeijer-Vermeulen", "")),
        ("Steen, Anthony", Name("", "Anthony", "Steen", "")),
        ("Steen, Anthony MP", Name("", "Anthony", "Steen", "MP")),
        ("van der Berg, Dr Jan, PhD", Name("Dr", "Jan", "van der Berg", "PhD")),
        ("Martin Luther King, Jr.", Name("", "Martin Luther", "King", "Jr.")),
        ("John Smith III", Name("", "John", "Smith", "III")),
        ("Mgr. Jan Novák, Ph.D.", Name("Mgr.", "Jan", "Novák", "Ph.D.")),
        ("Prof. Dr. Ursula Müller, MdB", Name("Prof. Dr.", "Ursula", "Müller", "MdB")),
        ("Frau Dr. Groß", Name("Frau Dr.", "", "Groß", "")),
        ("Hans-Peter von der Linde", Name("", "Hans-Peter", "von der Linde", "")),
        ("mevr. C. de Vries", Name("mevr.", "C.", "de Vries", "")),
        ("Gerard 't Hooft", Name("", "Gerard", "'t Hooft", "")),
        ("Mme Hélène Lefèvre", Name("Mme", "Hélène", "Lefèvre", "")),
        ("M. Jean Dupont", Name("M.", "Jean", "Dupont", "")),
        ("Jean DUPONT", Name("", "Jean", "DUPONT", "")),
        ("GARCÍA LÓPEZ José", Name("", "José", "GARCÍA LÓPEZ", "")),
        ("Anthony STEEN MP", Name("", "Anthony", "STEEN", "MP")),
        ("ANTHONY STEEN", Name("", "ANTHONY", "STEEN", "")),
        ("JP Morgan", Name("", "JP", "Morgan", "")),
        ("Ms Sandra MA", Name("Ms", "Sandra", "MA", "")),
        ("José dos Santos", Name("", "José", "dos Santos", "")),
        ("Peter af Wetterstedt", Name("", "Peter", "af Wetterstedt", "")),
        ("Steve St. Clair", Name("", "Steve", "St. Clair", "")),
        ('William "Bill" Smith', Name("", 'William "Bill"', "Smith", "")),
        ("William (Bill) Smith Jr.", Name("", "William (Bill)", "Smith", "Jr.")),
        ("г-н Иван Петров", Name("г-н", "Иван", "Петров", "")),
        ("Teller", Name("", "", "Teller", "")),
        ("MP", Name("", "", "MP", "")),
        ("  Anna \n Lo ", Name("", "Anna", "Lo", "")),
        ("", Name()),
        (" , ", Name()),
    ],
)
def test_a_whole_name_is_taken_apart(text: str, expected: Name) -> None:
    assert split_name(text) == expected


@pytest.mark.parametrize(
    ("given_cell", "family_cell", "expected"),
    [
        ("Anna", "Lo", Name("", "Anna", "Lo", "")),
        ("Anna Lo", "Lo", Name("", "Anna", "Lo", "")),
        ("Anna", "Anna Lo", Name("", "Anna", "Lo", "")),
        ("Dr. Hans", "Meier MdB", Name("Dr.", "Hans", "Meier", "MdB")),
        ("Teller", "", Name("", "", "Teller", "")),
        ("", "Lo", Name("", "", "Lo", "")),
        ("", "", Name()),
    ],
)
def test_a_name_in_two_columns(given_cell: str, family_cell: str, expected: Name) -> None:
    assert join_name(given_cell, family_cell) == expected


WORDS = ("Dr", "Lord", "Anna", "LO", "van", "der", "of", "Jr.", "M.", "St.")


@given(
    st.lists(
        st.sampled_from([*WORDS, "MP", "PhD,", "Smith,", ",", '"Bill"', "'t"]),
        max_size=6,
    )
)
def test_every_word_stands_in_one_of_the_parts(words: list[str]) -> None:
    name = split_name(" ".join(words))

    parts = f"{name.prefix} {name.given} {name.family} {name.post_nominals}"
    assert sorted(parts.split()) == sorted(" ".join(words).replace(",", " ").split())
    assert bool(name.family) == bool(parts.strip())
