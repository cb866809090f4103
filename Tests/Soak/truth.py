"""What readers may see of each story at each moment, told by whoever changes it, before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["missing", "hidden", "public", "withdrawn"]

# A change that was confirmed is on every page this many seconds later. The server promises some ten milliseconds; the
# rest is for a machine on which strangers, imports and this program share two cores.
GRACE = 2.0

HEADLINE = re.compile(r"Kabar (K\d+) nomor (\d+)")


def headline(key: str, revision: int) -> str:
    """A headline that names its story and its text, so that every page can be checked by searching it."""
    return f"Kabar {key} nomor {revision}"


def canary(key: str) -> str:
    """A word that stands in the body of one story and nowhere else."""
    return f"kanari{key.lower()}"


@dataclass
class Change:
    """A story became this, at some moment between `begin` and `done`; `done` is None while nobody has confirmed it."""

    kind: Kind
    revision: int
    begin: float
    done: float | None = None


@dataclass
class Story:
    key: str
    number: int | None = None
    """Known once the store has given it."""
    since: float = 0
    """The time of the dateline, by which lists are ordered."""
    changes: list[Change] = field(default_factory=lambda: [Change("missing", 0, 0, 0)])

    def possible(self, begin: float, end: float) -> list[Change]:
        """What an answer that was asked for at `begin` and came at `end` may show."""
        settled = 0
        for index, change in enumerate(self.changes):
            if change.done is not None and change.done + GRACE <= begin:
                settled = index
        return [change for change in self.changes[settled:] if change.begin <= end]

    @property
    def latest(self) -> Change:
        return self.changes[-1]


@dataclass(frozen=True)
class Begin:
    """Sent before a story is changed."""

    key: str
    kind: Kind
    revision: int
    at: float
    since: float | None = None


@dataclass(frozen=True)
class Done:
    """Sent when the change is confirmed."""

    key: str
    at: float
    number: int | None = None


@dataclass(frozen=True)
class Server:
    """The server went down, or came up again."""

    is_up: bool
    at: float


@dataclass(frozen=True)
class Phase:
    """What is measured from now on belongs to this part of the run; `end` ends it."""

    name: Literal["calm", "storm", "end"]


class Truth:
    """Everything that was told so far."""

    def __init__(self) -> None:
        self.stories: dict[str, Story] = {}
        self.is_up = False
        self.up_since = 0.0

    def hear(self, message: Begin | Done | Server) -> None:
        match message:
            case Begin(key, kind, revision, at, since):
                story = self.stories.setdefault(key, Story(key))
                story.since = since or story.since
                story.changes.append(Change(kind, revision, at))
            case Done(key, at, number):
                story = self.stories[key]
                story.number = number or story.number
                for change in story.changes:
                    if change.done is None and change.begin <= at:
                        change.done = at
            case Server(is_up, at):
                self.is_up = is_up
                if is_up:
                    self.up_since = at

    def wrong_headlines(self, text: str, begin: float, end: float) -> Iterator[str]:
        """Every headline in a page that no reader may see there and then."""
        for key, revision in set(HEADLINE.findall(text)):
            possible = self.stories[key].possible(begin, end)
            if not any(change.kind == "public" and change.revision == int(revision) for change in possible):
                yield f"{headline(key, int(revision))} is shown, but it is {possible}"

    def newest(self, begin: float, end: float, rows: int) -> list[Story]:
        """Public stories that a list of so many rows cannot lack, whatever is uncertain."""
        candidates = [s for s in self.stories.values() if any(c.kind == "public" for c in s.possible(begin, end))]
        sure = [s for s in candidates if all(c.kind == "public" for c in s.possible(begin, end))]
        # Two that are dated within a second of each other may stand in either order.
        return [s for s in sure if sum(other.since >= s.since - 1 for other in candidates) <= rows]
