"""An application that `test_wheel` freezes: four providers, a refusal with its reason, an encrypted result, a consent in a token file."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from identkit.core import PreconditionFailed
from identkit.core.status import assess
from identkit.core.tokens import FileTokenStore
from identkit.gopay import GoPay
from identkit.identplus import AsyncIdentplus
from identkit.postident import Postident
from identkit.solaris import Solaris


async def checked(told: dict[str, Any]) -> str:
    async with AsyncIdentplus(**told["login"]) as identplus:
        return assess(await identplus.identchecks.get_status(told["check"])).outcome


def main() -> None:
    told = json.load(sys.stdin)
    shown: dict[str, Any] = {"frozen": getattr(sys, "frozen", False), "identplus": asyncio.run(checked(told["identplus"]))}
    with Solaris(**told["solaris"]["login"]) as solaris:
        person = solaris.persons.create(first_name="Leander", last_name="Zierfisch")
        try:
            solaris.identifications.create(person.id, method="bank", iban="DE11110101010100000020")
        except PreconditionFailed as error:
            shown["solaris"] = [error.code, error.reason and error.reason.action]
    with Postident(**told["postident"]["login"], private_key=told["postident"]["key"]) as postident:
        case = postident.cases.get(told["postident"]["case"])
        shown["postident"] = [assess(case).outcome, *(reason.code for reason in assess(case).reasons)]
    store = FileTokenStore(Path(told["gopay"]["store"]))
    with GoPay(**told["gopay"]["login"], token_store=store) as gopay:
        grant = gopay.consent.complete(told["gopay"]["answer"], state="s1")
        shown["gopay"] = assess(gopay.identifications.get_status(grant.client_profile_id)).outcome
    json.dump(shown, sys.stdout)


if __name__ == "__main__":
    main()
