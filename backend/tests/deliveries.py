"""Does at once what the worker does in the background."""

from lyceum.platform import errands, outbox


def deliver_all() -> None:
    """Deliver what the outbox holds and run the errands; a handler that fails fails the test."""
    while outbox.relay_once() or errands.run_once():
        failed = [
            *outbox.retry_rows.find({}, limit=1),
            *(row for row in errands.errands.find({}, limit=50) if row.tries),
        ]
        assert not failed, f"a handler failed: {failed}"
