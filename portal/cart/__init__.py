"""Carts, quick order from free text."""
