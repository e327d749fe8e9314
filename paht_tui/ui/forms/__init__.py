"""The forms of the record: what is asked, how it is checked, and what is handed to the rules."""
