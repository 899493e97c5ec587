"""Data set loading and validation: files in, typed tables or a list of faults out."""
