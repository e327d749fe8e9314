"""The English words of a report: categories, reasons, roles, numbers, lists. It reads no record."""

from collections.abc import Iterable, Sequence

from db.enums import ActivityType, AgendaRole, Category, Reach, Reason

_CATEGORIES = {
    Category.MP: ("member of parliament", "members of parliament"),
    Category.REGIONAL_MP: ("member of a regional assembly", "members of regional assemblies"),
    Category.OFFICIAL: ("official", "officials"),
    Category.RAPPORTEUR: ("national rapporteur", "national rapporteurs"),
    Category.NGO: ("NGO representative", "NGO representatives"),
    Category.POLICE: ("police officer", "police officers"),
    Category.IGO: (
        "representative of an international organisation",
        "representatives of international organisations",
    ),
    Category.DIPLOMAT: ("diplomat", "diplomats"),
    Category.RESEARCHER: ("researcher", "researchers"),
    Category.CLERK: ("parliamentary clerk", "parliamentary clerks"),
    Category.ASSISTANT: ("assistant to members", "assistants to members"),
    Category.INTERPRETER: ("interpreter", "interpreters"),
    Category.STAFF: ("member of the project staff", "members of the project staff"),
    Category.BUSINESS: ("representative of business", "representatives of business"),
    Category.PRESS: ("journalist", "journalists"),
    Category.OTHER: ("other participant", "other participants"),
}
_REASONS = {
    Reason.WEATHER: "bad weather",
    Reason.FLIGHT_CANCELLED: "flight cancelled",
    Reason.PARLIAMENTARY_BUSINESS: "parliamentary business",
    Reason.ILLNESS: "illness",
    Reason.FAMILY: "family reasons",
    Reason.OTHER_ENGAGEMENT: "another engagement",
    Reason.NO_FUNDING: "no funding",
    Reason.NOT_INTERESTED: "not interested",
    Reason.NO_NOTICE: "no notice given",
    Reason.OTHER: "another reason",
}
_ROLES = {
    AgendaRole.OPENING: "opened by",
    AgendaRole.KEYNOTE: "keynote by",
    AgendaRole.CHAIR: "chaired by",
    AgendaRole.MODERATOR: "moderated by",
    AgendaRole.PANELLIST: "panel:",
    AgendaRole.SPEAKER: "spoken to by",
    AgendaRole.CLOSING: "closed by",
    AgendaRole.WRAP_UP: "wrapped up by",
}
_ACTIVITIES = {
    ActivityType.GOOD_PRACTICE_EXCHANGE: "good practice exchanges",
    ActivityType.SEMINAR: "seminars",
    ActivityType.WORKSHOP: "workshops",
    ActivityType.TRAINING: "trainings",
    ActivityType.STUDY_VISIT: "study visits",
    ActivityType.WORKING_GROUP: "working group meetings",
    ActivityType.COORDINATORS_MEETING: "coordinators' meetings",
    ActivityType.CONFERENCE: "conferences",
    ActivityType.OTHER: "other events",
}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)


def category_noun(category: Category, count: int) -> str:
    """What people of a category are called: "member of parliament", "NGO representatives"."""
    return _CATEGORIES[category][count != 1]


def counted(category: Category, count: int) -> str:
    """A number of people of a category: "11 members of parliament"."""
    return f"{count} {category_noun(category, count)}"


def people(count: int) -> str:
    """A number of people: "1 person", "18 people"."""
    return "1 person" if count == 1 else f"{count} people"


def plural(count: int, noun: str) -> str:
    """A number of things whose plural takes an s: "1 call", "3 calls"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def countries(count: int) -> str:
    """A number of countries."""
    return "1 country" if count == 1 else f"{count} countries"


def reason_word(reason: Reason | None) -> str:
    """A reason in words."""
    return _REASONS[reason] if reason else "no reason recorded"


def reasons_text(groups: Iterable[tuple[Reason | None, int]]) -> str:
    """Reasons with how many people gave each: "8 × flight cancelled, 3 × bad weather"."""
    return ", ".join(f"{count} × {reason_word(reason)}" for reason, count in groups)


def role_phrase(role: AgendaRole) -> str:
    """What stands before those who had a role in an item of the programme."""
    return _ROLES[role]


def activity_name(activity: ActivityType, reach: Reach | None) -> str:
    """A type of activity as a row of a table: "National workshops"."""
    return capital(f"{reach.value} {_ACTIVITIES[activity]}" if reach else _ACTIVITIES[activity])


def ordinal(number: int) -> str:
    """Which one of a series: "second", "21st"."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def listed(words: Sequence[str]) -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    if len(words) < 2:  # noqa: PLR2004 - a list of one is itself
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def capital(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def between(low: int, high: int) -> str:
    """A figure that may be a range: "2310 to 2350"."""
    return str(low) if low == high else f"{low} to {high}"
