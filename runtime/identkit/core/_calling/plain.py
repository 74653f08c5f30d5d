"""Calls that the spec does not have: an operation made of a method and a path."""

import re
from collections.abc import Mapping
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from identkit.core._calling.description import Api, Check, Operation, Param, Place, Retry
from identkit.core._errors import RequestInvalid

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
NAME = "request"
_PATH = re.compile(r"/(?:(?![?#])[!-~])*")


def plain_operation(api: Api, method: Any, path: Any, params: Any, json: Any) -> tuple[Operation[Any], Mapping[str, Any], Any]:
    """The operation, its parameters and its body. Raises RequestInvalid."""
    errors: dict[str, list[str]] = {}
    if method not in {"GET", "POST", "PUT", "PATCH", "DELETE"}:
        errors["method"] = ["must be GET, POST, PUT, PATCH or DELETE"]
    parts = urlsplit(path) if isinstance(path, str) else None
    if parts is None or not _PATH.fullmatch(path) or parts.netloc or ".." in parts.path.split("/"):
        errors["path"] = ["must be a path below the base URL that begins with a slash, without a query"]
    if params is not None and not isinstance(params, Mapping):
        errors["params"] = ["must be a mapping"]
    if errors:
        raise RequestInvalid(NAME, errors)
    query = dict(cast("Mapping[str, Any]", params or {}))
    operation = Operation[Any](
        name=NAME,
        method=method,
        path=path,
        returns=Any,
        retry=Retry.SAFE if method == "GET" else Retry.NEVER,
        params=tuple(Param(str(name), str(name), Place.QUERY, Check(str(name), kind="any")) for name in query),
        body=Any if json is not None else None,
        auth=next(iter(api.schemes), ""),
    )
    return operation, query, json
