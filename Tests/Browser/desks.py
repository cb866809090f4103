"""Newspapers whose desk is there already: made once, and copied, as each member costs a hash of a password and a page."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newspaper import Newspaper
from playwright.sync_api import Browser
from test_newsroom import DESK, start_desk


@dataclass
class Desks:
    browser: Browser
    folder: Path

    def start(self, paper: Newspaper, *items: dict[str, Any], roles: dict[str, str] = DESK) -> None:
        """Gives a newspaper that has nothing yet its desk and its stories, and serves it.

        Its members have their passwords, and the sessions in which they set them; see `test_newsroom.session`.
        """
        shutil.copytree(self._made(roles), paper.folder, dirs_exist_ok=True)
        if items:
            paper.take(*items)
        paper.start()

    def _made(self, roles: dict[str, str]) -> Path:
        folder = self.folder / "-".join(roles)
        if not folder.exists():
            folder.mkdir()
            with Newspaper(folder) as paper:
                start_desk(self.browser, paper, roles)
            (folder / "server.log").unlink()
        return folder
