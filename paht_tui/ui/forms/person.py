"""The forms for a person: somebody new, what is known of somebody, and a newcomer in a hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from db.enums import Category
from paht_tui.documents.names import split_name
from paht_tui.domain.contact_details import edit_contact
from paht_tui.domain.newcomers import NewPerson
from paht_tui.domain.people import add_person
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.forms.checks import (
    COUNTRY_HINT,
    EMAILS_HINT,
    LANGUAGES_HINT,
    PHONES_HINT,
    check_country,
    check_emails,
    check_languages,
    country_of,
    emails_of,
    languages_of,
    phone_lines,
    phones_of,
)
from paht_tui.ui.words import options

if TYPE_CHECKING:
    from db.queries.people import PersonCard
    from paht_tui.ui.dialogs.fields import Values
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_CATEGORIES: Final = options(Category)
_NAME_HINT: Final = "As it is written: Dr Jana Beispiel MP."
_YES_NO: Final = (("", "may be contacted"), ("yes", "do not contact"))


async def ask_newcomer(shell: Shell, *, name: str, country: str | None = None) -> NewPerson | None:
    """A new person in four fields, not yet in the record; None when the user goes back."""
    fields = [
        Field("name", "Name", required=True, value=name, expected=_NAME_HINT),
        Field("email", "E-mail", check=check_emails, expected="May stay empty."),
        Field("country", "Country", value=country or "", check=check_country, expected=COUNTRY_HINT),
        Field("category", "Category", "choice", value=Category.OTHER, options=_CATEGORIES),
    ]
    values = await shell.ask(Form("Somebody new", fields))
    if values is None:
        return None
    name_parts = split_name(values.text("name"))
    return NewPerson(
        family_name=name_parts.family,
        given_name=name_parts.given,
        prefix=name_parts.prefix,
        post_nominals=name_parts.post_nominals,
        email=next(iter(emails_of(values.text("email"))), ""),
        country=country_of(values.text("country")),
        category=Category(values.text("category")),
    )


async def add_contact(shell: Shell, ground: Ground) -> int | None:
    """Ask for somebody new and add him or her to the contacts; the number, None when the user goes back."""
    fields = [
        Field("name", "Name", required=True, expected=_NAME_HINT),
        Field("category", "Category", "choice", value=Category.MP, options=_CATEGORIES),
        Field("country", "Country", check=check_country, expected=COUNTRY_HINT),
        Field("organisation", "Organisation"),
        Field("position", "Position", expected="Such as Committee on Legal Affairs, Director."),
        Field("email", "E-mail", check=check_emails, expected="Several with a comma between them."),
        Field("phone", "Phone", expected="With + and the country, such as +49 30 0000 0001."),
        Field("languages", "Languages", check=check_languages, expected=LANGUAGES_HINT),
        Field("note", "Note"),
    ]
    values = await shell.ask(Form("New person", fields))
    if values is None:
        return None
    name = split_name(values.text("name"))
    country = country_of(values.text("country"))
    return await ground.store.write(
        add_person,
        family_name=name.family,
        given_name=name.given,
        prefix=name.prefix,
        post_nominals=name.post_nominals,
        category=Category(values.text("category")),
        country=country,
        languages=languages_of(values.text("languages")),
        emails=emails_of(values.text("email")),
        phones=phones_of(values.text("phone"), country),
        organisation=values.text("organisation"),
        position=values.text("position"),
        note=values.text("note"),
    )


async def edit_details(shell: Shell, ground: Ground, card: PersonCard) -> bool:
    """Edit the name and what is known of a person; whether it was saved."""
    values = await shell.ask(Form(card.name, _fields(card)))
    if values is None:
        return False
    country = country_of(values.text("country"))
    await ground.store.write(
        edit_contact,
        person_id=card.id,
        values=_columns(values, country),
        emails=emails_of(values.text("emails")),
        phones=phones_of(values.text("phones"), country, [reach.value for reach in card.phones]),
    )
    return True


def _fields(card: PersonCard) -> list[Field]:
    own_emails = [reach.value for reach in card.emails if not reach.through]
    own_phones = [(reach.value, reach.label) for reach in card.phones if not reach.through]
    return [
        Field("prefix", "Title", value=card.prefix, expected="Before the name: Dr, Lord, Senator."),
        Field("given_name", "Given name", value=card.given_name),
        Field("family_name", "Family name", value=card.family_name, required=True),
        Field("post_nominals", "After the name", value=card.post_nominals, expected="MP, MLA, CBE."),
        Field("category", "Category", "choice", value=card.category, options=_CATEGORIES),
        Field("country", "Country", value=card.country or "", check=check_country, expected=COUNTRY_HINT),
        Field(
            "languages",
            "Languages",
            value=card.languages.replace(",", ", "),
            check=check_languages,
            expected=LANGUAGES_HINT,
        ),
        Field("emails", "E-mails", "lines", "\n".join(own_emails), check=check_emails, expected=EMAILS_HINT),
        Field("phones", "Phones", "lines", phone_lines(own_phones), expected=PHONES_HINT),
        Field(
            "salutation",
            "Letters begin",
            value=card.salutation,
            expected="Only where the usual form is wrong: Dear Lord McColl.",
        ),
        Field(
            "do_not_contact",
            "Contact",
            "choice",
            value="yes" if card.do_not_contact else "",
            options=_YES_NO,
        ),
        Field("note", "Note", "lines", value=card.note),
    ]


def _columns(values: Values, country: str | None) -> dict[str, Any]:
    plain = ("prefix", "given_name", "family_name", "post_nominals", "salutation", "note")
    return {
        **{name: values.text(name) for name in plain},
        "category": Category(values.text("category")),
        "country": country,
        "languages": languages_of(values.text("languages")),
        "do_not_contact": values.text("do_not_contact") == "yes",
    }
