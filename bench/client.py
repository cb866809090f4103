"""A plain HTTP/1.1 client on one connection: cheaper than `http.client`, and able to send ahead."""
import socket
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass
class Answer:
    status: int
    head: dict[str, str]
    """Field names in lower case."""
    body: bytes
    wire: int
    """Bytes of head and body as they came."""


class Connection:
    """A keep-alive connection to a server on this machine."""

    def __init__(self, port: int, source: str = "127.0.0.1", host: str = "bench.example") -> None:
        self.host = host
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60, source_address=(source, 0))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, path: str, fields: dict[str, str] | None = None, method: str = "GET") -> None:
        self.socket.sendall(self.request(path, fields, method))

    def request(self, path: str, fields: dict[str, str] | None = None, method: str = "GET") -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}"]
        lines += [f"{name}: {value}" for name, value in (fields or {}).items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def get(self, path: str, fields: dict[str, str] | None = None) -> Answer:
        self.send(path, fields)
        return self.receive()

    def receive(self) -> Answer:
        """The next answer to a GET in the order of asking."""
        while b"\r\n\r\n" not in self.buffer:
            self.more()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        status = int(lines[0].split(" ")[1])
        wire = len(head) + 4
        if status in (204, 304):
            body = b""
        elif fields.get("transfer-encoding") == "chunked":
            body, sent = self.chunks()
            wire += sent
        else:
            body = self.take(int(fields["content-length"]))
            wire += len(body)
        return Answer(status, fields, body, wire)

    def chunks(self) -> tuple[bytes, int]:
        """A chunked body, and the bytes that it took on the wire."""
        parts, wire = [], 0
        while True:
            while b"\r\n" not in self.buffer:
                self.more()
            line, _, self.buffer = self.buffer.partition(b"\r\n")
            size = int(line.split(b";")[0], 16)
            parts.append(self.take(size))
            self.take(2)
            wire += len(line) + size + 4
            if size == 0:
                return b"".join(parts), wire

    def take(self, size: int) -> bytes:
        while len(self.buffer) < size:
            self.more()
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def more(self) -> None:
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed the connection")
        self.buffer += data


def get(port: int, path: str, fields: dict[str, str] | None = None) -> Answer:
    """One request on a connection of its own."""
    with Connection(port) as connection:
        return connection.get(path, fields)


def get_all(port: int, paths: Iterable[str], fields: dict[str, str], ahead: int = 32) -> Iterator[tuple[str, Answer]]:
    """Asks for many pages on one connection, so many ahead of the answers; each path with its answer, in order."""
    with Connection(port) as connection:
        asked: deque[str] = deque()
        for path in paths:
            if len(asked) == ahead:
                yield asked.popleft(), connection.receive()
            connection.send(path, fields)
            asked.append(path)
        while asked:
            yield asked.popleft(), connection.receive()
