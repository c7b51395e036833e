"""What the assistant may say and do: domain and rules by topic, and the channel through which the portal asks it."""
