"""Holds a house to what it acknowledged: once, in order, and on the pages of every node."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable

import requests
from house import House, Node
from lxml import html
from newspaper import until
from people import History, Person, headline
from test_shared_texts import words

GRACE = 3.0
"""Seconds of reads that a node which is killed may have in memory alone."""


def prove(house: House, history: History, person: Person) -> list[str]:
    """What is not as it was acknowledged, in sentences."""
    until("every embargo is over", lambda: all(end is None or end + 3 < time.time() for end in history.imported.values()), 30)
    wrong = [*history.wrong, *(fault for node in house.nodes for fault in node.faults)]
    for proof in (texts, steps, copies, journal, pages, reads, store):
        wrong += proof(house, history, person)
    return wrong


def texts(house: House, history: History, person: Person) -> list[str]:
    """Each word once, each writer's in their order, and the same on each node."""
    wrong = []
    for story, typed in history.typed.items():
        versions = []
        for node in house.nodes:
            answer = person.session.get(f"{node.url}{story}/text", timeout=30)
            found = words(answer.json()["doc"]).split() if answer.status_code == 200 else [str(answer.status_code)]
            versions.append(found)
        wrong += differences(story, typed, versions[0])
        if any(version != versions[0] for version in versions):
            wrong.append(f"nodes give different texts of {story}: {versions}")
    return wrong


def differences(story: str, typed: list[str], found: list[str]) -> list[str]:
    """How a text differs from what was typed, each word before all others."""
    counts = Counter(found)
    wrong = [f"{word} of {story} was acknowledged and is lost" for word in typed if not counts[word]]
    wrong += [f"{word} of {story} is there {count} times" for word, count in counts.items() if count > 1]
    wrong += [f"{word} of {story} was never acknowledged" for word in counts if word not in typed]
    for name in sorted({writer_of(word) for word in typed}):
        theirs = [word for word in found if writer_of(word) == name]
        if theirs != [word for word in reversed(typed) if writer_of(word) == name and counts[word]]:
            wrong.append(f"words of {name} in {story} are out of order: {theirs}")
    return wrong


def writer_of(word: str) -> str:
    return word.rstrip("0123456789")


def steps(house: House, history: History, person: Person) -> list[str]:
    """Each step once, in the order in which it was taken; and each story begun once."""
    wrong = []
    acts = "'published', 'updated', 'withdrawn', 'brought_back'"
    rows = house.sql(f"SELECT story, act FROM journal WHERE act IN ({acts}) ORDER BY sequence")
    for story in history.desk:
        found = [act for number, act in rows if int(number) == story.number]
        if found != story.acts:
            wrong.append(f"{story.key}: the journal has {found}, done was {story.acts}")
    begun = Counter(row[0] for row in house.sql("SELECT headline FROM desk_story") if row[0].startswith("Kabar "))
    wrong += [f"{title} was begun {count} times" for title, count in begun.items() if count > 1]
    return wrong


def copies(house: House, history: History, person: Person) -> list[str]:
    """Each item of the wire once, released once, and not before its time."""
    rows = house.sql("SELECT uri, number, public_state FROM story WHERE uri LIKE '%:kawat%'")
    found = {uri.rsplit(":", 1)[1]: (number, state) for uri, number, state in rows}
    wrong = [f"{key} was imported and is not there" for key in history.imported if key not in found]
    public = house.sql("SELECT story, at FROM journal WHERE act = 'published' ORDER BY sequence")
    now = time.time()
    for key, end in history.imported.items():
        if key not in found:
            continue
        number, state = found[key]
        times = [int(at) / 1000 for story, at in public if story == number]
        if state != "live" or len(times) != 1:
            wrong.append(f"{key} is {state}, and was published at {times}")
        elif end and not end <= times[0] + 0.5 <= now + 1:
            wrong.append(f"{key} was published at {times[0]}, its embargo ends at {end}")
    return wrong


def journal(house: House, history: History, person: Person) -> list[str]:
    """Numbers without a gap, and times that do not go back."""
    rows = [(int(number), int(at)) for number, at in house.sql("SELECT sequence, at FROM journal ORDER BY sequence")]
    wrong = []
    if [number for number, _ in rows] != list(range(1, len(rows) + 1)):
        wrong.append("the journal's numbers have a gap")
    latest = 0
    for number, at in rows:
        # Whoever waits for a turn has looked at the clock before.
        if at < latest - 70_000:
            wrong.append(f"line {number} of the journal is dated {latest - at} ms before one that stands before it")
        latest = max(latest, at)
    if latest > time.time() * 1000 + 1000:
        wrong.append(f"the journal has a line of {latest}, which is still to come")
    return wrong


def pages(house: House, history: History, person: Person) -> list[str]:
    """What readers get, from each node, some seconds after all was done."""
    return settled(lambda: wrong_pages(house, history))


def settled(ask: Callable[[], list[str]]) -> list[str]:
    """What is still wrong after ten seconds: what is told and counted each second has come by then."""
    deadline = time.monotonic() + 10
    while (wrong := ask()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return wrong


def wrong_pages(house: House, history: History) -> list[str]:
    wrong = []
    for story in history.desk:
        for node in house.nodes:
            answer = public_page(node, story.number)
            expected = {"live": 200, "hidden": 404, "withdrawn": 410}[story.state]
            shown = set(re.findall(rf"Kabar {story.key} nomor \d+", main_of(answer)))
            if answer.status_code != expected or shown - {headline(story.key, story.revision)}:
                wrong.append(f"{node.folder.name} answers {answer.status_code} with {shown} for {story}")
            elif story.state == "live" and not shown:
                wrong.append(f"{node.folder.name} shows no headline of {story}")
    for path in ("/", "/politik", "/indeks", "/feed.xml"):
        answers = [listed(requests.get(node.url + path, timeout=30).text) for node in house.nodes]
        if any(one != answers[0] for one in answers):
            wrong.append(f"nodes give different lists at {path}: {answers}")
    return wrong


def public_page(node: Node, number: int) -> requests.Response:
    return requests.get(f"{node.url}/alamat-lama/{number}/judul-lama", timeout=30)


def main_of(answer: requests.Response) -> str:
    """The page without its rails, which name other stories."""
    found = html.fromstring(answer.content).xpath("//main//article | //main//h1") if answer.content else []
    return " ".join(one.text_content() for one in found)


def listed(page: str) -> list[str]:
    """Addresses of stories, in their order, what is most read among them."""
    return re.findall(r"/[a-z-]+/(\d+)/[a-z0-9-]+", page)


def reads(house: House, history: History, person: Person) -> list[str]:
    """None twice; and none lost but what a killed node had in memory alone."""
    return settled(lambda: wrong_reads(house, history))


def wrong_reads(house: House, history: History) -> list[str]:
    stored = int(house.sql("SELECT coalesce(sum(reads), 0) FROM read_hour")[0][0])
    sent = len(history.reads)
    kept = sum(read.is_acknowledged and not may_be_lost(read.node, read.at) for read in history.reads)
    if stored > sent:
        return [f"{sent} reads were sent, and {stored} are counted"]
    if stored < kept:
        return [f"{kept} reads were acknowledged by nodes that were not killed, and {stored} are counted"]
    return []


def may_be_lost(node: Node, at: float) -> bool:
    """Whether a node was killed before it can have stored a read."""
    for killed in node.kills:
        start = killed - GRACE
        while earlier := [began for began, ended in node.outages if began < start <= ended]:
            start = min(earlier) - GRACE
        if start <= at <= killed:
            return True
    return False


def store(house: House, history: History, person: Person) -> list[str]:
    checked = house.nodes[0].warta("check", code=None)
    said = (checked.stdout + checked.stderr).decode()
    return [] if checked.returncode == 0 else [f"warta check: {said}"]
