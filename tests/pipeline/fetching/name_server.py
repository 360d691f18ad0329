"""A name server of the tests' own: it answers as it is told, each time anew, and says that no answer lasts."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

ADDRESS, INTERNET = 1, 1
"""The kind of question that asks for an IPv4 address, and the class of the Internet."""


class NameServer(socketserver.ThreadingUDPServer):
    """Answers the question for a name with the next of its addresses, over and over; `asked` are the names."""

    daemon_threads = True

    def __init__(self, *addresses: str) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.addresses, self.asked = addresses, list[str]()

    def next(self, name: str) -> str:
        self.asked.append(name)
        return self.addresses[(len(self.asked) - 1) % len(self.addresses)]

    def looked_up(self, name: str) -> str:
        """What a resolver without a memory makes of a name: it asks this server over the network."""
        labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
        question = labels + b"\0" + struct.pack(">HH", ADDRESS, INTERNET)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(60)
            asking.sendto(struct.pack(">HHHHHH", 7, 0x0100, 1, 0, 0, 0) + question, self.server_address)
            return socket.inet_ntoa(asking.recv(512)[-4:])


class Answering(socketserver.BaseRequestHandler):
    """One question and its answer: an address that lasts for no second."""

    server: NameServer

    def handle(self) -> None:
        said, pipe = self.request
        end = said.index(b"\0", 12) + 5
        labels, at = [], 12
        while said[at]:
            labels.append(said[at + 1 : at + 1 + said[at]].decode())
            at += 1 + said[at]
        address = socket.inet_aton(self.server.next(".".join(labels)))
        head = said[:2] + struct.pack(">HHHHH", 0x8180, 1, 1, 0, 0)
        answer = struct.pack(">HHHIH", 0xC00C, ADDRESS, INTERNET, 0, len(address))
        pipe.sendto(head + said[12:end] + answer + address, self.client_address)


@contextmanager
def name_server(*addresses: str) -> Iterator[NameServer]:
    """A name server at work."""
    with NameServer(*addresses) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
