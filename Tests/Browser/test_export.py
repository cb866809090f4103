"""What leaves as ninjs: valid, whole, and the same after a round trip."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from newspaper import FIXTURES, SEED, Newspaper, at, item

IPTC = FIXTURES / "iptc"


@pytest.fixture(scope="session")
def ninjs() -> Draft202012Validator:
    schema = json.loads((IPTC / "ninjs-schema_3.1.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def complaints(schema: Draft202012Validator, items: list[dict[str, Any]]) -> list[str]:
    return [
        f"{one.get('uri')}: {error.json_path}: {error.message[:200]}"
        for one in items
        for error in schema.iter_errors(one)
        if not names_a_file(error)
    ]


def names_a_file(error: ValidationError) -> bool:
    """A picture that lies beside the export has a relative address, which `format: uri` does not know."""
    return error.validator == "format" and error.json_path.endswith(".href") and ":" not in error.instance


def test_the_demonstration_newspaper_exports_valid_ninjs(demo: Newspaper, ninjs: Draft202012Validator) -> None:
    """Every line is one item that keeps IPTC's schema 3.1; a withdrawn story is canceled, not left out."""
    items = demo.export_lines()
    assert len(items) >= 10
    assert complaints(ninjs, items) == []
    assert "canceled" in {one.get("pubStatus") for one in items}


def test_the_seed_survives_its_way_through_the_store(seed: Newspaper, ninjs: Draft202012Validator) -> None:
    """Headlines, bylines, dates, genre, section and every word of the bodies come out as they went in."""
    given = {one["uri"]: one for one in map(json.loads, SEED.read_text(encoding="utf-8").splitlines())}
    taken = {one["uri"]: one for one in seed.export()}
    assert complaints(ninjs, list(taken.values())) == []
    assert given.keys() == taken.keys()
    for uri, one in given.items():
        assert main(taken[uri]["headlines"]) == main(one["headlines"])
        assert main(taken[uri]["bodies"]) == main(one["bodies"])
        assert [genre["name"] for genre in taken[uri]["genres"]] == [genre["name"] for genre in one["genres"]]
        assert sections(taken[uri]) == sections(one)


def sections(one: dict[str, Any]) -> list[str]:
    return [subject["name"] for subject in one["subjects"] if subject.get("rel") == "section"]


def main(values: list[dict[str, str]]) -> str:
    return next(one["value"] for one in values if one.get("role") == "main")


@pytest.mark.parametrize("source", ["seed", "demo"])
def test_export_and_import_and_export_again_gives_the_same_bytes(
    source: str, new_paper: Newspaper, request: pytest.FixtureRequest
) -> None:
    """An empty store into which an export is restored is the same newspaper."""
    folder = new_paper.folder / "export"
    given = request.getfixturevalue(source)
    given.warta("export", "--output", folder)
    first = (folder / "stories.jsonl").read_bytes()
    assert first == given.warta("export").stdout
    new_paper.warta("import", "--restore", folder / "stories.jsonl")
    assert new_paper.warta("export").stdout == first


def test_what_the_desk_decided_about_sections_survives(new_paper: Newspaper, ninjs: Draft202012Validator) -> None:
    """Names, former names and places; an import that does not restore passes over those lines."""
    for number, name in enumerate(("Politik", "Daerah", "Ekonomi")):
        new_paper.take(item(str(number), f"Berita {name}", subjects=[{"name": name, "rel": "section"}]))
    new_paper.warta("sections rename", "daerah", "Nusantara")
    new_paper.warta("sections arrange", "ekonomi", "daerah")
    listed = b"1  ekonomi  Ekonomi\n2  daerah  Nusantara\n-  politik  Politik\n"
    assert new_paper.warta("sections list").stdout == listed
    assert complaints(ninjs, new_paper.export_lines()) == []
    salinan = new_paper.folder / "salinan.jsonl"
    salinan.write_bytes(new_paper.warta("export").stdout)
    plain, restored = Newspaper(new_paper.folder / "plain"), Newspaper(new_paper.folder / "restored")
    assert b"3 imported" in plain.warta("import", salinan).stdout
    restored.warta("import", "--restore", salinan)
    assert restored.warta("sections list").stdout == listed
    assert restored.warta("export").stdout == salinan.read_bytes()
    late = item("9", "Berita baru", subjects=[{"name": "Daerah", "rel": "section"}])
    for paper in (new_paper, restored):
        paper.take(late)
        assert paper.warta("sections list").stdout == listed
        paper.warta("check")


def test_the_examples_of_iptc_come_in_and_go_out_valid(new_paper: Newspaper, ninjs: Draft202012Validator) -> None:
    """Examples of 1.6, 2.2 and 3.1: what has a headline is taken, the rest refused with a reason, nothing crashes."""
    for version in ("1.6", "2.2", "3.1"):
        files = sorted((IPTC / "examples" / version).glob("*.json"))
        assert files
        done = new_paper.warta("import", *files, code=None)
        assert done.returncode in (0, 1), done.stderr.decode()
        assert b"Fatal error" not in done.stderr
    items = new_paper.export()
    assert items, "none of the examples was taken"
    assert complaints(ninjs, items) == []
    new_paper.warta("check")


def test_importing_the_same_copy_again_changes_nothing(new_paper: Newspaper) -> None:
    """Idempotent by `uri`; a newer version updates, an older one is skipped."""
    new_paper.warta("import", SEED)
    before = new_paper.warta("export").stdout
    new_paper.warta("import", SEED)
    assert new_paper.warta("export").stdout == before
    story = item("satu", "Judul pertama", versionCreated="2026-01-02T10:00:00+07:00")
    newer = item("satu", "Judul kedua", versionCreated="2026-01-02T11:00:00+07:00")
    for given, expected in ((story, "Judul pertama"), (newer, "Judul kedua"), (story, "Judul kedua")):
        new_paper.take(given)
        assert main(new_paper.export()[-1]["headlines"]) == expected


def test_bad_items_are_named_and_the_good_ones_go_in(new_paper: Newspaper) -> None:
    """Each refused line is reported with file, line and reason; the code is 1; a dry run reports and writes nothing."""
    good = json.dumps(item("baik", "Yang baik"))
    lines = [
        good,
        "{ this is not JSON",
        json.dumps({"headlines": [{"role": "main", "value": "Tanpa uri"}]}),
        json.dumps({"uri": "tag:test.example,2026:tanpa-judul"}),
        json.dumps(item("tanggal", "Tanggal salah", firstCreated="kemarin")),
    ]
    file = new_paper.folder / "campur.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rehearsal = new_paper.warta("import", "--dry-run", file, code=1)
    assert b"no newspaper" in new_paper.warta("export", code=66).stderr, "a dry run has written something"
    assert not (new_paper.folder / "data").exists()
    done = new_paper.warta("import", file, code=1)
    for said in (rehearsal.stderr.decode(), done.stderr.decode()):
        for line in (2, 3, 4, 5):
            assert f"campur.jsonl:{line}" in said, said
        assert "Swift" not in said and "Error(" not in said
    assert [main(one["headlines"]) for one in new_paper.export()] == ["Yang baik"]


def test_a_dry_run_says_what_the_run_will_say(new_paper: Newspaper) -> None:
    """What came before in the files counts: stories, sections, and how many wait."""
    later = at(seconds=-3_600)
    first = [item(str(n), f"Berita {n}", subjects=[{"name": f"Rubrik {n % 5}", "rel": "section"}]) for n in range(600)]
    waiting = [item(f"nanti-{n}", f"Nanti {n}", embargoedUntil=later) for n in range(3)]
    file = new_paper.folder / "dua-kali.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in first + waiting + first), encoding="utf-8")
    new_paper.take(first[0])
    before = new_paper.warta("export").stdout
    rehearsed = new_paper.warta("import", "--dry-run", "--max-sections", "3", file, file).stdout.decode()
    assert new_paper.warta("export").stdout == before
    done = new_paper.warta("import", "--max-sections", "3", file, file).stdout.decode()
    assert rehearsed.removesuffix(" Nothing was written.\n") == done.removesuffix("\n")
    assert done.startswith("602 imported, 0 updated, 1804 unchanged"), done
    assert "3 wait for a later date" in done


def test_the_store_of_the_seed_checks_clean(seed: Newspaper) -> None:
    """`warta check` finds nothing while a server runs on the same folder."""
    seed.warta("check")
