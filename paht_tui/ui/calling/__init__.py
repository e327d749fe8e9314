"""What the screen of the calls is made of: the words, the card, what is to be recorded, and what it asks for."""
