"""What an outsider finds out from a published book, and nothing else of this project."""
