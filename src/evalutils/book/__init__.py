"""Publishing: from executed notebooks to the Dutch book and its open data."""
