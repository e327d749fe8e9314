import pytest

from paht_tui.documents.columns import Field, parse_map, recognise
from paht_tui.documents.headings import NOTED, SPELLINGS
from paht_tui.errors import UserError


def fields(*headings: str) -> list[str]:
    return [field.value for field in recognise(headings).values()]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            "Title|First name(s)|Surname|Job title|Institution / Body|E-mail (work)|Phone no.|MP/NGO|Country",
            "prefix given_name family_name position organisation email phone category country",
        ),
        (
            "Titel|Vorname|Name|E-Mail-Adresse|Telefon (dienstl.)|Mobil|Straße und Hausnummer|PLZ Ort|Land",
            "prefix given_name family_name email phone mobile address address_2 country",
        ),
        (
            "Civilité|NOM|Prénom|Fonction|Organisme|Courriel|Tél.|Pays|Régime alimentaire",
            "prefix family_name given_name position organisation email phone country diet",
        ),
        (
            "Aanhef|Voornaam|Achternaam|Functie|Organisatie|E-mailadres|Telefoonnummer|Postcode|Plaats|Land|Opmerkingen",
            "prefix given_name family_name position organisation email phone postal_code city country note",
        ),
        (
            "Imię|Nazwisko|Stanowisko|Instytucja|Adres e-mail|Numer telefonu|Kraj|Języki|Uwagi",
            "given_name family_name position organisation email phone country languages note",
        ),
        (
            "Nume|Prenume|Funcția|Instituția|Adresă de e-mail|Telefon mobil|Țara|Observații",
            "family_name given_name position organisation email mobile country note",
        ),
        (
            "Nome|Apelido|Cargo|Instituição|Correio eletrónico|Telemóvel|País|Restrições alimentares",
            "given_name family_name position organisation email mobile country diet",
        ),
        (
            "Nome|Cognome|Carica|Ente|Indirizzo e-mail|Cellulare|Paese|CAP|Città",
            "given_name family_name position organisation email mobile country postal_code city",
        ),
        (
            "Nombre|Apellidos|Cargo|Institución|Correo electrónico|Teléfono|País|Idiomas",
            "given_name family_name position organisation email phone country languages",
        ),
        (
            "Όνομα|Επώνυμο|ΘΕΣΗ|Φορέας|Ηλεκτρονική διεύθυνση|Τηλ.|Κινητό|Χώρα|Διερμηνεία",
            "given_name family_name position organisation email phone mobile country interpretation",
        ),
        (
            "Име|Фамилия|Длъжност|Институция|Ел. поща|Телефон|Държава|Бележки",
            "given_name family_name position organisation email phone country note",
        ),
    ],
)
def test_usual_headings_are_recognised(headings: str, expected: str) -> None:
    assert fields(*headings.split("|")) == expected.split()


def test_the_list_of_a_legislature() -> None:
    headings = (
        "Name,Given name,Family name,Gender,E-mail,Party,State,Chamber,District,"
        "Capitol address,Capitol phone,District address,District phone"
    )

    assert fields(*headings.split(",")) == [
        *("name", "given_name", "family_name", "gender", "email", "note", "note", "note", "note"),
        *("address", "phone", "address", "phone"),
    ]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Name"], ["name"]),
        (["Name", "Vorname"], ["family_name", "given_name"]),
        (["Name", "Surname"], ["given_name", "family_name"]),
        (["Name", "First name", "Surname"], ["name", "given_name", "family_name"]),
        (["Όνομα"], ["name"]),
        (["Nachname/Vorname"], ["name"]),
    ],
)
def test_what_name_means_depends_on_its_neighbours(headings: list[str], expected: list[str]) -> None:
    assert fields(*headings) == expected


def test_a_title_is_of_the_person_unless_that_has_its_own_column() -> None:
    assert fields("Title", "Full name") == ["prefix", "name"]
    assert fields("Salutation", "Title", "Full name") == ["prefix", "position", "name"]


def test_several_columns_may_be_one_field() -> None:
    assert fields("E-mail", "E-mail 2", "Office e-mail", "Home phone") == [
        "email",
        "email_2",
        "email",
        "phone",
    ]


def test_what_belongs_to_someone_else_is_a_note() -> None:
    assert fields("Assistant e-mail", "Secretary (phone)", "Emergency phone") == ["note", "note", "note"]


def test_what_is_not_known_is_ignored() -> None:
    assert fields("Shoe size", "", "Phone / e-mail", "City/Country", "Refused because") == ["ignored"] * 5


def test_no_spelling_means_two_things() -> None:
    listed = [word.strip() for words in (*SPELLINGS.values(), NOTED) for word in set(words.split(","))]
    fieldwise = [(word, recognise([word])[0]) for word in listed if word]

    assert [word for word, field in fieldwise if field is Field.IGNORED] == []
    assert {name for name in SPELLINGS if name not in set(Field)} == set()


def test_a_person_corrects_the_mapping() -> None:
    headings = ["Name", "Kontakt", "a=b", "Kontakt", "Ort"]

    assert parse_map(["kontakt=email", "a=b=note", "Ort=Postal code"], headings) == {
        1: Field.EMAIL,
        3: Field.EMAIL,
        2: Field.NOTE,
        4: Field.POSTAL_CODE,
    }


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("Kontakt", "“Kontakt” is not HEADING=FIELD"),
        ("Kontakt=email", "There is no column “Kontakt”. The columns are: “Name”, “Land”."),
        (
            "Land=nation",
            "“Land=nation”: there is no field “nation”. The fields are: name, prefix, given_name",
        ),
        ("=email", "There is no column “”."),
    ],
)
def test_a_mistake_in_the_mapping_is_named(pair: str, sentence: str) -> None:
    with pytest.raises(UserError) as error:
        parse_map([pair], ["Name", "", "Land"])

    assert sentence in str(error.value)
