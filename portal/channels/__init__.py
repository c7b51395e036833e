"""Messengers and e-mail: what buyers write there enters their conversation, and the answers go back there."""
