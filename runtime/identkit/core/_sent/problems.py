"""What is wrong with what a caller passes, under the name of the field that it is about."""

from collections.abc import Sequence
from typing import Any

from identkit.core._calling.description import Check, Rule
from identkit.core._sent import checks, rules
from identkit.core._sent.messages import say
from identkit.core._values import is_list, is_mapping


class Problems(dict[str, list[str]]):
    """Messages by dotted Python name, in the order in which they are found.

    Values of a map whose keys are not shown share a name (`by_name.*`).
    """

    count = 0
    """How many messages were added: a name that has one already may get another, or the same again."""
    nulls = False
    """Null is sent wherever it is given, for it takes away what is there (RFC 7396)."""

    def __init__(self) -> None:
        super().__init__()
        self.doubts: list[tuple[str, str]] = []  # what may be wrong, and is sent all the same

    def apart(self) -> "Problems":
        """A list of its own, for what is only tried."""
        result = Problems()
        result.nulls = self.nulls
        return result

    def add(self, name: str, *messages: str) -> None:
        """Note messages for a field."""
        if messages:
            entry = self.setdefault(name, [])
            entry.extend(message for message in messages if message not in entry)
            self.count += len(messages)

    def broken(self, rule: Rule, name: str) -> None:
        """Note a broken rule. One that stands on less than the provider's document stops nothing."""
        if rule.doubtful:
            self.doubts.append((name, rule.message))
        else:
            self.add(name, rules.message(rule))


def inspect(check: Check, value: Any, problems: Problems, where: str = "") -> None:
    """Note what is wrong with a value, and with the items of a list or the values of a map."""
    wrong = checks.test(check)(value)
    problems.add(where or "base", *wrong)
    if not wrong:
        inspect_inside(check, value, problems, where)


def inspect_inside(check: Check, value: Any, problems: Problems, where: str) -> bool:
    """Note what is wrong with the items of a list or the values of a map, and with what has to keep one of several checks.

    False where something is.
    """
    before = problems.count
    if check.one_of:
        _inspect_one_of(check.one_of, value, problems, where)
    elif check.items is not None:
        inspect_items(check.items, value, problems, where)
    return problems.count == before


def _inspect_one_of(options: Sequence[Check], value: Any, problems: Problems, where: str) -> None:
    """Note what is wrong with a value that has to keep one of several checks: what the one says that is meant by its kind."""
    meant: list[Problems] = []
    for option in options:
        slips = problems.apart()
        inspect(option, value, slips, where)
        if not slips:
            return
        if checks.is_kind(option.kind, value):
            meant.append(slips)
    if len(meant) == 1:
        for name, messages in meant[0].items():
            problems.add(name, *messages)
    else:
        problems.add(where or "base", say("options"))


def inspect_items(check: Check, value: Any, problems: Problems, where: str) -> None:
    """Note what is wrong inside a list or a map, by index or key."""
    pairs = value.items() if is_mapping(value) else enumerate(value) if is_list(value) else ()
    for key, item in pairs:
        place = join(where, key if isinstance(key, int) else harmless(key))
        if item is not None:
            inspect(check, item, problems, place)
        elif not check.nullable and check.kind != "any" and not problems.nulls:
            problems.add(place, checks.REQUIRED)


def join(where: str, name: str | int) -> str:
    """A dotted name one step further."""
    return f"{where}.{name}" if where else str(name)


def harmless(key: Any) -> str:
    """A key as it may be shown. One that is no name may be anything, a value in the wrong place too: it is not repeated."""
    return key if isinstance(key, str) and key.isidentifier() and len(key) < 60 else "*"
