"""Acting in place: what an operator does for the customer beside the chat, always within the customer's own rights."""
