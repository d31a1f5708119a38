"""Chance that falls the same way for the same words, on every machine."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class SeededRandom:
    """Seeded by words (scenario, seed, unit, channel …); the same words always give the same
    series.
    """

    def __init__(self, *words: object) -> None:
        self._random = Random("|".join(str(word) for word in words))  # noqa: S311 - plausible texts, not secrets

    def pick(self, choices: Sequence[T]) -> T:
        return self._random.choice(choices)

    def sample(self, choices: Sequence[T], count: int) -> list[T]:
        """`count` different choices, fewer where there are not enough."""
        return self._random.sample(list(choices), min(count, len(choices)))

    def between(self, low: int, high: int) -> int:
        """Both ends included."""
        return self._random.randint(low, high)

    def share(self, low: float, high: float) -> float:
        return self._random.uniform(low, high)
