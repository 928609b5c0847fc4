"""Every endpoint is tried by everybody, in each state of a course, and compared with the role table.

What each answer holds is looked at as well: no name, address, lesson or draft that the asker must not know.
"""

from collections.abc import Iterator

import pytest

from config.role_table import ROLES as COLUMNS
from config.role_table import role_rows
from tests.contract import Endpoint, endpoints, routed
from tests.mongo_commands import CommandWatch
from tests.role_leaks import leaks
from tests.role_world import ROLES, STATES, World, make_world

ALL = {endpoint.name: endpoint for endpoint in endpoints()}
NOUNS = sorted({row.noun for row in role_rows().values()})


@pytest.fixture
def world(mongo_commands: CommandWatch) -> Iterator[World]:
    made = make_world(mongo_commands)
    made.open()
    yield made
    made.close()


def answers(world: World, endpoint: Endpoint, state: str) -> tuple[str, ...]:
    """Ask as each role; what was changed is put back."""
    found = []
    for role in ROLES:
        response = world.ask(role, endpoint)
        assert leaks(response, role=role, state=state, school=world.school) == [], (endpoint.name, role, state)
        is_done = response.status_code < 400
        found.append("yes" if is_done else str(response.status_code))
        if world.watch.written or (is_done and endpoint.method != "get"):
            world.put_back(state)
    return tuple(found)


def test_the_table_names_every_endpoint_and_no_other() -> None:
    assert set(ALL) == set(role_rows())


def test_every_address_that_is_answered_is_in_the_table() -> None:
    described = {(endpoint.method, endpoint.shape) for endpoint in ALL.values()}
    assert set(routed()) == described


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("noun", NOUNS)
def test_everybody_may_do_what_the_table_says(noun: str, state: str, world: World) -> None:
    assert len(ROLES) == len(COLUMNS)
    rows = {name: row.cells[state] for name, row in role_rows().items() if row.noun == noun}
    world.put_back(state)
    assert {name: answers(world, ALL[name], state) for name in rows} == rows
