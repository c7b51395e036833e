"""Factories for rows: `make.company()`, `make.buyer()`, `make.product()` …; each commits."""

from tests.factories.factory import Factory

__all__ = ["Factory"]
