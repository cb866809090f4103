"""Backups of a newspaper that runs, of both databases into both; what is damaged or half is never taken for one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from newspaper import BINARY, Newspaper, environment, item, until
from test_two_nodes import new_database, server  # noqa: F401 (a fixture)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    """The demonstration newspaper with its pictures, members and what its desk writes, served."""
    with Newspaper(tmp_path_factory.mktemp("backup")) as paper:
        paper.warta("demo")
        paper.warta("member add", "bagus", "--email", "bagus@warta.example", "--role", "editor")
        paper.start()
        paper.complain(2)
        paper.read(2, readers=5)
        until("the reads are stored", lambda: b"\t" in dump(paper)["tables/read_minute.tsv"])
        yield paper


def dump(paper: Newspaper, name: str = "seen") -> dict[str, bytes]:
    """What a backup holds now, by the names of its files."""
    folder = paper.folder / name
    shutil.rmtree(folder, ignore_errors=True)
    paper.warta("backup", folder)
    return files(folder)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_manifest(kept: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in kept.items() if name != "manifest.json"}


@pytest.fixture(scope="module")
def kept(paper: Newspaper) -> Path:
    folder = paper.folder / "kept"
    said = paper.warta("backup", folder).stdout.decode()
    assert "pictures are in" in said, said
    return folder


def test_a_backup_of_a_running_newspaper_is_restored_and_is_the_same(paper: Newspaper, kept: Path, tmp_path: Path) -> None:
    manifest = json.loads((kept / "manifest.json").read_text())
    assert manifest["pictures"]["count"] > 3 and len(manifest["pages"]) > 20
    assert (kept.stat().st_mode & 0o077, (kept / "tables/member.tsv").stat().st_mode & 0o077) == (0, 0)
    assert b"sari@contoh.example" in (kept / "tables/grievance.tsv").read_bytes()
    assert (kept / "tables/grievance_record.tsv").read_bytes()
    said = paper.warta("restore", kept, "--verify").stdout.decode()
    assert f"{len(manifest['pages'])} pages" in said and "Nothing was restored" in said, said

    with Newspaper(tmp_path) as other:
        said = other.warta("restore", kept).stdout.decode()
        assert f"{len(manifest['pages'])} pages" in said, said
        assert other.warta("check").stdout.decode().startswith("The store in ")
        assert without_manifest(dump(other)) == without_manifest(files(kept))
        other.start()
        for page in manifest["pages"][:5]:
            path = other.story(page["story"])
            assert main(other, path) == main(paper, path)
        # What holds something is left alone, whatever it is.
        before = (other.data / "warta.sqlite").read_bytes()
        said = other.warta("restore", kept, code=1).stderr
        assert b"nothing of it was changed" in said, said
        assert (other.data / "warta.sqlite").read_bytes() == before


def main(paper: Newspaper, path: str) -> str:
    """A page without the server's own address."""
    return paper.get(path).text.replace(str(paper.port), "PORT")


def test_a_backup_goes_from_one_database_into_the_other_and_back(server: str, kept: Path, tmp_path: Path) -> None:  # noqa: F811
    with Newspaper(tmp_path, database=new_database(server)) as node:
        said = node.warta("restore", kept).stdout.decode()
        assert " pages and " in said, said
        assert node.warta("check").stdout.decode().startswith("The store in ")
        back = tmp_path / "back"
        node.warta("backup", back)
        assert without_manifest(files(back)) == without_manifest(files(kept))
        assert node.warta("restore", kept, code=1).stderr
        assert b" pages and " in node.warta("restore", back, "--verify").stdout


def test_each_damage_of_a_backup_is_found_before_anything_is_made_of_it(kept: Path, tmp_path: Path) -> None:
    picture = next(path for path in sorted((kept / "pictures").rglob("*.webp")))
    for number, name in enumerate(["tables/story.tsv", "tables/journal.tsv", "tables/tag.tsv", str(picture.relative_to(kept))]):
        for kind in ("changed", "short", "gone"):
            copy = tmp_path / f"{number}{kind}"
            shutil.copytree(kept, copy)
            broken = copy / name
            content = broken.read_bytes()
            if kind == "gone":
                broken.unlink()
            else:
                half = len(content) // 2
                broken.write_bytes(content[:half] + (b"x" + content[half + 1 :] if kind == "changed" else b""))
            with Newspaper(tmp_path / f"{number}{kind}.paper") as other:
                other.folder.mkdir()
                said = other.warta("restore", copy, "--verify", code=65).stderr
                assert b"damaged" in said, said
                if name.startswith("tables"):
                    assert b"damaged" in other.warta("restore", copy, code=65).stderr
                    assert not (other.data / "warta.sqlite").exists()


def test_a_page_that_is_not_what_it_was_is_found(kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(kept, copy)
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["pages"][3]["sha256"] = "0" * 64
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with Newspaper(tmp_path) as other:
        said = other.warta("restore", copy, code=65).stderr.decode()
        assert f"The page of story {manifest['pages'][3]['story']} is not what it was" in said
        # And nobody serves it.
        assert b"not whole" in other.warta("check", code=65).stderr


def test_pictures_of_a_former_backup_are_linked(paper: Newspaper, kept: Path) -> None:
    folder = paper.folder / "second"
    paper.warta("backup", folder, "--since", kept)
    pictures = [path for path in (kept / "pictures").rglob("*") if path.is_file() and path.name != "manifest.json"]
    assert pictures and all((folder / path.relative_to(kept)).samefile(path) for path in pictures)
    shutil.rmtree(folder)
    assert b"Nothing was restored" in paper.warta("restore", kept, "--verify").stdout


def test_what_stands_where_a_backup_is_to_be_made_stays(paper: Newspaper, kept: Path, tmp_path: Path) -> None:
    before = files(kept)
    assert b"There is something in" in paper.warta("backup", kept, code=1).stderr
    (tmp_path / "mine.part").mkdir()
    (tmp_path / "mine.part" / "letter.txt").write_text("saya")
    assert b"move it away" in paper.warta("backup", tmp_path / "mine", code=1).stderr
    assert (tmp_path / "mine.part" / "letter.txt").read_text() == "saya"
    assert files(kept) == before
    assert b"is no backup" in paper.warta("restore", tmp_path / "mine.part", code=66).stderr


def test_a_folder_that_is_there_already_is_made_readable_by_nobody_else(paper: Newspaper, tmp_path: Path) -> None:
    part = tmp_path / "shared.part"
    part.mkdir(mode=0o755)
    part.chmod(0o755)
    paper.warta("backup", tmp_path / "shared")
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o700

@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_somebody_elses_folder_is_no_place_for_a_backup(paper: Newspaper, tmp_path: Path) -> None:
    part = tmp_path / "shared.part"
    part.mkdir()
    os.chown(part, 65534, 65534)
    assert b"somebody else's; remove it" in paper.warta("backup", tmp_path / "shared", code=75).stderr
    assert part.exists() and not list(part.iterdir())
    part.rmdir()
    paper.warta("backup", tmp_path / "shared")


def test_a_backup_that_is_killed_or_runs_out_of_room_is_none(tmp_path: Path) -> None:
    with Newspaper(tmp_path) as paper:
        paper.take(*(item(str(index), f"Berita {index}", "<p>" + "isi " * 4000 + "</p>") for index in range(100)))
        folder = tmp_path / "kept"
        line = [str(BINARY), "backup", *paper.place, str(folder)]
        # Where files may have no more than a mebibyte, as if the disk were full.
        limited = ["bash", "-c", 'ulimit -f 1024; trap "" XFSZ; exec "$@"', "bash", *line]
        done = subprocess.run(limited, capture_output=True, env=environment(), check=False)
        assert done.returncode == 75 and b"There is no backup" in done.stderr, done.stderr
        assert not folder.exists() and not Path(f"{folder}.part").exists()

        for sign in (signal.SIGTERM, signal.SIGKILL):
            process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
            part = Path(f"{folder}.part/tables/story_body.tsv")
            until("it writes", lambda part=part, process=process: part.exists() or process.poll() is not None)
            process.send_signal(sign)
            process.wait()
            process.stderr.close()
            assert not folder.exists()
            assert b"is no backup" in paper.warta("restore", folder, "--verify", code=66).stderr
            # Who is killed cannot clean up: the next one does.
            assert Path(f"{folder}.part").exists() == (sign == signal.SIGKILL)
        paper.warta("backup", folder)
        assert not Path(f"{folder}.part").exists()
        assert b"Nothing was restored" in paper.warta("restore", folder, "--verify").stdout


def test_a_restoration_that_is_killed_is_nobodys_store_and_goes_on(tmp_path: Path) -> None:
    with Newspaper(tmp_path) as paper:
        paper.take(*(item(str(index), f"Berita {index}") for index in range(1000)))
        folder = tmp_path / "kept"
        paper.warta("backup", folder)
        (tmp_path / "other").mkdir()
        with Newspaper(tmp_path / "other") as other:
            line = [str(BINARY), "restore", *other.place, str(folder)]
            process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
            store = other.data / "warta.sqlite-wal"
            until("it stores", lambda: store.exists() and os.stat(store).st_size > 1 << 20)
            process.kill()
            process.wait()
            said = other.warta("check", code=65).stderr
            assert b"not whole" in said, said
            assert b"not whole" in other.warta("serve", "--port", "0", code=65).stderr
            other.warta("restore", folder)
            assert without_manifest(dump(other)) == without_manifest(files(folder))
            assert other.warta("check").returncode == 0


def test_a_lost_picture_is_said_and_the_backup_made_all_the_same(paper: Newspaper, tmp_path: Path) -> None:
    shutil.copytree(paper.data, tmp_path / "data")
    with Newspaper(tmp_path) as other:
        lost, changed = [path.parent for path in sorted((other.data / "pictures").rglob("manifest.json"))][:2]
        shutil.rmtree(lost)
        rendition = next(changed.glob("*.webp"))
        rendition.write_bytes(b"x" + rendition.read_bytes()[1:])
        said = other.warta("backup", tmp_path / "kept", code=1).stderr.decode()
        assert "2 pictures are missing or damaged" in said, said
        assert b"Nothing was restored" in other.warta("restore", tmp_path / "kept", "--verify").stdout
