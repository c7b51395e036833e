"""Teaching the bot: what it failed on is reviewed by people, and only what was reviewed goes into training."""
