# pyright: basic
# mypy: disable-error-code="untyped-decorator"
"""POSTIDENT results for many workers: one process drains, Celery's workers handle, and any of them may die at any time.

    python examples/celery_postident.py                       # in the sandbox, with a Redis of its own (Debian: redis-server)
    python examples/celery_postident.py drain                 # as many of these as you like: one works, the others wait for its end
    celery --workdir examples -A celery_postident worker      # as many of these as you like

with KYC_BROKER, KYC_DATABASE and POSTIDENT_CLIENT_ID, _USERNAME, _PASSWORD (and a private key, in production).

The archive protocol knows one reader: whoever lists, gets what was not archived, and archives what he has. So the processes agree by a
lease who drains. A case is archived once its task is in the queue; a task is acknowledged once its case is handled (`acks_late`). So every
case is handled at least once, and sometimes twice: handling is one transaction with the case id as its key, so the second time does
nothing. No personal data are in the queue, only the case id.
"""

import os
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from _serving import redis
from celery import Celery
from sqlalchemy.exc import IntegrityError, OperationalError

from identkit.core import IdentkitError
from identkit.core.status import assess
from identkit.core.webhooks import Event
from identkit.postident import Postident
from identkit.postident.webhooks import CaseEvent
from identkit.sandbox import Sandbox
from identkit.stores import LeaseLost
from identkit.stores.sql import SqlLease

LEASE = float(os.environ.get("KYC_LEASE", "30"))  # seconds until another process takes over from one that died
VISIBILITY = float(os.environ.get("KYC_VISIBILITY", "3600"))  # seconds until what a worker took is given to another

app: Any = Celery("kyc", broker=os.environ.get("KYC_BROKER", "redis://"))
app.conf.update(
    task_acks_late=True,  # a task that was begun and not finished comes again,
    task_reject_on_worker_lost=True,  # at once when one process of a worker died,
    broker_transport_options={
        "visibility_timeout": VISIBILITY,  # later when the whole worker did,
        "unacked_restore_throttle": 1,  # looked for every 10 seconds instead of every 100,
        "unacked_mutex_expire": max(1, min(300, int(VISIBILITY))),  # also when it died while it was looking for what others left
    },
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    broker_connection_retry_on_startup=True,
)

tables = sa.MetaData()
accounts = sa.Table("accounts", tables, sa.Column("case_id", sa.String(12), primary_key=True), sa.Column("outcome", sa.String(20)))


@cache
def database() -> sa.Engine:
    engine = sa.create_engine(os.environ["KYC_DATABASE"])
    with suppress(OperationalError):  # another process was faster
        tables.create_all(engine)
    return engine


@cache
def postident() -> Postident:
    """One client for each process. Made when it is first used, so after the fork."""
    return Postident(base_url=os.environ.get("POSTIDENT_URL"))


@app.task(name="kyc.handle", autoretry_for=(IdentkitError,), retry_backoff=True, max_retries=8)
def handle(case_id: str) -> None:
    """Read a case and act on it, once."""
    verdict = assess(postident().cases.get(case_id))
    if not verdict.final:  # a webhook may tell of a step on the way
        return
    with database().begin() as transaction, suppress(IntegrityError):
        transaction.execute(sa.insert(accounts).values(case_id=case_id, outcome=verdict.outcome))  # and whatever else is to happen once


def accept(event: Event) -> None:
    """For `WebhookApp(parse, accept=accept)`: what has changed is in the queue before Deutsche Post gets its answer."""
    if isinstance(event, CaseEvent):
        handle.delay(event.case_id)


def drain(pause: float = 60.0) -> None:
    """Put every result into the queue, as long as this process holds the lease."""
    lease = SqlLease(database(), "postident-archive", LEASE, create_table=True)
    while True:
        try:
            with lease:  # waits until nobody else has it
                for case in lease.guard(postident().cases.drain()):
                    handle.delay(case.case_id)
        except LeaseLost:
            continue  # this process was stopped for too long, and another one drains
        time.sleep(pause)


def main() -> None:
    with TemporaryDirectory(dir="/tmp") as folder, Sandbox() as sandbox, redis(Path(folder, "redis")) as socket_path:
        environment = settings(sandbox, folder, f"redis+socket://{socket_path}")
        sandbox.postident.fill(6)
        with program(__file__, "drain", settings=environment), worker(environment):
            count = wait_for(environment, 6)
        print(count, "cases handled" if count == 6 else Path(environment["KYC_LOG"]).read_text())


def settings(sandbox: Sandbox, folder: str, broker: str) -> dict[str, str]:
    login = sandbox.postident.credentials
    values = {f"POSTIDENT_{name.upper()}": login[name] for name in ("client_id", "username", "password", "data_password")}
    own = {"KYC_BROKER": broker, "KYC_DATABASE": f"sqlite:///{Path(folder, 'kyc.db')}", "KYC_LOG": str(Path(folder, "log"))}
    return values | own | {"POSTIDENT_URL": login["base_url"]}


@contextmanager
def program(*command: str, settings: Mapping[str, str]) -> Generator["subprocess.Popen[bytes]"]:
    with Path(settings["KYC_LOG"]).open("ab") as log:
        environment = {**os.environ, **settings}
        process = subprocess.Popen([sys.executable, *command], cwd=Path(__file__).parent, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def worker(settings: Mapping[str, str]) -> Generator["subprocess.Popen[bytes]"]:
    options = ["--pool", "solo", "--loglevel", "error", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    with program("-m", "celery", "--quiet", "-A", "celery_postident", "worker", *options, settings=settings) as process:
        yield process


def wait_for(settings: Mapping[str, str], count: int, patience: float = 60.0) -> int:
    """How many cases were handled: as many as expected, or fewer after a minute."""
    engine = sa.create_engine(settings["KYC_DATABASE"])
    tables.create_all(engine)
    until, number = time.monotonic() + patience, 0
    while number < count and time.monotonic() < until:
        time.sleep(0.05)
        with engine.connect() as connection:
            number = connection.execute(sa.select(sa.func.count()).select_from(accounts)).scalar_one()
    engine.dispose()
    return number


if __name__ == "__main__":
    drain() if sys.argv[1:] == ["drain"] else main()
