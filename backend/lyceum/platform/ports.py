"""Ports: what a lower capability needs from above, declared below and bound in `config/wiring.py`."""


class Port[T]:
    """A place for one implementation of a Protocol; a module may be the implementation."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._bound: list[T] = []

    def bind(self, implementation: T) -> None:
        """Set the implementation, in place of an earlier one."""
        self._bound[:] = [implementation]

    def get(self) -> T:
        """Return the implementation.

        Raises:
            RuntimeError: nothing was bound; the composition root is incomplete.
        """
        if not self._bound:
            raise RuntimeError(f"Nothing is bound to the port {self.name!r}.")
        return self._bound[0]
