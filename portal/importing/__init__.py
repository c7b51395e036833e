"""Bringing a supplier's data in: catalogue, prices, stock, customers, orders, from files of several formats."""
