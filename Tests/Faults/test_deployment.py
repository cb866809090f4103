"""What `deploy/` configures, as a whole on this machine: etcd, Patroni, PostgreSQL, three nodes, HAProxy, Varnish."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from newspaper import BINARY, ROOT, Newspaper, item, until
from people import DeskPerson, History, Typist, headline
from proof import differences
from test_shared_texts import Writer, words

FRONT = "https://127.0.0.11:8443"


class Front(Newspaper):
    """The house as readers and members come to it: by HAProxy."""

    @property
    def url(self) -> str:
        return FRONT

    @property
    def place(self) -> list[str]:
        """As its machine has it, whose settings name the data folder and the database."""
        return ["--config", str(self.folder / "warta.json")]


@dataclass
class House:
    """The three machines, which are folders."""

    folder: Path
    nodes: list[Front]

    def cluster(self) -> dict[str, str]:
        """What each server is, as a Patroni that lives says it."""
        for address in ("127.0.0.12", "127.0.0.13", "127.0.0.11"):
            try:
                members = requests.get(f"http://{address}:8008/cluster", timeout=5).json()["members"]
                return {one["name"]: one["role"] for one in members}
            except requests.RequestException:
                continue
        return {}

    def start(self, name: str, program: str) -> None:
        subprocess.run([self.folder / name / "start", program], check=True)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    command = [str(ROOT / "deploy" / "on-one-machine"), "sh", "-c", 'echo "$HOUSE"; exec cat']
    environment = os.environ | {"WARTA_BINARY": str(BINARY)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        folder = Path(process.stdout.readline().strip() or "nothing")
        assert folder.is_dir(), "the house did not start"
        os.environ["REQUESTS_CA_BUNDLE"] = str(folder / "warta.pem")
        yield House(folder, [Front(folder / "n1")])
        del os.environ["REQUESTS_CA_BUNDLE"]
        process.stdin.close()


def test_the_house_outlives_its_primary_and_a_node(house: House) -> None:
    history, front = History(), house.nodes[0]
    front.take(item("1", "Berita pertama"))
    member = Writer(front, "ayu", "administrator", "0").sign_in(120)
    typist = Typist(house, history, 1, "ayu", 1, member.session)
    desk = DeskPerson(house, history, 1, "dewi", 2, member.session)
    story = typist.begin_story("Ditulis bersama")
    history.shared, history.typed[story] = [story], []
    # Pages come by the cache; the newsroom goes past it.
    until("the cache is asked", lambda: "X-Varnish" in requests.get(FRONT + "/", timeout=10).headers)
    assert "X-Varnish" not in member.session.get(FRONT + "/newsroom", timeout=20).headers
    assert requests.get(FRONT + "/-/metrics", timeout=10).status_code == 404
    # HAProxy names a request, and its reader does not.
    named = member.session.get(FRONT + "/newsroom", headers={"X-Request-ID": "nama-orang"}, timeout=20).headers
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", named["X-Request-ID"])

    # Each node has made the front once, as Varnish asks for it.
    for _ in range(9):
        requests.get("http://127.0.0.11:8081/", headers={"Surrogate-Capability": "varnish=ESI/1.0"}, timeout=10)
    end, failed, began = threading.Event(), [], time.monotonic()

    def work() -> None:
        while not end.is_set():
            typist.work()

    def read() -> None:
        while not end.is_set():
            answer = requests.get(FRONT + "/", timeout=30)
            if answer.status_code != 200:
                text = re.sub("<[^>]*>", "", answer.text)[:300]
                failed.append(f"{time.monotonic() - began:.1f} s: {answer.status_code} {text}")

    threads = [threading.Thread(target=one) for one in (work, read)]
    for thread in threads:
        thread.start()
    primary = next(name for name, role in house.cluster().items() if role == "leader")
    killed = time.monotonic()
    os.kill(int((house.folder / primary / "postgresql" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    until("a standby takes over", lambda: house.cluster().get(primary, "leader") != "leader", 60)
    before = len(history.typed[story])
    until("words are taken again", lambda: len(history.typed[story]) > before, 90)
    print(f"a new primary after {time.monotonic() - killed:.1f} s")
    # A node dies while readers read and somebody types.
    supervisor = (house.folder / "n2" / "warta.pid").read_text().strip()
    server = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split()
    for process in (supervisor, *server):
        os.kill(int(process), signal.SIGKILL)
    desk.begin_another()
    desk.step(history.desk[-1], "publication", "published")
    house.start("n2", "warta")
    until("readers see it", lambda: headline("dewi0", 1) in requests.get(FRONT + "/", timeout=20).text, 30)
    end.set()
    for thread in threads:
        thread.join(120)
    assert not failed, "\n".join(failed[:40])
    found = words(typist.text(story)["doc"]).split()
    assert differences(story, history.typed[story], found) == []
