"""Shapes are written as DRF writes them, whatever the thing is."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from rest_framework import serializers

from lyceum.platform.shapes import show, show_all


class PartSerializer(serializers.Serializer):
    name = serializers.CharField()
    note = serializers.CharField(required=False)


class ShoutingSerializer(PartSerializer):
    def to_representation(self, instance):
        return {**super().to_representation(instance), "loud": True}


class ThingSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="deep.number")
    title = serializers.CharField(allow_null=True)
    secret = serializers.CharField(write_only=True, required=False)
    double = serializers.IntegerField(source="doubled")
    part = PartSerializer(allow_null=True)
    parts = PartSerializer(many=True)
    loud = ShoutingSerializer(source="part", allow_null=True)
    names = serializers.ListField(source="words", child=serializers.CharField())
    whole = serializers.SerializerMethodField()
    spare = serializers.CharField(default="none")

    def get_whole(self, thing):
        return type(thing).__name__


@dataclass
class Thing:
    title: str | None = "A title"
    deep: object = field(default_factory=lambda: SimpleNamespace(number=7))
    part: object = field(default_factory=lambda: SimpleNamespace(name="inner"))
    parts: tuple = ({"name": "a", "note": "n"}, SimpleNamespace(name="b"))
    words: tuple = ("x", "y")

    def doubled(self):
        return 14


THINGS = {
    "whole": Thing(),
    "empty": Thing(title=None, part=None, parts=(), words=()),
    "mapping": {
        "title": "T",
        "deep": {"number": "3"},
        "doubled": 6,
        "part": {"name": "p"},
        "parts": [],
        "words": ["z"],
        "spare": "s",
    },
}


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_is_written_as_drf_writes_it(name):
    thing = THINGS[name]
    assert show(ThingSerializer, thing) == ThingSerializer(thing).data
    assert show_all(ThingSerializer, [thing, thing]) == ThingSerializer([thing, thing], many=True).data


def test_a_part_that_must_be_there_and_is_not_is_an_error():
    with pytest.raises(AttributeError):
        show(PartSerializer, SimpleNamespace(note="only"))
