from datetime import UTC, datetime

import pytest

from portal.demo.generate import generate
from portal.demo.types import Demo

AS_OF = datetime(2026, 3, 18, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo() -> Demo:
    """The whole demo on a Wednesday."""
    return generate(AS_OF)
