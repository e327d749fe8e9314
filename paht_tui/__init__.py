"""paht: invite, follow up, check in and account for a programme of international meetings."""

__version__ = "0.1.0"
