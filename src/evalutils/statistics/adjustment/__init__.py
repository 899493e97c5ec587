"""Two arms made comparable on what is known of their people: arrays in, arrays out."""
