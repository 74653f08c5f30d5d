"""Methods whose answer is chosen: by the media type that is asked for, and by whether it goes into a file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import evolve

from identkit.generator import ir
from identkit.generator.lower.media import is_json
from identkit.generator.lower.operations import Success

SAVED: Final = ir.Code("_kit.SavedFile")


def saves(media_type: str, answer: Success) -> bool:
    """Whether what comes in a media type may be written into a file."""
    return answer.main is not None and not answer.several and (answer.main.kind == "binary" or not is_json(media_type))


def argument(name: str, offers: Mapping[str, Success]) -> ir.Argument:
    """What chooses among media types."""
    first = next(iter(offers))
    meaning = f"The media type to be answered in; {first} unless given."
    return ir.Argument(name, ir.Code(f"{_literal(list(offers))} | None"), ir.Code("None"), meaning)


def overloads(
    arguments: Sequence[ir.Argument], chooses: str, offers: Mapping[str, Success], returns: Callable[[Success], ir.Code]
) -> tuple[ir.Overload, ...]:
    """A way of calling for each type of answer, the usual one first, and one for what goes into a file; none where there is one type."""
    usual = next(iter(offers))
    by_type: dict[ir.Code, list[str]] = {}
    for name, answer in offers.items():
        by_type.setdefault(returns(answer), []).append(name)
    into_file: dict[ir.Code, list[str]] = {}
    for name, answer in offers.items():
        if saves(name, answer):
            into_file.setdefault(saved(answer), []).append(name)
    ways = [(names, text, False) for text, names in by_type.items()] + [(names, text, True) for text, names in into_file.items()]
    if len(ways) == 1:
        return ()
    result: list[ir.Overload] = []
    for names, text, is_saved in ways:
        optional = usual in names
        chosen = ir.Code(f"{_literal(names)} | None" if optional else _literal(names))
        default = ir.Code("None" if optional else "")
        own = (evolve(each, type=chosen, default=default) if each.name == chooses else each for each in arguments)
        result.append(ir.Overload(tuple(own), text, saves=is_saved))
    return tuple(result)


def download(arguments: Sequence[ir.Argument], answer: Success, returns: ir.Code) -> tuple[ir.Overload, ...]:
    """The two ways of calling for a file."""
    return ir.Overload(tuple(arguments), returns), ir.Overload(tuple(arguments), saved(answer), saves=True)


def saved(answer: Success) -> ir.Code:
    """What comes back where the answer goes into a file: of an answer that has none, what it says instead."""
    return ir.Code(" | ".join([SAVED, *["str"] * answer.redirects, *["None"] * (None in answer.shapes)]))


def _literal(names: Sequence[str]) -> str:
    return f"Literal[{', '.join(map(repr, names))}]"
