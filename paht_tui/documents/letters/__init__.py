"""Letters, address labels and envelopes as PDF, set by typst."""
