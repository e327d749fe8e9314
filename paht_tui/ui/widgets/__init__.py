"""The widgets every place is built from. They draw rows they are given and know nothing of the record."""
