"""What a question or a database can be refused for; `str(error)` is the sentence that the user reads."""


class RecordError(Exception):
    """The record cannot be opened, or cannot be asked this."""


class DatabaseUrlError(RecordError):
    """The address of the database cannot be used."""


class SchemaTooNewError(RecordError):
    """The database was written by a newer version of the program."""


class FilterError(RecordError):
    """A filter word is not understood."""


class CannotOpenError(RecordError):
    """The database is there, but cannot be opened."""


class CannotUseError(RecordError):
    """The database was opened, and does not go on: a full disk, a server that went away, a damaged file."""


class DatabaseBusyError(RecordError):
    """Another writer has kept the database for too long; nothing was recorded."""
