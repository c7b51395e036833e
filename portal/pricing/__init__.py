"""Price lists, tiers, contract prices, tax: pure functions that also say why."""
