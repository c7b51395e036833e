"""Drains conversations into Rasa and its answers back; the sole caller of Rasa."""
