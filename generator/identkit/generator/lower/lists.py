"""Lists: of one kind of item, and those with a kind for each place."""

from collections.abc import Callable

from identkit.generator.lower.shapes import ANY, Schema, Shape, nullable_flat
from identkit.generator.values import is_list, is_map


def array(schema: Schema, pointer: str, hint: str, lower: Callable[[object, str, str], Shape]) -> Shape:
    """The shape of a list. `lower` gives that of what is in it."""
    first = schema.get("prefixItems")
    if not is_list(first) or not first:
        item = lower(schema.get("items", ANY), f"{pointer}/items", f"{hint} item")
        return Shape({"type": "array", "items": nullable_flat(item)}, schema, "array", refs=item.refs, item=item)
    parts = [lower(each, f"{pointer}/prefixItems/{at}", f"{hint} {at + 1}") for at, each in enumerate(first)]
    rest = schema.get("items")
    is_whole = schema.get("minItems") in ((None, len(first)) if rest is False else (len(first),))
    if is_whole and (rest is False or schema.get("maxItems") == len(first)):
        refs = frozenset[str]().union(*(part.refs for part in parts))
        size = {"minItems": len(parts), "maxItems": len(parts)}
        flat = {"type": "array", "prefixItems": [nullable_flat(part) for part in parts], "items": False, **size}
        return Shape(flat, schema, "array", refs=refs)
    union = {"anyOf": [*first, *([rest] if is_map(rest) else [])]}
    item = lower(union, f"{pointer}/prefixItems", f"{hint} item")
    return Shape({"type": "array", "items": nullable_flat(item)}, schema, "array", refs=item.refs, item=item)
