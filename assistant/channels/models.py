"""Taking the served model while conversations go on.

The new model is loaded in a thread beside the present one and then takes its place in one step: turns that are under
way end with the model with which they began.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor

_one_at_a_time = asyncio.Lock()


class ModelUnfitError(Exception):
    """The served model is not the one that was named, or cannot be loaded."""


def served_file() -> Path:
    """Where the portal puts the model that is served; callers cannot name another."""
    return Path(os.environ.get("VAR_DIR") or "var") / "nlu" / "served.tar.gz"


async def take_served(agent: Agent, sha256: str) -> None:
    """Have ``agent`` go on with the served model, whose file has this SHA-256. Raises ``ModelUnfitError``."""
    async with _one_at_a_time:
        processor = await asyncio.to_thread(_load, agent, sha256)
        agent.processor = processor
        agent.domain = processor.domain
        agent.tracker_store.domain = processor.domain


def _load(agent: Agent, sha256: str) -> MessageProcessor:
    model = served_file()
    try:
        found = hashlib.sha256(model.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelUnfitError(f"{model.name} cannot be read ({error.__class__.__name__})") from error
    if found != sha256:
        raise ModelUnfitError("the served model is another one here than was named")
    try:
        return MessageProcessor(
            model_path=model,
            tracker_store=agent.tracker_store,
            lock_store=agent.lock_store,
            action_endpoint=agent.action_endpoint,
            generator=agent.nlg,
            http_interpreter=agent.http_interpreter,
        )
    except Exception as error:  # what a damaged archive raises depends on where it is damaged
        raise ModelUnfitError(f"the model cannot be loaded: {error}") from error
