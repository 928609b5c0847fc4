"""Draws that depend on a seed only, with the shapes that counts of people and things have; never for secrets."""

import random
from collections.abc import Sequence


class Chance(random.Random):
    """A source of draws for one thing: its seed names the thing, so that the order of making does not matter."""

    def skewed(self, count: int, *, power: float = 2.0) -> int:
        """Draw a number below `count`, small ones more often: the larger `power` is, the more."""
        return int(count * self.random() ** power)

    def one_of[T](self, things: Sequence[T], *, power: float = 2.0) -> T:
        """Draw one of the things, the first ones more often."""
        return things[self.skewed(len(things), power=power)]

    def size(self, *, median: float, spread: float, largest: int) -> int:
        """Draw a size from 1 to `largest`: log-normal, as lengths of courses and texts are."""
        return max(1, min(largest, round(median * self.lognormvariate(0, spread))))

    def some_below(self, count: int, *, number: int, power: float) -> list[int]:
        """Draw `number` different numbers below `count`, small ones more often, unless nearly all are asked for."""
        if number * 3 > count:
            return self.sample(range(count), number)
        drawn: dict[int, None] = {}
        while len(drawn) < number:
            drawn[self.skewed(count, power=power)] = None
        return list(drawn)


def share_out(total: int, *, among: int, at_most: int, power: float = 0.9) -> list[int]:
    """Share `total` out by Zipf's law, the largest part first, none above `at_most`; their sum is `total`.

    `at_most * among` is at least `total`.
    """
    weights = [1 / rank**power for rank in range(1, among + 1)]
    left, weight_left = total, sum(weights)
    parts: list[int] = []
    for place, weight in enumerate(weights):
        others = among - place - 1
        part = min(at_most, left, round(left * weight / weight_left) if others else left)
        parts.append(max(part, left - others * at_most))
        left -= parts[-1]
        weight_left -= weight
    return parts
