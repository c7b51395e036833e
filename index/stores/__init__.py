"""The stores that answer one kind of question each: words and identifiers, meaning."""
