"""A video identification with Solaris, in the sandbox: create, request, wait, read the verdict, download the report."""

from pathlib import Path
from tempfile import TemporaryDirectory

from identkit.core.status import Outcome, assess
from identkit.sandbox import Sandbox
from identkit.solaris import Solaris


def main() -> None:
    with Sandbox() as sandbox, Solaris(**sandbox.solaris.credentials) as solaris, TemporaryDirectory() as folder:
        person = solaris.persons.create(first_name="X-AUTOTEST-HAPPYPATH", last_name="Doe", birth_date="1992-12-11")
        ident = solaris.identifications.create(person.id, method="idnow", language="DE")
        ident = solaris.identifications.request(person.id, ident.id)
        print("requested:", ident.status)

        ident = solaris.identifications.wait(person.id, ident.id, timeout=1800)
        verdict = assess(ident)
        print("verdict:", verdict.outcome, "may serve:", verdict.may_serve)

        if verdict.outcome is Outcome.VERIFIED:
            result = solaris.identifications.get(person.id, ident.id, include_documents=True)
            for document in result.documents or []:
                file = solaris.documents.download(person.id, document.id, to=Path(folder, document.id))
                print("saved:", document.document_type, file.size, "bytes")


if __name__ == "__main__":
    main()
