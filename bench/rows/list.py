"""The desk's list, as a signed-in member asks for it in every way that its page offers: until its first row has come.

The store is made by copying a few stories within it (bench/newsroom_store.py). What is asked for is shuffled, on one
connection, each page once before it counts.
"""
import random
import re
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from .. import members, newsroom_store, stores, warta
from ..client import Connection
from ..figures import Line, Row, count, ms, spread
from ..settings import Settings

EACH = 20
"""How often each way of asking."""
FIRST_ROW = re.compile(rb'<th scope="row"><a href="/newsroom/')
FIGURE = 0.05
MAIL = "meja@bench.example"
"""Whose list it is."""


@dataclass
class Listed:
    """One page of the list."""

    seconds: float
    """Until the first row had come; of a page without any, until its end."""
    rows: int
    next: str
    """The address of what is older."""


def measure(settings: Settings) -> Row:
    size = settings.sizes[-1]
    drafts = size // 10
    data = store(settings, size, drafts)
    link = warta.run(settings, "member", "link", MAIL, "--data", str(data))
    with warta.serving(settings, data) as server:
        times, rows = ask(server, members.Member(server.port, members.link_in(link)))
    every = spread([seconds for some in times.values() for seconds in some])
    kinds = {kind: spread(some) for kind, some in times.items()}
    slowest = max(kinds, key=lambda kind: kinds[kind]["p99"])
    return Row(
        [
            Line(
                f"list of {count(size)} stories, {count(drafts)} of them drafts: first row",
                "p99 ≤ 50 ms, of each kind",
                f"p50 {ms(every['p50'])}, p99 {ms(every['p99'])} of {every['n']:,};"
                f" slowest kind {slowest}: p99 {ms(kinds[slowest]['p99'])}",
                kinds[slowest]["p99"] / FIGURE,
                kinds[slowest]["p99"] <= FIGURE,
            )
        ],
        {"all": every, "kinds": kinds, "rows": rows},
    )


def store(settings: Settings, size: int, drafts: int) -> Path:
    """A newsroom of so many stories, so many of them drafts; made where there is none."""
    schema = stores.schema_of(settings)
    folder = settings.folder / f"newsroom-{size}-{schema}"
    data = folder / "data"
    if (folder / "whole").exists():
        return data
    for old in settings.folder.glob(f"newsroom-{size}-*"):
        shutil.rmtree(old)
    folder.mkdir(parents=True)
    print(f"making a newsroom of {count(size)} stories", file=sys.stderr, flush=True)
    warta.run(settings, "import", "--data", str(data), str(stores.corpus(settings, 100)))
    links = members.add(settings, data, 3) + members.add(settings, data, 1, MAIL)
    with warta.serving(settings, data) as server:
        for number, link in enumerate(links):
            members.Member(server.port, link).begin(f"Naskah ke-{number}", "Isi naskah.", "Nasional")
        server.stop()
    newsroom_store.NewsroomStore(data).grow(size, drafts)
    (folder / "whole").touch()
    return data


def ask(server: warta.Server, member: members.Member) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Seconds of each page by kind, and how many rows it had."""
    times: dict[str, list[float]] = {}
    rows: dict[str, int] = {}
    with Connection(server.port, host=member.host) as connection:
        paths = kinds(connection, member)
        for kind, path in paths.items():
            rows[kind] = page(connection, member, path).rows
        if empty := [kind for kind in ("all", "mine", "held", "draft", "rights", "a common word") if rows[kind] == 0]:
            raise RuntimeError(f"the list shows no story: {', '.join(empty)}")
        asked = [kind for kind in paths for _ in range(EACH)]
        random.Random(3).shuffle(asked)
        for kind in asked:
            times.setdefault(kind, []).append(page(connection, member, paths[kind]).seconds)
    return times, rows


def kinds(connection: Connection, member: members.Member) -> dict[str, str]:
    """Every way to ask, by name."""
    section, other = newsroom_store.SECTIONS[0], newsroom_store.SECTIONS[-1]
    words = newsroom_store.WORDS
    named: dict[str, dict[str, str]] = {
        "all": {},
        "mine": {"scope": "mine"},
        "held": {"scope": "held"},
        **{stage: {"stage": stage} for stage in newsroom_store.STAGES},
        **{state: {"state": state} for state in ("never", "scheduled", "live", "withdrawn")},
        **{flag: {"flag": flag} for flag in newsroom_store.FLAGS},
        "overdue": {"overdue": "1"},
        "section": {"section": section},
        "drafts of a section": {"section": section, "stage": "draft"},
        "live in a section": {"section": other, "state": "live"},
        "flag and stage": {"flag": "rights", "stage": "approved"},
        "my drafts": {"scope": "mine", "stage": "draft"},
        "my live ones": {"scope": "mine", "state": "live"},
        "held and overdue": {"scope": "held", "overdue": "1"},
        "a common word": {"words": words[0]},
        "two common words": {"words": " ".join(words[1:3])},
        "a word of all": {"words": "salinan"},
        "a word of one": {"words": "naskah"},
        "a word of none": {"words": "zxqvkj"},
        "a word and a stage": {"words": words[3], "stage": "submitted"},
        "a word and a section": {"words": words[4], "section": section},
        "a word of mine": {"words": words[5], "scope": "mine"},
    }
    paths = {kind: "/newsroom?" + urlencode({"scope": "all", **query}) for kind, query in named.items()}
    for kind in ("all", "mine", "draft", "live in a section", "a common word"):
        path = paths[kind]
        for _ in range(10):
            path = page(connection, member, path).next or path
        paths[f"{kind}, page 11"] = path
    return paths


def page(connection: Connection, member: members.Member, path: str) -> Listed:
    began = time.perf_counter()
    connection.send(path, {"Cookie": member.cookie})
    while not (found := FIRST_ROW.search(connection.buffer)) and not connection.buffer.endswith(b"</html>\n"):
        connection.more()
    seconds = time.perf_counter() - began
    answer = connection.receive()
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    older = re.search(rb'href="(/newsroom\?[^"]*before=[^"]*)"', answer.body)
    rows = len(FIRST_ROW.findall(answer.body))
    if rows and not found:
        raise RuntimeError(f"the first row of {path} was not seen coming")
    return Listed(seconds, rows, older[1].decode().replace("&amp;", "&") if older else "")
