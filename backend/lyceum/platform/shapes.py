"""Writing things in the shapes of the wire.

A serializer is made once a process: DRF copies every field, nested ones too, for each new one, which costs ten times
as much as writing does. Fields keep nothing of what they write, so threads share them. Serializers that read bodies
are made anew as usual.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from rest_framework import serializers

type Shape = type[serializers.Serializer[Any]]


def show(shape: Shape, thing: object) -> dict[str, Any]:
    """Write one thing as `shape` has it."""
    return dict(_one(shape).to_representation(thing))


def show_all(shape: Shape, things: Iterable[object]) -> list[dict[str, Any]]:
    """Write several things as `shape` has each."""
    return list(_many(shape).to_representation(things))


@cache
def _one(shape: Shape) -> serializers.Serializer[Any]:
    return shape()


@cache
def _many(shape: Shape) -> Any:  # noqa: ANN401 - DRF makes another kind of serializer for many
    return shape(many=True)
