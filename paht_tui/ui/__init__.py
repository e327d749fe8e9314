"""The Textual app: screens, dialogs, widgets. No rules and no SQL; never imports SQLAlchemy or the tables."""
