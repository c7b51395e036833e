"""Several requests in one message: pieces go through the pipeline beside the message, and are kept where they are sure.

``RequestSplitter`` stands first and puts a message for every piece behind the message itself, so that the encoder takes
them in one batch and every component treats them alike; ``RequestCollector`` stands last, takes them away again and
sets ``requests`` on the message.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.deciding import SURE, Guess, adds, decide
from nlu.components.language import LANGUAGE
from nlu.reading.requests import split

PIECE = "piece"
REQUESTS = "requests"


class _Plain(GraphComponent):
    """A component without training."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 - the signature is Rasa's
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> _Plain:
        """The component."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Every training example is one request."""
        return training_data


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class RequestSplitter(_Plain):
    """Adds the pieces that may be requests of their own."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """There is nothing to configure."""
        return {}

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages, and behind them their pieces."""
        added = []
        for message in messages:
            text = message.get(TEXT) or ""
            pieces = split(text)
            if len(pieces) < 2:
                continue
            for piece in pieces:
                data = {TEXT: piece.of(text), METADATA: message.get(METADATA), PIECE: (message, piece)}
                added.append(Message(data=data))
        return [*messages, *added]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class RequestCollector(_Plain):
    """Sets ``requests`` = [{"text", "intent", "confidence", "parse"}] where the message is surely several requests.

    ``parse`` is the understanding of the piece, in the shape of a message's own. A piece counts where its intent is at
    least as probable as ``threshold``.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """See the class."""
        return {"threshold": 0.6}

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages without their pieces."""
        for message in messages:
            _make_firm(message)
        whole = [message for message in messages if message.get(PIECE) is None]
        guesses: dict[int, list[Guess]] = {}
        for message in messages:
            if message.get(PIECE) is not None:
                owner, piece = message.get(PIECE)
                guesses.setdefault(id(owner), []).append(Guess(piece, message.get(TEXT), _parsed(message, owner)))
        for message in whole:
            intent = message.get(INTENT) or {}
            meant = (str(intent.get("name") or ""), float(intent.get("confidence") or 0.0))
            pieces = guesses.get(id(message), [])
            requests = decide(message.get(TEXT) or "", pieces, self._config["threshold"], meant)
            message.set(REQUESTS, requests, add_to_output=True)
        return whole


def _make_firm(message: Message) -> None:
    """An order to add goods is no question about them, however their names sound."""
    intent = message.get(INTENT) or {}
    if adds(message.get(TEXT) or "", str(intent.get("name") or ""), message.get(INTENT_RANKING_KEY) or []):
        message.set(INTENT, {"name": "add_to_cart", "confidence": SURE}, add_to_output=True)


def _parsed(message: Message, owner: Message) -> dict[str, Any]:
    """The understanding of a piece; its language is that of the whole message where that is clear."""
    language = owner.get(LANGUAGE) or {}
    return {
        TEXT: message.get(TEXT),
        INTENT: message.get(INTENT) or {},
        INTENT_RANKING_KEY: message.get(INTENT_RANKING_KEY) or [],
        ENTITIES: message.get(ENTITIES) or [],
        LANGUAGE: language if language.get("detected") else message.get(LANGUAGE),
    }
