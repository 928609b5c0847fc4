"""Writing things in the shapes of the wire.

A serializer is made once a process, and turned into plain functions: DRF copies every field for each new serializer,
and looks up every part of a source with all the cases that it allows, which together costs many times as much as
writing does. Where one of those cases is at hand (a mapping, a method, a part that is missing), DRF is asked. Fields
keep nothing of what they write, so threads share them. Serializers that read bodies are made anew as usual.
"""

from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any

from rest_framework import serializers
from rest_framework.fields import SkipField

type Shape = type[serializers.Serializer[Any]]
type Step = Callable[[Any], Any]


def show(shape: Shape, thing: object) -> dict[str, Any]:
    """Write one thing as `shape` has it."""
    return dict(_one(shape)(thing))


def show_all(shape: Shape, things: Iterable[object]) -> list[dict[str, Any]]:
    """Write several things as `shape` has each."""
    return list(_many(shape)(things))


@cache
def _one(shape: Shape) -> Step:
    return _writer(shape())


@cache
def _many(shape: Shape) -> Step:
    return _writer(shape(many=True))


def _writer(field: Any) -> Step:  # noqa: ANN401 - a field, a serializer, or what DRF makes of one for many
    """Return what writes a value; a class that writes in its own way does so."""
    own_way = type(field).to_representation
    if own_way is serializers.ListSerializer.to_representation:
        write_each = _writer(field.child)
        return lambda things: [write_each(thing) for thing in things]
    if own_way is serializers.Serializer.to_representation:
        return _object_writer([(part.field_name, _reader(part), _writer(part)) for part in _readable(field)])
    to_representation: Step = field.to_representation
    return to_representation


def _object_writer(parts: list[tuple[str, Step, Step]]) -> Step:
    def write(thing: object) -> dict[str, Any]:
        written = {}
        for name, read, write_part in parts:
            try:
                value = read(thing)
            except SkipField:  # the part is missing, and may be
                continue
            written[name] = None if value is None else write_part(value)
        return written

    return write


def _readable(serializer: serializers.Serializer[Any]) -> list[Any]:
    return [field for field in serializer.fields.values() if not field.write_only]


def _reader(field: Any) -> Step:  # noqa: ANN401 - as above
    """Return what takes the source of a field out of a thing."""
    ask: Step = field.get_attribute
    if type(field).get_attribute is not serializers.Field.get_attribute:
        return ask
    if not field.source_attrs:
        return lambda thing: thing
    take = attrgetter(".".join(field.source_attrs))

    def read(thing: object) -> object:
        try:
            value = take(thing)
        except AttributeError:  # a mapping, or a missing part
            return ask(thing)
        return ask(thing) if callable(value) else value

    return read
