"""Which questions an attempt gets, and in which order: decided by its seed alone.

Things are ordered by a keyed hash of their ids, so that the same seed gives the same order on every machine and in
every release, and says nothing about the order in which they are stored.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

import msgspec
from bson import ObjectId

from lyceum.assessment.rules.questions import Question, QuestionKind

SEED_LIMIT: Final = 2**31
_SHUFFLED: Final = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})


class _Named(Protocol):
    @property
    def id(self) -> ObjectId: ...


def draw_questions(
    questions: Sequence[Question], *, seed: int, draw: int | None, shuffle: bool
) -> tuple[Question, ...]:
    """Return the questions that an attempt puts, as it puts them; `draw` None = all of them."""
    mixed = mix(questions, seed=seed)
    drawn = mixed if draw is None else mixed[:draw]
    if not shuffle:
        kept = {question.id for question in drawn}
        return tuple(question for question in questions if question.id in kept)
    return tuple(_mix_choices(question, seed=seed) for question in drawn)


def mix[T: _Named](things: Iterable[T], *, seed: int) -> tuple[T, ...]:
    """Return things in an order that depends on the seed and their ids only."""
    key = seed.to_bytes(8, "big", signed=True)
    return tuple(sorted(things, key=lambda thing: hashlib.blake2b(thing.id.binary, key=key, digest_size=8).digest()))


def _mix_choices(question: Question, *, seed: int) -> Question:
    if question.kind not in _SHUFFLED:
        return question
    return msgspec.structs.replace(question, choices=mix(question.choices, seed=seed))
