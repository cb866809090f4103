"""PostgreSQL servers of our own: a primary and its standby, killed, filled, promoted, made again."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path

from newspaper import until

DISK = 320
"""MiB of a server's disk, where one may be mounted."""


def program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    assert found, "PostgreSQL is not here; scripts/setup test installs it"
    return str(found[-1])


def as_user() -> list[str]:
    """PostgreSQL refuses to run as root: so it does not, or, where the kernel allows it, only seems not to."""
    if os.geteuid() != 0:
        return []
    seemingly = ["unshare", "--user", "--map-user=65534", "--map-group=65534"]
    if subprocess.run([*seemingly, "true"], capture_output=True, check=False).returncode == 0:
        return seemingly
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


class Server:
    """One server, with a disk of its own where that may be mounted; it listens on a socket alone."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.user = as_user()
        home.mkdir()
        self.has_disk = os.geteuid() == 0 and self._did("mount", "-t", "tmpfs", "-o", f"size={DISK}m", "none", str(home))
        if self.user[:1] == ["setpriv"]:
            shutil.chown(home, "nobody", "nogroup")
            for folder in home.parents:
                if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
                    folder.chmod(folder.stat().st_mode | 0o011)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def socket(self) -> Path:
        return self.home / ".s.PGSQL.5432"

    @property
    def is_running(self) -> bool:
        return self._did(program("pg_isready"), "-q", "-h", str(self.home))

    def make(self) -> None:
        self._do(
            program("initdb"), "-D", str(self.data), "-U", "warta", "--auth=trust", "--encoding=UTF8", "--no-sync",
            "--locale=C.UTF-8", "--wal-segsize=1",
        )  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as settings:
            # What a machine's crash would need is left out: here machines live on, and processes die.
            settings.write(
                "listen_addresses = ''\nfsync = off\nmax_connections = 200\nmin_wal_size = 8MB\nmax_wal_size = 48MB\n"
                "wal_keep_size = 32MB\nshared_buffers = 32MB\nwal_sender_timeout = 5s\nwal_receiver_timeout = 5s\n"
            )

    def copy(self, primary: Server) -> None:
        """Becomes the primary's standby."""
        shutil.rmtree(self.data, ignore_errors=True)
        self._do(
            program("pg_basebackup"), "-D", str(self.data), "-h", str(primary.home), "-U", "warta", "-R", "-X", "stream",
            "-c", "fast", "--no-sync",
        )  # fmt: skip

    def start(self) -> None:
        """Starts it, again and again while what is left of the one before is in the way."""
        options = f"-c unix_socket_directories={self.home}"
        log = str(self.home / "log")
        until(
            f"{self.home.name} starts",
            lambda: self.is_running
            or self._did(program("pg_ctl"), "-D", str(self.data), "-l", log, "-w", "-t", "60", "-o", options, "start"),
            60,
        )

    def stop(self) -> None:
        self._did(program("pg_ctl"), "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def kill(self) -> None:
        """All its processes at once, as when its machine loses power."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
            with contextlib.suppress(OSError):
                children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
            for process in (postmaster, *map(int, children)):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    def promote(self) -> None:
        self._do(program("pg_ctl"), "-D", str(self.data), "-w", "promote")

    def sql(self, query: str, database: str = "postgres") -> list[list[str]]:
        words = ["psql", "-qXAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", str(self.home), "-U", "warta", "-d", database]
        done = subprocess.run([*words, "-c", query], capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]

    def wants_standby(self, wants: bool) -> None:
        """Whether a commit is acknowledged only when the standby has it as well."""
        self.sql(f"ALTER SYSTEM SET synchronous_standby_names = '{'*' if wants else ''}'")
        self.sql("SELECT pg_reload_conf()")

    def fill(self) -> None:
        """Leaves no room on its disk."""
        with (self.home / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
            while ballast.write(bytes(1 << 20)):
                pass

    def empty(self) -> None:
        (self.home / "ballast").unlink(missing_ok=True)

    def remove(self) -> None:
        self.kill()
        self.stop()
        if self.has_disk:
            until("its disk is let go", lambda: self._did("umount", "-l", str(self.home)), 20)

    def _do(self, *words: str) -> None:
        done = subprocess.run([*self.user, *words], capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, f"{words[0]}: {done.stderr[-1000:]}"

    def _did(self, *words: str) -> bool:
        user = [] if words[0] in ("mount", "umount") else self.user
        # Not by pipes: the server that it starts would keep them open.
        done = subprocess.run(
            [*user, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
        return done.returncode == 0


class Pair:
    """A primary and a standby that must confirm each commit."""

    def __init__(self, folder: Path, *, is_synchronous: bool = True) -> None:
        self.servers = [Server(folder / "a"), Server(folder / "b")]
        self.first = 0
        self.is_synchronous = is_synchronous
        self.primary.make()
        self.primary.start()

    @property
    def primary(self) -> Server:
        return self.servers[self.first]

    @property
    def standby(self) -> Server:
        return self.servers[1 - self.first]

    def join(self) -> None:
        """The standby is made anew, and from when it has all, each commit waits for it."""
        self.standby.copy(self.primary)
        self.standby.start()
        self.primary.wants_standby(self.is_synchronous)
        wanted = "sync" if self.is_synchronous else "async"
        until(
            "the standby has all",
            lambda: self.primary.sql("SELECT state, sync_state FROM pg_stat_replication") == [["streaming", wanted]],
            60,
        )

    def fail_over(self, lag: float) -> None:
        """The primary dies, and the standby, which has heard nothing for so many seconds, takes its place.

        The new one waits for no standby until `join`.
        """
        receiver = int(self.standby.sql("SELECT pid FROM pg_stat_wal_receiver")[0][0])
        os.kill(receiver, signal.SIGSTOP)
        threading.Event().wait(lag)
        self.primary.kill()
        until("the primary is gone", lambda: not self.primary.is_running, 20)
        # What lies in its socket is lost with it, as on the way between two machines.
        os.kill(receiver, signal.SIGKILL)
        until("the standby goes on without", lambda: not Path(f"/proc/{receiver}").exists() and self.standby.is_running, 30)
        self.standby.promote()
        self.first = 1 - self.first
        self.primary.wants_standby(False)

    def revive(self) -> None:
        """Whatever was done to them, both run."""
        self.primary.empty()
        for server in self.servers:
            if server.data.exists():
                server.start()

    def remove(self) -> None:
        for server in self.servers:
            server.remove()
