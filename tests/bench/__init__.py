"""How fast it is, as ratios to a floor measured side by side in one run; never a test, never a verdict."""
