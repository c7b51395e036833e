"""Product search: encoder, lexical and vector stores, hybrid ranking, evaluation and the search service."""
