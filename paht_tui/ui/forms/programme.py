"""The form of a programme and its targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.enums import Category, TargetKind
from db.queries.meetings import list_programmes
from db.queries.targets import target_facts
from paht_tui.domain.programme_plan import Promise, change_programme, start_programme_with
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.meetings import ProgrammeRow
    from db.queries.targets import TargetRow
    from paht_tui.ui.dialogs.fields import Values
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_EVERYBODY: Final = "everybody"
_COUNTED: Final = (
    (_EVERYBODY, "everybody"),
    (Category.MP.value, "members of parliament"),
    (Category.NGO.value, "NGOs"),
    (Category.POLICE.value, "police"),
    (Category.OFFICIAL.value, "officials"),
)
_LABELS: Final = {
    _EVERYBODY: "people",
    Category.MP.value: "parliamentarians",
    Category.NGO.value: "NGO representatives",
    Category.POLICE.value: "police officers",
    Category.OFFICIAL.value: "officials",
}
# The targets of the form: name of the field, what it is, how it is called on Today, and what is expected.
_TARGETS: Final = (
    ("people", TargetKind.PEOPLE_REACHED, "Target: people", "", "How many to reach directly, each once."),
    ("countries", TargetKind.COUNTRIES, "countries", "countries", "From how many countries."),
    ("meetings", TargetKind.MEETINGS_HELD, "meetings", "meetings", "How many meetings to hold."),
    ("indirectly", TargetKind.REACHED_INDIRECTLY, "indirectly", "reached indirectly", "Through reports."),
    ("focal", TargetKind.FOCAL_POINTS, "focal points", "focal points", "In how many parliaments."),
)
_TEXTS: Final = ("name", "short_name", "funder", "run_by", "letterhead", "letter_place")
_BY_CATEGORY: Final = {TargetKind.PEOPLE_REACHED, TargetKind.COUNTRIES}


async def start_programme(shell: Shell, ground: Ground) -> bool:
    """Start a programme and put it in front; whether one was started."""
    values = await shell.ask(Form("A new programme", _fields(None, ())))
    if values is None:
        return False
    number = await ground.store.write(start_programme_with, **_values(values), targets=_promises(values))
    await _put_in_front(shell, ground, number)
    shell.tell(f"{values.text('short_name')} is started. Press 2, then n, to plan its first meeting.")
    return True


async def edit_programme_form(shell: Shell, ground: Ground, programme: ProgrammeRow) -> bool:
    """Edit a programme and its targets; whether anything was saved."""
    facts = await ground.store.read(target_facts, programme_id=programme.id)
    title = f"The programme {programme.short_name}"
    fields = [*_fields(programme, facts.targets), *_letter_fields(programme)]
    values = await shell.ask(Form(title, fields))
    if values is None:
        return False
    await ground.store.write(
        change_programme,
        programme_id=programme.id,
        **_values(values),
        targets=_promises(values, facts.targets),
        instead_of=[row.id for row in _shown(facts.targets).values()],
    )
    await _put_in_front(shell, ground, programme.id)
    shell.tell("The programme is saved.")
    return True


async def _put_in_front(shell: Shell, ground: Ground, number: int) -> None:
    programmes = await ground.store.read(list_programmes)
    ground.programme = next(row for row in programmes if row.id == number)
    shell.rename(ground.programme.short_name)


def _values(values: Values) -> dict[str, str]:
    return {name: values.text(name) for name in _TEXTS if name in values}


def _promises(values: Values, standing: Sequence[TargetRow] = ()) -> list[Promise]:
    counted = values.text("counted")
    category = None if counted == _EVERYBODY else Category(counted)
    labels = {(row.kind, row.category): row.label for row in standing}
    promises = []
    for name, kind, _, label, _ in _TARGETS:
        whose = category if kind in _BY_CATEGORY else None
        words = labels.get((kind, whose)) or label or _LABELS.get(counted, "people")
        promises.append(Promise(kind, values.number(name), words, whose))
    return promises


def _shown(targets: Sequence[TargetRow]) -> dict[TargetKind, TargetRow]:
    """The target of each kind that the form shows: the first."""
    return {row.kind: row for row in reversed(targets)}


def _fields(programme: ProgrammeRow | None, targets: Sequence[TargetRow]) -> list[Field]:
    goals = _shown(targets)
    people = goals.get(TargetKind.PEOPLE_REACHED) or goals.get(TargetKind.COUNTRIES)
    counted = people.category.value if people and people.category else _EVERYBODY
    known: tuple[tuple[str, str], ...] = _COUNTED
    if counted not in dict(known):
        known = (*known, (counted, counted.replace("_", " ")))
    return [
        Field("name", "Name", value=programme.name if programme else "", required=True),
        Field(
            "short_name",
            "Short name",
            value=programme.short_name if programme else "",
            required=True,
            expected="As it stands in the corner of the screen, such as PAHT.",
        ),
        Field("run_by", "Run by", value=programme.run_by if programme else ""),
        Field("funder", "Funded by", value=programme.funder if programme else ""),
        Field(
            "counted",
            "Who counts",
            "choice",
            value=counted if programme else Category.MP.value,
            options=known,
            expected="Whose people and countries the targets count.",
        ),
        *(
            Field(
                name,
                label,
                "number",
                value=str(goals[kind].goal) if kind in goals else "",
                check=_above_zero,
                expected=f"{expected} Empty: no target.",
            )
            for name, kind, label, _, expected in _TARGETS
        ),
    ]


def _letter_fields(programme: ProgrammeRow) -> list[Field]:
    """What stands on letters: asked for when a programme is edited, as none is started with a letter."""
    return [
        Field(
            "letterhead",
            "Letterhead",
            "lines",
            value=programme.letterhead,
            expected="At the top of letters: name, postal address; after an empty line phone and e-mail.",
        ),
        Field(
            "letter_place",
            "Letters from",
            value=programme.letter_place,
            expected="The town in which letters are dated: London, 4 January 2012.",
        ),
    ]


def _above_zero(value: object) -> str | None:
    return None if isinstance(value, int) and value > 0 else "A target is a number above zero, or empty."
