"""Lists and documents of the Solaris sandbox."""

from typing import Any

from identkit.sandbox._engine.provider import Answer, Call
from identkit.sandbox.solaris.problems import missing
from identkit.sandbox.solaris.store import Person, PersonDocument


def page(call: Call, items: list[dict[str, Any]]) -> Answer:
    """One page of a list, with the headers `total` and `per_page`."""
    number, size = int(call.first("page[number]") or 1), int(call.first("page[size]") or 10)
    headers = {"total": str(len(items)), "per_page": str(size)}
    return Answer(body=items[(number - 1) * size : number * size], headers=headers)


def list_documents(call: Call, person: Person) -> Answer:
    """The person's documents, oldest first."""
    documents = [each for each in person.documents.values() if each.deleted_at is None or call.first("include_deleted") == "true"]
    if call.first("customer_accessible") == "true":
        documents = []  # what an identification leaves behind is for the partner only
    return page(call, [each.metadata() for each in sorted(documents, key=lambda each: each.created_at)])


def find(call: Call, person: Person) -> PersonDocument:
    """The document that is asked for. Raises Refusal."""
    document = person.documents.get(call.params["id"])
    if document is None:
        raise missing("Document", call.params["id"])
    return document


def download(call: Call, person: Person) -> Answer:
    """The bytes of a document."""
    document = find(call, person)
    headers = {"content-disposition": f'attachment; filename="{document.name}"', "x-content-type-options": "nosniff"}
    return Answer(content=document.content, media_type=document.content_type, headers=headers)
