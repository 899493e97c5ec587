"""Clients who were followed from day to day: leaving, where to, and coming back."""
