"""A clean Debian without Swift, started as a machine of its own: systemd and all, in namespaces, on this kernel."""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Browser"))

from newspaper import until  # noqa: E402

SUITE = re.search(r"VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text())[1]
"""Debian's name of the version that this machine has, and so of the one that is made."""

CACHE = Path("/var/cache/warta-tests")
CLONE_NEWNET = 0x40000000


def clean_debian(depends: list[str]) -> Path:
    """A folder with Debian's smallest system, systemd and the packages that ours says it needs; made once.

    Nothing else: if a library is missing in `Depends`, it is missing there.
    """
    key = hashlib.sha256(" ".join([SUITE, *sorted(depends)]).encode()).hexdigest()[:16]
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = CACHE / f"debian-{key}"
        if folder.exists():
            return folder
        for other in CACHE.glob("debian-*"):
            shutil.rmtree(other)
        made = CACHE / "debian-unfinished"
        command = ["mmdebstrap", "--quiet", "--mode=root", "--variant=minbase"]
        command += [f"--include={','.join(['systemd-sysv', *depends])}", "--dpkgopt=force-unsafe-io"]
        command += ["--dpkgopt=path-exclude=/usr/share/locale/*"]
        done = subprocess.run([*command, SUITE, str(made)], capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stderr[-3000:]
        return made.rename(folder)


class Machine:
    """Use it as `with Machine(debian, packages) as machine`; what it changes is gone with it."""

    def __init__(self, debian: Path, packages: Path, log: Path) -> None:
        self.debian, self.packages, self.log = debian, packages, log

    def __enter__(self) -> Machine:
        command = ["systemd-nspawn", "--quiet", f"--directory={self.debian}", "--volatile=overlay", "--boot"]
        command += ["--keep-unit", "--register=no", f"--machine=warta-{os.getpid()}", "--private-network", "--console=pipe"]
        command.append(f"--bind-ro={self.packages}:/packages")
        with self.log.open("wb") as log:
            self.container = subprocess.Popen(
                [*command, "systemd.unit=multi-user.target"], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.first = until("its systemd runs", self._first_process, 30)
        until("it has started", lambda: self.run("systemctl is-system-running", code=None) == "running", 60)
        return self

    def __exit__(self, *_: object) -> None:
        self.container.terminate()
        try:
            self.container.wait(20)
        except subprocess.TimeoutExpired:
            self.container.kill()
            self.container.wait()

    def _first_process(self) -> str:
        assert self.container.poll() is None, self.log.read_text(errors="replace")
        children = Path(f"/proc/{self.container.pid}/task/{self.container.pid}/children").read_text().split()
        names = {child: Path(f"/proc/{child}/comm").read_text().strip() for child in children}
        return next((child for child, name in names.items() if name == "systemd"), "")

    def run(self, script: str, code: int | None = 0) -> str:
        """Runs a script of the shell there as root, and gives what it says."""
        done = subprocess.run(
            ["nsenter", "--target", self.first, "--all", "sh", "-c", script],
            capture_output=True,
            text=True,
            timeout=120,
            stdin=subprocess.DEVNULL,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LANG": "C.UTF-8"},
        )
        said = (done.stdout + done.stderr).strip()
        assert code is None or done.returncode == code, f"{script} ended with {done.returncode}: {said}"
        return said

    def write(self, path: str, content: str) -> None:
        done = subprocess.run(
            ["nsenter", "--target", self.first, "--all", "sh", "-c", f"cat >{path}"], input=content.encode(), timeout=20
        )
        assert done.returncode == 0

    def property(self, name: str) -> str:
        """What systemd knows of the service."""
        return self.run(f"systemctl show --property={name} --value warta")

    def get(self, path: str, port: int = 8080) -> requests.Response:
        """One request of a program on that machine, and no second try."""
        with self.network():
            return requests.get(f"http://127.0.0.1:{port}{path}", allow_redirects=False, timeout=20)

    @contextmanager
    def network(self) -> Iterator[None]:
        """What this thread connects to meanwhile is that machine's."""
        libc: ctypes.CDLL = ctypes.CDLL(None, use_errno=True)
        enter: Callable[[int], None] = lambda file: _check(libc.setns(file, CLONE_NEWNET))
        with open("/proc/thread-self/ns/net") as ours, open(f"/proc/{self.first}/ns/net") as theirs:
            enter(theirs.fileno())
            try:
                yield
            finally:
                enter(ours.fileno())


def _check(answer: int) -> None:
    if answer != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
