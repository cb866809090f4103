"""Robots are told by words: measured against a kept-up list of them, and against browsers as people have them."""

from __future__ import annotations

import re

import requests
from crawleruseragents import CRAWLER_USER_AGENTS_DATA
from newspaper import SEED, Newspaper

# What is missed does not run scripts and is no browser by its name: "Zapier", "Make/production".
LEAST_CAUGHT = 0.94


def refused(paper: Newspaper) -> int:
    figures = re.search(r'^warta_reads_refused_total\{reason="robot"\} (\d+)$', paper.get("/-/metrics").text, re.M)
    assert figures
    return int(figures[1])


def test_the_list_of_crawlers_is_told_by_words(new_paper: Newspaper) -> None:
    """Nearly all of crawler-user-agents' instances are refused as robots."""
    agents = sorted({agent.strip() for crawler in CRAWLER_USER_AGENTS_DATA for agent in crawler["instances"]})
    agents = [agent for agent in agents if agent.isascii() and agent.isprintable()]
    assert len(agents) > 1_500
    paper = new_paper
    paper.warta("import", SEED)
    paper.start()
    before = refused(paper)
    with requests.Session() as session:
        for agent in agents:
            answer = session.post(f"{paper.url}/-/reads/1", headers={"User-Agent": agent}, timeout=20)
            assert answer.status_code == 204, agent
    caught = (refused(paper) - before) / len(agents)
    print(f"{caught:.1%} of {len(agents)} agents")
    assert caught >= LEAST_CAUGHT
