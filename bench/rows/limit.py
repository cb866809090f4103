"""The bare cost of sending the same bytes over loopback: what no server on this machine can go below.

A C program of two threads reads a request and answers each with one `writev` of the very bytes that Warta answers with,
without looking at what was asked. It does so for the hot page and for its 304, so that it is also known how much faster
a 304 can be at best with this driver.
"""
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from .. import processes, stores, warta, wrk
from ..client import Connection
from ..figures import Line, Row, ms
from ..settings import ROOT, Settings


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, settings.stories)
    path = archive.of_year("2015")[7]
    with warta.serving(settings, archive.data) as server:
        warta.settle(server)
        tag = server.get(path, warta.GZIP).head["etag"]
        fields = {"page": warta.GZIP, "304": warta.GZIP | {"If-None-Match": tag}}
        answers = {name: answer(server.port, path, some) for name, some in fields.items()}
    program = settings.folder / "writev"
    subprocess.run(["cc", "-O2", "-pthread", "-o", str(program), str(ROOT / "bench/c/writev.c")], check=True)
    loads: dict[str, list[wrk.Load]] = {name: [] for name in answers}
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(serving(settings, program, settings.folder / f"answer-{name}", some))
            for name, some in answers.items()
        }
        for number in range(settings.rounds + 1):
            for name, (pid, port) in servers.items():
                load = wrk.drive(port, pid, settings.seconds if number else 1, path, fields=fields[name])
                if number:  # the first round warms up
                    loads[name].append(load)
    return Row(
        [
            Line(
                "physical limit: bare writev of the hot page",
                "",
                f"{median(load.rate for load in loads['page']):,.0f} answers/s;"
                f" CPU {median(load.cpu_per_answer for load in loads['page']) * 1e6:.1f} µs;"
                f" p99 {ms(median(load.p99 for load in loads['page']))}",
            ),
            Line(
                "physical limit: 304 to the full page",
                "",
                f"{median(load.rate for load in loads['304']):,.0f} answers/s;"
                f" CPU {median(load.cpu_per_answer for load in loads['304']) * 1e6:.1f} µs",
                median(a.rate / b.rate for a, b in zip(loads["304"], loads["page"])),
            ),
        ],
        {
            "bytes": {name: len(some) for name, some in answers.items()},
            "runs": {name: [load.facts() for load in some] for name, some in loads.items()},
        },
    )


def answer(port: int, path: str, fields: dict[str, str]) -> bytes:
    """Warta's answer as it stands on the wire."""
    with Connection(port) as connection:
        connection.send(path, fields)
        found = b""
        while len(found) < whole_length(found):
            found += connection.socket.recv(1 << 18)
        return found


@contextmanager
def serving(settings: Settings, program: Path, file: Path, answer: bytes) -> Iterator[tuple[int, int]]:
    """The C program with one answer: its process and its port."""
    file.write_bytes(answer)
    port = processes.free_port()
    with processes.running([str(program), str(port), str(file)], settings.folder / "writev.log") as process:
        processes.wait_for(lambda: Connection(port).get("/").status in (200, 304), "the C server")
        yield process.pid, port


def whole_length(answer: bytes) -> int:
    """How long an answer is, head and body; one more than is there while its head is not whole."""
    head, end, _ = answer.partition(b"\r\n\r\n")
    if not end:
        return len(answer) + 1
    if head.startswith(b"HTTP/1.1 304"):
        return len(head) + 4
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return len(head) + 4 + int(value)
    raise RuntimeError("the answer has no Content-Length")
