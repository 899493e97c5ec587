"""Invented clients of real places: data for teaching, tests and measurements of speed."""
