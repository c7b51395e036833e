"""The process's bot, for jobs, which have no application to ask for it."""

from __future__ import annotations

from portal.conversations.ports import Bot


class _Process:
    bot: Bot | None = None


def provide(bot: Bot) -> None:
    """Make this the bot of the process."""
    _Process.bot = bot


def bot() -> Bot:
    """The process's bot. Raises RuntimeError outside a configured process."""
    if _Process.bot is None:
        raise RuntimeError("no bot was provided; the process did not call portal.app.configure")
    return _Process.bot
