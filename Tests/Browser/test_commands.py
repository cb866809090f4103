"""What commands leave behind when disks are full, signals come, and names and files are not what they should be."""

from __future__ import annotations

import json
import os
import resource
import signal
import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from newspaper import BINARY, Newspaper, environment, item, until


def png(width: int = 400, height: int = 300, chunks: bytes = b"") -> bytes:
    """A sound picture of one colour; more chunks may stand before its pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunks + chunk(b"IDAT", zlib.compress(bytes((width + 1) * height))) + chunk(
        b"IEND", b""
    )


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def tiff(side: int, bands: int) -> bytes:
    """A picture of one strip, which holds far fewer samples than the header says: what counts is the header."""
    entries = [
        (256, 4, 1, side), (257, 4, 1, side), (258, 3, bands, 200), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 5000),
        (277, 3, 1, bands), (278, 4, 1, side), (279, 4, 1, side * side * bands),
    ]  # fmt: skip
    body = b"II*\0" + struct.pack("<IH", 8, len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    bits = body.ljust(200, b"\0") + struct.pack("<H", 8) * bands
    return bits.ljust(5000, b"\0") + bytes(100_000)


def with_picture(uri: str, href: str, **more: Any) -> dict[str, Any]:
    picture = {"name": "featured", "type": "picture", "renditions": [{"name": "original", "href": href}]}
    return item(uri, f"Berita {uri}", associations=[picture], **more)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def start(paper: Newspaper, *arguments: str | Path, **more: Any) -> subprocess.Popen[bytes]:
    line = [str(BINARY), arguments[0], "--data", str(paper.data), *map(str, arguments[1:])]
    return subprocess.Popen(line, stdin=subprocess.PIPE, stderr=subprocess.PIPE, **({"env": environment()} | more))


# Pictures from strangers


def test_a_picture_that_is_a_bomb_costs_itself_and_nothing_else(new_paper: Newspaper) -> None:
    """Every story goes in, the good pictures too, and each bad one is named in one sentence."""
    packed = chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(7_900_000), 9))
    bad = {
        "bands.tif": tiff(1_500, 1_000),
        "lie.png": png()[:16] + struct.pack(">II", 60_000, 60_000) + png()[24:],
        "short.png": png()[:-40],
        "comments.png": png(chunks=packed * 900)[:-12],
        "rubbish.jpg": b"\xff\xd8\xff\xe0" + os.urandom(20_000),
        "rubbish.gif": b"GIF89a" + os.urandom(20_000),
    }
    for name, picture in bad.items() | {"good.png": png(), "also.png": png(chunks=packed * 900)}.items():
        (new_paper.folder / name).write_bytes(picture)
    names = ["good.png", *bad, "also.png"]
    done = new_paper.take(*(with_picture(name, name) for name in names))
    said = done.stderr.decode()
    for name in bad:
        assert said.count(f"{name}: ") == 1, said
    assert "good.png: " not in said and "also.png: " not in said
    assert f"{len(names)} imported" in done.stdout.decode()
    assert len(list(new_paper.data.glob("pictures/*/*/manifest.json"))) == 2
    assert not list(new_paper.data.glob("pictures/**/*.part"))
    new_paper.warta("check")


def test_a_name_beside_the_copy_leads_to_nothing_outside(new_paper: Newspaper) -> None:
    """Neither a symbolic link, of a file or of a folder, nor a pipe is opened; the import says so and goes on."""
    outside = new_paper.folder / "outside"
    wire = new_paper.folder / "wire"
    outside.mkdir()
    wire.mkdir()
    (outside / "secret.png").write_bytes(png())
    (wire / "file.png").symlink_to(outside / "secret.png")
    (wire / "folder").symlink_to(outside)
    os.mkfifo(wire / "pipe.png")
    names = ["file.png", "folder/secret.png", "pipe.png", "folder/../../outside/secret.png"]
    (wire / "copy.jsonl").write_text(
        "\n".join(json.dumps(with_picture(str(index), name)) for index, name in enumerate(names))
    )
    done = new_paper.warta("import", wire / "copy.jsonl")
    assert b"4 imported" in done.stdout
    for name in names[:3]:
        assert f"{name} is no file beside the copy".encode() in done.stderr
    assert not list(new_paper.data.glob("pictures/*/*"))


# Exports


@pytest.fixture
def archive(new_paper: Newspaper) -> Newspaper:
    """Stories and pictures enough that files of an export are larger than a page of the database."""
    for index in range(3):
        noise = chunk(b"prVt", os.urandom(200_000))
        (new_paper.folder / f"{index}.png").write_bytes(png(chunks=noise))
    body = "<p>" + "Isi berita yang panjang. " * 40 + "</p>"
    new_paper.take(*(with_picture(str(index), f"{index % 3}.png", bodies=[
        {"role": "main", "contentType": "text/html", "value": body}]) for index in range(400)))  # fmt: skip
    return new_paper


def test_an_export_that_a_full_disk_ended_harms_nothing_and_the_next_is_whole(archive: Newspaper) -> None:
    """At each size that a file may reach: one sentence, 75, and what stood there before."""
    target, whole = exported(archive)
    for limit in (100_000, 150_000, 250_000, 350_000):
        export = start(
            archive,
            "export",
            "--output",
            target,
            preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )
        _, said = export.communicate(timeout=60)
        assert export.returncode == 75, said.decode()
        assert said.decode().count("cannot be written: file too large") == 1, said.decode()
        assert not list(target.rglob("*.part"))
        expect_nothing_half(target, whole)
    expect_mended(archive, target, whole)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_an_export_that_was_ended_harms_nothing_and_the_next_is_whole(
    archive: Newspaper, number: signal.Signals
) -> None:
    """While a picture is being written, while stories are, and between."""
    target, whole = exported(archive)
    for size in (0, 1, 150_000, 200_000, 300_000, 400_000):
        export = start(archive, "export", "--output", target)
        while export.poll() is None and not any(at_least(size, part) for part in target.rglob("*.part")):
            pass
        export.send_signal(number)
        assert export.wait(timeout=20) in (-number, 0)
        if export.returncode == 0:
            # It was quicker: then it is whole, and there is nothing to harm.
            (target / "stories.jsonl").write_bytes(whole["stories.jsonl"])
        expect_nothing_half(target, whole)
        assert number == signal.SIGKILL or not list(target.rglob("*.part"))
    expect_mended(archive, target, whole)


def exported(archive: Newspaper) -> tuple[Path, dict[str, bytes]]:
    """A folder with an export that lacks the newest story and its pictures, and what a whole one had."""
    target = archive.folder / "target"
    archive.warta("export", "--output", target)
    whole = files(target)
    assert len(whole["stories.jsonl"]) > 400_000 and whole["stories.jsonl"].endswith(b"\n")
    archive.take(item("baru", "Berita baru"))
    for picture in target.glob("pictures/*"):
        picture.unlink()
    return target, whole


def at_least(size: int, file: Path) -> bool:
    try:
        return file.stat().st_size >= size
    except FileNotFoundError:
        return False


def expect_nothing_half(target: Path, whole: dict[str, bytes]) -> None:
    left = files(target)
    # The former one, or the new one, which has a line more: an end that comes late finds it in its place.
    stories = left.pop("stories.jsonl")
    assert stories.startswith(whole["stories.jsonl"]) and stories.endswith(b"\n")
    for name, picture in left.items():
        assert name.endswith(".part") or picture == whole[name], name


def expect_mended(archive: Newspaper, target: Path, whole: dict[str, bytes]) -> None:
    archive.warta("export", "--output", target)
    after = files(target)
    assert after.keys() == whole.keys()
    assert after.pop("stories.jsonl").startswith(whole["stories.jsonl"])
    assert all(picture == whole[name] for name, picture in after.items())


def test_an_export_mends_what_is_there_and_is_not_whole(archive: Newspaper) -> None:
    """A picture that was cut short, filled with zeros, or is another one."""
    target = archive.folder / "target"
    archive.warta("export", "--output", target)
    whole = files(target)
    first, second, third = sorted(target.glob("pictures/*"))
    first.write_bytes(first.read_bytes()[:1_000])
    second.write_bytes(bytes(second.stat().st_size))
    third.write_bytes(png())
    archive.warta("export", "--output", target)
    assert files(target) == whole


def test_an_export_says_which_pictures_the_store_has_lost(archive: Newspaper) -> None:
    """Cut short in the store itself: it is not copied, and the exit code is 1 for both commands that find it."""
    target = archive.folder / "target"
    lost = next(archive.data.glob("pictures/*/*/original.png"))
    lost.write_bytes(bytes(lost.stat().st_size))
    done = archive.warta("export", "--output", target, code=1)
    assert b"missing or damaged in the store" in done.stderr
    assert not (target / "pictures" / f"{lost.parent.name}.png").exists()
    assert b"missing or damaged" in archive.warta("check", code=1).stdout


def test_a_stripped_export_has_no_place_and_no_device(new_paper: Newspaper) -> None:
    """EXIF and comments go, pixels stay, and the whole is a newspaper that can be imported."""
    exif = chunk(b"eXIf", b"II*\0\x08\0\0\0\0\0\0\0\0\0") + chunk(b"tEXt", b"Comment\0rumah narasumber")
    (new_paper.folder / "hero.png").write_bytes(png(chunks=exif))
    new_paper.take(with_picture("satu", "hero.png"))
    plain, stripped = new_paper.folder / "plain", new_paper.folder / "stripped"
    new_paper.warta("export", "--output", plain)
    new_paper.warta("export", "--output", stripped, "--strip")
    (original,), (given,) = plain.glob("pictures/*"), stripped.glob("pictures/*")
    assert b"rumah narasumber" in original.read_bytes() and b"eXIf" in original.read_bytes()
    assert given.read_bytes() == png()
    # The same folder, with other flags: the file is there, and is another.
    new_paper.warta("export", "--output", plain, "--strip")
    assert original.read_bytes() == png()
    with Newspaper(new_paper.folder / "other") as other:
        other.folder.mkdir()
        other.warta("import", stripped / "stories.jsonl")
        other.warta("check")
    assert b"--output" in new_paper.warta("export", "--strip", code=64).stderr


# Signals


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_rehearsal_that_a_signal_ends_leaves_no_folder(new_paper: Newspaper, number: signal.Signals) -> None:
    """What a killed one left goes when the next one starts; what one still works in does not."""
    scratch = new_paper.folder / "tmp"
    scratch.mkdir()
    (scratch / "warta-dry-run-alien").write_text("no folder of ours")
    place = {"env": environment() | {"TMPDIR": str(scratch)}}

    def folders() -> list[Path]:
        return [path for path in scratch.glob("warta-dry-run-*") if path.is_dir()]

    ended = start(new_paper, "import", "--dry-run", "-", **place)
    until("the folder is there", lambda: any((folder / "warta.sqlite").exists() for folder in folders()))
    ended.send_signal(number)
    assert ended.wait(timeout=20) == -number
    left = folders()
    assert len(left) == (1 if number == signal.SIGKILL else 0)

    working = start(new_paper, "import", "--dry-run", "-", **place)
    until(
        "only its folder is there",
        lambda: len(folders()) == 1 and folders() != left and (folders()[0] / "warta.sqlite").exists(),
    )
    (mine,) = folders()
    next_one = start(new_paper, "import", "--dry-run", "-", **place)
    next_one.communicate(timeout=20)
    assert folders() == [mine]
    working.communicate(timeout=20)
    assert folders() == [] and (scratch / "warta-dry-run-alien").exists()


# Folders and names


# Root without the right to pass by the modes of files.
AS_ANYBODY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]


@pytest.mark.parametrize("verb", ["check", "export", "import", "publish"])
@pytest.mark.parametrize("what", ["data", "database", "pictures", "target"])
def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(archive: Newspaper, verb: str, what: str) -> None:
    """Done where it can be, else one sentence and 75, and nothing has changed."""
    target = archive.folder / "target"
    target.mkdir()
    closed = {
        "data": archive.data,
        "database": archive.data / "warta.sqlite",
        "pictures": archive.data / "pictures",
        "target": target,
    }[what]
    (archive.folder / "new.png").write_bytes(png(width=399))
    copy = archive.folder / "copy.jsonl"
    copy.write_text(json.dumps(with_picture("lagi", "new.png")))
    arguments = {"export": ["--output", target], "import": [copy], "publish": ["1"]}.get(verb, [])
    before = archive.export()
    modes = closed.stat().st_mode
    closed.chmod(0o555 if closed.is_dir() else 0o444)
    prefix = AS_ANYBODY if os.geteuid() == 0 else []
    line = [*prefix, str(BINARY), verb, "--data", str(archive.data), *map(str, arguments)]
    try:
        done = subprocess.run(line, capture_output=True, env=environment(), timeout=60)
    finally:
        closed.chmod(modes)
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n")) in ((0, 0), (75, 1), (1, 1)), said
    assert "did not foresee" not in said and "Error" not in said
    if done.returncode == 75:
        assert archive.export() == before
        assert not list(target.iterdir())
    if what == "target" and verb == "export":
        assert done.returncode == 75
    archive.warta("check")


def test_an_export_into_a_place_that_is_none_is_told_in_one_sentence(archive: Newspaper) -> None:
    """A file where a folder should be, a device, a read-only file system."""
    before = files(archive.data / "pictures")
    (archive.folder / "file").write_text("x")
    for place in (archive.folder / "file", archive.folder / "file" / "below", Path("/dev/null"), Path("/proc/x")):
        done = archive.warta("export", "--output", place, code=75)
        assert done.stderr.count(b"\n") == 1 and str(place).encode() in done.stderr, done.stderr
    assert files(archive.data / "pictures") == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", b"caf\xe9.jsonl"),
        ("import", "--dry-run", b"caf\xe9.jsonl"),
        ("export", "--output", b"salinan-\xff"),
        ("check", "--config", b"\xc3"),
        ("check", "--data", b"data-\xfe"),
    ],
)
def test_a_name_that_is_no_text_is_refused_in_one_sentence(new_paper: Newspaper, arguments: tuple[str | bytes, ...]) -> None:
    """A name that is not UTF-8, of a file that is there: not opened, not crashed at, not printed raw."""
    new_paper.take(item("satu", "Berita satu"))
    for argument in arguments:
        if isinstance(argument, bytes):
            Path(os.fsdecode(os.path.join(os.fsencode(new_paper.folder), argument))).write_bytes(b"{}")
    line = [str(BINARY), arguments[0]]
    if "--data" not in arguments:
        line += ["--data", str(new_paper.data)]
    before = sorted(os.listdir(os.fsencode(new_paper.folder)))
    done = subprocess.run(
        [*line, *arguments[1:]], capture_output=True, cwd=new_paper.folder, env=environment(), timeout=60
    )
    assert done.returncode == 65, done.stderr
    said = done.stderr.decode()
    assert said.count("\n") == 1 and "UTF-8" in said and "\\x" in said, said
    assert sorted(os.listdir(os.fsencode(new_paper.folder))) == before


def test_a_stranger_file_among_the_pictures_harms_nothing(archive: Newspaper) -> None:
    """In the store and in an export, with a name that is no text."""
    target = archive.folder / "target"
    archive.warta("export", "--output", target)
    sleeve = next(archive.data.glob("pictures/*/*/manifest.json")).parent
    for folder in (sleeve, target / "pictures"):
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.part")).write_bytes(b"x")
    (sleeve / "manifest.json").unlink()
    archive.take(with_picture("lagi", "0.png"), with_picture("lagi1", "1.png"), with_picture("lagi2", "2.png"))
    archive.warta("export", "--output", target)
    archive.warta("check")


# The newspaper itself


def site(paper: Newspaper, *arguments: str, code: int = 0) -> str:
    """What `warta site` prints; its verbs take the flags that other commands take behind theirs."""
    done = subprocess.run(
        [str(BINARY), "site", *arguments],
        capture_output=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
        env=environment() | {"WARTA_DATA": str(paper.data)},
    )
    text = (done.stdout + done.stderr).decode()
    assert done.returncode == code, text
    return text


def test_the_newspaper_takes_another_name_language_and_zone(new_paper: Newspaper) -> None:
    """What is not given stays, stories keep theirs, and the next start shows it on every page."""
    new_paper.take(item("a", "Judul"))
    assert site(new_paper) == "1  Warta  (id, Asia/Jakarta, any host)\n"
    exported = new_paper.warta("export").stdout
    changed = site(new_paper, "change", "--name", " Kabar\tTimur ")
    assert changed.startswith("1  Kabar Timur  (id, Asia/Jakarta, any host)\n") and "next start" in changed
    site(new_paper, "change", "--language", "en", "--zone", "Asia/Jayapura")
    assert site(new_paper, "list") == "1  Kabar Timur  (en, Asia/Jayapura, any host)\n"
    new_paper.start()
    front = new_paper.get("/").text
    assert '<html lang="en"' in front and "<title>Kabar Timur</title>" in front
    assert "Kabar Timur" in new_paper.get("/feed.xml").text
    new_paper.stop()
    assert new_paper.warta("export").stdout == exported
    new_paper.warta("check")


def test_two_newspapers_of_one_house_have_nothing_in_common(new_paper: Newspaper) -> None:
    """Each has copy, links, feeds and search of its own; a host chooses, and no command guesses which is meant."""
    new_paper.take(item("a", "Kapal Berlabuh"))
    added = site(new_paper, "add", "The Courier", "--host", "Courier.example", "--language", "en", "--zone", "UTC")
    assert added.startswith("2  The Courier  (en, UTC, courier.example)\n")
    copy = new_paper.folder / "copy.json"
    copy.write_text(json.dumps(item("a", "Ship Arrives")))
    refused = new_paper.warta("import", copy, code=65)
    assert "say which one with --site: 1 (Warta), 2 (The Courier)" in refused.stderr.decode()
    assert "no newspaper 3" in new_paper.warta("import", copy, "--site", "3", code=66).stderr.decode()
    new_paper.warta("import", copy, "--site", "2")
    taken = site(new_paper, "change", "--site", "1", "--host", "courier.example", code=1)
    assert "has the host courier.example already" in taken
    assert "is no host" in site(new_paper, "add", "Third", "--host", "", code=65)
    new_paper.start("--strict-hosts", "--url", "http://warta.example")
    try:
        for host, own, other, name in (
            ("warta.example", "Kapal Berlabuh", "Ship Arrives", "Warta"),
            ("courier.example", "Ship Arrives", "Kapal Berlabuh", "The Courier"),
        ):
            for path in ("/", "/feed.xml", "/feed.json", "/indeks", "/cari?q=kapal+ship", "/sitemap-0.xml"):
                answer = new_paper.get(path, Host=host)
                assert answer.status_code == 200, (host, path)
                assert other not in answer.text and other.lower().replace(" ", "-") not in answer.text, (host, path)
                if path != "/sitemap-0.xml":
                    assert name in answer.text and (own in answer.text or "cari" in path), (host, path)
            assert f"http://{host}/" in new_paper.get("/feed.xml", Host=host).text
        assert new_paper.get("/").status_code == 421
        assert new_paper.get("/-/health").status_code == 200
    finally:
        new_paper.stop()
    one, two = (json.loads(new_paper.warta("export", "--site", str(number)).stdout.splitlines()[-1]) for number in (1, 2))
    assert one["uri"] == two["uri"] and one["headlines"] != two["headlines"]
    new_paper.warta("check")


@pytest.mark.parametrize(
    ("flags", "code", "sentence"),
    [
        (["--name", " \u200b "], 65, "name has 1 to 200 characters"),
        (["--name", "a" * 201], 65, "name has 1 to 200 characters"),
        (["--language", ""], 65, "is no language"),
        (["--language", "bahasa indonesia"], 65, "is no language"),
        (["--zone", "Asia/Banjarmasin"], 65, "is no time zone"),
        (["--zone", ""], 65, "is no time zone"),
        (["--host", "http://warta.example"], 65, "is no host"),
        (["--host", "warta.example:80"], 65, "is no host"),
        (["--host", "warta-.example"], 65, "is no host"),
        (["--host", "b\u00fccher.example"], 65, "is no host"),
        (["--site", "2", "--name", "Kabar"], 66, "no newspaper 2"),
        ([], 64, "give --name, --language, --zone, --host, --theme, --reply-hours or --complaint-hours"),
    ],
)
def test_what_no_newspaper_can_be_called_changes_nothing(
    new_paper: Newspaper, flags: list[str], code: int, sentence: str
) -> None:
    """Refused with a sentence; nothing of it is kept."""
    new_paper.take(item("a", "Judul"))
    before = site(new_paper)
    assert sentence in site(new_paper, "change", *flags, code=code)
    assert site(new_paper) == before


def test_there_is_no_newspaper_to_change_where_none_was_founded(new_paper: Newspaper) -> None:
    """Neither is one made by asking for it."""
    for arguments in ([], ["change", "--name", "Kabar"]):
        assert "There is no newspaper" in site(new_paper, *arguments, code=66)
    assert not new_paper.data.exists()


def test_sections_are_listed_in_words_that_a_terminal_shows(new_paper: Newspaper) -> None:
    """Place, address and name, and no escape between them."""
    new_paper.take(item("a", "Judul"))
    done = subprocess.run(
        [str(BINARY), "sections"],
        capture_output=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
        env=environment() | {"WARTA_DATA": str(new_paper.data)},
    )
    assert done.stdout == b"-  politik  Politik\n", done
