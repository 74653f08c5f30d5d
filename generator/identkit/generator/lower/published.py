"""The document as other people's tools read it."""

from collections.abc import Mapping
from typing import Any

from identkit.generator.problems import join, split
from identkit.generator.values import entries, is_map, mapping


def with_deliveries_apart(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document with what is delivered under `components/pathItems`, and references to it under `webhooks`.

    It says the same. But openapi-generator makes calls of deliveries that stand under `webhooks` themselves, without types, so that its
    clients cannot be imported; those that are referred to it leaves alone. Their parameters stand there themselves, for its validator
    takes two references for the same parameter twice.
    """
    deliveries = mapping(data.get("webhooks"))
    if not deliveries:
        return data
    components = mapping(data.get("components"))
    path_items = {**mapping(components.get("pathItems")), **{name: _whole(item, data) for name, item in deliveries.items()}}
    references = {name: {"$ref": f"#{join('/components/pathItems', name)}"} for name in deliveries}
    return {**data, "webhooks": references, "components": {**components, "pathItems": path_items}}


def _whole(item: Any, data: Mapping[str, Any]) -> Any:
    """A path item whose parameters are written out."""
    if not is_map(item):
        return item
    result = {key: _whole(value, data) if is_map(value) and "responses" in value else value for key, value in item.items()}
    if "parameters" in item:
        result["parameters"] = [_found(each, data) for each in entries(item["parameters"])]
    return result


def _found(node: Any, data: Mapping[str, Any]) -> Any:
    reference = node.get("$ref") if is_map(node) else None
    if not isinstance(reference, str):
        return node
    target: Any = data
    for part in split(reference.removeprefix("#")):
        target = mapping(target).get(part)
    return target if is_map(target) else node
