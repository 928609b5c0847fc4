"""Every endpoint is tried by everybody, on a published course and on a draft, and compared with the role table."""

import pytest

from config.role_table import ROLES as COLUMNS
from config.role_table import role_rows
from tests.contract import Endpoint, endpoints
from tests.role_world import ROLES, World

ALL = {endpoint.name: endpoint for endpoint in endpoints()}


def answers(endpoint: Endpoint, *, is_draft: bool) -> tuple[str, ...]:
    """Ask as each role; after a change everything is made anew."""
    world = World(is_draft=is_draft)
    found = []
    for role in ROLES:
        status = world.ask(role, endpoint)
        found.append("yes" if status < 400 else str(status))
        if status < 400 and endpoint.method != "get":
            world = World(is_draft=is_draft)
    return tuple(found)


def test_the_table_names_every_endpoint_and_no_other() -> None:
    assert set(ALL) == set(role_rows())


@pytest.mark.parametrize("name", sorted(ALL))
def test_everybody_may_do_what_the_table_says(name: str) -> None:
    row = role_rows()[name]
    assert len(row.published) == len(row.draft) == len(ROLES) == len(COLUMNS)
    assert answers(ALL[name], is_draft=False) == row.published
    assert answers(ALL[name], is_draft=True) == row.draft
