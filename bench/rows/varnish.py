"""Varnish in front of Warta, which gives it the rails as a part of their own (ESI)."""
import getpass
import re
import subprocess

from .. import desk, peers, processes, stores, traffic, warta
from ..client import get, get_all
from ..figures import Row
from ..settings import ROOT, Settings


def measure(settings: Settings) -> Row:
    archive = stores.archive(settings, 10_000)
    waiting = desk.prepare(settings, archive.data, 10)
    port = processes.free_port()
    with (
        warta.serving(settings, archive.data) as alone,
        warta.serving(settings, archive.data, "--trusted-proxy", "127.0.0.1") as behind,
        processes.running(command(settings, port, behind.port), settings.folder / "varnish.log") as varnish,
    ):
        def answers() -> bool:
            if varnish.poll() is not None:
                raise RuntimeError(f"varnishd did not start: {(settings.folder / 'varnish.log').read_text()}")
            return get(port, archive.paths[0]).status == 200
        processes.wait_for(answers, "varnishd")
        check_stitched(port, behind, archive.paths[0])
        for _ in get_all(port, archive.paths, warta.GZIP, ahead=1):
            pass
        traffic.ask_all(alone, archive.paths, settings.folder / "all.list")

        def publish(number: int) -> tuple[subprocess.Popen[bytes], str]:
            draft = waiting[number]
            return warta.publishing(settings, archive.data, draft.number), draft.headline

        return peers.compare(
            settings,
            archive,
            alone,
            peers.Peer("Varnish with ESI", port, (varnish.pid, behind.pid), lambda path: path, publish, len(waiting)),
        )


def command(settings: Settings, port: int, backend: int) -> list[str]:
    # The very configuration that operators are told to use.
    documented = re.search(r"^```vcl\n(.*?)^```", (ROOT / "docs/operations.md").read_text(), re.DOTALL | re.MULTILINE)
    if not documented:
        raise RuntimeError("docs/operations.md has no configuration for Varnish")
    text = documented[1].replace('.port = "8080"', f'.port = "{backend}"')
    file = settings.folder / "varnish.vcl"
    file.write_text(text)
    words = ["varnishd", "-F", "-a", f"127.0.0.1:{port}", "-f", str(file), "-n", str(settings.folder / "varnish")]
    words += ["-T", "none", "-s", "malloc,768m"]
    # As root it would become another user, who may not read our folder.
    return [*words, "-j", "none"] if getpass.getuser() == "root" else words


def check_stitched(port: int, behind: warta.Server, path: str) -> None:
    """That Warta sends the page without its rails, and that Varnish puts them in."""
    capable = {"Surrogate-Capability": 'varnish="ESI/1.0"'}
    if b"<esi:include" not in behind.get(path, capable).body:
        raise RuntimeError("Warta does not leave the rails to the proxy")
    # The line with the include ends in a line break of its own.
    if get(port, path).body.split() != behind.get(path).body.split():
        raise RuntimeError("what Varnish puts together is not the page")
