"""Random requests made from the API's own description: none may break it or be answered in an undescribed type."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance

from portal.security.permissions import Role
from tests.factories import Factory

pytestmark = [pytest.mark.full, pytest.mark.timeout(1500)]
EXAMPLES = 40
# Streams stay open until somebody closes them.
STREAMS = r"/events$"


SETTINGS = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def people(make: Factory, login) -> dict[str, str]:
    """Authorization headers of a buyer and of staff, over a database with something in it."""
    company = make.company(credit_limit=100_000)
    product = make.product("SKU-1")
    make.order(company, [(product, "5")])
    users = {
        "buyer": make.buyer(company, Role.COMPANY_ADMIN),
        "staff": make.staff(Role.MANAGER, Role.OPERATOR),
    }
    return {name: login(user.email).environ_base["HTTP_AUTHORIZATION"] for name, user in users.items()}


@pytest.mark.filterwarnings("ignore")
def test_no_request_breaks_the_api(app: Flask, people: dict[str, str]) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app).exclude(path_regex=STREAMS)
    checked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if (operation.method.upper(), operation.path) == ("DELETE", "/api/v1/tokens"):
            continue  # would end the sessions the others need
        _fuzz(operation, people)
        checked += 1
    assert checked > 40


def _fuzz(operation, people: dict[str, str]) -> None:
    @SETTINGS
    @given(case=operation.as_strategy())
    def check(case) -> None:
        for header in people.values():
            response = case.call(headers={"Authorization": header})
            case.validate_response(response, checks=[not_a_server_error, content_type_conformance])

    check()
