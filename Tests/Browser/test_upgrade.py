"""Programs of neighbouring versions: a store of an older schema comes along, and nodes go on while a newer one expands it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from newspaper import FIXTURES, Newspaper, item, until
from test_shared_texts import Writer, words
from test_two_nodes import new_database, publish, server  # noqa: F401 (a fixture)


def sql(database: str, text: str) -> str:
    done = subprocess.run(
        ["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", database, "-c", text], capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_store_of_the_last_release_is_restored_and_brought_up_to_date(
    kind: str,
    server: str,  # noqa: F811
    tmp_path: Path,
) -> None:
    fixture = shutil.copytree(FIXTURES / "stores" / "backup-of-schema-10", tmp_path / "kept")
    with Newspaper(tmp_path, database=new_database(server) if kind == "postgresql" else "") as paper:
        said = paper.warta("restore", fixture).stdout.decode()
        assert "are as they were kept" in said and "another build of warta" in said, said
        assert paper.warta("check").stdout.decode().startswith("The store in ")
        bagus = Writer(paper, "citra", "administrator", "1")
        paper.start()
        assert [paper.get(paper.story(number)).status_code for number in (1, 2, 3, 14)] == [200, 200, 410, 200]
        assert "Kereta baru" in paper.get("/cari?q=kereta").text
        bagus.sign_in()
        assert words(bagus.open("/newsroom/stories/13")["doc"]).startswith("Air naik di utara. ")
        publish(bagus, bagus.begin("Sesudah dipulihkan"))


def test_nodes_go_on_and_start_again_while_a_newer_program_expands_the_schema(server: str, tmp_path: Path) -> None:  # noqa: F811
    database = new_database(server)
    with Newspaper(tmp_path, database=database) as first:
        first.take(item("1", "Berita pertama"))
        bagus = Writer(first, "bagus", "administrator", "1")
        first.start()
        bagus.sign_in()
        # What a program of the next version does when it starts first.
        number = int(sql(database, "SELECT version FROM schema_version"))
        sql(
            database,
            f"""
            BEGIN; SELECT pg_advisory_xact_lock(1463898708, hashtext(current_schema()));
            ALTER TABLE story ADD COLUMN mood text; ALTER TABLE story ADD COLUMN rank bigint NOT NULL DEFAULT 7;
            CREATE TABLE later (number bigint PRIMARY KEY); CREATE INDEX story_mood ON story (mood);
            UPDATE schema_version SET version = {number + 1}, oldest = {number}; COMMIT
            """,
        )
        publish(bagus, bagus.begin("Di tengah pembaruan"))
        (tmp_path / "other").mkdir()
        with Newspaper(tmp_path / "other", database=database) as second:
            second.start()
            until("the other has it", lambda: "Di tengah pembaruan" in second.get("/").text)
            second.take(item("2", "Dari yang lain"))
            until("the first has it", lambda: "Dari yang lain" in first.get("/").text)
            assert second.warta("check").stdout.decode().startswith("The store in ")
            assert sql(database, "SELECT DISTINCT rank FROM story") == "7"
            # It changed nothing of the schema, and its backup is of the schema that is there.
            assert sql(database, "SELECT version, oldest FROM schema_version") == f"{number + 1}|{number}"
            second.warta("backup", tmp_path / "kept")
            assert b"newer warta" in second.warta("restore", tmp_path / "kept", "--verify", code=65).stderr

            # A step that this program does not bear: who runs goes on, who starts is told.
            sql(database, f"UPDATE schema_version SET oldest = {number + 1}")
            second.stop()
            assert b"newer warta" in second.warta("serve", "--port", "0", code=65).stderr
            publish(bagus, bagus.begin("Masih jalan"))
