"""python -m benchmarks.load: the sandbox under load. Processes with threads call all its providers; no error, no growth.

The sandbox runs in a process of its own, as `identkit sandbox` does. The threads of a process share its clients and make read and
write calls, with a pause now and then that is about as long as servers keep idle connections. `--keep-alive` is how long the sandbox keeps
them: with the 5 seconds that servers and httpx have by default, both ends may close at the same moment.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import frozen

from tests.identplus.partner import partner

IDLE = 5.0
CHECK = partner(partner_iban="DE89370400440532013000")
_SERVE = "from identkit.sandbox._engine import server; server.KEEP_ALIVE = {keep}; from identkit.sandbox.__main__ import main; main([])"


@frozen
class Use:
    """What a process holds."""

    resident: float
    """MB"""
    threads: int
    files: int


def use(process: int) -> Use:
    """As Linux tells it."""
    status = Path(f"/proc/{process}/status").read_text()
    numbers = {name: int(re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE)[1]) for name in ("VmRSS", "Threads")}  # type: ignore[index]
    return Use(numbers["VmRSS"] / 1024, numbers["Threads"], len(list(Path(f"/proc/{process}/fd").iterdir())))


def caller(clients: "Clients", until: float, seed: int, pauses: bool) -> Counter[str]:
    """One thread: calls until the time is over; what became of them."""
    dice = random.Random(seed)
    tally: Counter[str] = Counter()
    calls = clients.calls()
    while time.time() < until:
        try:
            dice.choice(calls)()
        except Exception as error:  # noqa: BLE001 # whatever goes wrong is what is looked for
            tally[f"{type(error).__name__}: {str(error)[:120]}"] += 1
        tally["calls"] += 1
        # So long that the connection is closed just when it is used again, or nearly; or next to nothing.
        time.sleep(IDLE + dice.uniform(-0.02, 0.02) if pauses and dice.random() < 0.1 else dice.uniform(0, 0.5))
    return tally


class Clients:
    """What the threads of a process share, and somebody at each provider."""

    def __init__(self, addresses: dict[str, str]) -> None:
        from identkit.gopay import GoPay
        from identkit.identplus import Identplus
        from identkit.postident import Postident
        from identkit.solaris import Solaris

        login = json.loads(addresses["logins"])

        def options(name: str) -> dict[str, Any]:
            return {"base_url": addresses[name], "max_retries": 0, **login[name]}

        self.identplus = Identplus(**options("identplus"))
        self.postident = Postident(**options("postident"))
        self.solaris = Solaris(auth_url=addresses["solaris"], **options("solaris"))
        self.gopay = GoPay(auth_url=addresses["gopay"], **options("gopay"))

    def calls(self) -> list[Callable[[], object]]:
        """Reads and writes at all providers, about somebody of one's own."""
        check = self.identplus.identchecks.create(**CHECK)
        person = self.solaris.persons.create(first_name="Erika", last_name="Doe")
        case = self.postident.cases.create()
        return [
            lambda: self.identplus.identchecks.get_status(check.id),
            lambda: self.identplus.identchecks.create(**CHECK),
            lambda: self.solaris.persons.get(person.id),
            lambda: self.solaris.persons.update(person.id, email="erika@example.com"),
            lambda: self.postident.cases.get_status(case.case_id),
            lambda: self.gopay.clients.prefill(first_name="Erika"),
        ]


def worker(addresses: dict[str, str], threads: int, seconds: float, seed: int, pauses: bool) -> Counter[str]:
    """One process."""
    until = time.time() + seconds
    clients = Clients(addresses)
    tallies: list[Counter[str]] = []

    def play(number: int) -> None:
        tallies.append(caller(clients, until, seed * 1000 + number, pauses))

    workers = [threading.Thread(target=play, args=(number,)) for number in range(threads)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    lost = threads - len(tallies)
    return sum(tallies, Counter({"a thread ended with an error": lost} if lost else {}))


def main() -> int:
    """0 when no call failed and nothing grew."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--threads", type=int, default=50, help="of each process")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--keep-alive", type=float, default=3600, help="seconds the sandbox keeps an idle connection (its own: 3600)")
    parser.add_argument("--no-pauses", action="store_true", help="no pause is as long as a connection is kept")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        addresses, seed = json.loads(given.worker)
        print(json.dumps(worker(addresses, given.threads, given.seconds, seed, not given.no_pauses)))
        return 0
    return measure(given)


def measure(given: argparse.Namespace) -> int:
    """Serve, load, look."""
    serving = subprocess.Popen([sys.executable, "-c", _SERVE.format(keep=given.keep_alive)], stdout=subprocess.PIPE, text=True)
    try:
        addresses = _addresses(serving)
        marks: list[Use] = []
        command = [sys.executable, "-m", "benchmarks.load", "--threads", str(given.threads), "--seconds", str(given.seconds)]
        command += ["--no-pauses"] if given.no_pauses else []
        children = [
            subprocess.Popen([*command, "--worker", json.dumps([addresses, seed])], stdout=subprocess.PIPE, text=True)
            for seed in range(given.processes)
        ]
        half = threading.Timer(given.seconds / 2, lambda: marks.append(use(serving.pid)))
        half.start()
        total: Counter[str] = sum((Counter[str](json.loads(each.communicate()[0])) for each in children), Counter[str]())
        marks.append(use(serving.pid))
    finally:
        serving.terminate()
        serving.wait()
    count = total.pop("calls", 0)
    first, last = marks
    print(f"{given.processes} processes x {given.threads} threads, {given.seconds:g} s: {count} calls, {total.total()} errors")
    print(
        f"the sandbox after half the time and at the end: {first.resident:.0f} and {last.resident:.0f} MB, "
        f"{first.threads} and {last.threads} threads, {first.files} and {last.files} open files"
    )
    for error, often in total.most_common():
        print(f"    {often} x {error}")
    return 0 if not total and last.resident < 1.25 * first.resident and last.threads <= first.threads + 4 else 1


def _addresses(serving: "subprocess.Popen[str]") -> dict[str, str]:
    """What the sandbox prints when it is up."""
    addresses: dict[str, str] = {}
    logins: dict[str, dict[str, str]] = {}
    name = ""
    for line in serving.stdout or ():
        if line.startswith("Serving"):
            break
        words = re.match(r"(\w+ +)?\s*(\w+)=(.*)", line.rstrip())
        if words is None:
            continue
        name = (words[1] or name).strip()
        if words[2] == "base_url":
            addresses[name] = words[3]
        elif words[2] not in {"page", "auth_url"}:
            logins.setdefault(name, {})[words[2]] = words[3]
    return {**addresses, "logins": json.dumps(logins)}


if __name__ == "__main__":
    sys.exit(main())
