"""Uploads and stored files: type, size, who may read them, and the rows that can be read out of them."""
