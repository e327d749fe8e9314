"""What `--json` gives and what the tables show, list by list: names that scripts may rely on.

A name here is a promise: it may be joined by others, and never changes its meaning. Strings only, so that
`--help` can list them without the database.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """A list: what its lines are called, its fields in JSON, its columns (heading, field) in the table."""

    nobody: str
    """The sentence for an empty list."""
    fields: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]


PEOPLE = Shape(
    "No contact is found.",
    (
        "id",
        "name",
        "country",
        "category",
        "organisation",
        "email",
        "email_state",
        "phone",
        "do_not_contact",
    ),
    (
        ("ID", "id"),
        ("NAME", "name"),
        ("COUNTRY", "country"),
        ("CATEGORY", "category"),
        ("ORGANISATION", "organisation"),
        ("E-MAIL", "email"),
        ("PHONE", "phone"),
    ),
)

MEETINGS = Shape(
    "No meeting is found.",
    (
        "id",
        "slug",
        "programme",
        "number",
        "title",
        "activity",
        "state",
        "starts_on",
        "ends_on",
        "zone",
        "city",
        "country",
        "venue",
        "capacity",
        "on_list",
        "invited",
        "answered",
        "accepted",
        "present",
        "sessions",
    ),
    (
        ("MEETING", "slug"),
        ("TITLE", "title"),
        ("DAY", "starts_on"),
        ("STATE", "state"),
        ("ON LIST", "on_list"),
        ("INVITED", "invited"),
        ("ANSWERED", "answered"),
        ("ACCEPTED", "accepted"),
        ("PRESENT", "present"),
    ),
)

SESSION_FIELDS = ("id", "title", "counts", "starts_at", "ends_at", "place", "cancelled", "doors_opened_at")
"""Each entry of `sessions` of a meeting."""

INVITATIONS = Shape(
    "Nobody on a list is found.",
    (
        "id",
        "meeting",
        "person_id",
        "name",
        "country",
        "category",
        "organisation",
        "capacity",
        "seat",
        "channel",
        "delivery",
        "answer",
        "said_by",
        "firmness",
        "reason",
        "answered_at",
        "answer_note",
        "calls",
        "substitute_for",
        "sessions",
    ),
    (
        ("MEETING", "meeting"),
        ("ID", "person_id"),
        ("NAME", "name"),
        ("COUNTRY", "country"),
        ("CATEGORY", "category"),
        ("DELIVERY", "delivery"),
        ("ANSWER", "answer"),
        ("SAID BY", "said_by"),
        ("REASON", "reason"),
        ("CALLS", "calls"),
        ("PRESENCE", "presence"),
    ),
)

PRESENCE_FIELDS = (
    "session_id",
    "session",
    "answer",
    "said_by",
    "answer_reason",
    "presence",
    "arrived_at",
    "arrival",
    "absence_reason",
)
"""Each entry of `sessions` of an invitation."""

CALLS = Shape(
    "No call is found.",
    (
        "id",
        "meeting",
        "invitation_id",
        "person_id",
        "name",
        "country",
        "called_at",
        "outcome",
        "spoke_with",
        "note",
    ),
    (
        ("CALLED", "called_at"),
        ("MEETING", "meeting"),
        ("NAME", "name"),
        ("COUNTRY", "country"),
        ("OUTCOME", "outcome"),
        ("SPOKE WITH", "spoke_with"),
        ("NOTE", "note"),
    ),
)

CALLS_DUE = Shape(
    "Nobody is to be called now.",
    (
        "invitation_id",
        "meeting",
        "person_id",
        "name",
        "country",
        "category",
        "organisation",
        "answer",
        "promised_at",
        "sent_at",
        "sent_by",
        "calls",
        "called_at",
    ),
    (
        ("MEETING", "meeting"),
        ("NAME", "name"),
        ("COUNTRY", "country"),
        ("ORGANISATION", "organisation"),
        ("ANSWER", "answer"),
        ("PROMISED", "promised_at"),
        ("SENT", "sent_at"),
        ("CALLS", "calls"),
    ),
)

MESSAGES = Shape(
    "No message is found.",
    (
        "id",
        "batch_id",
        "meeting",
        "invitation_id",
        "person_id",
        "name",
        "to_address",
        "kind",
        "channel",
        "state",
        "subject",
        "planned_at",
        "sent_at",
        "attempts",
        "reply",
    ),
    (
        ("MEETING", "meeting"),
        ("NAME", "name"),
        ("TO", "to_address"),
        ("KIND", "kind"),
        ("STATE", "state"),
        ("SENT", "sent_at"),
        ("REPLY", "reply"),
    ),
)

LETTERS = Shape(
    "No letter is found.",
    (
        "id",
        "batch_id",
        "meeting",
        "invitation_id",
        "person_id",
        "name",
        "to_address",
        "kind",
        "state",
        "printed_on",
        "posted_on",
        "returned_on",
        "out_of_date",
    ),
    (
        ("NAME", "name"),
        ("KIND", "kind"),
        ("STATE", "state"),
        ("PRINTED", "printed_on"),
        ("POSTED", "posted_on"),
        ("RETURNED", "returned_on"),
        ("OUT OF DATE", "out_of_date"),
    ),
)

DOCTOR_FIELDS = ("what", "state", "found", "advice")
