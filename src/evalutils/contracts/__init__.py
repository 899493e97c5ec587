"""Contracts: the columns, units and limits of every file a researcher edits."""
