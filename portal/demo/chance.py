"""Chance that repeats: a generator per key, so that adding one thing does not shift all others."""

from __future__ import annotations

import random


def chance(seed: int, *key: object) -> random.Random:
    """Return the random generator of a key; equal seeds and keys give equal numbers on every machine."""
    return random.Random(":".join(str(part) for part in (seed, *key)))
