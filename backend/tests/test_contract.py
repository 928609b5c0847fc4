"""Schemathesis walks the whole contract: no crash, no answer that the contract does not describe."""

from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from lyceum.accounts.tests.factories import TestPerson, make_person
from tests.contract import schema as described

CHECKS: Final = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
# It ends the session that the other cases need.
contract = schemathesis.openapi.from_dict(described()).exclude(path_regex="^/api/auth/logout/$")
contract.app = application


@pytest.fixture
def admin() -> TestPerson:
    """One administrator for all cases of an operation."""
    return make_person(roles=("student", "instructor", "admin"))


@contract.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_the_site_keeps_its_contract(case: Any, admin: TestPerson) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {admin.access}"}, checks=list(CHECKS))
