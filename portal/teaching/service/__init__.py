"""Use cases of teaching: collecting, reviewing, retraining."""
