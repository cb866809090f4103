"""`warta serve --supervise`: whatever ends the server, another is there at once; what should end it, does."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
import requests
from newspaper import Newspaper, free_port, item, until


def children(process: int) -> list[int]:
    """The processes that this one started and that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            # The name in brackets may hold anything; state and parent stand behind it.
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if entry.name.isdigit() and int(parent) == process and state != "Z":
            found.append(int(entry.name))
    return found


def supervised(paper: Newspaper) -> int:
    """The one server beneath the supervisor."""
    assert paper.server
    (server,) = children(paper.server.pid)
    return server


@pytest.fixture
def paper(new_paper: Newspaper) -> Newspaper:
    new_paper.take(item("satu", "Kabar yang tetap terbaca"))
    return new_paper.start("--supervise")


def is_answered(paper: Newspaper) -> bool:
    try:
        return paper.get("/politik/1/kabar-yang-tetap-terbaca").status_code == 200
    except requests.ConnectionError:
        return False


@pytest.mark.parametrize("fault", [signal.SIGSEGV, signal.SIGILL, signal.SIGKILL], ids=lambda fault: fault.name)
def test_a_server_that_dies_is_there_again(fault: signal.Signals, paper: Newspaper) -> None:
    """However it dies: a page is answered by another process, and the log says what happened."""
    first = supervised(paper)
    assert is_answered(paper)
    os.kill(first, fault)
    until("the server has died", lambda: not Path(f"/proc/{first}").exists(), 20)
    until("a page is answered again", lambda: is_answered(paper), 20)
    second = supervised(paper)
    assert second != first
    assert f"ended by signal {int(fault)} (" in paper.log and "starting it again" in paper.log
    assert paper.stop() == 0


def test_it_is_started_again_however_often_it_dies(paper: Newspaper) -> None:
    for _ in range(4):
        server = supervised(paper)
        os.kill(server, signal.SIGKILL)
        until("another is there", lambda: server not in (now := children(paper.server.pid)) and len(now) == 1, 20)
        until("a page is answered again", lambda: is_answered(paper), 20)
    assert paper.stop() == 0


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_ends_both_cleanly(name: str, paper: Newspaper) -> None:
    """The supervisor passes it on, waits, and ends with the server's exit code; the port is free again."""
    supervisor, server = paper.server, supervised(paper)
    assert supervisor
    supervisor.send_signal(signal.Signals[name])
    assert supervisor.wait(20) == 0
    paper.server = None
    assert not Path(f"/proc/{server}").exists()
    assert "starting it again" not in paper.log
    paper.start("--supervise")
    assert is_answered(paper)


def test_a_stop_between_two_starts_is_one(paper: Newspaper) -> None:
    """Told to stop while no server runs, the supervisor starts no other."""
    assert paper.server
    for _ in range(3):
        server = supervised(paper)
        os.kill(server, signal.SIGKILL)
        until("another is there", lambda: server not in (now := children(paper.server.pid)) and len(now) == 1, 20)
    os.kill(supervised(paper), signal.SIGKILL)
    until("it is gone", lambda: not children(paper.server.pid), 20)
    paper.server.send_signal(signal.SIGTERM)
    assert paper.server.wait(20) == 0
    paper.server = None


def test_a_server_without_its_supervisor_stops(paper: Newspaper) -> None:
    """Nobody would start it again, and nobody could stop it by the number that was written down."""
    server = supervised(paper)
    assert paper.server
    paper.server.kill()
    paper.server.wait()
    paper.server = None
    until("the server has stopped", lambda: not Path(f"/proc/{server}").exists(), 20)


@pytest.mark.parametrize(
    ("flags", "code"),
    [(["--port", "99999"], 65), (["--keliru"], 64), (["--trusted-proxy", "x"], 65), (["--admin", "8081"], 65)],
)
def test_what_is_wrong_with_the_settings_is_said_once(flags: list[str], code: int, new_paper: Newspaper) -> None:
    said = new_paper.warta("serve", "--supervise", *flags, code=code).stderr.decode()
    assert "starting it again" not in said


def test_a_port_that_is_taken_is_said_once(paper: Newspaper, tmp_path: Path) -> None:
    """By another server: for the readers' port and for the administrators'."""
    with Newspaper(tmp_path / "other") as other:
        other.folder.mkdir()
        port = str(paper.port)
        assert "Cannot listen" in other.warta("serve", "--supervise", "--port", port, code=75).stderr.decode()
        admin = ["--port", str(free_port()), "--admin", f"127.0.0.1:{port}"]
        said = other.warta("serve", "--supervise", *admin, code=75).stderr.decode()
        assert "--admin" in said and "starting it again" not in said


def test_health_and_figures_have_a_port_of_their_own(new_paper: Newspaper) -> None:
    """`--admin`: there they are, and not at the readers' port any more."""
    admin = free_port()
    new_paper.start("--admin", f"127.0.0.1:{admin}")
    for name in ("live", "ready", "health", "metrics"):
        assert requests.get(f"http://127.0.0.1:{admin}/-/{name}", timeout=20).status_code == 200, name
        assert new_paper.get(f"/-/{name}").status_code == (200 if name in ("live", "ready") else 404), name
    assert requests.get(f"http://127.0.0.1:{admin}/", timeout=20).status_code == 404
    assert f"127.0.0.1:{admin}/-/health" in new_paper.log
    assert new_paper.stop() == 0
