"""Rules over several values (`x-rules`): what each kind of `identkit.core._calling.description.Rule` means."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec
from msgspec import UNSET

from identkit.core._calling.description import Rule
from identkit.core._sent.checks import LONGEST_TEXT
from identkit.core._sent.messages import Message
from identkit.core._sent.patterns import to_python
from identkit.core._values import is_list

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}", re.ASCII)


class _Case(msgspec.Struct, frozen=True):
    rule: Rule
    values: list[Any]  # of the rule's fields
    whole: Any
    now: float


def broken(rule: Rule, values: Any, now: float) -> str | None:
    """The name under which to report a broken rule ("base" when no one field is to blame), or None when the rule holds.

    `values` is a mapping or model; `now` is in seconds since 1970. A kind that is not known is taken as kept: the provider decides then.
    """
    if any(str(lookup(values, name)) not in allowed for name, allowed in rule.when):
        return None
    each, holds = _EACH.get(rule.kind), _KINDS.get(rule.kind)
    if each is not None:
        return next((name for name in rule.fields if not each(_Case(rule, [lookup(values, name)], values, now))), None)
    if holds is None or holds(_Case(rule, [lookup(values, name) for name in rule.fields], values, now)):
        return None
    return "base" if rule.kind in {"joined-length", "any-of"} else rule.fields[0]


def message(rule: Rule) -> Message:
    """What is said of a broken rule."""
    return Message.of(dict(rule.text), Message(rule.message))


def lookup(values: Any, name: str) -> Any:
    """The value under a dotted name, or UNSET."""
    for part in name.split("."):
        if isinstance(values, Mapping):
            values = cast("Mapping[str, Any]", values).get(part, UNSET)
        elif isinstance(values, msgspec.Struct):
            values = getattr(values, part, UNSET)
        else:
            return UNSET
    return values


def _has_value(value: Any) -> bool:
    return value is not UNSET and value is not None


def _joined_length(case: _Case) -> bool:
    text = case.rule.separator.join(str(value) for value in case.values if _has_value(value))
    return case.rule.limit is None or len(text) <= case.rule.limit


def _requires(case: _Case) -> bool:
    first, *others = case.values
    if not _has_value(first) or first is False:
        return True
    return all(_has_value(other) and other is not False for other in others)


def _requires_one_of(case: _Case) -> bool:
    first = case.values[0]
    if not _has_value(first) or (case.rule.values and str(first) not in case.rule.values):
        return True
    return any(all(_state(lookup(case.whole, name), state) for name, state in parts) for parts in case.rule.alternatives)


def _any_of(case: _Case) -> bool:
    number = sum(all(lookup(case.whole, name) is not UNSET for name, _ in parts) for parts in case.rule.alternatives)
    return number == 1 if case.rule.limit == 1 else number > 0


def _state(value: Any, state: str) -> bool:
    return value is None if state == "null" else _has_value(value)


def _no_query(case: _Case) -> bool:
    return not any(isinstance(value, str) and "?" in value for value in case.values)


def _https(case: _Case) -> bool:
    return all(_is_https(value) for value in case.values if isinstance(value, str))


def _is_https(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)


def _max_age(case: _Case) -> bool:
    if case.rule.limit is None:
        return True
    earliest = _months_before(datetime.fromtimestamp(case.now, UTC).date(), case.rule.limit)
    return all(day is None or day >= earliest for day in map(_as_date, case.values))


def _as_date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError):
        return None  # the check of the field itself speaks


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    while True:
        try:
            return day.replace(year=year, month=month + 1)
        except ValueError:  # the 31st of a shorter month
            day = day.replace(day=day.day - 1)


def _days_ahead(case: _Case) -> bool:
    # The provider's day begins up to two hours before UTC's: what is tomorrow there may be the day after here.
    days = {datetime.fromtimestamp(now, UTC).date() for now in (case.now, case.now + 2 * 3600)}
    most = max(days) + timedelta(days=case.rule.limit or 0)
    return all(day is None or min(days) <= day <= most for day in map(_as_date, case.values))


def _iban(case: _Case) -> bool:
    texts = [str(value) for value in case.values if _has_value(value)]
    return all(text[:2] in case.rule.values if case.rule.values else _is_iban(text) for text in texts)


def _is_iban(text: str) -> bool:
    """Two letters for the country, two digits that check the rest (ISO 13616: the number modulo 97 is 1)."""
    if not _IBAN.fullmatch(text):
        return False
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def _country(case: _Case) -> bool:
    # Imported when a country is sent: two sets of 249 codes that most requests have no use for.
    from identkit.core._sent import countries

    codes = countries.ALPHA_2 if case.rule.kind == "country-alpha-2" else countries.ALPHA_3
    return all(value in codes or value in case.rule.values for value in case.values if isinstance(value, str))


def _given(case: _Case) -> bool:
    return all(map(_has_value, case.values))


def _known(case: _Case) -> bool:
    values = [value for value in case.values if _has_value(value)]
    items = [item for value in values for item in (value if is_list(value) else (value,))]
    return all(str(getattr(item, "value", item)) in case.rule.values for item in items)


def _max_length(case: _Case) -> bool:
    return case.rule.limit is None or all(len(value) <= case.rule.limit for value in case.values if isinstance(value, str))


def _at_least(case: _Case) -> bool:
    return case.rule.limit is None or all(value >= case.rule.limit for value in case.values if isinstance(value, int))


def _at_most(case: _Case) -> bool:
    return case.rule.limit is None or all(value <= case.rule.limit for value in case.values if isinstance(value, int))


def _form(case: _Case) -> bool:
    texts = [value for value in case.values if isinstance(value, str) and len(value) <= LONGEST_TEXT]
    return all(re.search(to_python(case.rule.pattern), text) is not None for text in texts)


_EACH: Mapping[str, Callable[[_Case], bool]] = {  # of each field by itself
    "at-least": _at_least,
    "at-most": _at_most,
    "country-alpha-2": _country,
    "country-alpha-3": _country,
    "days-ahead": _days_ahead,
    "form": _form,
    "given": _given,
    "https": _https,
    "iban": _iban,
    "known": _known,
    "max-age-months": _max_age,
    "max-length": _max_length,
    "no-query": _no_query,
}
_KINDS: Mapping[str, Callable[[_Case], bool]] = {  # of the fields together
    "any-of": _any_of,
    "joined-length": _joined_length,
    "requires": _requires,
    "requires-one-of": _requires_one_of,
}
