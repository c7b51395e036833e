"""The upper layers of a BERT in torch, taken from the base model, over the activations of the lower ones."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModel

from nlu.tuning.errors import UntunableError


class Top(nn.Module):
    """Activations of the lower layers to the mean of the last layer's tokens, shape (texts, dimension)."""

    def __init__(self, layers: nn.ModuleList, heads: int) -> None:
        super().__init__()
        self.layers = layers
        self._heads = heads

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """``hidden`` (texts, tokens, dimension), ``mask`` (texts, tokens) with 1 for tokens and 0 for padding."""
        added = ((1.0 - mask) * torch.finfo(torch.float32).min)[:, None, None, :]
        layer: Any
        for layer in self.layers:
            attended = self._attend(layer.attention.self, hidden, added)
            attended = layer.attention.output(attended, hidden)
            hidden = layer.output(layer.intermediate(attended), attended)
        return (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)

    def _attend(self, attention: Any, hidden: torch.Tensor, added: torch.Tensor) -> torch.Tensor:
        texts, tokens, size = hidden.shape
        query, key, value = (
            part(hidden).view(texts, tokens, self._heads, -1).transpose(1, 2)
            for part in (attention.query, attention.key, attention.value)
        )
        rate = attention.dropout.p if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=added, dropout_p=rate)
        return mixed.transpose(1, 2).reshape(texts, tokens, size)


class Served(nn.Module):
    """One text at a time, without padding, in plain operations that every exporter knows."""

    def __init__(self, top: Top) -> None:
        super().__init__()
        self._top = top

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """``hidden`` (1, tokens, dimension) to (1, dimension)."""
        heads = self._top._heads  # noqa: SLF001 - the other form of the same module
        layer: Any
        for layer in self._top.layers:
            own = layer.attention.self
            query, key, value = (
                part(hidden).reshape(1, -1, heads, hidden.shape[2] // heads).transpose(1, 2)
                for part in (own.query, own.key, own.value)
            )
            weights = torch.softmax(query @ key.transpose(2, 3) / (query.shape[3] ** 0.5), dim=-1)
            mixed = (weights @ value).transpose(1, 2).reshape(1, -1, hidden.shape[2])
            attended = layer.attention.output(mixed, hidden)
            hidden = layer.output(layer.intermediate(attended), attended)
        return hidden.mean(1)


class Upper:
    """Reads the base model once; every call of ``fresh`` gives its upper layers untouched."""

    def __init__(self, base: Path) -> None:
        """Raises ``UntunableError`` where ``base`` holds no torch model built like a BERT."""
        try:
            model = AutoModel.from_pretrained(base)
        except (OSError, ValueError) as error:
            raise UntunableError(f"{base} holds no model that torch can load ({error})") from error
        layers = getattr(getattr(model, "encoder", None), "layer", None)
        if layers is None or not hasattr(layers[0], "attention") or not hasattr(layers[0].attention, "self"):
            raise UntunableError(f"the model in {base} is not built like a BERT")
        self.layers = len(layers)
        self._layers: nn.ModuleList = layers
        self._heads = int(model.config.num_attention_heads)

    def fresh(self, kept: int, dropout: float) -> Top:
        """The layers above the first ``kept``."""
        top = Top(copy.deepcopy(nn.ModuleList(list(self._layers)[kept:])), self._heads)
        for module in top.modules():
            if isinstance(module, nn.Dropout):
                module.p = dropout
        return top
