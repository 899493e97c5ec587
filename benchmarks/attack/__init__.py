"""Attacks the command line: damaged and odd data by the hundreds, and kills at random moments.

Run: python -m benchmarks.attack --seed 1 --mutations 500 --kills 50
"""
