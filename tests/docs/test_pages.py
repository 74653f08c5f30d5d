"""The made pages hold what the specs hold: nothing is left out, nothing of a spec becomes markup."""

import re
from pathlib import Path

import pytest

from docs.builder.catalogue import catalogue, shown, value_link
from docs.builder.compliance import CLASSES, downloads, inventory
from docs.builder.markdown import Page, text
from docs.builder.operations import operation_pages
from identkit.documents.document import bundled, installed, items, table
from identkit.documents.words import pii_of

TOP = Path(__file__).parents[2]
DOCUMENTS = [bundled(name) for name in installed()]


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {page.path: page for page in (*catalogue(DOCUMENTS), *(page for each in DOCUMENTS for page in operation_pages(each)))}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_operation_has_a_page_with_everything_the_document_says(document: object, pages: dict[str, Page]) -> None:
    for operation in next(each for each in DOCUMENTS if each is document).operations:
        page = pages[f"providers/{operation.document.name}/calls/{operation.id}.md"].text
        assert f"{operation.method.upper()} `{operation.path}`" in page
        assert all(f"### {status}" in page for status in operation.responses)
        assert all(f"`{each['name']}`" in page for each in operation.parameters)
        assert text(operation.source.text) in page
        assert text(operation.source.note) in page
        if not operation.internal:
            assert "```python" in page
            assert "curl --request" in page
        for rule in items(operation.raw.get("x-rules")):
            assert text(table(rule).get("message")) in page


def test_every_status_and_code_has_a_page_and_a_row_in_the_catalogue(pages: dict[str, Page]) -> None:
    rows = pages["catalogue.md"].text
    count = 0
    for document in DOCUMENTS:
        for value in shown(document):
            count += 1
            link = value_link(value, f"providers/{document.name}/").partition("(")[2].rstrip(")")
            assert f"({link})" in rows
            assert text(value.text) in pages[link].text
            if value.row.get("action"):
                assert text(value.row["action"]) in pages[link].text
            for words in table(value.row.get("customer_text")).values():
                assert text(words) in pages[link].text
    assert count > 250
    lists = {
        "gopay": ("ConsentError", "IdentificationState", "IdentificationReason", "DocumentState", "BankAccountState", "AddressState"),
        "identplus": ("ProcessStatus", "ProcessStatusNote"),
        "postident": ("CaseState", "IdentificationState", "SubStatusCode", "SubStatusReasonCode", "ValidationStatus", "ResultValueStatus"),
        "solaris": ("IdentificationStatus", "IdentificationSessionStatus", "IdnowFailureCode", "BankidentErrorCode", "ChangeRequestStatus"),
    }
    for name, schemas in lists.items():
        for each in schemas:
            values = [value.code for value in bundled(name).values if value.schema == each]
            assert values
            assert all(f"[`{value}`](providers/{name}/codes/{each.lower()}/" in rows for value in values), each
    paths = [path.casefold() for path in pages]
    assert len(paths) == len(set(paths)), "two pages would be one file where names have no case"


def test_each_life_cycle_is_a_picture_with_its_statuses(pages: dict[str, Page]) -> None:
    for document in DOCUMENTS:
        page = pages[f"providers/{document.name}/states.md"].text
        for name, schema in document.schemas.items():
            if "x-lifecycle" in schema:
                assert f"{document.title}: {name}" in page
                assert all(f">{value.code}</text>" in page for value in document.values if value.schema == name)


def test_the_inventory_has_every_field_with_a_class_and_no_other() -> None:
    found = {(each.provider, each.object, each.field) for each in inventory(DOCUMENTS)}
    wanted = {
        (document.name, each.owner, each.name)
        for document in DOCUMENTS
        for each in document.properties
        if pii_of(document, each.schema) not in {"", "none"}
    }
    assert found == wanted
    assert {each.data_class for each in inventory(DOCUMENTS)} <= CLASSES.keys()
    assert downloads(DOCUMENTS)["compliance/personal-data.csv"].count("\n") == len(found) + 1


@pytest.mark.parametrize(
    "words", ["a <b> & | c", "[link](x) *bold* __dunder__", "`a|b` <c>", "{{random_name}}", "${jndi}", "# not a heading"]
)
def test_words_of_a_spec_are_no_markup(words: str) -> None:
    made = text(words)
    assert "<" not in made
    assert "\n" not in made
    assert not re.search(r"(?<!\\)\|", made)
    assert not re.search(r"(?<!\\)\[", made.replace("`a\\|b`", ""))


def test_the_readme_lists_every_verb_of_make() -> None:
    verbs = re.findall(r"^([a-z-]+):[^#\n]*## ", (TOP / "Makefile").read_text("utf-8"), re.MULTILINE)
    readme = (TOP / "README.md").read_text("utf-8")
    assert len(verbs) > 20
    assert [verb for verb in verbs if f"`make {verb}" not in readme and verb != "help"] == []
