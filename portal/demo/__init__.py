"""The demo supplier: a deterministic generator of a wholesaler's catalogue, customers and history."""
