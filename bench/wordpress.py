"""WordPress as Debian packages it: MariaDB, php-fpm, and nginx with a cache of whole pages."""
import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import client, processes, stores
from .settings import ROOT, Settings

FILES = ROOT / "bench/conf/wordpress"


@dataclass
class WordPress:
    folder: Path
    port: int
    roots: tuple[int, ...]


def path_of(path: str) -> str:
    """Its address of the story that Warta has under `path`."""
    return f"/artikel/{path.split('/')[3]}/"


@contextmanager
def serving(settings: Settings, archive: stores.Archive) -> Iterator[WordPress]:
    """The whole stack over the stories of an archive; installed and filled the first time, which takes minutes."""
    folder = settings.folder / "wordpress"
    whole = folder / f"whole-{archive.size}"
    if not whole.exists():
        shutil.rmtree(folder, ignore_errors=True)
        lay_out(folder)
    with ExitStack() as stack:
        database = stack.enter_context(running_database(folder))
        if not whole.exists():
            fill(settings, folder, archive)
            whole.touch()
        port = processes.free_port()
        configure(folder, port)
        shutil.rmtree(folder / "cache", ignore_errors=True)
        (folder / "temp").mkdir(exist_ok=True)
        php = [fpm(), "-F", "-y", str(folder / "fpm.conf")] + (["-R"] if getpass.getuser() == "root" else [])
        pool = stack.enter_context(processes.running(php, folder / "fpm-words.log"))
        processes.wait_for((folder / "fpm.sock").exists, "php-fpm")
        web = ["nginx", "-c", str(folder / "nginx.conf")]
        front = stack.enter_context(processes.running(web, folder / "nginx-words.log"))
        page = path_of(archive.paths[0])
        processes.wait_for(lambda: client.get(port, page).status == 200, "WordPress")
        yield WordPress(folder, port, (database.pid, pool.pid, front.pid))


def publishing(folder: Path, headline: str) -> subprocess.Popen[bytes]:
    """Begins a publication by a process of its own; it prints a line once it is done."""
    return subprocess.Popen(
        ["php", str(FILES / "publish.php"), headline],
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def lay_out(folder: Path) -> None:
    """WordPress's files, our configuration and an empty database."""
    shutil.copytree("/usr/share/wordpress", folder / "root", ignore_dangling_symlinks=True)
    themes = folder / "root/wp-content/themes"
    for theme in Path("/var/lib/wordpress/wp-content/themes").iterdir():
        shutil.copytree(theme.resolve(), themes / theme.name, dirs_exist_ok=True)
    plugins = folder / "root/wp-content/mu-plugins"
    plugins.mkdir(parents=True)
    shutil.copy(FILES / "rails.php", plugins)
    write(FILES / "wp-config.php", folder / "root/wp-config.php", folder)
    call(
        ["mariadb-install-db", "--no-defaults", f"--datadir={folder / 'data'}", f"--user={getpass.getuser()}"]
        + ["--auth-root-authentication-method=normal", "--skip-test-db"]
    )


@contextmanager
def running_database(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    socket = folder / "mysql.sock"
    words = ["mariadbd", "--no-defaults", f"--datadir={folder / 'data'}", f"--user={getpass.getuser()}"]
    words += [f"--socket={socket}", f"--pid-file={folder / 'mysql.pid'}", "--skip-networking"]
    words += ["--innodb-buffer-pool-size=512M", "--character-set-server=utf8mb4"]
    with processes.running(words, folder / "mysql.log") as process:
        processes.wait_for(lambda: query(folder, "SELECT 1") is not None, "MariaDB")
        yield process


def fill(settings: Settings, folder: Path, archive: stores.Archive) -> None:
    query(folder, "CREATE DATABASE wp CHARACTER SET utf8mb4")
    # Filling it is not what is measured.
    query(folder, "SET GLOBAL innodb_flush_log_at_trx_commit = 0")
    call(["php", str(FILES / "install.php")], folder)
    corpus = stores.corpus(settings, archive.size)
    call(["php", str(FILES / "seed.php"), str(corpus), str(archive.folder / "addresses")], folder)
    query(folder, "ANALYZE TABLE wp.wp_posts, wp.wp_postmeta, wp.wp_term_relationships")
    query(folder, "SET GLOBAL innodb_flush_log_at_trx_commit = 1")


def configure(folder: Path, port: int) -> None:
    for name in ("fpm.conf", "nginx.conf"):
        write(FILES / name, folder / name, folder, port)


def write(template: Path, file: Path, folder: Path, port: int = 0) -> None:
    text = template.read_text()
    for name, value in (("folder", folder), ("port", port), ("user", getpass.getuser())):
        text = text.replace(f"@{name}@", str(value))
    file.write_text(text)


def fpm() -> str:
    """Debian's php-fpm has its version in its name."""
    found = sorted(Path("/usr/sbin").glob("php-fpm*"))
    if not found:
        raise RuntimeError("php-fpm is not installed")
    return str(found[-1])


def query(folder: Path, sql: str) -> str | None:
    """The answer of the database; none while it does not answer."""
    words = ["mariadb", "--no-defaults", "-u", "root", "-S", str(folder / "mysql.sock"), "-N", "-e", sql]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def call(words: list[str], folder: Path | None = None) -> None:
    done = subprocess.run(words, env=environment(folder), capture_output=True, text=True, check=False)
    if done.returncode != 0 or (folder and done.stdout.strip()):
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {(done.stdout + done.stderr).strip()[-500:]}")


def environment(folder: Path | None) -> dict[str, str]:
    return {**os.environ, "BENCH_WORDPRESS": str(folder)}
