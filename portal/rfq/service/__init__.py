"""Use cases of RFQs, a file a verb."""
