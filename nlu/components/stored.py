"""What components that learn have in common: how Rasa makes them, and where what they learned lies."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Self

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage


class StoredComponent(ABC):
    """Made untrained by ``create``; ``load`` makes one and lets it read what training stored, by ``restore``."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        """``name`` is the component's place in the pipeline."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._name = name

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """An untrained component."""
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ARG003 - the signature is Rasa's
    ) -> Self:
        """The trained component."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component.restore(Path(folder))
        return component

    @abstractmethod
    def restore(self, folder: Path) -> None:
        """Read what training stored in ``folder``."""
