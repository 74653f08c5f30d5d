"""Stores in Redis: `pip install identkit[redis]`.

What they keep must outlive a restart: `appendonly yes`, for tokens with `appendfsync always`, and `maxmemory-policy noeviction`. A
replica that takes over without the last write brings back a refresh token that is used up (its person has to consent again): let tokens
wait for replicas with `min-replicas-to-write`, or keep them in SQL.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any, cast
from uuid import uuid4

from identkit.core import ConfigurationError
from identkit.core.tokens import Tokens
from identkit.stores import _records as records
from identkit.stores._errors import StoreFailed
from identkit.stores._leases import Lease, lock

try:
    from redis import Redis, RedisError
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(f"identkit.stores.redis needs identkit[redis]: there is no {missing.name}", name=missing.name) from None

__all__ = ["RedisLease", "RedisSeenStore", "RedisTokenStore"]

# Each script can be sent again after its answer was lost, as clients of Redis do by themselves: the second time tells the same.
_SWAP = """
local held = redis.call('GET', KEYS[1])
if ARGV[1] == '' then
  if held and held ~= ARGV[2] then return 0 end
elseif held ~= ARGV[1] then
  return 0
end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2]) end
return 1
"""
_TAKE = """
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
if redis.call('GET', KEYS[1]) == ARGV[1] then return 1 end
return 0
"""
_EXTEND = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0"
_DROP = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"


class RedisTokenStore:
    """Keeps tokens in Redis. Any number of threads, processes and machines may use it at the same time.

    Args:
        redis: A `redis.Redis`, or a URL (`rediss://…` for TLS).
        prefix: Begins every key.
        lease: Seconds until a consent can be refreshed again whose refreshing process died.
    """

    def __init__(self, redis: "Redis | str", *, prefix: str = "identkit:", lease: float = 30.0) -> None:
        self._redis = _Connection(redis, prefix)
        self._seconds = lease

    def load(self, subject: str) -> Tokens | None:
        """The tokens of a subject, or None."""
        raw = self._redis.get("token", subject)
        return None if raw is None else records.decode(raw)

    def swap(self, subject: str, expected: Tokens | None, new: Tokens | None) -> bool:
        """Replace `expected` by `new`, unless Redis holds something else by now. As durable as Redis is set to be."""
        raw = self._redis.get("token", subject)
        if (None if raw is None else records.decode(raw)) != expected:
            return False
        return self._redis.run(_SWAP, "token", subject, raw or b"", b"" if new is None else records.encode(new))

    def try_lock(self, subject: str) -> Callable[[], None] | None:
        """Take the subject's lock, if it is free. It is a lease, renewed while its owner lives."""
        lease = lock(self._redis, f"refresh:{subject}", self._seconds)
        return None if lease is None else lambda: _release(lease)

    def close(self) -> None:
        """Close the connections, if the store made them itself, from a URL."""
        self._redis.close()

    def __repr__(self) -> str:
        return f"RedisTokenStore({self._redis.prefix!r})"


class RedisSeenStore:
    """Remembers deliveries in Redis, for all receivers. Keys are digests and end by themselves, by Redis' clock."""

    def __init__(self, redis: "Redis | str", *, prefix: str = "identkit:") -> None:
        self._redis = _Connection(redis, prefix)

    def add(self, key: str, now: float, until: float) -> bool:
        """Remember the key for the time from `now` to `until`, and say whether it was new."""
        return self._redis.run(_TAKE, "seen", key, uuid4().hex.encode(), b"%d" % max(1, round((until - now) * 1000)))

    def discard(self, key: str) -> None:
        """Forget the key."""
        self._redis.delete("seen", key)

    def close(self) -> None:
        """Close the connections, if the store made them itself, from a URL."""
        self._redis.close()

    def __repr__(self) -> str:
        return f"RedisSeenStore({self._redis.prefix!r})"


class RedisLease(Lease):
    """A right that one process of many has at a time. See `Lease`."""

    def __init__(self, redis: "Redis | str", name: str, seconds: float = 30.0, *, prefix: str = "identkit:") -> None:
        self._redis = _Connection(redis, prefix)
        super().__init__(self._redis, name, seconds)

    def close(self) -> None:
        """Give the lease back, and close the connections, if they were made here, from a URL."""
        self.release()
        self._redis.close()


class _Connection:
    """Redis with our keys and errors; a `LeaseStore`."""

    def __init__(self, redis: "Redis | str", prefix: str) -> None:
        self._own = isinstance(redis, str)
        if isinstance(redis, str):
            try:
                redis = cast("Any", Redis).from_url(redis, socket_connect_timeout=5, socket_timeout=10, health_check_interval=30)
            except ValueError:  # its message may have the URL, and with it a password
                raise ConfigurationError("redis: not a URL of Redis; one begins with redis://, rediss:// or unix://") from None
        if not isinstance(redis, Redis):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(f"redis: a redis.Redis or a URL, not {type(redis).__module__}.{type(redis).__name__}")
        self._client: Any = redis
        self.prefix = prefix

    def close(self) -> None:
        if self._own:
            self._client.close()

    def key(self, kind: str, name: str) -> str:
        return f"{self.prefix}{kind}:{records.key_of(name)}"

    def get(self, kind: str, name: str) -> bytes | None:
        with _failing():
            value: bytes | str | None = self._client.get(self.key(kind, name))
            return value.encode() if isinstance(value, str) else value

    def delete(self, kind: str, name: str) -> None:
        with _failing():
            self._client.delete(self.key(kind, name))

    def run(self, script: str, kind: str, name: str, *arguments: bytes) -> bool:
        with _failing():
            return bool(cast("int", self._client.eval(script, 1, self.key(kind, name), *arguments)))
        raise AssertionError

    def take(self, name: str, owner: str, seconds: float) -> bool:
        """Give a lease to the owner, if nobody else has it."""
        return self.run(_TAKE, "lease", name, owner.encode(), b"%d" % round(seconds * 1000))

    def extend(self, name: str, owner: str, seconds: float) -> bool:
        """Give it for so long from now on."""
        return self.run(_EXTEND, "lease", name, owner.encode(), b"%d" % round(seconds * 1000))

    def drop(self, name: str, owner: str) -> None:
        """Free it."""
        self.run(_DROP, "lease", name, owner.encode())


@contextmanager
def _failing() -> Generator[None]:
    """Errors of Redis as ours, without their text, which may repeat what was sent."""
    try:
        yield
    except RedisError as error:
        raise StoreFailed(f"Redis: {type(error).__name__}") from None


def _release(lease: Lease) -> None:
    with suppress(StoreFailed):  # it ends by itself, and the refresh itself went well
        lease.release()
