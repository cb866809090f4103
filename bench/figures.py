"""Small arithmetic, and the lines that the table is made of."""
import math
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass
class Line:
    """One line of the table."""

    name: str
    figure: str
    """What is to be reached, in words."""
    measured: str
    ratio: float | None = None
    """Measured to figure, or ours to the other's, where that says more than the two alone."""
    reached: bool | None = None
    """None where there is no figure to reach."""


@dataclass
class Row:
    """What one row gives: lines for people, and everything that was measured."""

    lines: list[Line]
    raw: dict[str, Any] = field(default_factory=dict)


def percentile(values: list[float], share: float) -> float:
    """The value that this share (0 to 1) of the others do not pass: always one that was measured."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def spread(values: list[float]) -> dict[str, float]:
    """How values lie, in their own unit."""
    return {
        "n": len(values),
        "min": min(values),
        "p50": median(values),
        "p95": percentile(values, 0.95),
        "p99": percentile(values, 0.99),
        "max": max(values),
    }


def ms(seconds: float) -> str:
    """Seconds as milliseconds for people: three digits that count."""
    value = seconds * 1_000
    return f"{value:.0f} ms" if abs(value) >= 100 else f"{value:.1f} ms"


def count(number: float) -> str:
    return f"{number:,.0f}"
