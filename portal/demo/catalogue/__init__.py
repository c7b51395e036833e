"""Catalogue data of the demo supplier, one module per product group."""
