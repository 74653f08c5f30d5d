"""Fetch all POSTIDENT results that have not been fetched yet: a job to be run every hour.

    python examples/postident_results.py              # in the sandbox
    python examples/postident_results.py --live DIR   # with POSTIDENT_CLIENT_ID, _USERNAME, _PASSWORD, _DATA_PASSWORD and DIR/key.pem

A case is archived once the loop asks for the next one. So a crash loses nothing, at most one case comes twice, and the next run goes on
where this one ended.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from identkit.core.status import Outcome, assess
from identkit.postident import Postident
from identkit.postident.models import CaseResult
from identkit.sandbox import Sandbox


def fetch(postident: Postident, folder: Path) -> None:
    for case in postident.cases.drain():
        verdict = assess(case)
        if verdict.outcome is Outcome.VERIFIED:
            # Lists hold no binary data: ask for the case itself.
            files = save(postident.cases.get(case.case_id, include_binary_data=True, include_result_pdf=True), folder)
            print(f"{case.case_id}: {verdict.outcome}, {files} files")
        else:
            print(f"{case.case_id}: {verdict.outcome},", "; ".join(reason.text for reason in verdict.reasons))


def save(case: CaseResult, folder: Path) -> int:
    ident = case.primary_ident
    document = ident.identification_document if ident is not None else None
    records = [*((ident and ident.records) or ()), *((document and document.records) or ())]
    return len([record.save_to(folder) for record in records if record.document_data is not None])


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--live"]:
        folder = Path(arguments[1])
        with Postident(private_key=folder / "key.pem") as postident:
            fetch(postident, folder)
        return
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with TemporaryDirectory() as name, Sandbox() as sandbox, Postident(**sandbox.postident.credentials, private_key=pem) as postident:
        sandbox.postident.fill(2)
        sandbox.postident.fill(1, status="declined")
        fetch(postident, Path(name))


if __name__ == "__main__":
    main(sys.argv[1:])
