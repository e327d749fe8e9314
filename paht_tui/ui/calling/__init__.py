"""What the screen of the calls is made of: words, card, what is to be recorded, and what it asks for."""
