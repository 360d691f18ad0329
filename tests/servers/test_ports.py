"""Servers of several test processes never get the same port."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import ExitStack

from tests.servers.ports import FIRST, LAST, free_ports

TAKES = "from tests.servers.ports import free_ports\nwith free_ports(8) as ports: print(*ports, flush=True); input()"


def test_no_two_blocks_share_a_port_though_no_server_listens_yet() -> None:
    with ExitStack() as stack:
        taken = [port for _ in range(5) for port in stack.enter_context(free_ports(8))]
    assert len(set(taken)) == 40 and min(taken) >= FIRST and max(taken) < LAST + 16


def test_another_process_goes_on_to_other_ports() -> None:
    with free_ports(8) as ours:
        other = subprocess.Popen(
            [sys.executable, "-c", f"import os; os.getpid = lambda: {_same_start(ours[0])}\n{TAKES}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert other.stdout is not None
        theirs = [int(word) for word in other.stdout.readline().split()]
        other.communicate("\n", timeout=60)
    assert len(theirs) == 8 and not set(theirs) & set(ours)


def test_a_port_in_use_is_left_alone() -> None:
    with free_ports() as (port,):
        pass
    with socket.socket() as server:
        server.bind(("127.0.0.1", port))
        with free_ports() as (other,):
            assert other != port


def _same_start(port: int) -> int:
    """A process number that would begin where our ports are."""
    return (port - 1 - FIRST) // 16
