"""Statistics: arrays in, arrays out; nothing here knows an evaluation or a page."""
