"""The public ledger: counted from what happened, for people and, signed, for machines."""

from __future__ import annotations

import base64
import json
import re

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from lxml import html
from newspaper import Newspaper, item, until


def fact(paper: Newspaper, name: str) -> str:
    """What the page says of something in this month."""
    tree = html.fromstring(paper.get("/transparansi").content)
    (value,) = tree.xpath(f"(//section[@class='block'])[2]//div[dt='{name}']/dd")
    return " ".join(value.text_content().split())


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_it_tells_the_truth_after_each_step_and_signs_it(new_paper: Newspaper) -> None:
    paper = new_paper
    paper.start()
    paper.take(item("1", "Jembatan dibuka"), item("2", "Pasar terbakar"))
    assert fact(paper, "Ralat") == "0" and fact(paper, "Berita dicabut") == "0"
    paper.warta("correct", "1", "--words", "Yang benar: tiga jembatan.")
    until("the correction is counted", lambda: fact(paper, "Ralat").startswith("1 median "))
    paper.warta("correct", "1", "--words", "Dibuka pukul tujuh.", "--clarification")
    until("the clarification is counted", lambda: fact(paper, "Klarifikasi") == "1")
    paper.warta("withdraw", "2", "--ground", "child", "--reason", "Nama anak tersebut.")
    until("the withdrawal is counted", lambda: fact(paper, "Berita dicabut") == "1 masa depan anak: 1")

    tree = html.fromstring(paper.get("/transparansi").content)
    data, signed, keys = (tree.xpath(f"string(//a[.='{name}']/@href)") for name in ("data (JSON)", "data bertanda tangan (JWS)", "kunci publik"))
    answer = paper.get(signed)
    assert answer.headers["Content-Type"] == "application/jose"
    head, body, signature = answer.text.split(".")
    (key,) = paper.get(keys).json()["keys"]
    assert json.loads(decoded(head)) == {"alg": "EdDSA", "kid": key["kid"]}
    public = Ed25519PublicKey.from_public_bytes(decoded(key["x"]))
    public.verify(decoded(signature), f"{head}.{body}".encode())
    with pytest.raises(InvalidSignature):
        public.verify(decoded(signature), f"{head}.{body[:-4]}AAAA".encode())
    month = json.loads(decoded(body))["months"][0]
    assert (month["corrections"], month["clarifications"], month["withdrawals"]) == (1, 1, 1)
    assert month["withdrawals_by_ground"] == {"child": 1}
    assert paper.get(data).json()["months"][0] == month
    # The same key after a restart.
    paper.stop()
    paper.start()
    assert paper.get(keys).json()["keys"] == [key]


def test_every_page_leads_to_it(demo: Newspaper, addresses: dict[str, str]) -> None:
    for name in ("front", "story", "withdrawn"):
        assert "/transparansi" in html.fromstring(demo.get(addresses[name]).content).xpath("//footer//a/@href"), name
    assert re.search(r"<loc>[^<]*/transparansi</loc>", demo.get("/sitemap-pages.xml").text)
