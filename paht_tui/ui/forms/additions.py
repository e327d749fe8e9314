"""What can be added to a person: an address, a number, a position, a need, who assists, an office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.queries.people import PersonRow
from paht_tui.documents.phones import read_phones
from paht_tui.domain.contact_details import add_new_assistant
from paht_tui.domain.logistics import note_need
from paht_tui.domain.offices import add_assistant, add_office
from paht_tui.domain.people import add_email, add_phone, add_position, add_postal_address
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.finding import ask_person
from paht_tui.ui.forms.checks import (
    COUNTRY_HINT,
    check_country,
    check_emails,
    check_zone_name,
    country_of,
    emails_of,
)
from paht_tui.ui.forms.logistics import ask_need

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from db.queries.people import PersonCard
    from paht_tui.ui.dialogs.fields import Values
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_YES_NO: Final = (("", "no"), ("yes", "yes"))


async def add_detail(shell: Shell, ground: Ground, card: PersonCard) -> bool:
    """Ask what is to be added, then for it; whether it was."""
    chosen = await shell.ask(
        Choose(f"Add to {card.name}", [Option(key, label, key) for key, (label, _) in _DETAILS.items()])
    )
    if chosen is None:
        return False
    label, add = _DETAILS[chosen]
    if not await add(shell, ground, card):
        return False
    shell.tell(f"The {label} is added.")
    return True


async def _email(shell: Shell, ground: Ground, card: PersonCard) -> bool:
    fields = [
        Field("address", "E-mail", required=True, check=check_emails),
        Field("label", "Label", expected="Such as private, office; may stay empty."),
    ]
    values = await shell.ask(Form(f"E-mail address of {card.name}", fields))
    if values is None:
        return False
    (address, *_others) = emails_of(values.text("address"))
    await ground.store.write(add_email, person_id=card.id, address=address, label=values.text("label"))
    return True


async def _phone(shell: Shell, ground: Ground, card: PersonCard) -> bool:
    fields = [
        Field("number", "Number", required=True, expected="With + and the country: +49 30 0000 0001."),
        Field("label", "Label", expected="Such as office, mobile."),
    ]
    values = await shell.ask(Form(f"Number of {card.name}", fields))
    if values is None:
        return False
    (number, *_others) = read_phones(values.text("number"), card.country)
    await ground.store.write(add_phone, person_id=card.id, number=number, label=values.text("label"))
    return True


async def add_postal_address_to(shell: Shell, ground: Ground, card: PersonCard) -> bool:
    """Ask where letters to this person go; whether it was said."""
    fields = [
        Field("lines", "Address", "lines", required=True, expected="Street and number, a line each."),
        Field("postal_code", "Postal code"),
        Field("city", "City"),
        Field("country", "Country", value=card.country or "", check=check_country, expected=COUNTRY_HINT),
    ]
    values = await shell.ask(Form(f"Where letters to {card.name} go", fields))
    if values is None:
        return False
    await ground.store.write(
        add_postal_address,
        person_id=card.id,
        lines=values.text("lines"),
        postal_code=values.text("postal_code"),
        city=values.text("city"),
        country=country_of(values.text("country")),
    )
    return True


async def add_position_to(shell: Shell, ground: Ground, card: PersonCard) -> bool:
    """Ask for a position in an organisation; whether it was said."""
    fields = [
        Field("organisation", "Organisation", required=True),
        Field("title", "Position", expected="Such as Committee on Legal Affairs, Director."),
    ]
    values = await shell.ask(Form(f"Position of {card.name}", fields))
    if values is None:
        return False
    await ground.store.write(
        add_position,
        person_id=card.id,
        organisation=values.text("organisation"),
        title=values.text("title"),
    )
    return True


async def _need(shell: Shell, ground: Ground, card: PersonCard) -> bool:
    need = await ask_need(shell, card.name)
    if need is None:
        return False
    await ground.store.write(note_need, person_id=card.id, **need)
    return True


async def _assistant(shell: Shell, ground: Ground, card: PersonCard) -> bool:
    who = await ask_person(shell, ground, f"Who assists {card.name}?", country=card.country)
    if who is None:
        return False
    fields = [
        Field("role", "Role", value="assistant"),
        Field("may_answer", "May answer", "choice", options=_YES_NO),
    ]
    values = await shell.ask(Form("What the assistant does", fields))
    if values is None:
        return False
    role, may_answer = values.text("role"), values.text("may_answer") == "yes"
    if isinstance(who, PersonRow):
        await ground.store.write(
            add_assistant, member_id=card.id, assistant_id=who.id, role=role, may_answer=may_answer
        )
    else:
        await ground.store.write(
            add_new_assistant, member_id=card.id, newcomer=who, role=role, may_answer=may_answer
        )
    return True


async def _office(shell: Shell, ground: Ground, card: PersonCard) -> bool:
    fields = [
        Field("name", "Name", required=True, value=f"Office of {card.name}"),
        Field("ask_for", "Ask for", expected="Who takes the call, such as Frau Muster (assistant)."),
        Field("phone", "Phone", expected="With + and the country: +49 30 0000 0001."),
        Field("email", "E-mail", check=check_emails),
        Field("zone", "Time zone", check=check_zone_name, expected="Europe/Berlin; empty: the country's."),
    ]
    values = await shell.ask(Form("An office that answers", fields))
    if values is None:
        return False
    await ground.store.write(
        add_office,
        name=values.text("name"),
        member_ids=[card.id],
        ask_for=values.text("ask_for"),
        zone=values.text("zone") or None,
        emails=emails_of(values.text("email")),
        phones=_office_phones(values, card),
    )
    return True


def _office_phones(values: Values, card: PersonCard) -> list[tuple[str, str]]:
    typed = values.text("phone")
    return [(number, "office") for number in read_phones(typed, card.country)] if typed else []


_DETAILS: Final[dict[str, tuple[str, Callable[[Shell, Ground, PersonCard], Awaitable[bool]]]]] = {
    "e": ("e-mail address", _email),
    "t": ("telephone number", _phone),
    "p": ("postal address", add_postal_address_to),
    "o": ("position in an organisation", add_position_to),
    "n": ("need: diet, access, interpretation", _need),
    "a": ("assistant", _assistant),
    "f": ("office that answers for this person", _office),
}
