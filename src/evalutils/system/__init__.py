"""The machine: folders that are ours, locks, processes that end, and what the system refuses."""
