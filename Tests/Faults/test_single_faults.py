"""Faults that come in the very moment when something happens: a publication, a schedule, an import, a commit."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time

import requests
from conftest import Newsroom
from house import Node
from newspaper import item, until
from people import DeskStory, headline
from proof import differences, main_of, public_page, texts
from wire import Wire, written


def test_a_node_that_is_killed_while_it_publishes_publishes_once_or_not_at_all(newsroom: Newsroom) -> None:
    house, dewi = newsroom.house, newsroom.dewi
    first, *others = house.nodes
    stories = []
    for index in range(6):
        dewi.begin_another()
        stories.append(newsroom.history.desk[-1])
    for index, story in enumerate(stories):
        page = dewi.get(f"{story.path}/publication").text
        sent = threading.Thread(target=send_form, args=(newsroom, first.url, f"{story.path}/publication", page))
        sent.start()
        # Anywhere from before it is read to after it is answered.
        threading.Event().wait(0.004 * index)
        first.kill()
        sent.join()
        # Whoever did not hear the answer asks another node, and does it again if it is not done.
        house.nodes = others
        try:
            if dewi.get(f"{story.path}/publication").status_code == 200:
                dewi.step(story, "publication", "published")
            else:
                story.acts.append("published")
        finally:
            house.nodes = [first, *others]
        story.state = "live"
        house.heal()
    lines = house.sql("SELECT story FROM journal WHERE act = 'published'")
    for story in stories:
        assert [int(line[0]) for line in lines].count(story.number) == 1, story
        for node in house.nodes:
            until("it is on each node", lambda story=story, node=node: shows(node, story))


def send_form(newsroom: Newsroom, url: str, path: str, page: str) -> None:
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    try:
        newsroom.dewi.session.post(url + path, data=form, headers={"Origin": url}, timeout=10, allow_redirects=False)
    except requests.RequestException:
        return


def shows(node: Node, story: DeskStory) -> bool:
    return headline(story.key, story.revision) in main_of(public_page(node, story.number))


def test_what_is_due_is_published_once_though_nodes_are_killed_in_that_moment(newsroom: Newsroom) -> None:
    house = newsroom.house
    due = time.time() + 6
    keys = [f"jadwal{index}" for index in range(20)]
    house.nodes[0].take(*(item(key, f"Terjadwal {key}", embargoedUntil=written(due)) for key in keys))
    numbers = {row[0] for row in house.sql("SELECT number FROM story WHERE uri LIKE '%:jadwal%'")}

    def released() -> list[tuple[str, int]]:
        rows = house.sql("SELECT story, at FROM journal WHERE act = 'published' ORDER BY sequence")
        return [(number, int(at)) for number, at in rows if number in numbers]

    until("the time has come", lambda: time.time() >= due, 20)
    # One is killed before it has begun, the other in the middle.
    house.nodes[0].kill()
    until("one has begun", released, 20)
    house.nodes[1].kill()
    until("all are published", lambda: len(released()) >= len(keys), 20)
    house.heal()
    lines = released()
    assert sorted(number for number, _ in lines) == sorted(numbers)
    assert all(at >= due * 1000 - 1 for _, at in lines)
    number = int(next(iter(numbers)))
    for node in house.nodes:
        until("each node shows it", lambda node=node: public_page(node, number).status_code == 200)


def test_three_type_through_two_nodes_while_one_and_an_import_are_killed(newsroom: Newsroom) -> None:
    house, history = newsroom.house, newsroom.history
    third = house.nodes.pop()
    try:
        story = newsroom.typists[0].begin_story("Ditulis bertiga")
        history.shared, history.typed[story] = [story], []
        threads = [threading.Thread(target=lambda one=one: [one.work() for _ in range(12)]) for one in newsroom.typists]
        for thread in threads:
            thread.start()
        wire = Wire(house, history, 3)
        file = house.nodes[0].folder / "kawat.jsonl"
        file.write_text("".join(json.dumps(item(f"kawat{index}", f"Kawat {index}")) + "\n" for index in range(300)))
        for kill in range(3):
            until("words were taken", lambda kill=kill: len(history.typed[story]) > 8 * kill, 60)
            with wire.started(str(file)) as process:
                house.nodes[kill % 2].kill()
                process.kill()
            house.heal()
        for thread in threads:
            thread.join(120)
        assert wire.finished(str(file)) == 0
        assert texts(house, history, newsroom.typists[0]) == []
        assert len(history.typed[story]) == 36
        rows = house.sql("SELECT uri FROM story WHERE uri LIKE '%:kawat%'")
        assert len(rows) == len({row[0] for row in rows}) == 300
        assert house.nodes[0].warta("check").returncode == 0
    finally:
        house.nodes.append(third)


def test_a_node_stops_in_its_time_though_its_database_hangs(newsroom: Newsroom) -> None:
    node = newsroom.house.nodes[-1]
    assert requests.get(f"{node.url}/cari?q=menteri", timeout=30).status_code == 200
    node.network("hung")
    asking = [threading.Thread(target=search, args=(node, word)) for word in ("gempa", "banjir", "pemilu")]
    for each in asking:
        each.start()
    until("it says that its store is away", lambda: not node.is_ready, 60)
    began = time.monotonic()
    assert node.end() == 0, node.log[-2000:]
    # Fifteen seconds are its own limit; a machine that is busy has as many more.
    assert time.monotonic() - began < 30
    for each in asking:
        each.join()
    newsroom.house.heal()


def search(node: Node, word: str) -> None:
    """Asks for what is not kept, and takes whatever comes."""
    with contextlib.suppress(requests.RequestException):
        requests.get(f"{node.url}/cari?q={word}", timeout=60)


def test_the_proof_sees_what_is_lost_doubled_made_up_or_out_of_order() -> None:
    typed = ["ayu0", "citra0", "ayu1"]
    assert differences("naskah", typed, ["ayu1", "citra0", "ayu0"]) == []
    assert differences("naskah", typed, ["citra0", "ayu1", "ayu0"]) == []
    for wrong in ("ayu1 citra0", "ayu1 citra0 ayu0 ayu0", "dewi0 ayu1 citra0 ayu0", "ayu0 citra0 ayu1"):
        assert differences("naskah", typed, wrong.split()), wrong
