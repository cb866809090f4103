"""A newspaper over HTTPS, and the certificate that it needs."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from newspaper import Newspaper


@dataclass
class Pair:
    """A certificate for 127.0.0.1 that vouches for itself, and its key."""

    certificate: Path
    key: Path

    @property
    def flags(self) -> list[str]:
        return ["--tls-certificate", str(self.certificate), "--tls-key", str(self.key)]


class SecureNewspaper(Newspaper):
    """A newspaper that is served over HTTPS."""

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    @staticmethod
    def take_certificate(pair: Pair) -> None:
        """Has requests of this process believe the certificate."""
        os.environ["REQUESTS_CA_BUNDLE"] = str(pair.certificate)


def make_pair(folder: Path, name: str) -> Pair:
    pair = Pair(folder / f"{name}.crt", folder / f"{name}.key")
    command = ["openssl", "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=Warta", "-newkey", "ec"]
    command += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, "-keyout", pair.key, "-out", pair.certificate], check=True, capture_output=True)
    return pair
