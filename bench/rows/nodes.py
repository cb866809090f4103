"""A house of three nodes over one PostgreSQL server, all on this machine.

What one node publishes is looked for on an old page of each; what an answer and a publication cost a node is measured with
one node and with three. The database is PostgreSQL as it comes: each commit waits for the disk, no standby confirms.
"""
import http.client
import json
import random
import shutil
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from .. import desk, members, postgres, processes, stores, warta, wrk
from ..client import Connection
from ..figures import Line, Row, count, ms, spread
from ..settings import Settings
from . import cold, list as desk_list
from .publish import watch

NODES = 3


def measure(settings: Settings) -> Row:
    small, large = settings.sizes[0], settings.sizes[-1]
    with postgres.serving() as (server, _), tempfile.TemporaryDirectory(dir=settings.folder) as folder:
        first, seconds = imported(settings, server, small, Path(folder))
        archives = {small: first, large: moved(settings, server, large, Path(folder))}
        delays = publications(settings, archives[small])
        costs = {size: cost(settings, archives[size]) for size in (small, large)}
        times, _ = cold.of(settings, archives[large])
        pages = {kind: spread(some) for kind, some in times.items()}
        listed = newsroom(settings, archives[large])
        asked, failed = drained(settings, archives[small])
        keys = keystrokes(settings, archives[small])
    slowest = max(pages, key=lambda kind: pages[kind]["p99"])
    slowest_list = max(listed, key=lambda kind: listed[kind]["p99"])
    every = spread([seconds for some in times.values() for seconds in some])
    request = costs[small]["request"][NODES] / costs[small]["request"][1]
    publication = costs[small]["publication"][NODES] / costs[small]["publication"][1]
    growth = costs[large]["publication"][1] / costs[small]["publication"][1]
    speed = small / seconds
    lines = [
        Line(
            "publish on one node, headline on an old page of every node", "p99 ≤ 300 ms",
            f"p50 {ms(delays['p50'])}, p99 {ms(delays['p99'])} of {delays['n']}", delays["p99"] / 0.3, delays["p99"] <= 0.3,
        ),
        Line(
            "an answer with three nodes, to one: CPU of its node", "ratio ≤ 1.1",
            f"{costs[small]['request'][NODES] * 1e6:.1f} µs to {costs[small]['request'][1] * 1e6:.1f} µs", request, request <= 1.1,
        ),
        Line(
            "a publication with three nodes, to one: CPU of each node", "ratio ≤ 1.1",
            f"{ms(costs[small]['publication'][NODES])} to {ms(costs[small]['publication'][1])}", publication,
            publication <= 1.1,
        ),
        Line(
            f"a publication with {large:,} stories, to {small:,}: CPU of the node", "ratio ≤ 1.2",
            f"{ms(costs[large]['publication'][1])} to {ms(costs[small]['publication'][1])}", growth, growth <= 1.2,
        ),
        Line(
            f"any page with nothing cached, {large:,} stories in PostgreSQL", "p99 ≤ 15 ms, of each kind",
            f"p50 {ms(every['p50'])}, p99 {ms(every['p99'])} of {every['n']:,}; slowest kind {slowest}:"
            f" p99 {ms(pages[slowest]['p99'])}", pages[slowest]["p99"] / 0.015, pages[slowest]["p99"] <= 0.015,
        ),
        Line(
            f"list of the newsroom, {large:,} stories in PostgreSQL: first row", "p99 ≤ 80 ms, of each kind",
            f"slowest kind {slowest_list}: p50 {ms(listed[slowest_list]['p50'])}, p99 {ms(listed[slowest_list]['p99'])}",
            listed[slowest_list]["p99"] / 0.08, listed[slowest_list]["p99"] <= 0.08,
        ),
        Line(
            f"import of {small:,} stories into PostgreSQL", "≥ 3,000 stories/s", f"{count(speed)}/s", speed / 3_000,
            speed >= 3_000,
        ),
        Line(
            "one node of three is drained and replaced while readers read", "no request fails",
            f"{failed} of {asked:,} failed", reached=failed == 0,
        ),
        Line(
            "a keystroke on one node, in the event stream of another", "p95 ≤ 600 ms",
            f"p50 {ms(keys['p50'])}, p95 {ms(keys['p95'])} of {keys['n']}", keys["p95"] / 0.6, keys["p95"] <= 0.6,
        ),
    ]  # fmt: skip
    return Row(lines, {
        "delays": delays, "costs": costs, "cold": pages, "list": listed, "keystrokes": keys,
        "imported_a_second": speed,
    })  # fmt: skip


def imported(settings: Settings, server: str, size: int, folder: Path) -> tuple[stores.Archive, float]:
    """An archive of so many stories in a database of its own, and the seconds that its import took."""
    data = database(server, size, folder)
    corpus = stores.corpus(settings, size)
    began = time.monotonic()
    warta.run(settings, "import", "--data", str(data), str(corpus))
    return opened(settings, size, data), time.monotonic() - began


def moved(settings: Settings, server: str, size: int, folder: Path) -> stores.Archive:
    """The archive that other rows have in a SQLite file, moved into a database as `warta move` does it."""
    data, copy = database(server, size, folder), folder / f"copy-{size}"
    print(f"moving {size:,} stories into PostgreSQL", file=sys.stderr, flush=True)
    # What is moved is closed; the other rows go on with theirs.
    shutil.copytree(stores.archive(settings, size).data, copy)
    words = ["move", "--from", str(copy), "--to", postgres.address_of(data), "--data", str(data)]
    warta.run(settings, *words)
    warta.run(settings, *words, "--finish")
    shutil.rmtree(copy)
    return opened(settings, size, data)


def database(server: str, size: int, folder: Path) -> Path:
    """An empty database, and a data folder that names it."""
    data = folder / f"data-{size}"
    data.mkdir()
    postgres.run(server, f"CREATE DATABASE bench_{size}")
    (data / "warta.json").write_text(json.dumps({"database": server.replace("/postgres?", f"/bench_{size}?")}))
    return data


def opened(settings: Settings, size: int, data: Path) -> stores.Archive:
    postgres.run(postgres.address_of(data), "VACUUM ANALYZE")
    file = data / "addresses"
    stores.write_addresses(settings, data, size, file)
    lines = [line.split(" ") for line in file.read_text().splitlines()]
    return stores.Archive(size, data, data, [path for _, path in lines], [day for day, _ in lines])


def house(settings: Settings, archive: stores.Archive, stack: ExitStack, nodes: int = NODES) -> list[warta.Server]:
    return [stack.enter_context(warta.serving(settings, archive.data)) for _ in range(nodes)]


def publications(settings: Settings, archive: stores.Archive) -> dict[str, float]:
    """Seconds from the acknowledgement of `warta publish` until an old page of the slowest node has the headline."""
    waiting = desk.prepare(settings, archive.data, settings.publications)
    old = archive.of_year("2015")[0]
    delays = []
    with ExitStack() as stack:
        nodes = house(settings, archive, stack)
        pages = [stack.enter_context(Connection(node.port)) for node in nodes]
        for draft in waiting:
            # Each in its turn is looked at as closely as `publish` does; the others by threads of their own.
            seen = [0.0] * NODES
            threads = [
                threading.Thread(target=until_seen, args=[page, old, draft.headline.encode(), seen, place])
                for place, page in enumerate(pages[1:], 1)
            ]
            for thread in threads:
                thread.start()
            first = watch(warta.publishing(settings, archive.data, draft.number), pages[0], old, draft.headline.encode())
            for thread in threads:
                thread.join()
            delays.append(max(0.0, max(first.seen, *seen[1:]) - first.acknowledged))
    return spread(delays)


def until_seen(page: Connection, path: str, headline: bytes, seen: list[float], place: int) -> None:
    ends = time.monotonic() + 30
    while headline not in page.get(path).body:
        if time.monotonic() > ends:
            raise TimeoutError("a headline did not come to a node within 30 s")
        time.sleep(0.002)
    seen[place] = time.monotonic()


def cost(settings: Settings, archive: stores.Archive) -> dict[str, dict[int, float]]:
    """CPU seconds of a node for a hot answer, and for a publication by another process, in houses of one node and of three."""
    path = archive.of_year("2015")[7]
    found: dict[str, dict[int, float]] = {"request": {}, "publication": {}}
    for nodes in (1, NODES):
        with ExitStack() as stack:
            one = house(settings, archive, stack, nodes)
            warta.settle(one[0])
            wrk.drive(one[0].port, one[0].pid, 1, path, fields=warta.GZIP)
            loads = [wrk.drive(one[0].port, one[0].pid, settings.seconds, path, fields=warta.GZIP) for _ in range(3)]
            found["request"][nodes] = median(load.cpu_per_answer for load in loads)
            drafts = desk.prepare(settings, archive.data, settings.publications // 4)
            pids = [node.pid for node in one]
            idle = paid(pids, lambda: time.sleep(5))
            busy = paid(pids, lambda: [pass_on(settings, archive, draft.number) for draft in drafts])
            found["publication"][nodes] = (busy[0] - idle[0] / idle[1] * busy[1]) / nodes / len(drafts)
    return found


def pass_on(settings: Settings, archive: stores.Archive, number: int) -> None:
    warta.run(settings, "publish", "--data", str(archive.data), str(number))
    # Long enough for every node to have made its rails anew.
    time.sleep(0.15)


def paid(pids: list[int], work) -> tuple[float, float]:
    before, began = processes.cpu(*pids), time.monotonic()
    work()
    return processes.cpu(*pids) - before, time.monotonic() - began


def newsroom(settings: Settings, archive: stores.Archive) -> dict[str, dict[str, float]]:
    """Seconds to the first row of each way of asking that shows stories: here all are live, and came by a wire."""
    link = members.add(settings, archive.data, 1)[0]
    with warta.serving(settings, archive.data) as server:
        member = members.Member(server.port, link)
        with Connection(server.port, host=member.host) as connection:
            kinds = desk_list.kinds(connection, member)
            shown = {kind: path for kind, path in kinds.items() if desk_list.page(connection, member, path).rows}
            return {
                kind: spread([desk_list.page(connection, member, path).seconds for _ in range(desk_list.EACH)])
                for kind, path in shown.items()
            }


def drained(settings: Settings, archive: stores.Archive) -> tuple[int, int]:
    """Requests while one node after another is stopped and started, and how many had no good answer of any node.

    A reader's request goes to a node that was ready a tenth of a second ago, and to the next where a connection is refused
    or ends without a word, as a proxy does it.
    """
    asked, failed, end = [0], [0], threading.Event()
    with ExitStack() as stack:
        nodes = house(settings, archive, stack)
        ports = [node.port for node in nodes]
        paths = random.Random(5).sample(archive.paths, 200)
        ready = set(ports)

        def look() -> None:
            while not end.is_set():
                for port in ports:
                    (ready.add if status(port, "/-/ready") == 200 else ready.discard)(port)
                time.sleep(0.1)

        def read(number: int) -> None:
            dice = random.Random(number)
            while not end.is_set():
                order = sorted(ports, key=lambda port: (port not in ready, dice.random()))
                path = dice.choice(paths)
                asked[0] += 1
                failed[0] += not any(status(port, path) == 200 for port in order)

        threads = [threading.Thread(target=look), *(threading.Thread(target=read, args=[number]) for number in range(4))]
        for thread in threads:
            thread.start()
        for place in range(NODES):
            nodes[place].stop()
            nodes[place] = stack.enter_context(warta.serving(settings, archive.data, port=ports[place]))
            time.sleep(1)
        end.set()
        for thread in threads:
            thread.join()
    return asked[0], failed[0]


def status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def keystrokes(settings: Settings, archive: stores.Archive) -> dict[str, float]:
    """Seconds from when a batch is sent to one node until the event stream of a page at another tells of it."""
    links = members.add(settings, archive.data, 2)
    heard: dict[int, float] = {}
    with ExitStack() as stack:
        here, there = house(settings, archive, stack, 2)
        writer, other = members.Member(here.port, links[0]), members.Member(there.port, links[1])
        writer.open(writer.begin("Diketik di dua simpul", "Alinea pertama.", "Nasional"))
        other.open(writer.path)
        threading.Thread(target=hear, args=[other, heard], daemon=True).start()
        delays = []
        for _ in range(50 if settings.quick else 200):
            began = time.monotonic()
            writer.type("abc")
            version = writer.version
            processes.wait_for(lambda version=version: max(heard, default=0) >= version, "a keystroke", 10, 0.001)
            delays.append(min(at for known, at in heard.items() if known >= version) - began)
            time.sleep(0.1)
    return spread(delays)


def hear(member: members.Member, heard: dict[int, float]) -> None:
    """Notes when each version was told of."""
    stream = http.client.HTTPConnection("localhost", member.port, timeout=120)
    path = f"{member.path}/events?client={member.client}&after={member.epoch}.{member.version}"
    stream.request("GET", path, headers={"Host": member.host, "Cookie": member.cookie})
    answer = stream.getresponse()
    while line := answer.readline():
        if b'"version":' in line and b'"steps"' in line:
            version = int(line.partition(b'"version":')[2].split(b",")[0].split(b"}")[0])
            heard.setdefault(version, time.monotonic())
