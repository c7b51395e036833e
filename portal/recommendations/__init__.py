"""What a company is due to order again."""
