"""Order lines as a linear chain of tags over the words of a message, for messages with much talk around the goods."""
