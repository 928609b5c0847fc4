"""Watches every MongoDB command of the test session and fails on what the query rules (ADR 0003) forbid.

Forbidden are operators that not every supported server has or that SecantusDB answers by scanning, updates and
deletes of many documents, and any scan of a collection that grows (seen by `explain`, once for each query shape).
"""

import contextlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pymongo import monitoring

from lyceum.platform import mongo

COUNTED: Final = frozenset({"find", "aggregate", "insert", "update", "delete", "count", "distinct", "getMore"})
BANNED_KEYS: Final = frozenset({
    "$and", "$or", "$nor", "$all", "$where", "$expr", "$text", "$facet", "$unionWith", "$dateTrunc", "$graphLookup",
    "$merge", "$out", "collation", "$setWindowFields", "$function", "$accumulator",
})  # fmt: skip
WRITES: Final = {"insert": "documents", "update": "updates", "delete": "deletes"}
type Shape = tuple[str, str, str]


@dataclass(slots=True, eq=False)
class CommandWatch(monitoring.CommandListener):
    """Counts commands, notes broken rules, and remembers query shapes to explain."""

    counted: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    to_explain: dict[Shape, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    explained: set[Shape] = field(default_factory=set)
    is_paused: bool = False

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        """Look at one command before it is sent."""
        name, command = event.command_name, event.command
        if name == "findAndModify":
            self.broken.append(f"findAndModify on {command['findAndModify']}")
        if name not in COUNTED or self.is_paused:
            return
        collection = str(command.get(name) if name != "getMore" else command["collection"])
        self.counted.append(f"{name} {collection}")
        self._check(name, collection, command)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Nothing to do."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Nothing to do."""

    def _check(self, name: str, collection: str, command: Mapping[str, Any]) -> None:
        if name in WRITES:
            self.written.add(collection)
        for key in _keys(command):
            if key in BANNED_KEYS:
                self.broken.append(f"{key} in {name} on {collection}")
        for where in _filters(name, command):
            shape = (collection, name, repr(_shape_of(where)))
            if shape not in self.explained:
                self.to_explain.setdefault(shape, (collection, where))
        for update in command.get("updates", ()) if name == "update" else ():
            if isinstance(update["u"], list):
                self.broken.append(f"a pipeline update on {collection}")

    def take_scans(self) -> list[str]:
        """Explain the new query shapes; return those that scan a collection that grows."""
        scans = []
        growing = {item.name for item in mongo.collections() if item.grows}
        todo, self.to_explain = self.to_explain, {}
        for shape, (collection, where) in todo.items():
            self.explained.add(shape)
            if collection in growing and _scans(collection, where):
                scans.append(f"{shape[1]} on {collection} scans it: {shape[2]}")
        return scans

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Look away, for what the harness itself does."""
        self.is_paused = True
        yield
        self.is_paused = False

    @contextlib.contextmanager
    def at_most(self, limit: int) -> Iterator[None]:
        """Fail when the block sends more than `limit` commands."""
        before = len(self.counted)
        yield
        sent = self.counted[before:]
        assert len(sent) <= limit, f"{len(sent)} commands, at most {limit} allowed: {sent}"

    @contextlib.contextmanager
    def exactly(self, number: int) -> Iterator[None]:
        """Fail when the block sends more commands than `number`, or fewer: then the test is to be made stricter."""
        before = len(self.counted)
        yield
        sent = self.counted[before:]
        assert len(sent) == number, f"{len(sent)} commands, {number} expected: {sent}"


def _filters(name: str, command: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if name == "find":
        where = command.get("filter", {})
        is_first_few = not where and command.get("limit") and "sort" not in command
        return [] if is_first_few else [where]
    if name == "aggregate":
        first = command["pipeline"][0] if command["pipeline"] else {}
        return [first.get("$match", {})]
    if name in {"update", "delete"}:
        return [item["q"] for item in command[WRITES[name]]]
    return [command["query"]] if "query" in command else []


def _scans(collection: str, where: Mapping[str, Any]) -> bool:
    """Tell whether no index finds the documents.

    SecantusDB uses an index for a part of a filter, but its `explain` owns up to one only where it covers the whole:
    so it is asked about the part that an index covers best.
    """
    covered = _covered_part(collection, where)
    if not covered:
        return True
    explain = {"explain": {"find": collection, "filter": covered}, "verbosity": "queryPlanner"}
    plan = mongo.database().command(explain)
    return "'COLLSCAN'" in repr(plan["queryPlanner"]["winningPlan"])


def _covered_part(collection: str, where: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the part of a filter that the first fields of one index cover, the longest there is."""
    [indexes] = [item.indexes for item in mongo.collections() if item.name == collection]
    keys = [["_id"], *(list(index.document["key"]) for index in indexes)]
    parts = [list(itertools.takewhile(where.__contains__, fields)) for fields in keys]
    return {name: where[name] for name in max(parts, key=len)}


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key not in {"documents", "lsid", "$clusterTime"}:
                yield key
                yield from _keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item)


def _shape_of(where: object) -> object:
    """Return a filter with its values replaced, so that equal shapes are explained once."""
    if isinstance(where, Mapping):
        return {key: _shape_of(item) for key, item in where.items()}
    return [] if isinstance(where, list) else 1
