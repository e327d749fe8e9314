"""The tabs of a meeting, a module each."""
