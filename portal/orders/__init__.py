"""Placing, the status pipeline, shipments, reorder."""
