"""Parameters that several operations of a resource take: described once, under a name."""

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve

from identkit.generator import ir
from identkit.generator.lower import names


def shared(constants: Sequence[tuple[str, ir.Constant]]) -> Iterator[ir.Constant]:
    """The constants of each resource, a parameter that its operations share before the first that takes it."""
    counts = Counter((resource, param) for resource, each in constants for param in _params(each))
    scope = names.Scope(["_API", *(each.name for _, each in constants)])
    by_param: dict[ir.CallCode, ir.Code] = {}
    for resource, each in constants:
        again = [param for param in _params(each) if counts[resource, param] > 1]
        for param in again:
            if param not in by_param:
                by_param[param] = ir.Code(scope.take(f"_{names.constant(param.positional[0])}"))
                yield ir.Constant(by_param[param], param)
        yield evolve(each, value=evolve(each.value, arguments=tuple(_named(each, {param: by_param[param] for param in again}))))


def _params(constant: ir.Constant) -> Iterator[ir.CallCode]:
    for value in dict(constant.value.arguments).values():
        if isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, ir.CallCode))


def _named(constant: ir.Constant, by_param: dict[ir.CallCode, ir.Code]) -> Iterator[tuple[str, ir.Value]]:
    for name, value in constant.value.arguments:
        if isinstance(value, tuple):
            yield name, tuple(by_param.get(part, part) if isinstance(part, ir.CallCode) else part for part in value)
        else:
            yield name, value
