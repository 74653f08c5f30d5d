"""Fixtures for all tests."""

import compileall
import gc
import os
import ssl
import sys
from collections.abc import Generator, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import certifi
import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import HealthCheck, settings

from tests.scheduling import ByFile, place
from tests.support import FakeClock, Flavour, flavours

# How fast a machine is decides no test. What hypothesis does by itself where CI is set stays: it draws the same examples each time.
settings.register_profile("identkit", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("identkit")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the sources once. Hundreds of interpreters follow: where none may write bytecode, each would compile them anew."""
    if not hasattr(config, "workerinput"):
        for root in ("generated", "generator", "overrides", "runtime", "sandbox"):
            compileall.compile_dir(Path(__file__).parents[1] / root, quiet=2)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long files first: the last one to begin decides when all are through."""
    long = {place(item.nodeid) for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: place(item.nodeid) not in long)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Thousands of tests and all imported modules stay to the end. Else collecting garbage takes a fifth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)  # what tests make is mostly gone when it would be looked at
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """For `-n auto`, two more than there are processors: a quarter of the time a test waits for a server, a process or a deadline."""
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return None
    return (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1) + 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile | None:
    """In the order of the tests, not of how many there are in a file."""
    config.option.loadscopereorder = False
    return ByFile(config, log) if config.option.dist == "loadgroup" else None


@pytest.fixture(params=["sync", "async"])
def flavour(request: pytest.FixtureRequest) -> Iterator[Flavour]:
    """Both flavours of a client, one after the other, behind one face."""
    yield from flavours(request.param)


@pytest.fixture
def clock() -> FakeClock:
    """A clock that only moves when somebody sleeps."""
    return FakeClock()


_create_context = ssl.create_default_context
_AUTHORITIES = {certifi.where(), os.environ.get("SSL_CERT_FILE")}
_contexts: dict[str, ssl.SSLContext] = {}


def _create_or_share(*args: Any, **kwargs: Any) -> ssl.SSLContext:
    """Read the certificate authorities once: httpx does so for each of its clients that tests make by themselves."""
    file: str = kwargs.get("cafile") or ""
    if args or kwargs.keys() != {"cafile"} or file not in _AUTHORITIES:
        return _create_context(*args, **kwargs)
    if file not in _contexts:
        _contexts[file] = _create_context(**kwargs)
    return _contexts[file]


ssl.create_default_context = _create_or_share

_load = serialization.load_pem_private_key
_keys: dict[tuple[bytes, bytes | None], Any] = {}


def _load_or_share(data: Any, password: bytes | None = None, *args: Any, **kwargs: Any) -> Any:
    """Check each key once: that takes 35 ms where it has 2,048 bits, 110 ms where it has 3,072, and tests use the same few."""
    if args or kwargs:
        return _load(data, password, *args, **kwargs)
    key = bytes(data), password
    if key not in _keys:
        _keys[key] = _load(data, password)
    return _keys[key]


serialization.load_pem_private_key = _load_or_share

if find_spec("sniffio") is None:  # httpcore looks for it seven times in an asynchronous call, a third of what the call takes
    sys.modules["sniffio"] = None  # type: ignore[assignment]  # what is not there, once and for all
