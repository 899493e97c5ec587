"""Jupyter Book as a module, with the arguments of its own script."""

from jupyter_book.cli.main import main

main()
