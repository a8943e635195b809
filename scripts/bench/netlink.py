"""A slow link, packet by packet, between two network namespaces.

Chromium's own throttling works per request: it knows nothing of TCP and TLS handshakes, slow start or the initial
window, of which a first visit is made. Here two TUN devices and a relay delay every IP packet by half the round trip
and send it at the profile's bit rate, each way. Both ends have addresses of 127.0.0.0/8 in namespaces without any other
interface: nothing leaves the machine. Needs root and iproute2.

    netlink.py up | down | run PROFILE
"""

from __future__ import annotations

import ctypes
import fcntl
import heapq
import os
import select
import signal
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

CLIENT, SERVER = "ctclient", "ctserver"
CLIENT_IP, SERVER_IP = "127.9.0.1", "127.9.0.2"
QUEUE = 400
"""Packets that a direction may hold; further ones are dropped, as a router does."""
_NEW_NETWORK = 0x40000000
_TUNSETIFF = 0x400454CA
_TUN_WITHOUT_HEADER = 0x1001


@dataclass(frozen=True)
class Link:
    """`down` and `up` in bit/s, `rtt` in seconds."""

    down: int
    up: int
    rtt: float


LINKS = {
    "slow4g": Link(1_600_000, 750_000, 0.150),
    "village3g": Link(750_000, 250_000, 0.200),
    "slow3g": Link(400_000, 400_000, 0.400),
}


def sh(*words: str, check: bool = True) -> None:
    subprocess.run(words, check=check, capture_output=True)


def up() -> None:
    """Make both namespaces and their devices."""
    down()
    for space, device, mine, other in ((CLIENT, "ctt0", CLIENT_IP, SERVER_IP), (SERVER, "ctt1", SERVER_IP, CLIENT_IP)):
        sh("ip", "netns", "add", space)
        inside = ("ip", "netns", "exec", space)
        sh(*inside, "ip", "link", "set", "lo", "up")
        sh(*inside, "sysctl", "-qw", "net.ipv4.conf.all.route_localnet=1")
        sh(*inside, "sysctl", "-qw", "net.ipv4.tcp_no_metrics_save=1")
        sh(*inside, "ip", "tuntap", "add", "dev", device, "mode", "tun")
        sh(*inside, "ip", "link", "set", "dev", device, "mtu", "1500", "up")
        sh(*inside, "sysctl", "-qw", f"net.ipv4.conf.{device}.route_localnet=1")
        sh(*inside, "sysctl", "-qw", f"net.ipv4.conf.{device}.rp_filter=0", check=False)
        # 127.9.0.x has to leave through the device: take 127/8 from the loopback, leave it 127.0.0.1.
        sh(*inside, "ip", "route", "del", "local", "127.0.0.0/8", "dev", "lo", "table", "local")
        sh(*inside, "ip", "route", "add", "127.0.0.0/16", "dev", "lo", "scope", "link", check=False)
        sh(*inside, "ip", "addr", "add", f"{mine}/32", "dev", device)
        way = ["ip", "route", "add", f"{other}/32", "dev", device, "src", mine]
        sh(*inside, *way, *(["initcwnd", "10", "congctl", "cubic"] if space == SERVER else []))


def down() -> None:
    """Take them away."""
    for space in (CLIENT, SERVER):
        sh("ip", "netns", "del", space, check=False)


def _device(space: str, name: str) -> int:
    """File descriptor of a TUN device, opened inside its namespace."""
    libc = ctypes.CDLL("libc.so.6", use_errno=True)
    home = os.open("/proc/self/ns/net", os.O_RDONLY)
    there = os.open(f"/var/run/netns/{space}", os.O_RDONLY)
    if libc.setns(there, _NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "setns")
    opened = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(opened, _TUNSETIFF, struct.pack("16sH14s", name.encode(), _TUN_WITHOUT_HEADER, b""))
    libc.setns(home, _NEW_NETWORK)
    os.close(home)
    os.close(there)
    return opened


def run(link: Link) -> None:
    """Relay until SIGTERM."""
    client, server = _device(CLIENT, "ctt0"), _device(SERVER, "ctt1")
    other = {client: server, server: client}
    rate = {server: link.down / 8, client: link.up / 8}
    idle_at = {client: 0.0, server: 0.0}
    waiting = {client: 0, server: 0}
    heap: list[tuple[float, int, int, bytes]] = []
    stop: list[int] = []
    number = 0
    signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
    poll = select.poll()
    for device in other:
        poll.register(device, select.POLLIN)
    print("ready", flush=True)
    while not stop:
        while heap and heap[0][0] <= time.monotonic():
            _, _, source, packet = heapq.heappop(heap)
            waiting[source] -= 1
            os.write(other[source], packet)
        patience = max(0.0, (heap[0][0] - time.monotonic()) * 1000) if heap else 200.0
        for source, _ in poll.poll(patience):
            while True:
                try:
                    packet = os.read(source, 65536)
                except BlockingIOError:
                    break
                if packet[0] >> 4 != 4 or waiting[source] >= QUEUE:
                    continue
                idle_at[source] = max(idle_at[source], time.monotonic()) + len(packet) / rate[source]
                waiting[source] += 1
                number += 1
                heapq.heappush(heap, (idle_at[source] + link.rtt / 2, number, source, packet))


if __name__ == "__main__":
    command = sys.argv[1]
    if command == "up":
        up()
    elif command == "down":
        down()
    elif command == "run":
        run(LINKS[sys.argv[2]])
    else:
        sys.exit(f"usage: {Path(sys.argv[0]).name} up | down | run PROFILE")
