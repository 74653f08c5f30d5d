"""Where the boxes of a life cycle stand and how its arrows run: between the boxes, never behind one, each target in a lane of its own."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from identkit.documents.moves import Move

WIDTH, BOX = 226, 92
_GAP, _TOP, _GUTTER, _LANE, _APART, _ROUND = 52, 8, 20, 10, 24, 8
Point = tuple[int, int]


@frozen
class Route:
    """The line of a move and its head, as paths of SVG."""

    move: Move
    line: str
    head: str


@frozen
class Layout:
    """Boxes by state (left and top), routes, and how large all of it is."""

    places: Mapping[str, Point]
    routes: Sequence[Route]
    width: int
    height: int


def layout(ordered: Sequence[str], ranks: Mapping[str, int], apart: Sequence[str], moves: Sequence[Move]) -> Layout:
    """Lay out a picture.

    Args:
        ordered: States that moves name.
        ranks: Their columns.
        apart: States that no move names: below the others, four in a row.
        moves: From state to state.
    """
    cells: dict[str, Point] = {}
    filled: dict[int, int] = {}
    for state in ordered:
        column = ranks.get(state, 0)
        cells[state] = (column, filled.get(column, 0))
        filled[column] = filled.get(column, 0) + 1
    rows = max(filled.values(), default=0)
    cells |= {state: (index % 4, rows + index // 4) for index, state in enumerate(apart)}
    lanes = _lanes(moves, cells)
    tops = [_TOP]
    for row in range(max((row for _, row in cells.values()), default=0) + 1):
        own = sum(1 for gutter, _ in lanes if gutter == row)
        tops.append(tops[-1] + BOX + _GUTTER + _LANE * own + (_APART if apart and row == rows - 1 else 0))
    places = {state: (2 + column * (WIDTH + _GAP), tops[row]) for state, (column, row) in cells.items()}
    routes = [_route(move, places, cells, lanes) for move in moves]
    return Layout(places, routes, max((left for left, _ in places.values()), default=0) + WIDTH + 4, tops[-1])


def _gutter(move: Move, cells: Mapping[str, Point]) -> int | None:
    """The row below which a move runs: past boxes below the row that it comes from, back below the row that it leads to."""
    (column, row), (to_column, to_row) = cells[move.origin], cells[move.target]
    if to_column < column:
        return to_row
    return row if to_column > column + 1 else None


def _lanes(moves: Sequence[Move], cells: Mapping[str, Point]) -> dict[tuple[int, str], int]:
    """(gutter, target) -> which lane of the gutter; ways to one target join, so that no line could be taken for another."""
    result: dict[tuple[int, str], int] = {}
    for move in moves:
        gutter = _gutter(move, cells)
        if gutter is not None:
            result.setdefault((gutter, move.target), sum(1 for row, _ in result if row == gutter))
    return result


def _route(move: Move, places: Mapping[str, Point], cells: Mapping[str, Point], lanes: Mapping[tuple[int, str], int]) -> Route:
    (left, top), (to_left, to_top) = places[move.origin], places[move.target]
    gutter = _gutter(move, cells)
    x, y, to_x, to_y = left + WIDTH, top + BOX // 2, to_left - 1, to_top + BOX // 2
    if gutter is None and to_left == left:  # within a column, at its right
        return Route(
            move, f"M{x} {y}C{x + 40} {y} {x + 40} {to_y} {x + 1} {to_y}", f"M{x + 8} {to_y - 5}L{x + 1} {to_y}L{x + 8} {to_y + 5}"
        )
    right = f"M{to_x - 7} {to_y - 5}L{to_x} {to_y}L{to_x - 7} {to_y + 5}"
    if gutter is None:
        half = _GAP // 2
        return Route(move, f"M{x} {y}C{x + half} {y} {to_x - half} {to_y} {to_x} {to_y}", right)
    lane = lanes[gutter, move.target]
    above = next(y for state, (_, y) in places.items() if cells[state][1] == gutter)
    run = above + BOX + _GUTTER // 2 + _LANE * lane
    if to_left > left:
        turn = to_x - 16 - 6 * lane
        return Route(move, _rounded([(x, y), (x + 14, y), (x + 14, run), (turn, run), (turn, to_y), (to_x, to_y)]), right)
    to_x, to_y = to_left + WIDTH // 2, to_top + BOX + 1
    # From below; out of another row from the left side, below the head of what leads to the box.
    aside = [(left, top + BOX - 20), (left - 24, top + BOX - 20)]
    begin = [(left + WIDTH // 2, top + BOX)] if cells[move.origin][1] == gutter else aside
    line = _rounded([*begin, (begin[-1][0], run), (to_x, run), (to_x, to_y)])
    return Route(move, line, f"M{to_x - 5} {to_y + 7}L{to_x} {to_y}L{to_x + 5} {to_y + 7}")


def _rounded(points: Sequence[Point]) -> str:
    """A line with right angles, its corners round."""
    path = f"M{points[0][0]} {points[0][1]}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        (x, y), (to_x, to_y) = _toward(corner, before), _toward(corner, after)
        path += f"L{x} {y}Q{corner[0]} {corner[1]} {to_x} {to_y}"
    return f"{path}L{points[-1][0]} {points[-1][1]}"


def _toward(corner: Point, point: Point) -> Point:
    """A little way from a corner toward a point, half of the way at most."""
    x, y = (min(_ROUND, abs(to - at) // 2) * ((to > at) - (to < at)) for at, to in zip(corner, point, strict=True))
    return corner[0] + x, corner[1] + y
