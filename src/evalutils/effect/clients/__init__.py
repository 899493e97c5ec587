"""Followed clients of a programme beside those of a group to compare with."""
