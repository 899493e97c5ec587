"""Clients who were measured: their steps over the ladder, expectations, tests, a projection."""
