"""The questions the program asks in a box above the place. They return an answer and change nothing."""
