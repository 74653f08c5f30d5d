"""Pictures of life cycles: every move is drawn, no line runs behind a box, and none could be taken for another."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from docs.builder.routes import BOX, WIDTH, Layout, layout
from identkit.documents.document import bundled, table
from identkit.documents.moves import methods_of, moves_of, ranks

_SCHEMAS = [
    (provider, name, method)
    for provider in ("gopay", "identplus", "postident", "solaris")
    for name, schema in bundled(provider).schemas.items()
    if table(schema.get("x-lifecycle")).get("moves")
    for method in [*methods_of(schema), ""]
]


def _drawn(provider: str, name: str, method: str) -> Layout:
    schema = bundled(provider).schemas[name]
    moves = moves_of(schema, method)
    states = list(dict.fromkeys(state for move in moves for state in (move.origin, move.target)))
    return layout(states, ranks(states, moves), ["apart"], moves)


def _points(line: str) -> Iterator[tuple[float, float]]:
    """Points along a path of M, L, Q and C."""
    at = (0.0, 0.0)
    for kind, numbers in re.findall(r"([MLQC])([^MLQC]*)", line):
        given = [float(number) for number in numbers.split()]
        corners: list[tuple[float, float]] = [at, *zip(given[::2], given[1::2], strict=True)]
        at = corners[-1]
        for step in range(1, 101) if kind != "M" else ():
            part = step / 100
            way: list[tuple[float, float]] = corners
            while len(way) > 1:  # de Casteljau
                way = [((1 - part) * a + part * c, (1 - part) * b + part * d) for (a, b), (c, d) in pairwise(way)]
            yield way[0]


@pytest.mark.parametrize(("provider", "name", "method"), _SCHEMAS)
def test_no_line_runs_behind_a_box(provider: str, name: str, method: str) -> None:
    picture = _drawn(provider, name, method)
    assert len(picture.routes) == len(moves_of(bundled(provider).schemas[name], method))
    for route in picture.routes:
        for x, y in _points(route.line):
            behind = [
                state for state, (left, top) in picture.places.items() if left + 1 < x < left + WIDTH - 1 and top + 1 < y < top + BOX - 1
            ]
            assert not behind, (route.move, behind)
            assert 0 <= x <= picture.width
            assert 0 <= y <= picture.height


@pytest.mark.parametrize(("provider", "name", "method"), _SCHEMAS)
def test_lines_that_run_together_lead_to_one_state_or_come_from_one(provider: str, name: str, method: str) -> None:
    horizontal: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for route in _drawn(provider, name, method).routes:
        points = list(_points(route.line))
        runs = [(min(a, c), max(a, c), b) for (a, b), (c, d) in pairwise(points) if b == d]
        horizontal[route.move.origin, route.move.target] = runs
    for one, runs in horizontal.items():
        for other, others in horizontal.items():
            if one[0] != other[0] and one[1] != other[1]:
                assert not [(a, b) for a, b, y in runs for c, d, z in others if y == z and a < d and c < b], (one, other)
