"""Small grey JPEGs: a mosaic of flat 8x8 squares, which needs no more of the format than its first coefficient."""

import hashlib
from collections.abc import Iterator

_COLUMNS, _ROWS = 12, 8
_QUANTUM = 8  # then the first coefficient of a flat square is its brightness minus 128

# The example table of the JPEG standard for first coefficients: how many codes of each length; the values are 0 to 11 in order.
_LENGTHS = bytes((0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0))
_VALUES = bytes(range(12))
# The other coefficients are all zero: a table with the one code "end of square", which is the bit 0.
_END_LENGTHS = bytes((1, *(0 for _ in range(15))))
_END_VALUES = b"\x00"


def mosaic(seed: str, *, black: bool = False) -> bytes:
    """A picture of 96 x 64 points that is the same for the same seed; all black on request."""
    digest = hashlib.shake_128(seed.encode()).digest(_COLUMNS * _ROWS)
    return jpeg([0] * len(digest) if black else list(digest))


def jpeg(squares: list[int]) -> bytes:
    """A greyscale JPEG of these squares (0 black to 255 white), row by row."""
    frame = bytes((8, 0, _ROWS * 8, 0, _COLUMNS * 8, 1, 1, 0x11, 0))
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
            _segment(0xDB, b"\x00" + bytes([_QUANTUM] * 64)),
            _segment(0xC0, frame),
            _segment(0xC4, b"\x00" + _LENGTHS + _VALUES),
            _segment(0xC4, b"\x10" + _END_LENGTHS + _END_VALUES),
            _segment(0xDA, bytes((1, 1, 0x00, 0, 63, 0))),
            _packed("".join(_bits(squares))),
            b"\xff\xd9",
        )
    )


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def _codes() -> dict[int, str]:
    codes: dict[int, str] = {}
    code, values = 0, iter(_VALUES)
    for length, count in enumerate(_LENGTHS, start=1):
        for _ in range(count):
            codes[next(values)] = f"{code:0{length}b}"
            code += 1
        code <<= 1
    return codes


def _bits(squares: list[int]) -> Iterator[str]:
    codes, before = _codes(), 0
    for square in squares:
        step, before = square - 128 - before, square - 128
        size = abs(step).bit_length()
        yield codes[size]
        if size:
            yield f"{step if step > 0 else step + (1 << size) - 1:0{size}b}"
        yield "0"  # end of square


def _packed(bits: str) -> bytes:
    whole = bits + "1" * (-len(bits) % 8)
    content = int(whole, 2).to_bytes(len(whole) // 8, "big")
    return content.replace(b"\xff", b"\xff\x00")
