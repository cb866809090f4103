"""A bucket for pictures in moto's server, behind a door that can be shut."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import boto3
import requests
from botocore.config import Config
from newspaper import free_port, until

NAME = "warta-foto"
REGION = "ap-southeast-3"


class Door:
    """A port that leads to another; shut, it ends all connections and takes none. It can be left open for some bytes only."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.is_open = True
        self.left: int | None = None
        """Bytes that it lets in before it shuts."""
        self.lock = threading.Lock()
        self.connections: set[socket.socket] = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def shut(self) -> None:
        self.is_open = False
        with self.lock:
            for connection in self.connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def open(self, left: int | None = None) -> None:
        self.left = left
        self.is_open = True

    def _accept(self) -> None:
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        if not self.is_open:
            client.close()
            return
        server = socket.create_connection(("127.0.0.1", self.target))
        with self.lock:
            self.connections |= {client, server}
        back = threading.Thread(target=self._pump, args=(server, client, False), daemon=True)
        back.start()
        self._pump(client, server, True)
        back.join()
        with self.lock:
            self.connections -= {client, server}
        client.close()
        server.close()

    def _pump(self, source: socket.socket, target: socket.socket, is_inward: bool) -> None:
        try:
            while data := source.recv(65536):
                if not self.is_open:
                    break
                if is_inward and self.left is not None:
                    data = data[: self.left]
                    self.left -= len(data)
                target.sendall(data)
                if self.left == 0:
                    self.shut()
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


@dataclass
class Bucket:
    """The bucket, its door, and a key that may use it. Every request's signature is checked."""

    door: Door
    key: str
    secret: str
    client: object

    @property
    def variables(self) -> dict[str, str]:
        """What a node needs to keep its pictures here."""
        return self.at("koran") | {"AWS_ACCESS_KEY_ID": self.key, "AWS_SECRET_ACCESS_KEY": self.secret}

    def at(self, prefix: str) -> dict[str, str]:
        return {
            "WARTA_PICTURES": f"s3://{NAME}/{prefix}",
            "WARTA_PICTURES_ENDPOINT": f"http://127.0.0.1:{self.door.port}",
            "WARTA_PICTURES_REGION": REGION,
        }

    def keys(self, prefix: str = "koran/") -> list[str]:
        """What is in it, asked past the door."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=NAME, Prefix=prefix)
        return [one["Key"] for page in pages for one in page.get("Contents", [])]


@contextmanager
def bucket() -> Iterator[Bucket]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as server:
        try:
            until("moto answers", lambda: _answers(port), 60)
            anybody = {"endpoint_url": url, "region_name": REGION, "aws_access_key_id": "x", "aws_secret_access_key": "x"}
            people = boto3.client("iam", **anybody)
            people.create_user(UserName="warta")
            policy = (
                '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", '
                '"Action": ["s3:GetObject", "s3:PutObject", "s3:ListBucket"]}]}'
            )
            people.put_user_policy(UserName="warta", PolicyName="foto", PolicyDocument=policy)
            made = people.create_access_key(UserName="warta")["AccessKey"]
            boto3.client("s3", **anybody).create_bucket(
                Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": REGION}
            )
            # From now on, keys and signatures are checked.
            requests.post(url + "/moto-api/reset-auth", data="0", timeout=20).raise_for_status()
            ours = {"aws_access_key_id": made["AccessKeyId"], "aws_secret_access_key": made["SecretAccessKey"]}
            path_style = Config(s3={"addressing_style": "path"})
            client = boto3.client("s3", endpoint_url=url, region_name=REGION, config=path_style, **ours)
            yield Bucket(Door(port), made["AccessKeyId"], made["SecretAccessKey"], client)
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/moto-api/", timeout=5).status_code < 500
    except requests.ConnectionError:
        return False
