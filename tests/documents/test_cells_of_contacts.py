"""What single cells mean: addresses, numbers, countries, languages, categories."""

import subprocess
import sys

import pytest

from paht_tui.documents.categories import CATEGORIES, category_named
from paht_tui.documents.emails import read_emails
from paht_tui.documents.phones import read_phones
from paht_tui.documents.places import country_code, language_codes


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("lo@assembly.example", ["lo@assembly.example"]),
        ("a@x.example; b@x.example,c@x.example d@x.example", [f"{who}@x.example" for who in "abcd"]),
        ("a@x.example / b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example or a@X.Example", ["a@x.example"]),
        ("Anna Lo <lo@assembly.example>", ["lo@assembly.example"]),
        ('"Steen, Anthony" <a@x.example>, Lo <b@x.example>', ["a@x.example", "b@x.example"]),
        ("mailto:a@x.example?subject=Hello", ["a@x.example"]),
        ("<mailto:a@x.example>", ["a@x.example"]),
        ("a@x.example (private)", ["a@x.example"]),
        ("a@x.example.", ["a@x.example"]),
        ("dani.o'halloran@x.example", ["dani.o'halloran@x.example"]),
        ("łucja@żółć.example", ["łucja@żółć.example"]),
        ("a@office.test", ["a@office.test"]),
    ],
)
def test_email_addresses(cell: str, expected: list[str]) -> None:
    assert read_emails(cell) == (tuple(expected), ())


@pytest.mark.parametrize(
    ("cell", "address", "reason"),
    [
        ("anna.lo", "anna.lo", "there is no @ in it."),
        ("anna lo@x.example", "anna", "there is no @ in it."),
        ("lo(at)x.example", "lo(at)x.example", "there is no @ in it."),
        ("a@x", "a@x", "The part after the @-sign is not valid. It should have a period."),
        ("a..b@x.example", "a..b@x.example", "An email address cannot have two periods in a row."),
    ],
)
def test_email_addresses_that_cannot_be_used(cell: str, address: str, reason: str) -> None:
    assert read_emails(cell)[1] == (f"The e-mail address “{address}” cannot be used: {reason}",)


@pytest.mark.parametrize(
    ("cell", "region", "expected"),
    [
        ("+31 (0)70 312 92 00", None, ["+31703129200"]),
        ("0031 70 3129200", None, ["+31703129200"]),
        ("020 7946 0018", "GB", ["+442079460018"]),
        ("Tel: 020 7946 0018 ext. 12", "GB", ["+442079460018 ext. 12"]),
        ("907-465-3875", "US", ["+19074653875"]),
        ("907-465-3875", None, ["907-465-3875"]),
        ("31703129200", "NL", ["+31703129200"]),
        ("030/901820", "DE", ["+4930901820"]),
        ("+48 22 5550100; +48 22 5550101", None, ["+48225550100", "+48225550101"]),
        ("+48 22 5550100 / +48 22 5550100", None, ["+48225550100"]),
        ("call the porter", "GB", ["call the porter"]),
        ("4711", "DE", ["4711"]),
        ("", "DE", []),
    ],
)
def test_phone_numbers(cell: str, region: str | None, expected: list[str]) -> None:
    assert read_phones(cell, region) == tuple(expected)


def test_the_places_of_phone_numbers_are_never_loaded() -> None:
    code = "import sys, paht_tui.documents.contacts; print('phonenumbers.geocoder' in sys.modules)"

    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
        ).stdout
        == "False\n"
    )


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("GB", "UK|U.K.|gb|GBR|United Kingdom|Great Britain|England|Vereinigtes Königreich|Wielka Brytania"),
        (
            "NL",
            "nl|Netherlands|The Netherlands|Holland|Pays-Bas|Kingdom of the Netherlands|Nederland",
        ),
        ("CZ", "Czech Republic|Czechia|Tschechien|Česko"),
        ("MK", "Macedonia|North Macedonia|FYROM"),
        ("GR", "EL|Greece|Ελλάδα|ΕΛΛΑΔΑ|Griechenland"),
        ("BG", "Bulgaria|България"),
        ("PL", "Polska|POLAND|Republic of Poland|Poland (PL)"),
        ("RO", "Romania|România|ROMÂNIA"),
        ("FI", "Finland|Suomi"),
        ("DE", "Germany|Deutschland|Federal Republic of Germany|Allemagne|Duitsland"),
        ("NE", "Niger"),
        ("JP", "日本"),
    ],
)
def test_countries(code: str, names: str) -> None:
    assert {name: country_code(name) for name in names.split("|")} == dict.fromkeys(names.split("|"), code)


@pytest.mark.parametrize("text", ["Atlantis", "Korea", "EU", "Polnd", "Germany/France", "-"])
def test_what_is_no_country_is_not_guessed(text: str) -> None:
    assert country_code(text) is None


def test_languages() -> None:
    assert language_codes("English, français; PL / Deutsch und ελληνικά") == (
        ("en", "fr", "pl", "de", "el"),
        (),
    )
    assert language_codes("Dutch (fluent), Klingon") == (("nl",), ("Klingon",))
    assert language_codes("") == ((), ())


@pytest.mark.parametrize(
    ("category", "words"),
    [
        (
            "mp",
            "mp|MP|MPs|Member of Parliament|MEP|Senator|Abgeordnete(r)|Députée|Poseł|βουλευτής|депутат",
        ),
        ("regional_mp", "MLA|MSP|Landtagsabgeordnete(r)|regional_mp|Regional MP"),
        ("official", "Official|Civil servant|Beamter|funcționar public"),
        ("rapporteur", "National Rapporteur"),
        ("ngo", "NGO|N.G.O.|ONG|Non-Governmental Organisation|НПО|ΜΚΟ"),
        ("police", "Police|police officer|Polizei|Policja|Europol|полиция"),
        ("igo", "International organisation"),
        ("diplomat", "Embassy|Botschaft"),
        ("researcher", "academic|Forscherin"),
        ("clerk", "Parliamentary clerk"),
        ("assistant", "Assistant|Mitarbeiter"),
        ("interpreter", "Interpreter|Dolmetscherin|tłumacz"),
        ("staff", "Project staff"),
        ("business", "private sector"),
        ("press", "Journalist|prasa"),
        ("other", "Other|Sonstige"),
    ],
)
def test_categories(category: str, words: str) -> None:
    assert {word: category_named(word) for word in words.split("|")} == dict.fromkeys(
        words.split("|"), category
    )


def test_every_category_means_itself_and_no_other_word_is_guessed() -> None:
    assert [category_named(category) for category in CATEGORIES] == list(CATEGORIES)
    assert category_named("wizard") is None
