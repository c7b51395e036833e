"""Where documents come from and vectors are kept: PostgreSQL, or memory for tests and evaluation."""
