"""Running notebooks strictly: which jobs there are, whether they are due, and how they end."""
