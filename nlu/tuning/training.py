"""Fitting the upper layers and a cosine head to labelled messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from nlu.components.tuned_encoder import TunedHead
from nlu.tuning.top import Top, Upper
from nlu.tuning.trunk import Activations

Floats = NDArray[np.float32]
SORTED_TOGETHER = 16  # batches whose texts are sorted by length, so that little is padding


@dataclass(frozen=True)
class Settings:
    """How the encoder is tuned; chosen by cross-validation (docs/benchmarks.md, "Understanding").

    ``kept`` lower layers stay as they are; ``epochs`` passes over the data, but at least ``least_steps`` batches, so
    that a handful of examples is learned too; ``scale`` sharpens the cosines of the head.
    """

    kept: int = 6
    epochs: int = 3
    least_steps: int = 150
    batch: int = 48
    rate: float = 3e-4
    head_rate: float = 3e-3
    decay: float = 0.01
    dropout: float = 0.1
    scale: float = 20.0
    seed: int = 7


@dataclass(frozen=True)
class Tuned:
    """What tuning made."""

    top: Top
    head: TunedHead
    intents: list[str]


def tune(
    upper: Upper,
    given: Activations,
    labels: NDArray[np.str_],
    seeds: tuple[Floats, NDArray[np.str_]],
    settings: Settings,
    say: Callable[[str], None] = lambda _: None,
) -> Tuned:
    """Fit to ``given`` with ``labels``.

    ``seeds`` are the untuned model's vectors of some examples of every intent; they give the head its first directions.
    """
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    intents, targets = np.unique(labels, return_inverse=True)
    top = upper.fresh(settings.kept, settings.dropout)
    first, known = torch.from_numpy(seeds[0]), np.searchsorted(intents, seeds[1])
    centre = first.mean(dim=0)
    directions = nn.Parameter(_class_means(functional.normalize(first - centre, dim=1), known))
    steps = max(settings.least_steps, settings.epochs * -(-len(labels) // settings.batch))
    optimizer = _optimizer(top, directions, settings)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, steps))
    weights = _class_weights(targets)
    top.train()
    for step, chosen in enumerate(_batches(given.lengths, steps, settings.batch, rng), 1):
        wanted = torch.from_numpy(targets[chosen])
        pooled = functional.normalize(functional.normalize(top(*_padded(given, chosen)), dim=1) - centre, dim=1)
        scores = settings.scale * pooled @ functional.normalize(directions, dim=1).T
        loss = functional.cross_entropy(scores, wanted, weight=weights)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(top.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 50 == 0:
            say(f"step {step} of {steps}, loss {loss.item():.3f}")
    head = TunedHead(centre.numpy(), functional.normalize(directions, dim=1).detach().numpy(), settings.scale)
    return Tuned(top.eval(), head, [str(name) for name in intents])


@torch.no_grad()
def vectors_of(top: Top, given: Activations) -> Floats:
    """Unit vectors of all texts, shape (texts, dimension)."""
    top.eval()
    order = np.argsort(given.lengths, kind="stable")
    found = None
    for start in range(0, len(order), 64):
        chosen = order[start : start + 64]
        part = functional.normalize(top(*_padded(given, chosen)), dim=1).numpy()
        if found is None:
            found = np.empty((len(order), part.shape[1]), dtype=np.float32)
        found[chosen] = part
    if found is None:
        raise ValueError("there are no texts")
    return found


def _class_means(vectors: torch.Tensor, targets: NDArray[np.int64]) -> torch.Tensor:
    sums = torch.zeros((int(targets.max()) + 1, vectors.shape[1]))
    sums.index_add_(0, torch.from_numpy(targets), vectors)
    return functional.normalize(sums, dim=1)


def _class_weights(targets: NDArray[np.int64]) -> torch.Tensor:
    """Rare intents count more, by the root of how much rarer they are."""
    counts = np.bincount(targets)
    return torch.from_numpy(np.sqrt(len(targets) / len(counts) / counts).astype(np.float32))


def _optimizer(top: Top, directions: nn.Parameter, settings: Settings) -> torch.optim.Optimizer:
    matrices = [parameter for parameter in top.parameters() if parameter.ndim > 1]
    others = [parameter for parameter in top.parameters() if parameter.ndim <= 1]
    return torch.optim.AdamW(
        [
            {"params": matrices, "weight_decay": settings.decay},
            {"params": others, "weight_decay": 0.0},
            {"params": [directions], "weight_decay": 0.0, "lr": settings.head_rate},
        ],
        lr=settings.rate,
        fused=True,
    )


def _pace(step: int, steps: int) -> float:
    """A tenth of the steps warming up, then down in a line."""
    return min((step + 1) / (0.1 * steps), 1.0) * max(0.02, 1 - step / steps)


def _batches(lengths: NDArray[np.int64], steps: int, size: int, rng: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    """``steps`` batches of texts of similar lengths, every text once a round."""
    done = 0
    while done < steps:
        shuffled = rng.permutation(len(lengths))
        groups = []
        for start in range(0, len(shuffled), size * SORTED_TOGETHER):
            part = shuffled[start : start + size * SORTED_TOGETHER]
            part = part[np.argsort(lengths[part], kind="stable")]
            groups += [part[at : at + size] for at in range(0, len(part), size)]
        for chosen in rng.permutation(len(groups))[: steps - done]:
            yield groups[chosen]
            done += 1


def _padded(given: Activations, chosen: NDArray[np.intp]) -> tuple[torch.Tensor, torch.Tensor]:
    width = int(given.lengths[chosen].max())
    hidden = np.zeros((len(chosen), width, given.rows.shape[1]), dtype=np.float32)
    mask = np.zeros((len(chosen), width), dtype=np.float32)
    for row, text in enumerate(chosen):
        part = given.of(int(text))
        hidden[row, : len(part)], mask[row, : len(part)] = part, 1
    return torch.from_numpy(hidden), torch.from_numpy(mask)
