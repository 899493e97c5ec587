"""Processes that start warm: forked from one that has imported what notebooks need.

Importing pandas, scipy, matplotlib and seaborn takes a notebook more time than its own work. One
process per run, the *warm process*, imports them once; each job and each kernel is forked from it
and is a real process of its own, with its own environment, folder and signals. docs/warm.md tells
how, with a picture.
"""
