"""The edge to the post office, tested against real servers, files and readers."""
