"""The house that the tests of single faults share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

from house import House  # noqa: E402
from newspaper import item  # noqa: E402
from people import DeskPerson, History, Typist  # noqa: E402
from test_shared_texts import Writer  # noqa: E402


class Newsroom:
    """A house with people in it, and what they did."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.history = History()
        house.nodes[0].take(item("pertama", "Berita pertama"))
        member = Writer(house.nodes[0], "ayu", "administrator", "0")
        house.start()
        session = member.sign_in(120).session
        names = enumerate(("ayu", "bagus", "citra"))
        self.typists = [Typist(house, self.history, 1, name, tab, session) for tab, name in names]
        self.dewi = DeskPerson(house, self.history, 1, "dewi", 3, session)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("house")
    with House(folder) as house:
        yield Newsroom(house)
