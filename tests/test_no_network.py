"""Reading a file opens no socket."""

import socket

import pytest

from recoupe.intake.documents import list_folder, read_path
from recoupe.knowledge.files import data_root
from recoupe.pipeline.engine import Engine


class SocketOpenedError(Exception):
    """Somebody opened a socket."""


@pytest.fixture
def no_sockets(monkeypatch):
    def refuse(*args, **kwargs):
        raise SocketOpenedError

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.parametrize("suffix", [".txt", ".html", ".md"])
def test_reading_a_file_opens_no_socket(no_sockets, suffix):
    path = next(path for path in list_folder(data_root() / "samples") if path.suffix == suffix)
    record = Engine().read(read_path(path))
    assert record.parts


def test_the_patch_would_notice(no_sockets):
    with pytest.raises(SocketOpenedError):
        socket.create_connection(("localhost", 9))
