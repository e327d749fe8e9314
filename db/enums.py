"""The words the record is written in: every closed list of values, stored by value.

The standard library only, so that a screen can name a value without loading the database.
"""

from enum import StrEnum


class ActivityType(StrEnum):
    """What kind of meeting it is, as funders count them."""

    GOOD_PRACTICE_EXCHANGE = "good_practice_exchange"
    SEMINAR = "seminar"
    WORKSHOP = "workshop"
    TRAINING = "training"
    STUDY_VISIT = "study_visit"
    WORKING_GROUP = "working_group"
    COORDINATORS_MEETING = "coordinators_meeting"
    CONFERENCE = "conference"
    OTHER = "other"


class Reach(StrEnum):
    """Whom a meeting gathers: one country, several, or a region."""

    NATIONAL = "national"
    TRANSNATIONAL = "transnational"
    REGIONAL = "regional"


class MeetingState(StrEnum):
    """How far a meeting is: `planned` may have no date yet."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    HELD = "held"
    CANCELLED = "cancelled"


class TargetKind(StrEnum):
    """What a programme promised its funder."""

    PEOPLE_REACHED = "people_reached"
    COUNTRIES = "countries"
    MEETINGS_HELD = "meetings_held"
    REACHED_INDIRECTLY = "reached_indirectly"
    FOCAL_POINTS = "focal_points"


class Category(StrEnum):
    """What a person is counted as."""

    MP = "mp"
    REGIONAL_MP = "regional_mp"
    OFFICIAL = "official"
    RAPPORTEUR = "rapporteur"
    NGO = "ngo"
    POLICE = "police"
    IGO = "igo"
    DIPLOMAT = "diplomat"
    RESEARCHER = "researcher"
    CLERK = "clerk"
    ASSISTANT = "assistant"
    INTERPRETER = "interpreter"
    STAFF = "staff"
    BUSINESS = "business"
    PRESS = "press"
    OTHER = "other"


class OrganisationKind(StrEnum):
    """What an organisation is."""

    PARLIAMENT = "parliament"
    NGO = "ngo"
    POLICE = "police"
    GOVERNMENT = "government"
    IGO = "igo"
    EMBASSY = "embassy"
    RESEARCH = "research"
    BUSINESS = "business"
    OTHER = "other"


class ContactState(StrEnum):
    """What is known of an e-mail address, a phone number or a postal address."""

    UNTRIED = "untried"
    GOOD = "good"
    BOUNCED = "bounced"
    WRONG = "wrong"


class NeedKind(StrEnum):
    """What has to be arranged for a person."""

    DIET = "diet"
    ACCESS = "access"
    INTERPRETATION = "interpretation"


class Capacity(StrEnum):
    """In what capacity somebody is invited."""

    PARTICIPANT = "participant"
    SPEAKER = "speaker"
    CHAIR = "chair"
    INTERPRETER = "interpreter"
    STAFF = "staff"
    OBSERVER = "observer"
    GUEST = "guest"


class Seat(StrEnum):
    """The seat somebody takes in a delegation."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    ADVISOR = "advisor"
    INTERPRETER = "interpreter"


class AgendaRole(StrEnum):
    """What a person does in one item of the programme."""

    OPENING = "opening"
    KEYNOTE = "keynote"
    CHAIR = "chair"
    MODERATOR = "moderator"
    PANELLIST = "panellist"
    SPEAKER = "speaker"
    CLOSING = "closing"
    WRAP_UP = "wrap_up"


class Answer(StrEnum):
    """The second fact: what the invitee said. Changed in `domain/answers.py` only."""

    NONE = "none"
    TENTATIVE = "tentative"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DELEGATED = "delegated"
    WITHDRAWN = "withdrawn"


class SaidBy(StrEnum):
    """Who gave an answer, or was on the phone."""

    MEMBER = "member"
    OFFICE = "office"
    COLLEAGUE = "colleague"


class Firmness(StrEnum):
    """How firm an answer is."""

    FIRM = "firm"
    LIKELY = "likely"
    VAGUE = "vague"


class Via(StrEnum):
    """How an answer reached us."""

    MAIL = "mail"
    PHONE = "phone"
    POST = "post"
    DESK = "desk"
    HAND = "hand"


class Reason(StrEnum):
    """Why somebody declined, withdrew or did not come."""

    WEATHER = "weather"
    FLIGHT_CANCELLED = "flight_cancelled"
    PARLIAMENTARY_BUSINESS = "parliamentary_business"
    ILLNESS = "illness"
    FAMILY = "family"
    OTHER_ENGAGEMENT = "other_engagement"
    NO_FUNDING = "no_funding"
    NOT_INTERESTED = "not_interested"
    NO_NOTICE = "no_notice"
    OTHER = "other"


class Presence(StrEnum):
    """The third fact, per session: derived from expectation and arrival, never stored."""

    NOT_EXPECTED = "not_expected"
    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"
    UNEXPECTED = "unexpected"


class Arrival(StrEnum):
    """How somebody came through the door."""

    EXPECTED = "expected"
    LET_IN = "let_in"
    WALK_IN = "walk_in"


class Channel(StrEnum):
    """How a message travels."""

    EMAIL = "email"
    LETTER = "letter"


class MessageKind(StrEnum):
    """What a message is for."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    UPDATE = "update"
    CANCELLATION = "cancellation"
    CONFIRMATION = "confirmation"
    TRAVEL = "travel"
    THANKS = "thanks"
    REGRETS = "regrets"


class Delivery(StrEnum):
    """The first fact: where a message or letter is. Changed in `domain/outbox.py` only."""

    PLANNED = "planned"
    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    BOUNCED = "bounced"
    IN_DOUBT = "in_doubt"
    RETURNED = "returned"
    DROPPED = "dropped"


class LetterStep(StrEnum):
    """What may happen to a letter, in the order in which it does."""

    PRINTED = "printed"
    POSTED = "posted"
    RETURNED = "returned"


class BatchState(StrEnum):
    """How far a batch is."""

    PREPARED = "prepared"
    SENDING = "sending"
    PAUSED = "paused"
    FINISHED = "finished"
    DROPPED = "dropped"


class CallOutcome(StrEnum):
    """How a call ended, in the order of the outcome keys."""

    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"
    CALL_BACK = "call_back"
    COMING = "coming"
    NOT_COMING = "not_coming"
    MAYBE = "maybe"
    SUBSTITUTE = "substitute"
    WRONG_NUMBER = "wrong_number"
    LETTER_AGAIN = "letter_again"
    FOR_ORGANIZER = "for_organizer"


class FollowUpKind(StrEnum):
    """What remains to be done, or was offered or agreed."""

    CALL = "call"
    LETTER = "letter"
    TASK = "task"
    NEXT_STEP = "next_step"
    OFFER = "offer"


class ReceivedKind(StrEnum):
    """What a received message turned out to be."""

    REPLY = "reply"
    COUNTER = "counter"
    BOUNCE = "bounce"
    AUTOMATIC = "automatic"
    PLAIN = "plain"


class ReceivedState(StrEnum):
    """What became of a received message."""

    NEW = "new"
    APPLIED = "applied"
    UNDECIDED = "undecided"
    IGNORED = "ignored"


class Direction(StrEnum):
    """Which way somebody travels."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"


class TravelState(StrEnum):
    """What is known of a journey."""

    PLANNED = "planned"
    BOOKED = "booked"
    DELAYED = "delayed"
    CANCELLED = "cancelled"
