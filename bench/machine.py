"""What machine this is, and how busy others keep it."""
import os
import platform
import re
import subprocess
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def describe(warta: Path) -> dict[str, str | int]:
    """The machine, its kernel and the versions of what takes part."""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())
    release = re.search(r'PRETTY_NAME="(.+)"', Path("/etc/os-release").read_text())
    return {
        "processor": model[1] if model else platform.machine(),
        "cores": os.cpu_count() or 0,
        "memory_mib": int(memory[1]) // 1024 if memory else 0,
        "kernel": platform.release(),
        "system": release[1] if release else platform.platform(),
        "python": platform.python_version(),
        "nginx": first_line("nginx", "-v"),
        "wrk": first_line("wrk", "-v"),
        "chromium": first_line("chromium", "--version"),
        "varnish": first_line("varnishd", "-V"),
        "php": first_line("php", "-v"),
        "mariadb": first_line("mariadbd", "--version"),
        "binary": str(warta),
    }


def first_line(*command: str) -> str:
    """What a program says of itself; empty where it is not there."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.partition("\n")[0].strip()


def busy() -> tuple[float, float]:
    """CPU seconds of the whole machine since it started: spent, and stolen by its host."""
    values = [int(word) for word in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    user, nice, system, _, _, hard, soft, stolen = values[:8]
    return (user + nice + system + hard + soft) / TICK, stolen / TICK


def load() -> list[float]:
    """The load averages of 1, 5 and 15 minutes."""
    return list(os.getloadavg())
