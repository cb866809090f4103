"""The desk's list, as a signed-in member asks for it in every way that its page offers: until its first row has come.

What is asked for is shuffled, on one connection, each page once before it counts.
"""
import random
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from .. import desk, members, stores, warta
from ..client import Connection
from ..figures import Line, Row, count, ms, spread
from ..settings import Settings

EACH = 20
"""How often each way of asking."""
FIRST_ROW = re.compile(rb'<th scope="row"><a href="/newsroom/')
FIGURE = 0.05


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
    archive = stores.archive(settings, size)
    fill(settings, archive, drafts)
    link = members.add(settings, archive.data, 1)[0]
    with warta.serving(settings, archive.data) as server:
        times, rows = ask(server, members.Member(server.port, link))
    every = spread([seconds for some in times.values() for seconds in some])
    kinds = {kind: spread(some) for kind, some in times.items()}
    slowest = max(kinds, key=lambda kind: kinds[kind]["p99"])
    return Row(
        [
            Line(
                f"list of {count(size)} stories and {count(drafts)} drafts: first row",
                "p99 ≤ 50 ms",
                f"p50 {ms(every['p50'])}, p99 {ms(every['p99'])} of {every['n']:,};"
                f" slowest {slowest}: p99 {ms(kinds[slowest]['p99'])}",
                every["p99"] / FIGURE,
                every["p99"] <= FIGURE,
            )
        ],
        {"all": every, "kinds": kinds, "rows": rows},
    )


def fill(settings: Settings, archive: stores.Archive, drafts: int) -> None:
    """Puts drafts on the desk of an archive, once."""
    done = archive.folder / f"drafts-{drafts}"
    if not done.exists():
        desk.prepare(settings, archive.data, drafts)
        done.touch()


def ask(server: warta.Server, member: members.Member) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Seconds of each page by kind, and how many rows it had."""
    times: dict[str, list[float]] = {}
    rows: dict[str, int] = {}
    with Connection(server.port, host=member.host) as connection:
        paths = kinds(connection, member)
        for kind, path in paths.items():
            rows[kind] = page(connection, member, path).rows
        if rows["all"] == 0 or rows["drafts"] == 0:
            raise RuntimeError("the list shows no story")
        asked = [kind for kind in paths for _ in range(EACH)]
        random.Random(3).shuffle(asked)
        for kind in asked:
            times.setdefault(kind, []).append(page(connection, member, paths[kind]).seconds)
    return times, rows


def kinds(connection: Connection, member: members.Member) -> dict[str, str]:
    """Every way to ask, by name."""
    named: dict[str, dict[str, str]] = {
        "all": {},
        "mine": {"scope": "mine"},
        "held": {"scope": "held"},
        "drafts": {"stage": "draft"},
        "submitted": {"stage": "submitted"},
        "in edit": {"stage": "in_edit"},
        "approved": {"stage": "approved"},
        "never public": {"state": "never"},
        "scheduled": {"state": "scheduled"},
        "live": {"state": "live"},
        "withdrawn": {"state": "withdrawn"},
        "a section": {"section": "nasional"},
        "a small section": {"section": "opini"},
        "drafts of a section": {"section": "nasional", "stage": "draft"},
        "live in a section": {"section": "opini", "state": "live"},
        "rights": {"flag": "rights"},
        "overdue": {"overdue": "1"},
        "a word of many": {"words": "warga"},
        "a word of drafts": {"words": "kilat"},
        "words of many": {"words": "warga pasar jalan"},
        "a word and a stage": {"words": "kabar", "stage": "draft"},
        "a word of nobody": {"words": "zxqvkj"},
    }
    paths = {kind: "/newsroom?" + urlencode({"scope": "all", **query}) for kind, query in named.items()}
    for kind in ("all", "drafts", "live in a section"):
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
