"""What whoever runs the server is given: an access log, logs as JSON, names of requests, a stop that nobody notices."""

from __future__ import annotations

import json
import re
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

import pytest
import requests
from newspaper import BINARY, Newspaper, environment, free_port, item, until
from secure import make_pair
from test_shared_texts import Writer
from test_two_nodes import nodes, server  # noqa: F401: fixtures

COMMON = re.compile(
    r'(\S+) - - \[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000)\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+|-)'
)
COMBINED = re.compile(COMMON.pattern + r' "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"')


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Newspaper]:
    with Newspaper(tmp_path) as paper:
        paper.take(item("1", "Berita pertama"))
        yield paper


def lines(file: Path, count: int) -> list[str]:
    """The lines of a log once there are so many, whole."""
    until(f"{file.name} has {count} lines", lambda: file.exists() and file.read_text().count("\n") >= count)
    return file.read_text().splitlines()


def test_every_answer_is_one_line_of_the_access_log(paper: Newspaper) -> None:
    log = paper.folder / "access.log"
    paper.start("--access-log", str(log), "--trusted-proxy", "127.0.0.1")
    known = len(lines(log, 1))
    front = paper.get("/")
    paper.get("/", **{"X-Forwarded-For": "203.0.113.7", "Referer": 'http://a.example/"x\\', "User-Agent": "Peramban/1"})
    paper.get("/tidak/ada?a=1")
    paper.get("/newsroom/link/sangat-rahasia")
    paper.get("/newsroom", Referer=paper.url + "/newsroom/guest/sangat-rahasia/page")
    with socket.create_connection(("127.0.0.1", paper.port)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\nsesuatu")
        while line.recv(4096):
            pass
    written = lines(log, known + 6)[known:]
    assert len(written) == 6, written
    found = [COMBINED.fullmatch(one) for one in written]
    assert all(found), written
    assert found[0][3] == "GET / HTTP/1.1" and found[0][4] == "200"
    assert int(found[0][5]) == int(front.headers["Content-Length"])
    said = datetime.strptime(found[0][2], "%d/%b/%Y:%H:%M:%S %z")
    assert abs((datetime.now(timezone.utc) - said).total_seconds()) < 60
    assert found[1][1] == "203.0.113.7" and found[1][6] == r"http://a.example/\"x\\" and found[1][7] == "Peramban/1"
    assert found[2][3] == "GET /tidak/ada?a=1 HTTP/1.1" and found[2][4] == "404"
    assert found[3][3] == "GET /newsroom/link/- HTTP/1.1"
    assert found[4][6].endswith("/newsroom/guest/-/page")
    assert found[5][4] == "400"
    assert "rahasia" not in log.read_text()


def test_the_access_log_may_be_moved_away_and_is_opened_again(paper: Newspaper) -> None:
    log, former = paper.folder / "access.log", paper.folder / "access.log.1"
    paper.start("--access-log", str(log), "--access-log-format", "common")
    paper.get("/pertama")
    lines(log, 2)
    log.rename(former)
    paper.get("/sesudah-pindah")
    paper.server.send_signal(signal.SIGHUP)
    until("it is there again", log.exists)
    paper.get("/kedua")
    assert all(COMMON.fullmatch(one) for one in lines(log, 1) + lines(former, 3))
    assert "/kedua" in log.read_text() and "/sesudah-pindah" in former.read_text()
    assert paper.stop() == 0
    assert "/kedua" in log.read_text()


def test_a_supervised_server_opens_its_log_again_as_well(paper: Newspaper) -> None:
    log = paper.folder / "access.log"
    paper.start("--access-log", str(log), "--supervise")
    lines(log, 1)
    log.unlink()
    paper.server.send_signal(signal.SIGHUP)
    until("it is there again", log.exists)
    assert paper.get("/").status_code == 200
    lines(log, 1)


def test_a_disk_that_is_full_or_slow_keeps_nobody_waiting(paper: Newspaper) -> None:
    paper.start("--access-log", "/dev/full")
    for _ in range(5):
        assert paper.get("/").status_code == 200
    until("it is said", lambda: "The access log cannot be written" in paper.log)

    def lost() -> int:
        return int(re.search(r"warta_access_log_lost_total (\d+)", paper.get("/-/metrics").text)[1])

    until("they are counted", lambda: lost() >= 5)


def test_an_access_log_in_json_names_the_request_as_the_answer_and_the_log_do(paper: Newspaper) -> None:
    log = paper.folder / "access.log"
    flags = ["--access-log-format", "json", "--log-format", "json", "--trusted-proxy", "127.0.0.1"]
    paper.start("--access-log", str(log), *flags)
    named = paper.get("/newsroom", **{"X-Request-ID": "dari-proksi-1"})
    assert named.headers["X-Request-ID"] == "dari-proksi-1"
    forged = paper.get("/newsroom", **{"X-Request-ID": 'a" b'})
    assert re.fullmatch("[0-9a-f]{16}", forged.headers["X-Request-ID"])
    assert "X-Request-ID" not in paper.get("/", **{"X-Request-ID": "x"}).headers

    def entries() -> list[dict[str, object]]:
        """What is written of all but the questions whether it is ready."""
        whole = log.read_text().split("\n")[:-1] if log.exists() else []
        return [one for one in map(json.loads, whole) if one.get("target") != "/-/ready"]

    until("all three are written", lambda: len(entries()) >= 3)
    written = {one.get("request"): one for one in entries()}
    names = {"dari-proksi-1": "/newsroom", forged.headers["X-Request-ID"]: "/newsroom", "x": "/"}
    assert {name: one["target"] for name, one in written.items()} == names
    first = written["dari-proksi-1"]
    assert first["method"] == "GET" and first["status"] == named.status_code
    assert first["host"] == f"127.0.0.1:{paper.port}" and first["seconds"] >= 0
    with sqlite3.connect(paper.data / "warta.sqlite", timeout=20) as store:
        store.execute("ALTER TABLE story RENAME TO story_away")
    broken = until("a page cannot be made", lambda: (a := paper.get("/cari?q=berita")).status_code >= 500 and [a])[0]
    name = broken.headers["X-Request-ID"]
    logged = until("the log names it", lambda: [one for one in log_lines(paper) if one.get("request") == name])
    assert logged[0]["level"] == "error" and logged[0]["message"] and logged[0]["time"].endswith("Z")


def test_streams_of_http2_are_counted_and_written_down_as_well(tmp_path: Path) -> None:
    pair = make_pair(tmp_path, "warta")
    log = tmp_path / "access.log"
    with Newspaper(tmp_path) as paper:
        paper.take(item("1", "Berita pertama"))
        paper.port = free_port()
        command = [BINARY, "serve", "--port", str(paper.port), *paper.place, *pair.flags, "--access-log", log]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment()) as server:
            try:
                until("it listens", lambda: listens(paper.port), 30)
                curl = ["curl", "--silent", "--cacert", pair.certificate, "--http2"]
                front, other = (f"https://127.0.0.1:{paper.port}{path}" for path in ("/", "/cari?q=x"))
                subprocess.run([*curl, front, front, other], check=True, stdout=subprocess.DEVNULL, timeout=30)
                for one in lines(log, 3):
                    assert COMBINED.fullmatch(one)[3].endswith("HTTP/2.0"), one
                said = subprocess.run(
                    [*curl, f"https://127.0.0.1:{paper.port}/-/metrics"], check=True, capture_output=True, timeout=30
                ).stdout.decode()
                for route in ("kept", "page", "search"):
                    assert f'warta_requests_total{{route="{route}",protocol="h2",status="2xx"}} 1\n' in said, route
            finally:
                server.send_signal(signal.SIGINT)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def log_lines(paper: Newspaper) -> list[dict[str, str]]:
    """What was logged; the sentence that says where the newspaper is stands on standard output, and is no line of it."""
    return [json.loads(one) for one in paper.log.splitlines() if one.startswith("{")]


def test_a_name_of_a_request_is_believed_of_a_trusted_proxy_alone(paper: Newspaper) -> None:
    paper.start()
    said = paper.get("/newsroom", **{"X-Request-ID": "dari-siapa-saja"}).headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{16}", said)


def test_a_server_that_is_told_to_stop_says_so_first(paper: Newspaper) -> None:
    paper.start("--drain-seconds", "60")
    with socket.create_connection(("127.0.0.1", paper.port), timeout=20) as stream:
        stream.sendall(b"GET /-/updates HTTP/1.1\r\nHost: x\r\n\r\n")
        heard = stream.recv(65536)
        paper.server.send_signal(signal.SIGTERM)
        until("it is not ready", lambda: paper.get("/-/ready").status_code == 503 or None)
        assert paper.get("/-/live").status_code == 200
        kept = paper.get("/")
        assert kept.status_code == 200 and kept.headers["Connection"] == "close"
        assert paper.get("/cari?q=berita").headers["Connection"] == "close"
        assert "warta_draining 1" in paper.get("/-/metrics").text
        # A second one ends the wait; the stream is told to come back, elsewhere.
        paper.server.send_signal(signal.SIGTERM)
        while part := stream.recv(65536):
            heard += part
    assert re.search(rb"retry: \d{3,4}\nevent: bye\ndata: bye\n\n", heard)
    assert paper.server.wait(20) == 0
    paper.server = None


@contextmanager
def balanced(folder: Path, papers: list[Newspaper]) -> Iterator[str]:
    """HAProxy in front of the nodes: it asks each whether it is ready."""
    port = free_port()
    servers = "".join(
        f"    server node{index} 127.0.0.1:{paper.port} check inter 200ms fall 1 rise 1\n"
        for index, paper in enumerate(papers)
    )
    file = folder / "haproxy.cfg"
    file.write_text(
        "defaults\n    mode http\n    timeout connect 2s\n    timeout client 60s\n    timeout server 60s\n"
        "    option httpchk GET /-/ready\n    http-check expect status 200\n"
        f"frontend readers\n    bind 127.0.0.1:{port}\n    default_backend warta\n"
        "backend warta\n    balance roundrobin\n    option redispatch\n    retries 2\n" + servers
    )
    with subprocess.Popen(["haproxy", "-db", "-f", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as proxy:
        try:
            until("it answers", lambda: answers(port), 20)
            yield f"http://127.0.0.1:{port}"
        finally:
            proxy.terminate()


def answers(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/-/live", timeout=5).status_code == 200
    except requests.ConnectionError:
        return False


def test_nobody_notices_that_a_node_is_drained_and_replaced(nodes: list[Newspaper], tmp_path: Path) -> None:  # noqa: F811
    flags = ["--drain-seconds", "2"]
    for node in nodes:
        node.start(*flags)
    writer = Writer(nodes[0], "bagus", "administrator", "1")
    writer.sign_in()
    story = writer.begin("Naskah yang ditulis terus")
    opened = writer.open(story)
    failures: list[str] = []
    counts = {"reader": 0, "writer": 0}
    over = threading.Event()

    def read(url: str, index: int) -> None:
        session = requests.Session()
        paths = ["/", "/politik", "/cari?q=berita", "/feed.xml", f"/-/rails?x={index}"]
        while not over.is_set():
            for path in paths:
                try:
                    answer = session.get(url + path, timeout=30)
                    if answer.status_code != 200:
                        failures.append(f"{path}: {answer.status_code}")
                except requests.RequestException as error:
                    failures.append(f"{path}: {error}")
                counts["reader"] += 1

    def write(url: str) -> None:
        version = opened["version"]
        writer.paper = Newspaper(nodes[0].folder, port=int(url.rsplit(":", 1)[1]))
        while not over.is_set():
            try:
                answer = writer.type(story, "kata ", opened["epoch"], version)
                if answer.status_code != 200:
                    failures.append(f"writing: {answer.status_code} {answer.text[:200]}")
                else:
                    version = answer.json()["version"]
                    writer.sequence += 1
            except requests.RequestException as error:
                failures.append(f"writing: {error}")
            counts["writer"] += 1
            time.sleep(0.05)

    with balanced(tmp_path, nodes) as url:
        threads = [threading.Thread(target=read, args=(url, index)) for index in range(3)]
        threads.append(threading.Thread(target=write, args=(url,)))
        for thread in threads:
            thread.start()
        for node in nodes:
            began = dict(counts)
            until("everybody is under way", lambda: all(counts[who] > began[who] + 5 for who in counts), 30)
            node.server.send_signal(signal.SIGTERM)
            assert node.server.wait(40) == 0
            node.start(*flags)
            began = dict(counts)
            until("it is asked again", lambda: all(counts[who] > began[who] + 20 for who in counts), 30)
        over.set()
        for thread in threads:
            thread.join(60)
    assert not failures, failures[:10]
    print(counts)
