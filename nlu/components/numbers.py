"""Order, RFQ, invoice and purchase-order numbers, in whatever spelling people use."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.number_patterns import find_numbers


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NumberExtractor(EntityExtractorMixin, GraphComponent):
    """Finds order, RFQ, invoice and purchase-order numbers and, where nothing says which, a mere ``number``.

    Values are in the portal's spelling (``SO-10045``, ``RFQ-1003``). Quantities look like bare numbers too, so an
    action uses only the kinds its intent is about.
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
    ) -> NumberExtractor:
        """The component."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training needs no entities."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to every message."""
        for message in messages:
            found = self.add_extractor_name(list(find_numbers(message.get(TEXT) or "")))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
