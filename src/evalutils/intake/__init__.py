"""From the export of a client system to tables of clients, under pseudonyms."""
