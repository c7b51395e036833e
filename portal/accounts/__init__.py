"""Companies, people, roles, addresses, credit terms, logging in, two-factor."""
