"""The one error a user reads; it must never carry a secret."""


class UserError(Exception):
    """Something the user can mend: `str(error)` says what is wrong, where, and what to do."""
