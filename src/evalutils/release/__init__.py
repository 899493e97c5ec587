"""From a book that was made to one that may be published: attacked, looked at, and logged."""
