"""What a screen shows as a sentence: everything that a user can mend, whichever room it comes from."""

from typing import Final

from db.errors import RecordError
from paht_tui.errors import UserError

PROBLEMS: Final = (UserError, RecordError)
"""To be caught together: `str(problem)` is the sentence."""
