"""Facts that one capability announces and others react to.

A fact has two deliveries, both listed in `config/wiring.py`: *in the transaction* of its cause (a passed quiz
completes its lesson), and *by the outbox* after the commit, at least once (`platform.outbox`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lyceum.platform import mongo, outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has happened; named in the past tense."""


type Handler = Callable[[Any], None]
type Wiring = Mapping[type[Event], Sequence[Handler]]

_in_transaction: dict[type[Event], tuple[Handler, ...]] = {}
_by_outbox: dict[type[Event], tuple[str, ...]] = {}


def connect(*, in_transaction: Wiring, by_outbox: Wiring) -> None:
    """Set what follows what; called once, by the composition root."""
    _in_transaction.clear()
    _by_outbox.clear()
    for kind, handlers in in_transaction.items():
        _in_transaction[kind] = tuple(handlers)
    for kind, handlers in by_outbox.items():
        _by_outbox[kind] = tuple(outbox.register(kind, handler) for handler in handlers)


def announce(event: Event) -> None:
    """Deliver a fact; call it inside the transaction that made it true.

    Raises:
        RuntimeError: no transaction is running, so that the fact could be lost.
    """
    if not mongo.in_transaction():
        raise RuntimeError(f"{type(event).__name__} must be announced inside a transaction.")
    for handler in _in_transaction.get(type(event), ()):
        handler(event)
    names = _by_outbox.get(type(event), ())
    if names:
        outbox.put(event, names)
