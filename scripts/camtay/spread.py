"""A build spread over the machines of a Dask cluster: each makes parts, the first joins them.

Nothing is shared but the scheduler's address: the content travels to each worker once, parts travel back. A part whose
worker fails or is lost is made by another one; Dask sees to that.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from camtay.errors import fail
from camtay.files import write_atomic
from camtay.shards import Shard

CONTENT = ("guides", "docs", "qr", "mkdocs.yml")
LEFT_OUT = ("qr/print",)
TRIES = 3
"""How often a part is begun anew where its worker fails with an error; one that is lost is not counted."""
PATIENCE = 20
"""Seconds to wait for the scheduler."""
Say = Callable[[str], None]


def content(root: Path) -> bytes:
    """The files that a part is made from. The same bytes for the same content."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:") as archive:
        for name in CONTENT:
            for path in sorted([root / name, *(root / name).rglob("*")]):
                inside = path.relative_to(root).as_posix()
                if path.is_file() and not inside.startswith(LEFT_OUT):
                    member = tarfile.TarInfo(inside)
                    member.size = path.stat().st_size
                    with path.open("rb") as file:
                        archive.addfile(member, file)
    return buffer.getvalue()


def work(packed: bytes, number: int, of: int, epoch: str) -> bytes:
    """Make a part on a worker, in a process of its own. Raises RuntimeError with what the process said."""
    shard = Shard(number, of)
    home = Path(tempfile.gettempdir()) / f"camtay-{os.getuid()}-{hashlib.sha256(packed).hexdigest()[:16]}"
    _unpacked(packed, home)
    with tempfile.TemporaryDirectory(prefix="camtay-") as folder:
        target = Path(folder) / shard.name
        command = [sys.executable, "-m", "camtay", "--root", str(home), "--locale", "en", "build"]
        command += ["--shard", f"{number}/{of}", "--out", str(target)]
        environment = {**os.environ, **({"SOURCE_DATE_EPOCH": epoch} if epoch else {})}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode:
            raise RuntimeError(f"{shard.number}/{shard.of}: {done.stderr or done.stdout}")
        return target.read_bytes()


def _unpacked(packed: bytes, home: Path) -> None:
    """The content in a folder of this worker's machine, whole as soon as it has its name."""
    if home.is_dir():
        return
    aside = Path(tempfile.mkdtemp(prefix=f"{home.name}-", dir=home.parent))
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            inside = archive.extractfile(member)
            target = aside / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(inside.read() if inside else b"")
    try:
        os.replace(aside, home)
    except OSError:  # another one was quicker
        _remove(aside)


def _remove(folder: Path) -> None:
    from camtay.files import remove

    remove(folder)


def spread(root: Path, address: str, parts: int, folder: Path, say: Say = lambda _: None) -> Iterator[Path]:
    """The files of all parts, each as soon as it is there; `parts` 0: three for each processor of the cluster.

    Raises CamtayError where Dask is not installed, not to be reached, or a part can't be made."""
    try:
        import distributed
    except ImportError as error:
        raise fail("shard.dask") from error
    try:
        cluster: Any = distributed
        client = cluster.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise fail("shard.cluster", address=address, reason=error) from error
    with client:
        count = parts or 3 * max(1, sum(client.nthreads().values()))
        packed = client.scatter(content(root), broadcast=False, hash=False)
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        asked = {
            client.submit(work, packed, n, count, epoch, retries=TRIES - 1, pure=False): Shard(n, count)
            for n in range(1, count + 1)
        }
        for done, future in enumerate(cluster.as_completed(asked), 1):
            shard = asked[future]
            try:
                data = future.result()
            except Exception as error:
                raise fail("shard.failed", part=f"{shard.number}/{shard.of}", reason=error) from error
            future.release()
            say(f"{done}/{count}")
            write_atomic(folder / shard.name, data)
            yield folder / shard.name


__all__ = ["content", "spread", "work"]
