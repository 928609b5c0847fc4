"""Facts that one capability announces and others react to.

A fact has three deliveries, all listed in `config/wiring.py`: *in the transaction* of its cause (a passed quiz
completes its lesson), *by the outbox* after the commit (`platform.outbox`), and *by errand*, for what acts outside of
MongoDB, such as a mail: at least once (`platform.errands`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lyceum.platform import errands, mongo, outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has happened; named in the past tense."""


type Handler = Callable[[Any], None]
type Wiring = Mapping[type[Event], Sequence[Handler]]

_in_transaction: dict[type[Event], tuple[Handler, ...]] = {}
_by_outbox: dict[type[Event], tuple[str, ...]] = {}
_by_errand: dict[type[Event], tuple[str, ...]] = {}


def connect(*, in_transaction: Wiring, by_outbox: Wiring, by_errand: Wiring | None = None) -> None:
    """Set what follows what; called once, by the composition root."""
    for table in (_in_transaction, _by_outbox, _by_errand):
        table.clear()
    for kind, handlers in in_transaction.items():
        _in_transaction[kind] = tuple(handlers)
    for kind, handlers in by_outbox.items():
        _by_outbox[kind] = tuple(outbox.register(kind, handler) for handler in handlers)
    for kind, handlers in (by_errand or {}).items():
        _by_errand[kind] = tuple(errands.register(kind, handler) for handler in handlers)


def announce(*events: Event) -> None:
    """Deliver facts; call it inside the transaction that made them true.

    Raises:
        RuntimeError: no transaction is running, so that a fact could be lost.
    """
    if not mongo.in_transaction():
        names = sorted({type(event).__name__ for event in events})
        raise RuntimeError(f"{', '.join(names)} must be announced inside a transaction.")
    for event in events:
        for handler in _in_transaction.get(type(event), ()):
            handler(event)
    for table, put in ((_by_outbox, outbox.put), (_by_errand, errands.put)):
        owed = [(event, name) for event in events for name in table.get(type(event), ())]
        if owed:
            put(owed)
