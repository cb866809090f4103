"""nginx over files that hold the very bytes that Warta sends."""
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import client, processes
from .settings import ROOT, Settings
from .warta import GZIP, Server, allow_many_files


@dataclass
class Nginx:
    pid: int
    port: int


@contextmanager
def serving(settings: Settings, root: Path, ready: str) -> Iterator[Nginx]:
    """nginx with two workers over the files under `root`, once it answers `ready`."""
    port = processes.free_port()
    folder = settings.folder / "nginx"
    folder.mkdir(exist_ok=True)
    text = (ROOT / "bench/conf/nginx.conf").read_text()
    files = allow_many_files()
    values = {
        "folder": folder,
        "user": getpass.getuser(),
        "port": port,
        "root": root,
        "files": files,
        # The rest is for connections.
        "kept": files - 4_096,
    }
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    configuration = folder / "nginx.conf"
    configuration.write_text(text)
    log = folder / "log"
    with processes.running(["nginx", "-c", str(configuration)], log) as process:
        def answers() -> bool:
            if process.poll() is not None:
                raise RuntimeError(f"nginx did not start: {log.read_text().strip()}")
            return client.get(port, ready, GZIP).status == 200
        processes.wait_for(answers, "nginx")
        yield Nginx(process.pid, port)


def write_page(server: Server, path: str, root: Path) -> tuple[client.Answer, client.Answer]:
    """Writes one page both as it is and compressed, as Warta sends it; gives both answers."""
    whole, packed = server.get(path), server.get(path, GZIP)
    file = root / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(whole.body)
    packed_file(root, path).write_bytes(packed.body)
    return whole, packed


def write_pages(server: Server, paths: list[str], root: Path) -> None:
    """Writes many pages, compressed only; those that lie there from an earlier run stay."""
    missing = [path for path in paths if not packed_file(root, path).exists()]
    for path, answer in client.get_all(server.port, missing, GZIP):
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        file = packed_file(root, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(answer.body)


def packed_file(root: Path, path: str) -> Path:
    return root / (path.lstrip("/") + ".gz")
