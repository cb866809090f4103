"""Which threads of the server go first where there are more of them than processors."""

from __future__ import annotations

from pathlib import Path

from newspaper import Newspaper, item, until


def niceness(process: int) -> dict[str, set[int]]:
    """The priorities of a process's threads: of its event loops, and of all others."""
    found: dict[str, set[int]] = {"loops": set(), "others": set()}
    for thread in Path(f"/proc/{process}/task").iterdir():
        try:
            name, stat = (thread / "comm").read_text(), (thread / "stat").read_text()
        except OSError:
            continue  # It has ended.
        kind = "loops" if name.startswith("NIO-") else "others"
        # The name in brackets may hold anything; the 19th field is the niceness, the third stands first behind the name.
        found[kind].add(int(stat.rpartition(")")[2].split()[16]))
    return found


def test_event_loops_go_before_all_other_threads(new_paper: Newspaper) -> None:
    """Kept pages are answered on the event loops, whatever a desk, an import or a search is doing beside them."""
    new_paper.take(item("satu", "Kabar yang tetap terbaca"))
    paper = new_paper.start()
    assert paper.server
    server = paper.server.pid
    until("all others are lower", lambda: niceness(server) == {"loops": {0}, "others": {5}}, 20)
    # Threads that begin later.
    for words in ("kabar", "tetap", "terbaca"):
        assert paper.get(f"/cari?q={words}").status_code == 200
    until("new ones are lower too", lambda: niceness(server) == {"loops": {0}, "others": {5}}, 20)
