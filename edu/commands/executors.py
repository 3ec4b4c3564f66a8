"""Where versions of a set are made: by processes of this machine, or by the workers of a dask cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from edu.problems import EduError, ExitCode, Problem

_ANSWER = "10s"
"""How long a scheduler may take to answer, and its first worker to be there."""


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """So many processes, which end when this one does, even if it is killed."""
    with ProcessPoolExecutor(count, initializer=_end_with_parent) as executor:
        yield executor


def _end_with_parent() -> None:
    """Ends a worker whose parent is gone: it would wait for work for good, and hold open what the parent wrote to."""
    import threading
    from multiprocessing import connection, parent_process

    parent = parent_process()

    def wait() -> None:
        if parent:
            connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of a dask scheduler.

    Raises:
        EduError: when dask is not installed, no scheduler answers at the address, it has no workers, or a worker has
            no edu or another than this: its pages might be others.
    """
    try:
        from distributed import Client  # an extra
    except ImportError:
        raise _refused("--cluster needs dask.distributed, which is not installed", _INSTALL) from None
    try:
        client: Any = Client(address, timeout=_ANSWER)  # type: ignore[no-untyped-call]  # it brings no types
    except (OSError, ValueError) as error:
        what = f"no dask scheduler answers at {address} ({error})"
        raise _refused(what, "Start one with: dask scheduler") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_ANSWER)
        except TimeoutError:
            what = f"the dask scheduler at {address} has no workers"
            raise _refused(what, f"Start one with: dask worker {address}") from None
        mine, theirs = digest(), client.run(_digest_there, on_error="return")
        others = [worker for worker, found in theirs.items() if found != mine]
        if others:
            what = f"{', '.join(others)} of the cluster has no edu, or another than this machine"
            raise _refused(what, "Install the same edu on each worker") from None
        yield client.get_executor()


_INSTALL = "Install it with: pip install 'edu[cluster]'"


def digest() -> str:
    """A hash of the code that makes pages, the same wherever the same edu is installed."""
    import hashlib
    from importlib.util import find_spec
    from pathlib import Path

    found = find_spec("edu.write.pdf")
    folder = Path(found.origin).parent if found and found.origin else Path()
    files = sorted(folder.rglob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes().replace(b"\r\n", b"\n") for file in files)).hexdigest()


def _digest_there() -> str:
    """Sent to workers by its name, so that each tells of the code it has."""
    return digest()


def _refused(what: str, mend: str) -> EduError:
    return EduError(Problem(None, None, what, mend), ExitCode.USAGE)
