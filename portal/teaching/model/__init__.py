"""Models of language understanding: judged, trained, served, taken back."""
