"""The file of settings: every flag of `serve` can stand in it, and what is wrong in it is said with its name."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
from typing import Any

import pytest
import requests
from newspaper import BINARY, Newspaper, environment, free_port, until
from test_supervisor import children

NUMBERS = {"NUMBER", "BYTES", "SECONDS", "MIB"}
HELP = json.loads(
    subprocess.run([str(BINARY), "serve", "--experimental-dump-help"], capture_output=True, check=True, timeout=60).stdout
)
FLAGS = [one for one in HELP["command"]["arguments"] if one["shouldDisplay"]]


def key(argument: dict[str, Any]) -> str:
    """`maxHeader` of `--max-header`."""
    return re.sub(r"-(\w)", lambda found: found[1].upper(), argument["preferredName"]["name"])


KEYS = {key(one): one for one in FLAGS if key(one) not in ("config", "help", "version")}
NUMERIC = sorted(name for name, one in KEYS.items() if one.get("valueName") in NUMBERS)


def refused(paper: Newspaper, settings: Any, *flags: str, **variables: str) -> str:
    """What `serve` says of a file that it refuses."""
    file = paper.folder / "settings.json"
    file.write_text(settings if isinstance(settings, str) else json.dumps(settings))
    done = subprocess.run(
        [str(BINARY), "serve", "--data", str(paper.data), "--config", str(file), *flags],
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        env=environment() | variables,
    )
    assert done.returncode == 65, done.stderr + done.stdout
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize("name", NUMERIC)
def test_every_number_is_read_and_bounded(name: str, new_paper: Newspaper) -> None:
    """The sentence names the key and the file."""
    assert f"“{name}” in {new_paper.folder / 'settings.json'} is -5; it must be" in refused(new_paper, {name: -5})


def test_a_variable_counts_before_the_file_and_a_flag_before_both(new_paper: Newspaper) -> None:
    """Also in the sentence that says where the wrong value stands."""
    assert "WARTA_MAX_HEADER is -6;" in refused(new_paper, {"maxHeader": -5}, WARTA_MAX_HEADER="-6")
    assert "--max-header is -7;" in refused(new_paper, {"maxHeader": -5}, "--max-header=-7", WARTA_MAX_HEADER="-6")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("admin", "8081", "no address with a port"),
        ("logLevel", "loud", "no log level"),
        ("smtp", "surat", "no host with a port"),
        ("url", "warta", "no address of a site"),
    ],
)
def test_a_text_is_read(name: str, value: str, words: str, new_paper: Newspaper) -> None:
    said = refused(new_paper, {name: value})
    assert words in said and f"“{name}” in {new_paper.folder / 'settings.json'} is “{value}”" in said


def test_what_nobody_reads_is_refused(new_paper: Newspaper) -> None:
    file = f"in {new_paper.folder / 'settings.json'}"
    assert f"“prot” {file} is no setting" in refused(new_paper, {"prot": 80})
    # What the file cannot say of itself, and what only the supervisor says.
    for name in ("config", "help", "supervised"):
        assert f"“{name}” {file} is no setting" in refused(new_paper, {name: True})
    for value in (None, {}, 1.5, [1], [[]]):
        assert f"“port” {file} must be" in refused(new_paper, {"port": value})
    assert f"“host” {file} must be one text" in refused(new_paper, {"host": ["127.0.0.1"]})
    assert f"“trustedProxy” {file} must be a list" in refused(new_paper, {"trustedProxy": 5})
    for name, one in KEYS.items():
        if one["kind"] == "flag":
            assert f"“{name}” {file} must be true or false" in refused(new_paper, {name: "yes"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not JSON"),
        ("[1]", "must be one JSON object"),
        ('{"port": 1,', "is not JSON"),
        ('{\n"port": 1,\n\'host\': 2}', "is not JSON near line 3"),
        ('{"port": 1,\n}', "is not JSON near line 2"),
        ('{"port": 1, "port": 2}', 'has the key "port" twice'),
        ("\udcff{}", "is not JSON"),
    ],
)
def test_what_is_no_json_is_refused(text: str, words: str, new_paper: Newspaper) -> None:
    file = new_paper.folder / "settings.json"
    file.write_bytes(text.encode(errors="surrogateescape"))
    said = new_paper.warta("check", "--config", file, code=65).stderr.decode()
    assert f"The settings file {file} {words}" in said
    missing = new_paper.folder / "none.json"
    assert f"{missing} cannot be read: there is none" in new_paper.warta("check", "--config", missing, code=65).stderr.decode()


def test_a_whole_newspaper_stands_in_a_file(new_paper: Newspaper) -> None:
    """Folder, port, name and supervisor, and the variable with the file's name."""
    new_paper.port = free_port()
    begin(new_paper, {"data": str(new_paper.data), "port": new_paper.port, "supervise": True, "siteName": "Kabar"})
    until("the server is ready", new_paper._is_ready, 60)
    assert "Kabar" in new_paper.get("/").text and (new_paper.data / "warta.sqlite").exists()
    assert new_paper.server and len(children(new_paper.server.pid)) == 1, "the server runs beneath its supervisor"
    assert new_paper.stop() == 0


def test_a_demonstration_is_asked_for_in_a_file(new_paper: Newspaper) -> None:
    begin(new_paper, {"data": str(new_paper.data), "port": 0, "demo": True})
    until("the demonstration is being filled in", lambda: "filling it with the demonstration newspaper" in new_paper.log, 60)
    assert new_paper.stop() == 0


def begin(paper: Newspaper, settings: dict[str, Any]) -> None:
    """Starts a server that is told where its settings are, and nothing else."""
    file = paper.folder / "settings.json"
    file.write_text(json.dumps(settings))
    with (paper.folder / "server.log").open("ab") as log:
        paper.server = subprocess.Popen(
            [str(BINARY), "serve"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment() | {"WARTA_CONFIG": str(file)},
            cwd=paper.folder,
        )


@pytest.mark.parametrize("kind", ["path", "abstract"])
def test_the_service_manager_hears_when_readers_are_answered(kind: str, new_paper: Newspaper, monkeypatch: pytest.MonkeyPatch) -> None:
    """READY=1 (sd_notify(3)), and not before the first request would be answered."""
    name = str(new_paper.folder / "notify") if kind == "path" else f"\0warta-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(name)
        manager.settimeout(30)
        monkeypatch.setenv("NOTIFY_SOCKET", name.replace("\0", "@"))
        new_paper.port = free_port()
        with (new_paper.folder / "server.log").open("ab") as log:
            new_paper.server = subprocess.Popen(
                [str(BINARY), "serve", *new_paper.place, "--port", str(new_paper.port)], stdout=log, stderr=log, env=environment()
            )
        assert manager.recv(100) == b"READY=1"
        assert requests.get(new_paper.url + "/-/ready", timeout=20).status_code == 200
    assert new_paper.stop() == 0
