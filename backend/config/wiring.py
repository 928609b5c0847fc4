"""What follows what: each event with its reactions, and each port with its implementation."""

from lyceum.platform import events


def connect() -> None:
    """Bind ports and connect events; called once, when Django is ready."""
    events.connect(in_transaction={}, by_outbox={})
