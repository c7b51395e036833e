"""What a message names besides goods: numbers, dates, money, documents, places, reasons."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.reading.values import find_values, warm_up


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ValueFinder(EntityExtractorMixin, GraphComponent):
    """Adds the values that ``nlu.reading`` finds as entities.

    Quantities look like bare numbers too, so an action uses only the kinds its intent is about. Dates are read in the
    language of the message, against today in UTC.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """There is nothing to configure."""
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - the signature is Rasa's
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> ValueFinder:
        """The component; the library for dates is loaded now rather than by the first buyer's message."""
        warm_up()
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training needs no entities."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to every message."""
        today = datetime.now(UTC).date()
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith("/"):
                continue  # a pressed button carries its own
            locale = (message.get("language") or {}).get("code") or "en"
            found = self.add_extractor_name([one.as_entity() for one in find_values(text, locale, today)])
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
