import pytest

from paht_tui.domain.languages import LANGUAGES
from paht_tui.domain.salutations import salutation


@pytest.mark.parametrize(
    ("own", "prefix", "given", "family", "opening"),
    [
        ("", "Lord", "", "McColl", "Dear Lord McColl"),
        ("", "Baroness", "Joan", "Smith", "Dear Baroness Smith"),
        ("", "Dr.", "Ewa", "Żółć", "Dear Dr. Żółć"),
        ("", "Sir", "John", "Smith", "Dear Sir John"),
        ("", "Dame", "Judi", "Smith", "Dear Dame Judi"),
        ("", "Rt Hon", "John", "Smith", "Dear John Smith"),
        ("", "Frau Dr.", "Jana", "Beispiel", "Dear Dr. Beispiel"),
        ("", "Frau", "Jana", "Beispiel", "Dear Ms Beispiel"),
        ("", "", "Anna", "Lo", "Dear Anna Lo"),
        ("", "", "", "Sukarno", "Dear Sukarno"),
        ("Sehr geehrte Frau Abgeordnete", "Dr", "Anna", "Lo", "Sehr geehrte Frau Abgeordnete"),
    ],
)
def test_the_opening_of_an_english_letter(
    own: str, prefix: str, given: str, family: str, opening: str
) -> None:
    assert salutation(own=own, prefix=prefix, given_name=given, family_name=family) == opening


def openings(prefix: str, given: str, family: str) -> dict[str, str]:
    return {
        tag: salutation(own="", prefix=prefix, given_name=given, family_name=family, language=tag)
        for tag in LANGUAGES
    }


def test_without_a_title_no_language_guesses_whether_a_man_or_a_woman_reads_it() -> None:
    assert openings("Dr", "Jana", "Beispiel") == {
        "en": "Dear Dr Beispiel",
        "de": "Guten Tag Dr Jana Beispiel",
        "fr": "Madame, Monsieur",
        "nl": "Geachte Dr Jana Beispiel",
        "it": "Gentile Dr Jana Beispiel",
        "pl": "Szanowna Pani, Szanowny Panie",
        "ro": "Stimată doamnă / Stimate domnule Beispiel",
        "bg": "Уважаема госпожо / Уважаеми господине",
        "el": "Αξιότιμη κυρία, Αξιότιμε κύριε",
    }


def test_a_title_of_courtesy_is_translated_and_what_follows_it_stays() -> None:
    assert openings("Frau Dr.", "Jana", "Beispiel") == {
        "en": "Dear Dr. Beispiel",
        "de": "Sehr geehrte Frau Dr. Beispiel",
        "fr": "Madame",
        "nl": "Geachte mevrouw Dr. Beispiel",
        "it": "Gentile Signora Dr. Beispiel",
        "pl": "Szanowna Pani",
        "ro": "Stimată doamnă Dr. Beispiel",
        "bg": "Уважаема госпожо Dr. Beispiel",
        "el": "Αξιότιμη κυρία",
    }


def test_a_rank_stays_what_it_is() -> None:
    assert openings("Lord", "", "McColl") == {
        "en": "Dear Lord McColl",
        "de": "Sehr geehrter Lord McColl",
        "fr": "Lord McColl",
        "nl": "Geachte Lord McColl",
        "it": "Gentile Lord McColl",
        "pl": "Szanowny Panie",
        "ro": "Stimate Lord McColl",
        "bg": "Уважаеми Lord McColl",
        "el": "Αξιότιμε κύριε",
    }


@pytest.mark.parametrize(("language", "opening"), [("de-AT", "Sehr geehrter Herr Lo"), ("pt", "Mr Anna Lo")])
def test_a_variant_is_its_language_and_in_an_unknown_one_the_name_stands_alone(
    language: str, opening: str
) -> None:
    given = {"own": "", "prefix": "Mr", "given_name": "Anna", "family_name": "Lo"}
    assert salutation(**given, language=language) == opening
