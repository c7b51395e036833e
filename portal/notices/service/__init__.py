"""What notices do."""
