"""The tables, a module per subject; importing this package makes the whole schema known to SQLAlchemy."""

from db.base import Base
from db.tables.calls import Call, FollowUp
from db.tables.history import History
from db.tables.invitations import Attendance, Invitation
from db.tables.logistics import Need, Stay, Travel
from db.tables.mail import (
    Attachment,
    Batch,
    Letter,
    OutboxMessage,
    ReceivedMessage,
    StoredFile,
    Template,
)
from db.tables.meetings import AgendaItem, AgendaPart, Meeting, MeetingSession
from db.tables.organisations import Office, OfficeMember, Organisation, Position
from db.tables.people import Assistance, EmailAddress, Person, Phone, PostalAddress
from db.tables.programmes import FocalPoint, Programme, ReportBack, Target

__all__ = [
    "AgendaItem",
    "AgendaPart",
    "Assistance",
    "Attachment",
    "Attendance",
    "Base",
    "Batch",
    "Call",
    "EmailAddress",
    "FocalPoint",
    "FollowUp",
    "History",
    "Invitation",
    "Letter",
    "Meeting",
    "MeetingSession",
    "Need",
    "Office",
    "OfficeMember",
    "Organisation",
    "OutboxMessage",
    "Person",
    "Phone",
    "Position",
    "PostalAddress",
    "Programme",
    "ReceivedMessage",
    "ReportBack",
    "Stay",
    "StoredFile",
    "Target",
    "Template",
    "Travel",
]
