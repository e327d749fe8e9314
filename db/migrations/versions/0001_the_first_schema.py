"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_history_actor", "history", ["actor", "undoable", "id"], unique=False)
    op.create_index(op.f("ix_history_change"), "history", ["change"], unique=False)
    op.create_index("ix_history_invitation", "history", ["invitation_id", "id"], unique=False)
    op.create_index("ix_history_meeting", "history", ["meeting_id", "id"], unique=False)
    op.create_index(op.f("ix_history_outbox_id"), "history", ["outbox_id"], unique=False)
    op.create_index("ix_history_person", "history", ["person_id", "id"], unique=False)
    op.create_index(op.f("ix_history_undoes"), "history", ["undoes"], unique=False)
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("city", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_organisations_name"), "organisations", ["name"], unique=False)
    op.create_index(op.f("ix_organisations_name_key"), "organisations", ["name_key"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("post_nominals", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("salutation", sa.String(), nullable=False),
        sa.Column("do_not_contact", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_people_category"), "people", ["category"], unique=False)
    op.create_index(op.f("ix_people_country"), "people", ["country"], unique=False)
    op.create_index(op.f("ix_people_sort_key"), "people", ["sort_key"], unique=False)
    op.create_table(
        "programmes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("funder", sa.String(), nullable=False),
        sa.Column("run_by", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("short_name", name=op.f("uq_programmes_short_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
        sa.UniqueConstraint("name", "language", name=op.f("uq_templates_name_language")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "assistances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assistant_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("may_answer", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assistant_id"], ["people.id"], name=op.f("fk_assistances_assistant_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people.id"], name=op.f("fk_assistances_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistances")),
        sa.UniqueConstraint("assistant_id", "member_id", name=op.f("uq_assistances_assistant_id_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assistances_member_id"), "assistances", ["member_id"], unique=False)
    op.create_table(
        "focal_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_focal_points_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_focal_points_programme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_focal_points")),
        sa.UniqueConstraint("programme_id", "person_id", name=op.f("uq_focal_points_programme_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_focal_points_person_id"), "focal_points", ["person_id"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("focus", sa.String(), nullable=False),
        sa.Column("activity", sa.String(length=32), nullable=False),
        sa.Column("reach", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("venue_address", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("counted_low", sa.Integer(), nullable=True),
        sa.Column("counted_high", sa.Integer(), nullable=True),
        sa.Column("outcomes", sa.String(), nullable=False),
        sa.Column("conclusions", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["host_id"], ["organisations.id"], name=op.f("fk_meetings_host_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_meetings_programme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("programme_id", "slug", name=op.f("uq_meetings_programme_id_slug")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meetings_host_id"), "meetings", ["host_id"], unique=False)
    op.create_index(op.f("ix_meetings_programme_id"), "meetings", ["programme_id"], unique=False)
    op.create_index(op.f("ix_meetings_starts_on"), "meetings", ["starts_on"], unique=False)
    op.create_table(
        "needs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_needs_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_needs_person_id"), "needs", ["person_id"], unique=False)
    op.create_table(
        "offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("ask_for", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_offices_organisation_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_offices_organisation_id"), "offices", ["organisation_id"], unique=False)
    op.create_table(
        "positions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_positions_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_positions_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_positions_organisation_id"), "positions", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_positions_person_id"), "positions", ["person_id"], unique=False)
    op.create_table(
        "postal_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lines", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_postal_addresses_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postal_addresses")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_postal_addresses_person_id"), "postal_addresses", ["person_id"], unique=False)
    op.create_table(
        "targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("goal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_targets_programme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
        sa.UniqueConstraint(
            "programme_id", "kind", "category", name=op.f("uq_targets_programme_id_kind_category")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("sender_name", sa.String(), nullable=False),
        sa.Column("sender_address", sa.String(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_batches_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["templates.id"], name=op.f("fk_batches_template_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_batches_meeting_id"), "batches", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_batches_template_id"), "batches", ["template_id"], unique=False)
    op.create_table(
        "email_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("address_key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (office_id IS NULL)", name=op.f("ck_email_addresses_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_email_addresses_office_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_email_addresses_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_addresses")),
        sa.UniqueConstraint(
            "person_id", "address_key", name=op.f("uq_email_addresses_person_id_address_key")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_email_addresses_address_key"), "email_addresses", ["address_key"], unique=False)
    op.create_index(op.f("ix_email_addresses_office_id"), "email_addresses", ["office_id"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.String(length=32), nullable=False),
        sa.Column("seat", sa.String(length=32), nullable=True),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("substitute_for_id", sa.Integer(), nullable=True),
        sa.Column("referred_by_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_said_by", sa.String(length=32), nullable=True),
        sa.Column("answer_firmness", sa.String(length=32), nullable=True),
        sa.Column("answer_via", sa.String(length=32), nullable=True),
        sa.Column("answer_reason", sa.String(length=32), nullable=True),
        sa.Column("answer_note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["organisations.id"],
            name=op.f("fk_invitations_delegation_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_invitations_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_invitations_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["referred_by_id"], ["people.id"], name=op.f("fk_invitations_referred_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["substitute_for_id"],
            ["invitations.id"],
            name=op.f("fk_invitations_substitute_for_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_invitations_meeting_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_invitations_delegation_id"), "invitations", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_invitations_person_id"), "invitations", ["person_id"], unique=False)
    op.create_index(op.f("ix_invitations_referred_by_id"), "invitations", ["referred_by_id"], unique=False)
    op.create_index(
        op.f("ix_invitations_substitute_for_id"), "invitations", ["substitute_for_id"], unique=False
    )
    op.create_table(
        "office_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_office_members_office_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_office_members_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_members")),
        sa.UniqueConstraint("office_id", "person_id", name=op.f("uq_office_members_office_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_office_members_person_id"), "office_members", ["person_id"], unique=False)
    op.create_table(
        "phones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (office_id IS NULL)", name=op.f("ck_phones_one_owner")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_phones_office_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_phones_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phones")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_phones_office_id"), "phones", ["office_id"], unique=False)
    op.create_index(op.f("ix_phones_person_id"), "phones", ["person_id"], unique=False)
    op.create_table(
        "report_backs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("people_reached", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_report_backs_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_report_backs_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_report_backs_programme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_backs")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_report_backs_meeting_id"), "report_backs", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_report_backs_person_id"), "report_backs", ["person_id"], unique=False)
    op.create_index(op.f("ix_report_backs_programme_id"), "report_backs", ["programme_id"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("doors_opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_sessions_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("uid", name=op.f("uq_sessions_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sessions_meeting_id"), "sessions", ["meeting_id"], unique=False)
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_agenda_items_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agenda_items_session_id"), "agenda_items", ["session_id"], unique=False)
    op.create_table(
        "attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=True),
        sa.Column("expected", sa.Boolean(), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrival", sa.String(length=32), nullable=True),
        sa.Column("absence_reason", sa.String(length=32), nullable=True),
        sa.Column("absence_note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitations.id"],
            name=op.f("fk_attendances_invitation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_attendances_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint(
            "invitation_id", "session_id", name=op.f("uq_attendances_invitation_id_session_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attendances_session_id"), "attendances", ["session_id"], unique=False)
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("phone_id", sa.Integer(), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("spoke_with", sa.String(length=32), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_calls_invitation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_calls_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calls_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["phone_id"], ["phones.id"], name=op.f("fk_calls_phone_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_calls_invitation_id"), "calls", ["invitation_id"], unique=False)
    op.create_index(op.f("ix_calls_meeting_id"), "calls", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_calls_person_id"), "calls", ["person_id"], unique=False)
    op.create_index(op.f("ix_calls_phone_id"), "calls", ["phone_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("once", sa.String(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("to_address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_outbox_batch_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_outbox_invitation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_outbox_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_outbox_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_outbox_session_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
        sa.UniqueConstraint("once", name=op.f("uq_outbox_once")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_batch_id"), "outbox", ["batch_id"], unique=False)
    op.create_index(op.f("ix_outbox_invitation_id"), "outbox", ["invitation_id"], unique=False)
    op.create_index(op.f("ix_outbox_meeting_id"), "outbox", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_outbox_person_id"), "outbox", ["person_id"], unique=False)
    op.create_index(op.f("ix_outbox_sent_at"), "outbox", ["sent_at"], unique=False)
    op.create_index(op.f("ix_outbox_session_id"), "outbox", ["session_id"], unique=False)
    op.create_index(op.f("ix_outbox_state"), "outbox", ["state"], unique=False)
    op.create_index(op.f("ix_outbox_to_address"), "outbox", ["to_address"], unique=False)
    op.create_table(
        "stays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("hotel", sa.String(), nullable=False),
        sa.Column("arrives_on", sa.Date(), nullable=False),
        sa.Column("leaves_on", sa.Date(), nullable=False),
        sa.Column("paid_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_stays_invitation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stays")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stays_invitation_id"), "stays", ["invitation_id"], unique=False)
    op.create_table(
        "travel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("from_place", sa.String(), nullable=False),
        sa.Column("to_place", sa.String(), nullable=False),
        sa.Column("departs_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrives_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_travel_invitation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_travel_invitation_id"), "travel", ["invitation_id"], unique=False)
    op.create_table(
        "agenda_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_items.id"],
            name=op.f("fk_agenda_parts_agenda_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_agenda_parts_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_parts")),
        sa.UniqueConstraint(
            "agenda_item_id", "person_id", "role", name=op.f("uq_agenda_parts_agenda_item_id_person_id_role")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agenda_parts_person_id"), "agenda_parts", ["person_id"], unique=False)
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_follow_ups_call_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitations.id"],
            name=op.f("fk_follow_ups_invitation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_follow_ups_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_follow_ups_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_follow_ups_call_id"), "follow_ups", ["call_id"], unique=False)
    op.create_index(op.f("ix_follow_ups_due_at"), "follow_ups", ["due_at"], unique=False)
    op.create_index(op.f("ix_follow_ups_invitation_id"), "follow_ups", ["invitation_id"], unique=False)
    op.create_index(op.f("ix_follow_ups_meeting_id"), "follow_ups", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_follow_ups_person_id"), "follow_ups", ["person_id"], unique=False)
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_letters_outbox_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("outbox_id", name=op.f("uq_letters_outbox_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "received_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitations.id"],
            name=op.f("fk_received_messages_invitation_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_received_messages_outbox_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_received_messages_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_messages")),
        sa.UniqueConstraint("message_id", name=op.f("uq_received_messages_message_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_received_messages_invitation_id"), "received_messages", ["invitation_id"], unique=False
    )
    op.create_index(op.f("ix_received_messages_outbox_id"), "received_messages", ["outbox_id"], unique=False)
    op.create_index(op.f("ix_received_messages_person_id"), "received_messages", ["person_id"], unique=False)
    op.create_index(op.f("ix_received_messages_state"), "received_messages", ["state"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_received_messages_state"), table_name="received_messages")
    op.drop_index(op.f("ix_received_messages_person_id"), table_name="received_messages")
    op.drop_index(op.f("ix_received_messages_outbox_id"), table_name="received_messages")
    op.drop_index(op.f("ix_received_messages_invitation_id"), table_name="received_messages")
    op.drop_table("received_messages")
    op.drop_table("letters")
    op.drop_index(op.f("ix_follow_ups_person_id"), table_name="follow_ups")
    op.drop_index(op.f("ix_follow_ups_meeting_id"), table_name="follow_ups")
    op.drop_index(op.f("ix_follow_ups_invitation_id"), table_name="follow_ups")
    op.drop_index(op.f("ix_follow_ups_due_at"), table_name="follow_ups")
    op.drop_index(op.f("ix_follow_ups_call_id"), table_name="follow_ups")
    op.drop_table("follow_ups")
    op.drop_index(op.f("ix_agenda_parts_person_id"), table_name="agenda_parts")
    op.drop_table("agenda_parts")
    op.drop_index(op.f("ix_travel_invitation_id"), table_name="travel")
    op.drop_table("travel")
    op.drop_index(op.f("ix_stays_invitation_id"), table_name="stays")
    op.drop_table("stays")
    op.drop_index(op.f("ix_outbox_to_address"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_state"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_session_id"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_sent_at"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_person_id"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_meeting_id"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_invitation_id"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_batch_id"), table_name="outbox")
    op.drop_table("outbox")
    op.drop_index(op.f("ix_calls_phone_id"), table_name="calls")
    op.drop_index(op.f("ix_calls_person_id"), table_name="calls")
    op.drop_index(op.f("ix_calls_meeting_id"), table_name="calls")
    op.drop_index(op.f("ix_calls_invitation_id"), table_name="calls")
    op.drop_table("calls")
    op.drop_index(op.f("ix_attendances_session_id"), table_name="attendances")
    op.drop_table("attendances")
    op.drop_index(op.f("ix_agenda_items_session_id"), table_name="agenda_items")
    op.drop_table("agenda_items")
    op.drop_index(op.f("ix_sessions_meeting_id"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_report_backs_programme_id"), table_name="report_backs")
    op.drop_index(op.f("ix_report_backs_person_id"), table_name="report_backs")
    op.drop_index(op.f("ix_report_backs_meeting_id"), table_name="report_backs")
    op.drop_table("report_backs")
    op.drop_index(op.f("ix_phones_person_id"), table_name="phones")
    op.drop_index(op.f("ix_phones_office_id"), table_name="phones")
    op.drop_table("phones")
    op.drop_index(op.f("ix_office_members_person_id"), table_name="office_members")
    op.drop_table("office_members")
    op.drop_index(op.f("ix_invitations_substitute_for_id"), table_name="invitations")
    op.drop_index(op.f("ix_invitations_referred_by_id"), table_name="invitations")
    op.drop_index(op.f("ix_invitations_person_id"), table_name="invitations")
    op.drop_index(op.f("ix_invitations_delegation_id"), table_name="invitations")
    op.drop_table("invitations")
    op.drop_index(op.f("ix_email_addresses_office_id"), table_name="email_addresses")
    op.drop_index(op.f("ix_email_addresses_address_key"), table_name="email_addresses")
    op.drop_table("email_addresses")
    op.drop_index(op.f("ix_batches_template_id"), table_name="batches")
    op.drop_index(op.f("ix_batches_meeting_id"), table_name="batches")
    op.drop_table("batches")
    op.drop_table("targets")
    op.drop_index(op.f("ix_postal_addresses_person_id"), table_name="postal_addresses")
    op.drop_table("postal_addresses")
    op.drop_index(op.f("ix_positions_person_id"), table_name="positions")
    op.drop_index(op.f("ix_positions_organisation_id"), table_name="positions")
    op.drop_table("positions")
    op.drop_index(op.f("ix_offices_organisation_id"), table_name="offices")
    op.drop_table("offices")
    op.drop_index(op.f("ix_needs_person_id"), table_name="needs")
    op.drop_table("needs")
    op.drop_index(op.f("ix_meetings_starts_on"), table_name="meetings")
    op.drop_index(op.f("ix_meetings_programme_id"), table_name="meetings")
    op.drop_index(op.f("ix_meetings_host_id"), table_name="meetings")
    op.drop_table("meetings")
    op.drop_index(op.f("ix_focal_points_person_id"), table_name="focal_points")
    op.drop_table("focal_points")
    op.drop_index(op.f("ix_assistances_member_id"), table_name="assistances")
    op.drop_table("assistances")
    op.drop_table("templates")
    op.drop_table("programmes")
    op.drop_index(op.f("ix_people_sort_key"), table_name="people")
    op.drop_index(op.f("ix_people_country"), table_name="people")
    op.drop_index(op.f("ix_people_category"), table_name="people")
    op.drop_table("people")
    op.drop_index(op.f("ix_organisations_name_key"), table_name="organisations")
    op.drop_index(op.f("ix_organisations_name"), table_name="organisations")
    op.drop_table("organisations")
    op.drop_index(op.f("ix_history_undoes"), table_name="history")
    op.drop_index("ix_history_person", table_name="history")
    op.drop_index(op.f("ix_history_outbox_id"), table_name="history")
    op.drop_index("ix_history_meeting", table_name="history")
    op.drop_index("ix_history_invitation", table_name="history")
    op.drop_index(op.f("ix_history_change"), table_name="history")
    op.drop_index("ix_history_actor", table_name="history")
    op.drop_table("history")
