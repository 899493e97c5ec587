"""Files as they are: the cells of CSV, Excel and YAML, typed under their contract."""
