"""The supplier's standing answers to general questions: delivery, payment, warranty."""
