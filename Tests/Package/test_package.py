"""The Debian package, in a clean Debian without Swift: installed, used, upgraded, removed.

It is made of the program that was built for work, so that no test waits for another one.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from machine import ROOT, Machine, clean_debian

from newspaper import item, until
from pictures import png

FIXTURES = ROOT / "Tests" / "Fixtures"
PASSWORD = "delapan perahu di sungai"

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can start a machine in namespaces")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package as 1.deb and, of a later version, as 2.deb."""
    folder = tmp_path_factory.mktemp("packages")
    # Not only for root: the newspaper's owner reads copy there.
    folder.chmod(0o755)
    done = subprocess.run(
        [ROOT / "scripts" / "package", "--debug", "--version", "0.1"], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    shutil.copy(done.stdout.strip().splitlines()[-1], folder / "1.deb")
    tree = folder / "tree"
    subprocess.run(["dpkg-deb", "--raw-extract", folder / "1.deb", tree], check=True, timeout=60)
    control = tree / "DEBIAN" / "control"
    control.write_text(control.read_text().replace("Version: 0.1\n", "Version: 0.2\n"))
    subprocess.run(["dpkg-deb", "-Znone", "--build", tree, folder / "2.deb"], check=True, timeout=60, capture_output=True)
    shutil.rmtree(tree)
    return folder


def field(package: Path, name: str) -> str:
    return subprocess.run(["dpkg-deb", "--field", package, name], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def machine(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    depends = [name.split()[0] for name in field(packages / "1.deb", "Depends").split(",")]
    with Machine(clean_debian(depends), packages, tmp_path_factory.mktemp("machine") / "log") as machine:
        yield machine


def settings(machine: Machine) -> dict[str, object]:
    return json.loads(machine.run("cat /etc/warta/warta.json"))


def change(machine: Machine, **values: object) -> None:
    machine.write("/etc/warta/warta.json", json.dumps(settings(machine) | values))


def owners(machine: Machine) -> set[str]:
    return set(machine.run("find /var/lib/warta -printf '%u:%g\\n'").split())


def test_debian_finds_nothing_to_complain_of(packages: Path, tmp_path: Path) -> None:
    """lintian, with warnings; and no library of Swift is needed.

    With another program in it: lintian reads ours for a minute.
    """
    subprocess.run(["dpkg-deb", "--raw-extract", packages / "1.deb", tmp_path / "tree"], check=True, timeout=60)
    tree = tmp_path / "tree"
    shutil.copy("/usr/bin/true", tree / "usr" / "bin" / "warta")
    sums = tree / "DEBIAN" / "md5sums"
    other = hashlib.md5(Path("/usr/bin/true").read_bytes()).hexdigest()
    sums.write_text(re.sub(r"^\w+(?=  usr/bin/warta$)", other, sums.read_text(), flags=re.MULTILINE))
    build = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, tmp_path / "light.deb"]
    subprocess.run(build, check=True, timeout=60, capture_output=True)
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error,warning", tmp_path / "light.deb"],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    needed = field(packages / "1.deb", "Depends")
    assert "swift" not in needed and {"ca-certificates", "libvips42", "libpq5"} <= set(re.findall(r"[\w.-]+", needed))


def test_it_is_installed_and_serves_at_once(machine: Machine) -> None:
    """When dpkg has ended readers are answered: systemd waited for the server to say so."""
    machine.run("! command -v swift && ! test -e /usr/lib/swift")
    machine.run("dpkg --install /packages/1.deb")
    assert machine.get("/").status_code == 200
    assert machine.property("ActiveState") == "active" and machine.property("Type") == "notify"
    assert machine.run("systemctl is-enabled warta") == "enabled"
    assert machine.run("stat --format=%U:%G:%a /etc/warta/warta.json /var/lib/warta") == "root:warta:640\nwarta:warta:750"
    assert owners(machine) == {"warta:warta"}
    log = machine.run("journalctl --sync && journalctl --unit warta --output cat").splitlines()
    # What systemd may not grant here, if this machine is itself one in namespaces: LimitNICE.
    log = [line for line in log if "Failed to set thread priority" not in line]
    # The last two lines are of two processes, and come in either order.
    assert log[0] == "Starting warta.service - Warta, a newspaper on the web..."
    assert sorted(log[1:]) == [
        "Started warta.service - Warta, a newspaper on the web.",
        "Warta is at http://127.0.0.1:8080/ (Ctrl-C stops it)",
    ]


def test_the_unit_gives_it_little(machine: Machine) -> None:
    """As systemd reckons, from 0 to 100: 18 today; and it has nothing to say about the unit."""
    machine.run("systemd-analyze security --threshold=20 warta")
    # The manual is there, but nothing that shows it.
    said = machine.run("systemd-analyze verify warta.service", code=None).splitlines()
    assert [line for line in said if "warta" in line and "'man warta(1)'" not in line] == []
    server = machine.property("MainPID")
    status = machine.run(f"cat /proc/{server}/status")
    assert re.search(r"^Uid:\t(?!0\b)", status, re.MULTILINE) and "NoNewPrivs:\t1" in status and "Seccomp:\t2" in status


def test_its_words_come_with_it(machine: Machine) -> None:
    """The manual has every command; a shell completes them; the licences of what is inside are there."""
    page = gzip.decompress(
        subprocess.run(
            ["nsenter", "--target", machine.first, "--all", "cat", "/usr/share/man/man1/warta.1.gz"],
            capture_output=True,
            check=True,
        ).stdout
    ).decode()
    commands = re.findall(r"^  ([a-z][a-z-]+) ", machine.run("warta --help"), re.MULTILINE)
    assert {"serve", "import", "member"} <= set(commands)
    for name in commands:
        assert name == "help" or ('.SS "warta ' + name.replace("-", r"\-")) in page, name
    assert "trusted\\-proxy" in page
    completed = machine.run(
        "bash -c 'source /usr/share/bash-completion/completions/warta; "
        "COMP_WORDS=(warta ser) COMP_CWORD=1 COMP_LINE=\"warta ser\" COMP_POINT=9; _warta warta ser warta; echo ${COMPREPLY[@]}'"
    )
    assert completed == "serve"
    machine.run("test -s /usr/share/zsh/vendor-completions/_warta -a -s /usr/share/fish/vendor_completions.d/warta.fish")
    licences = machine.run("zcat --force /usr/share/doc/warta/licences/*")
    assert all(word in licences for word in ("hummingbird", "GRDB", "Swift", "html5ever", "Tiptap", "Apache License"))


def test_it_is_started_again(machine: Machine) -> None:
    before = machine.property("MainPID")
    machine.run(f"kill -KILL {before}")
    until("another is there", lambda: machine.property("MainPID") not in ("0", before), 20)
    until("it is ready", lambda: machine.property("ActiveState") == "active", 20)
    assert machine.get("/").status_code == 200


def test_a_stop_is_announced_also_beneath_the_supervisor(machine: Machine) -> None:
    """systemd tells the supervisor alone: a server that is told twice does not drain."""
    kept = machine.run("cat /etc/warta/warta.json")
    try:
        change(machine, supervise=True, drainSeconds=60)
        machine.run("systemctl restart warta")
        machine.run("systemctl stop --no-block warta")
        until("it says that it stops", lambda: machine.get("/-/ready").status_code == 503)
        # One that is past its drain takes no new connections.
        assert machine.get("/").status_code == 200 and machine.property("ActiveState") == "deactivating"
        machine.run("systemctl kill --signal=INT --kill-whom=main warta")
        until("it has stopped", lambda: machine.property("ActiveState") == "inactive", 30)
    finally:
        machine.write("/etc/warta/warta.json", kept)
        machine.run("systemctl restart warta")
    assert machine.get("/").status_code == 200


def test_root_works_as_the_newspapers_owner(machine: Machine, packages: Path) -> None:
    """What an administrator does with sudo, the server can write afterwards: also the folders of pictures."""
    copy = packages / "copy"
    copy.mkdir()
    (copy / "foto.png").write_bytes(png(seed=2))
    picture = {"name": "featured", "type": "picture", "renditions": [{"name": "original", "href": "foto.png"}]}
    (copy / "copy.jsonl").write_text(json.dumps(item("satu", "Kabar dari mesin bersih", associations=[picture])))
    assert "1 imported" in machine.run("warta import /packages/copy/copy.jsonl")
    assert machine.run("find /var/lib/warta/pictures -name '*.webp' | head -n 1")
    assert owners(machine) == {"warta:warta"}
    until("readers see it", lambda: "Kabar dari mesin bersih" in machine.get("/").text)
    # The zones are inside Swift's runtime, so the package does without Debian's tzdata.
    machine.run("mv /usr/share/zoneinfo /usr/share/zoneinfo.away && warta site change --zone America/New_York")
    machine.run("warta site change --zone Asia/Jakarta")
    # Another folder is another newspaper, with settings of its own and no owner but root.
    machine.run("warta import --data /tmp/other /packages/copy/copy.jsonl")
    assert machine.run("stat --format=%U /tmp/other/warta.sqlite") == "root"


def test_members_come_in_and_send_pictures(machine: Machine) -> None:
    """Hashing of passwords and decoding of pictures work within the unit's bounds."""
    said = machine.run("warta member add Sari --email sari@warta.example --role administrator")
    link = re.search(r"http://127\.0\.0\.1:8080(/newsroom/link/\S+)", said)[1]
    url = "http://127.0.0.1:8080"
    with machine.network(), requests.Session() as session:
        page = session.get(url + link, timeout=20).text
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
        names = re.findall(r'<input[^>]*type="password"[^>]*name="(\w+)"|name="(\w+)"[^>]*type="password"', page)
        fields |= {one or other: PASSWORD for one, other in names}
        assert session.post(url + link, data=fields, headers={"Origin": url}, timeout=20).status_code == 200
        token = re.search(r'name="token" value="(\w+)"', session.get(url + "/newsroom", timeout=20).text)[1]
        headers = {"Origin": url, "X-Warta-Token": token}
        story = {"headline": "Foto", "section": "Politik", "role": "administrator"}
        begun = session.post(url + "/newsroom/stories", json=story, headers=headers, timeout=20)
        assert begun.status_code == 201, begun.text
        sent = session.post(
            f"{url}{begun.json()['href']}/pictures",
            files={"picture": ("foto.png", png())},
            data={"placement": "below"},
            headers=headers,
            timeout=60,
        )
        assert sent.status_code == 201, sent.text
    assert owners(machine) == {"warta:warta"}
    assert machine.run("find /var/lib/warta/pictures -name '*.webp' | head -n 1")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"data": "/var/lib/warta", "prot": 80}', "“prot” in /etc/warta/warta.json is no setting"),
        ('{"data": "/var/lib/warta",\n "port": 80,,}', "/etc/warta/warta.json is not JSON near line 2"),
        ('{"data": "/var/lib/warta", "maxBody": -1}', "“maxBody” in /etc/warta/warta.json is -1"),
    ],
)
def test_wrong_settings_are_said_once(machine: Machine, content: str, words: str) -> None:
    """systemd says at once that it did not start, the log says why, and nothing tries again and again."""
    kept = machine.run("cat /etc/warta/warta.json")
    try:
        machine.write("/etc/warta/warta.json", content)
        machine.run("systemctl restart warta", code=1)
        assert machine.property("ActiveState") == "failed" and machine.property("ExecMainStatus") == "65"
        machine.run("journalctl --sync")
        assert words in machine.run("journalctl --unit warta --output cat --lines 20")
    finally:
        machine.write("/etc/warta/warta.json", kept)
        machine.run("systemctl restart warta")
    assert machine.get("/").status_code == 200


def test_an_upgrade_takes_the_store_along(machine: Machine, packages: Path, tmp_path: Path) -> None:
    """Over the store of an older version, with settings that the administrator has changed."""
    (packages / "old.sqlite").write_bytes(gzip.decompress((FIXTURES / "stores" / "0010.sqlite.gz").read_bytes()))
    with sqlite3.connect(packages / "old.sqlite") as store:
        (old,) = store.execute("SELECT version FROM schema_version").fetchone()
        (headline,) = store.execute("SELECT headline FROM story WHERE number = 1").fetchone()
    change(machine, port=80, siteName="Tidak dipakai")
    machine.run(
        "systemctl stop warta && rm -r /var/lib/warta/* && "
        "install -o warta -g warta -m 640 /packages/old.sqlite /var/lib/warta/warta.sqlite"
    )
    machine.run("dpkg --install /packages/2.deb")
    assert machine.run("dpkg-query --show --showformat '${Version}' warta") == "0.2"
    page = machine.get(machine.get("/x/1/x", port=80).headers["Location"], port=80)
    assert page.status_code == 200 and headline in page.text
    schema = int(re.search(r"schema (\d+)", machine.run("warta --version"))[1])
    assert schema >= old
    assert "is sound" in machine.run("warta check") and owners(machine) == {"warta:warta"}
    assert settings(machine)["port"] == 80


def test_a_newspaper_outlives_its_package(machine: Machine) -> None:
    """Removing leaves the settings, purging takes them; stories stay, and are there again when it is installed again."""
    machine.run("dpkg --remove warta")
    assert machine.run("systemctl is-active warta", code=None) != "active"
    assert settings(machine)["port"] == 80
    assert "The newspaper stays in /var/lib/warta" in machine.run("dpkg --purge warta")
    machine.run("test ! -e /etc/warta -a -s /var/lib/warta/warta.sqlite")
    assert machine.run("find / -xdev -name '*warta*' -not -path '/packages*' -not -path '/proc/*' -not -path '/var/lib/warta*' "
                       "-not -path '/tmp/*' -not -path '/var/log/*' -not -path '/sys/*'") == ""
    machine.run("dpkg --install /packages/2.deb")
    assert machine.get("/x/1/x").status_code == 301
    machine.run("systemctl stop warta && rm -r /var/lib/warta/*")
    machine.run("dpkg --purge warta")
    machine.run("test ! -e /var/lib/warta")
