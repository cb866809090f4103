"""Pictures in a bucket: two nodes have the same, a bucket that is away costs nothing, and what is half is nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from bucket import Bucket, bucket
from newspaper import Newspaper, item, until
from pictures import png
from test_shared_texts import Writer
from test_two_nodes import new_database, server  # noqa: F401 (a fixture)


@pytest.fixture(scope="module")
def store() -> Iterator[Bucket]:
    with bucket() as made:
        yield made


@pytest.fixture(scope="module")
def nodes(server: str, store: Bucket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Newspaper]]:  # noqa: F811
    """Two nodes of one house, each with a folder of its own, and their pictures in the bucket."""
    database = new_database(server)
    folders = [tmp_path_factory.mktemp(name) for name in ("satu", "dua")]
    with Newspaper(folders[0], database=database, variables=store.variables) as first:
        first.take(item("1", "Berita pertama"))
        with Newspaper(folders[1], database=database, variables=store.variables) as second:
            yield [first.start(), second.start()]


@pytest.fixture(scope="module")
def bagus(nodes: list[Newspaper]) -> Writer:
    return Writer(nodes[0], "bagus", "administrator", "1").sign_in()


@pytest.fixture
def story(bagus: Writer) -> str:
    return bagus.begin("Banjir di kota")


def send(writer: Writer, story: str, content: bytes) -> requests.Response:
    """Sends a picture as a page's script does."""
    return writer.session.post(
        f"{writer.paper.url}{story}/pictures",
        files={"picture": ("foto.png", content, "image/png")},
        headers={"Origin": writer.paper.url, "X-Warta-Token": writer.token},
        timeout=60,
    )


def seen(writer: Writer, node: Newspaper, content: bytes, width: int = 640, ending: str = "jpg") -> requests.Response:
    """The picture as a member sees it at a node: a session is the house's."""
    digest = hashlib.sha256(content).hexdigest()
    return writer.session.get(f"{node.url}/newsroom/-/pictures/{digest}/{width}.{ending}", timeout=60)


def warnings(node: Newspaper) -> list[str]:
    return node.get("/-/health").json().get("warnings", [])


def test_what_is_sent_to_one_node_is_seen_at_the_other(nodes: list[Newspaper], store: Bucket, bagus: Writer, story: str) -> None:
    content = png(seed=21)
    assert send(bagus, story, content).status_code == 201
    answers = [seen(bagus, node, content) for node in nodes]
    assert [one.status_code for one in answers] == [200, 200], nodes[1].log
    assert answers[0].content == answers[1].content and len(answers[0].content) > 100
    digest = hashlib.sha256(content).hexdigest()
    assert f"koran/manifests/{digest}" in store.keys() and f"koran/files/{digest}" in store.keys()
    # Of the machine's own there is only the cache.
    assert [(node.data / "pictures").exists() for node in nodes] == [False, False]
    report = until("the report", lambda: nodes[1].get("/-/health").json().get("pictures"))
    assert report == {"place": "s3://warta-foto/koran", "writable": True, "found": True}
    assert warnings(nodes[1]) == []


def test_a_bucket_that_is_away_costs_nobody_anything(nodes: list[Newspaper], store: Bucket, bagus: Writer, story: str) -> None:
    known, other = png(seed=22), png(seed=23)
    assert send(bagus, story, known).status_code == 201
    assert seen(bagus, nodes[1], known).status_code == 200
    before = bagus.session.get(f"{bagus.paper.url}{story}/text", timeout=20).json()["pictures"]
    store.door.shut()
    try:
        # What is here is served; what is not says when to ask again.
        assert seen(bagus, nodes[1], known).status_code == 200
        missing = seen(bagus, nodes[1], known, ending="webp")
        assert missing.status_code == 503 and missing.headers["Retry-After"]
        refused = send(bagus, story, other)
        assert refused.status_code == 503 and "pictures_unavailable" in refused.text, refused.text
        assert bagus.session.get(f"{bagus.paper.url}{story}/text", timeout=20).json()["pictures"] == before
        until("health says so", lambda: "pictures" in warnings(nodes[0]), 60)
        assert nodes[0].get("/-/ready").status_code == 200
        until("the log says why", lambda: "cannot be reached" in nodes[0].log, 20)
        said = nodes[0].warta("check", code=75).stderr.decode()
        assert "s3://warta-foto/koran at 127.0.0.1" in said and "cannot be reached" in said, said
    finally:
        store.door.open()
    until("it is there again", lambda: seen(bagus, nodes[1], known, ending="webp").status_code == 200, 20)
    assert send(bagus, story, other).status_code == 201
    assert seen(bagus, nodes[1], other).status_code == 200
    until("health says that too", lambda: warnings(nodes[0]) == [], 30)


def test_a_put_that_is_cut_in_half_leaves_no_picture(nodes: list[Newspaper], store: Bucket, bagus: Writer, story: str) -> None:
    # Noise, so that the original and its renditions are megabytes.
    content = png(1400, 900, seed=24, level=0)
    digest = hashlib.sha256(content).hexdigest()
    for left in (1_000_000, 4_000_000):
        before = store.keys("koran/manifests/")
        store.door.open(left)
        try:
            assert send(bagus, story, content).status_code == 503
        finally:
            store.door.open()
        assert store.keys("koran/manifests/") == before
        assert seen(bagus, nodes[1], content).status_code == 404
    for key in store.keys("koran/files/"):
        body = store.client.get_object(Bucket="warta-foto", Key=key)["Body"].read()
        assert key == "koran/files/" + hashlib.sha256(body).hexdigest(), "an object is half"
    assert send(bagus, story, content).status_code == 201
    assert f"koran/files/{digest}" in store.keys()
    assert seen(bagus, nodes[1], content).status_code == 200


def test_backups_checks_and_copies_know_the_bucket(nodes: list[Newspaper], store: Bucket, bagus: Writer, story: str, tmp_path: Path) -> None:
    content = png(seed=25)
    assert send(bagus, story, content).status_code == 201
    pictures = len(store.keys("koran/manifests/"))
    assert nodes[0].warta("check").stdout.decode().startswith("The store in ")
    kept = tmp_path / "kept"
    assert f" and {pictures} pictures are in " in nodes[1].warta("backup", kept).stdout.decode()
    assert b"Nothing was restored" in nodes[0].warta("restore", kept, "--verify").stdout
    # Into another place of the bucket, and out of it into a folder.
    with Newspaper(tmp_path / "lain", variables=store.variables | store.at("lain")) as other:
        other.folder.mkdir()
        other.warta("restore", kept)
        assert len(store.keys("lain/manifests/")) == pictures
        assert other.warta("check").stdout.decode().startswith("The store in ")
        other.warta("move", "--to", tmp_path / "baru")
        assert not (tmp_path / "baru" / "pictures").exists()
        folder = tmp_path / "folder"
        assert f"{pictures} pictures are in {folder}" in other.warta("pictures", "--to", folder).stdout.decode()
        names = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
        same = kept / "pictures"
        assert names == {path.relative_to(same) for path in same.rglob("*") if path.is_file()}
        assert all((folder / name).read_bytes() == (same / name).read_bytes() for name in names if name.name != "manifest.json")
        # What somebody has changed there is found.
        key = next(key for key in store.keys("lain/files/") if hashlib.sha256(content).hexdigest() in key)
        store.client.put_object(Bucket="warta-foto", Key=key, Body=b"lain")
        other.warta("check", "--log-level", "error", code=1)


def test_copy_brings_its_pictures_into_the_bucket(store: Bucket, tmp_path: Path) -> None:
    content = png(seed=26)
    (tmp_path / "foto.png").write_bytes(content)
    with Newspaper(tmp_path, variables=store.variables | store.at("impor")) as paper:
        picture = {"type": "picture", "renditions": [{"name": "original", "href": "foto.png"}], "uri": "tag:test.example,2026:foto"}
        paper.take(item("9", "Dengan foto", associations=[picture | {"name": "featureimage"}]))
        assert f"impor/files/{hashlib.sha256(content).hexdigest()}" in store.keys("impor/")


def test_what_is_wrong_is_said_once_and_no_secret_with_it(store: Bucket, tmp_path: Path) -> None:
    with Newspaper(tmp_path, variables=store.variables) as paper:
        paper.take(item("1", "Berita"))
        for wrong, words in (
            ({"AWS_SECRET_ACCESS_KEY": "rahasia-yang-salah"}, "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
            ({"AWS_ACCESS_KEY_ID": "TIDAKDIKENAL", "AWS_SECRET_ACCESS_KEY": "rahasia"}, "check AWS_ACCESS_KEY_ID"),
            ({"WARTA_PICTURES": "s3://tidak-ada"}, "no bucket tidak-ada"),
            ({"AWS_SECRET_ACCESS_KEY": ""}, "A bucket needs an access key and its secret"),
            ({"WARTA_PICTURES": "s3://X"}, "names no bucket"),
            ({"WARTA_PICTURES_ENDPOINT": "127.0.0.1"}, "is no endpoint"),
        ):
            paper.variables = store.variables | wrong
            said = paper.warta("pictures", "--to", tmp_path / "folder", code=65).stderr.decode()
            assert words in said and "rahasia" not in said and store.secret not in said, said
            assert said.count("\n") == 1, said
        # A server starts with a wrong secret all the same, for its readers, and says what is wrong.
        paper.variables = store.variables | {"AWS_SECRET_ACCESS_KEY": "rahasia-yang-salah"}
        paper.start()
        until("health says so", lambda: "pictures" in warnings(paper), 20)
        assert "check AWS_ACCESS_KEY_ID" in paper.log and "rahasia" not in paper.log


def test_a_node_without_the_pictures_of_the_others_says_so(server: str, tmp_path: Path) -> None:  # noqa: F811
    database = new_database(server)
    with Newspaper(tmp_path, database=database) as first:
        first.warta("demo")
        (tmp_path / "other").mkdir()
        with Newspaper(tmp_path / "other", database=database) as second:
            second.start()
            until("health says so", lambda: warnings(second) == ["pictures_elsewhere"], 20)
            assert "mount or name the place that all nodes share" in second.log
            second.stop()
            second.start("--pictures", str(first.data / "pictures"))
            until("it has them", lambda: second.get("/-/health").json().get("pictures"), 20)
            assert warnings(second) == []
