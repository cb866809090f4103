"""Which pages readers ask for: few very often, most hardly ever."""
import random
from itertools import accumulate


def draw(paths: list[str], count: int, exponent: float = 1.0, seed: int = 2005) -> list[str]:
    """`count` requests over all pages, the page of rank r with a weight of 1/r^exponent.

    Ranks are dealt by lot, so that what is read most lies anywhere in the archive; the same every time.
    """
    dice = random.Random(seed)
    ranked = paths[:]
    dice.shuffle(ranked)
    weights = list(accumulate(1 / rank**exponent for rank in range(1, len(ranked) + 1)))
    return dice.choices(ranked, cum_weights=weights, k=count)
