"""The book in a browser, made again when a file changes; see docs/preview.md.

`session` ties the parts together: `watching` hears which files were written, `remaking` has the
book made by a process of its own (`worker`), `answers` decides what a request gets, and `server`
speaks HTTP.
"""
