"""Products, categories, attributes, units, stock, and the port to the search engine."""
