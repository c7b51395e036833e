"""Use cases of the cart."""
