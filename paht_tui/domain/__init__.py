"""The rules: plain functions that take a change or a database session; no network, no screen."""
