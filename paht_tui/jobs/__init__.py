"""Long work that joins database, network and files: async functions and generators that yield progress."""
