r"""Patterns that Python's engine may need exponential time for, found before they get into a client.

Python tries every way in which a text can be cut into repetitions. That is harmless as long as there is one way only. A repetition inside
of a repetition is refused here when it is not certain that what it takes ends where the next thing begins: `(a+)+`, `(a|ab)*`,
`(?:\s*\w*)*`, but not `(?:[ -]*[0-9])*`. So are three long repetitions in a row of the same characters, `.*,.*,.*`, for these take cubic
time. It is a cautious look, not a proof: some harmless patterns are refused, too.
"""

import math
import re
from collections.abc import Sequence
from typing import Any, TypeAlias

_parser: Any = getattr(re, "_parser")  # noqa: B009  # the syntax tree has no public name
_MANY = 20  # repetitions from which on the number of ways matters
_LONG = 200  # repetitions from which on their square is felt, and their cube not borne
_PILE = 3
_WAYS = _LONG**_PILE  # of sharing a text out among repetitions in a row
_LONGEST = 20_000
_GROUPS = 200

Characters: TypeAlias = "frozenset[int] | None"  # None: any
_ALL: frozenset[int] = frozenset(range(0x180))  # what is looked at; beyond it characters are taken for one another


def explodes(pattern: str) -> bool:
    """Whether a pattern in Python's syntax is refused."""
    if len(pattern) > _LONGEST or pattern.count("(") > _GROUPS:
        return True  # to look through it, and to compile it in every client, would take long as well
    return _any(_parser.parse(pattern), inside=False)


def _any(items: Any, *, inside: bool) -> bool:
    """Whether something in a sequence explodes; `inside` of a repetition a repetition has to be unmistakable."""
    return _piled(_opened(list(items))) or any(_explodes(item, inside=inside) for item in items)


def _piled(items: list[Any]) -> bool:
    """Whether repetitions in a row may share their characters out in too many ways.

    Three long ones take cubic time, which is too long for long texts, and thirty short ones, `(a?)(a?)...`, exponential time.
    """
    row: list[tuple[Characters, int]] = []
    for item in items:
        name, value = str(item[0]), item[1]
        if not _empty([item]):
            row = [each for each in row if _meet(each[0], _first([item]))]  # the others end here
        if name in {"MAX_REPEAT", "MIN_REPEAT"} and value[0] != value[1] and len(value[2]) == 1:
            own = _all([item])
            row.append((own, min(value[1] - value[0] + 1, _LONG)))
            if math.prod(span for characters, span in row if _meet(characters, own)) >= _WAYS:
                return True
    return False


def _explodes(item: Any, *, inside: bool) -> bool:
    name, value = str(item[0]), item[1]
    if name in {"MAX_REPEAT", "MIN_REPEAT"}:
        _, most, body = value
        many = most == _parser.MAXREPEAT or most >= _MANY
        if many and _mistakable(list(body)):
            return True
        return _any(body, inside=inside or many)
    return any(_any(part, inside=inside) for part in _parts(name, value))


def _mistakable(body: list[Any]) -> bool:
    """Whether a text may be cut in two ways into what the body of a repetition takes."""
    body = _opened(body)
    for at, item in enumerate(body):
        name, value = str(item[0]), item[1]
        if name == "BRANCH":
            rest = [*body[at + 1 :], *body[:at]]
            firsts = [_first([*branch, *(rest if _empty(list(branch)) else ())]) for branch in value[1]]
            if any(_meet(one, other) for index, one in enumerate(firsts) for other in firsts[index + 1 :]):
                return True
        if name in {"MAX_REPEAT", "MIN_REPEAT"} and value[0] != value[1]:
            rest = [*body[at + 1 :], *body[:at]]
            mandatory = next((index for index, other in enumerate(rest) if not _empty([other])), None)
            if mandatory is None:
                return True  # nothing says where one turn ends and the next one begins
            if any(_meet(_all([item]), _first([other])) for other in rest[: mandatory + 1]):
                return True
    return False


def _opened(body: list[Any]) -> list[Any]:
    """The body without groups around all or some of its parts."""
    result: list[Any] = []
    for item in body:
        result += _opened(list(item[1][3])) if str(item[0]) == "SUBPATTERN" else [item]
    return result


def _parts(name: str, value: Any) -> Sequence[Any]:
    if name == "SUBPATTERN":
        return [value[3]]
    if name == "BRANCH":
        return list(value[1])
    if name in {"ASSERT", "ASSERT_NOT"}:
        return [value[1]]
    return []


def _empty(items: Sequence[Any]) -> bool:
    """Whether a sequence may take nothing."""
    for item in items:
        name, value = str(item[0]), item[1]
        if name in {"AT", "ASSERT", "ASSERT_NOT"}:
            continue
        if name in {"MAX_REPEAT", "MIN_REPEAT"} and (value[0] == 0 or _empty(list(value[2]))):
            continue
        if name == "SUBPATTERN" and _empty(list(value[3])):
            continue
        if name == "BRANCH" and any(_empty(list(branch)) for branch in value[1]):
            continue
        return False
    return True


def _first(items: Sequence[Any]) -> Characters:
    """The characters that a sequence may begin with."""
    result: frozenset[int] = frozenset()
    for item in items:
        characters = _of(item, all_of=False)
        if characters is None:
            return None
        result |= characters
        if not _empty([item]):
            break
    return result


def _all(items: Sequence[Any]) -> Characters:
    """The characters that may stand anywhere in what a sequence takes."""
    result: frozenset[int] = frozenset()
    for item in items:
        characters = _of(item, all_of=True)
        if characters is None:
            return None
        result |= characters
    return result


def _of(item: Any, *, all_of: bool) -> Characters:
    inner = _all if all_of else _first
    match str(item[0]), item[1]:
        case "LITERAL", character:
            characters: Characters = frozenset({min(character, 0x17F)})
        case "NOT_LITERAL", character:
            characters = _ALL - {character}
        case "IN", members:
            characters = _set(members)
        case (("AT" | "ASSERT" | "ASSERT_NOT"), _):
            characters = frozenset()
        case (("MAX_REPEAT" | "MIN_REPEAT"), (_, _, body)):
            characters = inner(list(body))
        case "SUBPATTERN", (_, _, _, body):
            characters = inner(list(body))
        case "BRANCH", (_, branches):
            parts = [inner(list(branch)) for branch in branches]
            characters = None if None in parts else frozenset[int]().union(*(part for part in parts if part is not None))
        case _:
            characters = None
    return characters


def _set(members: Any) -> Characters:
    characters: frozenset[int] = frozenset()
    inverse = False
    for name, value in members:
        kind = str(name)
        if kind == "NEGATE":
            inverse = True
        elif kind == "LITERAL":
            characters |= {min(value, 0x17F)}
        elif kind == "RANGE":
            characters |= frozenset(range(min(value[0], 0x17F), min(value[1], 0x17F) + 1))
        else:
            return None
    return _ALL - characters if inverse else characters


def _meet(one: Characters, other: Characters) -> bool:
    return (one is None or bool(one)) and (other is None or bool(other)) and (one is None or other is None or bool(one & other))
