"""What an outsider with the source code knows of each table: what its numbers are."""
