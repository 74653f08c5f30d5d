"""The asynchronous flavour and the views are made of the methods of the synchronous one: they say, and type checkers see, what they are."""

import inspect
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from identkit.documents.document import installed
from tests.generator.test_golden import resources

if TYPE_CHECKING:
    from pathlib import Path
    from typing import assert_type

    from identkit.core import HeadedResponse, Response
    from identkit.core._received.files import SavedFile
    from identkit.postident import AsyncPostident, Postident
    from identkit.postident.models import CasePage, CaseResult, XPARTIALDELIVERYHeaders
    from identkit.postident.webhooks import PostidentEvent
    from identkit.solaris import AsyncSolaris, Solaris
    from identkit.solaris.models import ContentDispositionHeaders

    def types(postident: Postident, solaris: Solaris, path: Path) -> None:
        """Read by mypy and pyright."""
        assert_type(postident.cases.get("c"), CaseResult)
        assert_type(postident.cases.drain(), Iterator[CaseResult])
        assert_type(postident.cases.with_response.get("c"), Response[CaseResult])
        assert_type(solaris.documents.download("p", "d", to=path), SavedFile)
        assert_type(solaris.documents.with_response.download("p", "d").data, bytes)

    async def asynchronous_types(postident: AsyncPostident, solaris: AsyncSolaris, path: Path) -> None:
        """The same with `await` and `async for`."""
        assert_type(await postident.cases.get("c"), CaseResult)
        assert_type(await postident.cases.with_response.get("c"), Response[CaseResult])
        assert_type(await postident.cases.with_response.list(), HeadedResponse[CasePage, XPARTIALDELIVERYHeaders])
        async for case in postident.cases.drain(closed_from="2026-01-01T00:00:00Z"):
            assert_type(case, CaseResult)
        assert_type(postident.webhooks.parse({}, b""), PostidentEvent)
        assert_type(await solaris.documents.download("p", "d"), bytes)
        assert_type(await solaris.documents.download("p", "d", to=path), SavedFile)
        assert_type(await solaris.documents.with_response.download("p", "d", to=path), HeadedResponse[SavedFile, ContentDispositionHeaders])


def public(owner: object) -> list[str]:
    return [name for name in vars(owner) if not name.startswith("_")]


def methods() -> Iterator[tuple[str, Any, Any]]:
    """Every method of every client in both flavours."""
    for package in installed():
        for module in resources(package):
            for twin in (name for name in public(module) if name.startswith("Async") and not name.endswith("WithResponse")):
                resource = getattr(module, twin.removeprefix("Async"), None)
                for name in public(resource) if resource else ():
                    yield f"{package}.{twin}.{name}", getattr(resource, name), getattr(getattr(module, twin), name)


def test_both_flavours_take_the_same_and_say_the_same() -> None:
    seen = 0
    for name, method, twin in methods():
        assert inspect.signature(method).parameters == inspect.signature(twin).parameters, name
        assert inspect.getdoc(method) == inspect.getdoc(twin), name
        seen += 1
    assert seen > 60


def test_what_is_iterated_says_that_it_is_so_asynchronously() -> None:
    seen = 0
    for name, method, twin in methods():
        returns = inspect.signature(method).return_annotation
        if get_origin(returns) is not Iterator:
            assert inspect.iscoroutinefunction(twin) or method.__name__ == "parse", name
            continue
        seen += 1
        for said in (inspect.signature(twin).return_annotation, get_type_hints(twin)["return"]):
            assert (get_origin(said), get_args(said)) == (AsyncIterator, get_args(returns)), name
    assert seen > 2


def test_help_of_a_call_on_a_view_is_that_of_the_method() -> None:
    for package in installed():
        for module in resources(package):
            for view in (name for name in public(module) if name.endswith("WithResponse")):
                resource, calls = getattr(module, view.removesuffix("WithResponse")), getattr(module, view)
                for name in public(calls):
                    assert inspect.getdoc(getattr(calls, name)) == inspect.getdoc(getattr(resource, name)), f"{package}.{view}.{name}"
