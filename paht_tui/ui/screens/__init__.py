"""The places and the screens opened from them, a module each; imported after the first frame."""
