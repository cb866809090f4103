"""A newspaper under test: a data folder, the `warta` commands on it, and a server in front of it."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

import requests

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "Tests" / "Fixtures"
SEED = FIXTURES / "seed" / "page.ninjs.jsonl"
BINARY = Path(os.environ.get("WARTA_BINARY", ROOT / ".build" / "debug" / "warta"))

T = TypeVar("T")


def until(what: str, ask: Callable[[], T], seconds: float = 10) -> T:
    """Asks again and again until the answer is true; says what it was waiting for when the time is up."""
    deadline = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"after {seconds} s still waiting until {what}; the last answer was {answer!r}")
        time.sleep(0.02)


def at(**ago: float) -> str:
    """A moment before now (or after it, with negative values), as wires write it."""
    return (datetime.now(timezone.utc) - timedelta(**ago)).isoformat(timespec="seconds")


def item(uri: str, headline: str, body: str = "<p>Isi berita.</p>", **more: Any) -> dict[str, Any]:
    """A ninjs 3.1 item of the section Politik that first appeared now."""
    return {
        "standard": {"name": "ninjs", "version": "3.1"},
        "uri": f"tag:test.example,2026:{uri}",
        "type": "text",
        "language": "id",
        "pubStatus": "usable",
        "firstCreated": at(),
        "versionCreated": at(),
        "headlines": [{"role": "main", "value": headline}],
        "subjects": [{"name": "Politik", "rel": "section"}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": body}],
    } | more


@dataclass
class Newspaper:
    """Use it as `with Newspaper(folder).serving() as paper`, or start and stop it by hand."""

    folder: Path
    server: subprocess.Popen[bytes] | None = None
    port: int = 0
    withdrawn: int = 0
    database: str = ""
    """The address of a PostgreSQL database that keeps the store; else it is a file in the data folder."""
    variables: dict[str, str] = field(default_factory=dict)
    """What its programs' environment has beside ours."""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def place(self) -> list[str]:
        return ["--data", str(self.data), *(["--database", self.database] if self.database else [])]

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # Commands

    def warta(self, verb: str, *arguments: str | Path, code: int | None = 0) -> subprocess.CompletedProcess[bytes]:
        """Runs one command, as `check` or `sections list`, on the data folder, and fails unless it ends with the code that is expected."""
        done = subprocess.run(
            [str(BINARY), *verb.split(), *self.place, *map(str, arguments)],
            capture_output=True,
            timeout=120,
            stdin=subprocess.DEVNULL,
            env=environment() | self.variables,
        )
        if code is not None:
            said = done.stderr.decode(errors="replace") + done.stdout.decode(errors="replace")[:2000]
            assert done.returncode == code, f"warta {verb} ended with {done.returncode}: {said}"
        return done

    def take(self, *items: dict[str, Any], code: int = 0) -> subprocess.CompletedProcess[bytes]:
        """Imports items as a file of JSON Lines."""
        with tempfile.NamedTemporaryFile("w", dir=self.folder, suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in items)
            file.flush()
            return self.warta("import", file.name, code=code)

    def export(self) -> list[dict[str, Any]]:
        """The stories of an export, without the lines about sections."""
        return [one for one in self.export_lines() if one["type"] != "component"]

    def export_lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.warta("export").stdout.splitlines()]

    # Server

    def start(self, *flags: str) -> Newspaper:
        self.port = self.port or free_port()
        with (self.folder / "server.log").open("ab") as log:
            self.server = subprocess.Popen(
                [str(BINARY), "serve", "--host", "127.0.0.1", "--port", str(self.port), *self.place, *flags],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment() | self.variables,
            )
        until("the server is ready", self._is_ready, 30)
        return self

    def stop(self) -> int:
        """Stops the server as Ctrl-C does, and gives its exit code."""
        assert self.server
        server, self.server = self.server, None
        server.send_signal(2)
        try:
            return server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
            raise AssertionError(f"the server did not stop within 20 s: {self.log[-2000:]}") from None

    def _is_ready(self) -> bool:
        assert self.server
        assert self.server.poll() is None, f"the server ended with {self.server.returncode}: {self.log[-2000:]}"
        try:
            return requests.get(self.url + "/-/ready", timeout=5).status_code == 200
        except requests.ConnectionError:
            return False

    def __enter__(self) -> Newspaper:
        return self

    def __exit__(self, *_: object) -> None:
        if self.server:
            self.stop()

    # Readers

    def get(self, path: str, **headers: str) -> requests.Response:
        """One request, no redirect followed."""
        return requests.get(self.url + path, headers=headers, allow_redirects=False, timeout=20)

    def story(self, number: int) -> str:
        """The address of a story: any wrong one redirects to it."""
        answer = self.get(f"/alamat-lama/{number}/judul-lama")
        assert answer.status_code == 301, f"story {number}: {answer.status_code}"
        return re.sub(r"^https?://[^/]+", "", answer.headers["Location"])

    def complain(self, number: int, **fields: str) -> str:
        """Sends a complaint about a story, as the form without script does; gives the path of the sender's page."""
        form = self.get(f"/pengaduan?berita={number}").text
        (token,) = re.findall(r'name="form" value="(\w+)"', form)
        given = {"name": "Sari Utami", "email": "sari@contoh.example", "relation": "Pembaca", "quoted": "Isi", "words": "Bukan."}
        answer = requests.post(
            self.url + "/pengaduan",
            data=given | {"form": token, "berita": str(number)} | fields,
            headers={"Sec-Fetch-Site": "same-origin"},
            allow_redirects=False,
            timeout=20,
        )
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def read(self, number: int, readers: int) -> None:
        """As many readers as are asked for read one story: each has a browser of its own."""
        for reader in range(readers):
            version = 100 + reader
            answer = requests.post(
                f"{self.url}/-/reads/{number}",
                headers={
                    "User-Agent": f"Mozilla/5.0 (X11; Linux x86_64; rv:{version}.0) Gecko/20100101 Firefox/{version}.0",
                    "Origin": self.url,
                    "Sec-Fetch-Site": "same-origin",
                },
                timeout=20,
            )
            assert answer.status_code == 204, answer.status_code


def environment() -> dict[str, str]:
    """What we run under, without settings that somebody may have for a server of their own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("WARTA_")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
