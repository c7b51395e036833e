"""Requests for quotation, quotes, and quotes that become orders."""
