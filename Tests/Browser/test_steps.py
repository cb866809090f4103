"""The server carries out steps as ProseMirror does (decision 0045): the same changes on both sides, and the same texts."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from desks import Desks
from newspaper import Newspaper
from playwright.sync_api import Browser
from writing_desk import Desk

SEEDS = int(os.environ.get("WARTA_STEP_SEEDS", "5"))
CHANGES = 150

COMPARE = """async ({ path, seed, count }) => {
    const { pm } = await import("/newsroom/-/test/prose-editor.js");
    const { makeSchema } = await import("/newsroom/-/test/schema.js");
    const { compare } = await import("/newsroom/-/test/steps.js");
    const token = document.querySelector("input[name=token]").value;
    return compare({ pm, schema: makeSchema(pm), path, token, seed, count });
}"""


@pytest.fixture(scope="module")
def desk(browser: Browser, desks: Desks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Newspaper(tmp_path_factory.mktemp("steps")) as paper:
        desk = Desk.made(paper, browser, desks)
        yield desk
        desk.close()


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_both_make_the_same_of_the_same_steps(desk: Desk, seed: int) -> None:
    page = desk.member("bagus")
    path = desk.story(page, f"Langkah {seed}")
    told = page.evaluate(COMPARE, {"path": path, "seed": seed, "count": CHANGES})
    assert told["differences"] == [], told["differences"]
    # The seed must have tried both what fits and what does not.
    assert told["kept"] > CHANGES / 4 and told["refused"] > CHANGES / 20, told
