"""The record: what is stored, and the questions asked of it; imports nothing of the program."""
