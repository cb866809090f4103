"""A newsroom of the size that its list is measured at: a million stories and a hundred thousand drafts.

    python3 -m bench.newsroom_store DATA [--stories N] [--drafts N]

Takes a store that holds a live story, a draft and members (as the demonstration's, `warta serve --demo`), and copies both as
they lie, with other numbers, words, times, sections, stages, writers and tasks. Rows are copied with whatever columns
they have, so that a later schema needs nothing new here. The server must be stopped.
"""
import argparse
import random
import sqlite3
from pathlib import Path

SECTIONS = ["nasional", "dunia", "ekonomi", "olahraga", "budaya", "sains", "hukum", "daerah", "opini", "gaya"]
STAGES = ["draft", "submitted", "in_edit", "approved"]
FLAGS = ["needs_picture", "rights", "legal", "sensitive"]
WORDS = "banjir gempa pemilu pasar sekolah kereta pupuk hutan pelabuhan jalan rumah air listrik panen nelayan hakim".split()
HOUR = 3_600_000
MOST_AT_ONCE = 20_000
PRIVATE = "\ue000"
"""What the indexes put before a newspaper's number, so that nobody finds it by searching."""


class NewsroomStore:
    """A store that grows."""

    def __init__(self, data: Path) -> None:
        self.sql = sqlite3.connect(data / "warta.sqlite", isolation_level=None)
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -200000"):
            self.sql.execute(f"PRAGMA {pragma}")
        self.random = random.Random(7)
        self.site = self.one("SELECT min(number) FROM site")
        self.members = [f"member:{key}" for (key,) in self.sql.execute("SELECT key FROM member")]
        self.numbers = [number for (number,) in self.sql.execute("SELECT number FROM member")]

    def one(self, query: str, *values: object) -> int:
        row = self.sql.execute(query, values).fetchone()
        if row is None or row[0] is None:
            raise SystemExit(f"the store lacks what is copied: {query}")
        return row[0]

    def columns(self, table: str) -> list[str]:
        return [name for _, name, *_ in self.sql.execute(f"PRAGMA table_info({table})")]

    def copy(self, table: str, key: str, template: int, others: dict[str, str]) -> None:
        """Copies a story's rows of a table for each row of `copied`; `others` says what differs, in SQL."""
        columns = self.columns(table)
        values = [others.get(name, f"copied.number" if name == key else f"original.{name}") for name in columns]
        self.sql.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "
            f"FROM copied CROSS JOIN {table} AS original WHERE original.{key} = ?",
            (template,),
        )

    def begin(self, count: int, newest: int, step: int) -> None:
        """Numbers, times and words for so many copies, in a table of their own."""
        first = self.one("SELECT max(number) FROM story") + 1
        self.sql.execute("DROP TABLE IF EXISTS temp.copied")
        self.sql.execute(
            "CREATE TEMP TABLE copied (number INTEGER PRIMARY KEY, changed, section, stage, state, headline, writer, pulse, position)"
        )
        pulse = self.one("SELECT coalesce(max(pulse), 0) FROM desk_story")
        position = self.one("SELECT min(position) FROM story WHERE position IS NOT NULL")
        pick = self.random.choice
        self.sql.executemany(
            "INSERT INTO copied VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    first + k, newest - (count - k) * step, pick(SECTIONS), pick(STAGES),
                    self.random.choices(["never", "withdrawn"], [19, 1])[0],
                    " ".join(self.random.choices(WORDS, k=4)).capitalize() + f" {first + k}", pick(self.members),
                    pulse + k + 1, position - k - 1,
                )
                for k in range(count)
            ),
        )

    def add_live(self, count: int) -> None:
        """Live stories without anything that the desk has of them, older than all others."""
        template = self.one("SELECT story FROM desk_story WHERE stage IS NULL AND public_state = 'live' LIMIT 1")
        oldest = self.one("SELECT min(changed) FROM desk_story")
        self.begin(count, oldest, 60_000)
        text = {"uri": "'tag:copied,2026:' || copied.number", "position": "copied.position", "headline": "copied.headline"}
        self.copy("story", "number", template, text)
        self.copy("revision", "story", template, {})
        self.copy("desk_story", "story", template, {
            "changed": "copied.changed", "section": "copied.section", "pulse": "copied.pulse", "writer": "'wire:afp'",
        })
        self.index("story_search", "position", "TRUE")
        self.sql.execute(
            f"INSERT INTO desk_writer ({self.cut}, story, site, writer) "
            f"SELECT {self.cut}, story, site, (SELECT writer FROM copied WHERE number = story) "
            "FROM desk_story WHERE story IN (SELECT number FROM copied WHERE number % 20 = 0)"
        )

    cut = "changed, public_state, stage, section"

    def add_drafts(self, count: int) -> None:
        """What the desk writes, newer than all others; every second one has a task."""
        template = self.one("SELECT story FROM desk_story WHERE stage IS NOT NULL AND public_state = 'never' LIMIT 1")
        newest = self.one("SELECT max(changed) FROM desk_story")
        self.begin(count, newest + count * 1_000, 1_000)
        self.copy("story", "number", template, {
            "uri": "'tag:copied,2026:' || copied.number", "public_state": "copied.state",
            "withdrawn_at": "CASE copied.state WHEN 'withdrawn' THEN copied.changed END",
            "withdrawal_reason": "CASE copied.state WHEN 'withdrawn' THEN 'Salinan.' END",
        })
        for table in ("revision", "revision_text"):
            self.copy(table, "story", template, {})
        self.copy("working_copy", "story", template, {"stage": "copied.stage", "saved_at": "copied.changed"})
        self.copy("desk_story", "story", template, {
            "changed": "copied.changed", "section": "copied.section", "stage": "copied.stage", "pulse": "copied.pulse",
            "headline": "copied.headline", "writer": "copied.writer", "public_state": "copied.state",
        })
        self.index("desk_search", "number", "TRUE")
        self.sql.execute(
            f"INSERT INTO desk_writer ({self.cut}, story, site, writer) "
            f"SELECT {self.cut}, story, site, writer FROM desk_story WHERE story IN (SELECT number FROM copied)"
        )
        pick = self.random.choice
        tasks = [
            (number, self.site, pick(["high", "normal", "low"]), changed + self.random.randrange(-50, 50) * HOUR,
             " ".join(sorted(self.random.sample(FLAGS, 2))), pick(self.numbers))
            for number, changed in self.sql.execute("SELECT number, changed FROM copied WHERE number % 2 = 0").fetchall()
        ]
        self.sql.executemany(
            "INSERT INTO story_task (story, site, priority, due, flags, holder, words, changed) VALUES (?, ?, ?, ?, ?, ?, NULL, 0)",
            tasks,
        )
        self.sql.executemany(
            "INSERT INTO story_flag (story, site, flag, changed) VALUES (?, ?, ?, 0)",
            ((number, self.site, flag) for number, _, _, _, flags, _ in tasks for flag in flags.split(" ")),
        )
        for table in ("story_task", "story_flag"):
            self.sql.execute(
                f"UPDATE {table} SET ({self.cut}) = (SELECT {self.cut} FROM desk_story WHERE desk_story.story = {table}.story) "
                "WHERE story IN (SELECT number FROM copied)"
            )

    def index(self, table: str, key: str, which: str) -> None:
        """Words as the program indexes them: in small letters, after the newspaper's own."""
        self.sql.execute(
            f"INSERT INTO {table} (rowid, headline, text) SELECT {key}, lower(headline), "
            f"? || lower(headline) || ' berita salinan' FROM copied WHERE {which} ORDER BY {key}",
            (f"{PRIVATE}{self.site} ",),
        )

    def grow(self, stories: int, drafts: int) -> None:
        """Adds what lacks to so many stories, of which so many are drafts."""
        there = self.one("SELECT count(*) FROM desk_story")
        written = self.one("SELECT count(*) FROM desk_story WHERE stage IS NOT NULL")
        self.sql.execute("BEGIN")
        for add, lacking in ((self.add_live, stories - drafts - (there - written)), (self.add_drafts, drafts - written)):
            while lacking > 0:
                add(min(lacking, MOST_AT_ONCE))
                lacking -= MOST_AT_ONCE
        self.sql.execute("COMMIT")
        self.sql.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--stories", type=int, default=1_000_000)
    parser.add_argument("--drafts", type=int, default=100_000)
    asked = parser.parse_args()
    NewsroomStore(asked.data).grow(asked.stories, asked.drafts)


if __name__ == "__main__":
    main()
