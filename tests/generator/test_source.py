"""What a YAML or JSON file means, and where in it things stand."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from identkit.generator.problems import Refused, join
from identkit.generator.read.source import Json, Source, read


def source(folder: Path, text: str, name: str = "a.yaml") -> Source:
    path = folder / name
    path.write_text(text, "utf-8", errors="surrogatepass")
    return read(path, name)


def refusal(folder: Path, text: str, name: str = "a.yaml") -> list[str]:
    with pytest.raises(Refused) as caught:
        source(folder, text, name)
    return [*map(str, caught.value.problems)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("2021-01-12", "2021-01-12"),
        ("12:30:45", "12:30:45"),
        ("+15550101", "+15550101"),
        ("0123", "0123"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".5", ".5"),
        (".inf", ".inf"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-0", 0),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("! 12", "12"),
    ],
)
def test_a_scalar_means_what_it_means_in_json(tmp_path: Path, written: str, meant: Json) -> None:
    value = source(tmp_path, f"a: {written}\n").data["a"]
    assert (value, type(value)) == (meant, type(meant))


def test_a_key_is_its_text(tmp_path: Path) -> None:
    assert [*source(tmp_path, "200: a\nno: b\n1.0: c\nnull: d\n").data] == ["200", "no", "1.0", "null"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3: the key is there twice; first in line 1 (at /a) [duplicate-key]"),
        ("a:\n  - b: 1\n    b: 2\n", "a.yaml:3: the key is there twice; first in line 2 (at /a/0/b) [duplicate-key]"),
        ("a: &x [1, *x]\n", "a.yaml:1: *x stands inside itself (at /a/1) [yaml-alias]"),
        ("a: *x\n", "a.yaml:1: there is no &x before this alias (at /a) [yaml-alias]"),
        ("a: &x 1\n*x : 2\n", "a.yaml:2: an alias cannot be a key [yaml-alias]"),
        ("a: 1\n<<: {b: 2}\n", "a.yaml:2: merge keys (<<) are not part of YAML 1.2; write the entries out (at /<<) [yaml-merge-key]"),
        (
            "a: !!python/object:os.system x\n",
            "a.yaml:1: the tag tag:yaml.org,2002:python/object:os.system is not allowed (at /a) [yaml-tag]",
        ),
        ("a: !!binary aGVsbG8=\n", "a.yaml:1: the tag tag:yaml.org,2002:binary is not allowed (at /a) [yaml-tag]"),
        ("? [a]\n: b\n", "a.yaml:1: a key has to be text [yaml-syntax]"),
        ("a: b: c\n", "a.yaml:1: mapping values are not allowed in this context [yaml-syntax]"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2: the file holds more than one YAML document [yaml-syntax]"),
        ("- a\n", "a.yaml:1: the document is not a mapping [yaml-syntax]"),
        ("", "a.yaml:1: the document is not a mapping [yaml-syntax]"),
        ("a: 1e999\n", "a.yaml:1: the number is too large (at /a) [yaml-syntax]"),
        (f"a: {'9' * 5000}\n", "a.yaml:1: the number is too large (at /a) [yaml-syntax]"),
    ],
)
def test_what_is_not_plain_data_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    assert problem in refusal(tmp_path, text)


def test_all_duplicate_keys_are_told_at_once(tmp_path: Path) -> None:
    assert len(refusal(tmp_path, "a: 1\na: 2\nb: 1\nb: 2\n")) == 2


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(Refused, match=r"a\.yaml:2: this is not UTF-8"):
        read(tmp_path / "a.yaml", "a.yaml")


def test_aliases_that_multiply_are_refused(tmp_path: Path) -> None:
    levels = "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 30))
    assert "aliases followed" in refusal(tmp_path, f"a0: &a0 [x, x, x, x]\n{levels}")[0]


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 100_000, "a: " + "{a: " * 5_000, "a:\n" + "".join(f"{' ' * at}- \n" for at in range(1, 300))]
)
def test_depth_without_end_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text)


def test_aliases_cannot_build_depth_without_end(tmp_path: Path) -> None:
    levels = "".join(f"a{at}: &a{at} [*a{at - 1}]\n" for at in range(1, 200))
    assert "levels inside each other" in refusal(tmp_path, f"a0: &a0 []\n{levels}")[0]


def test_an_alias_is_a_copy(tmp_path: Path) -> None:
    read_back = source(tmp_path, "a: &x {b: [1]}\nc: *x\n")
    assert read_back.data == {"a": {"b": [1]}, "c": {"b": [1]}}
    assert read_back.locate("/c/b/0").line == 1


def test_json_may_have_tabs_and_surrogate_pairs(tmp_path: Path) -> None:
    text = '{\n\t"a":\t"\\ud83d\\ude00",\n\t"b": "\\\\ud83d", "c": "x\\/y"\n}'
    assert source(tmp_path, text, "a.json").data == source(tmp_path, text, "a.yaml").data == json.loads(text)
    assert "a.json:1" in refusal(tmp_path, '{"a": "\\ud83d"}', "a.json")[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"a": 1,\n "b": 2,\n "a": 3}', "a.json:3: the key is there twice; first in line 1 (at /a) [duplicate-key]"),
        ('{"a":\n 1e999}', "a.json:2: the number is too large (at /a) [yaml-syntax]"),
        ('{"a":\n' + "[" * 101 + "]" * 101 + "}", "levels inside each other"),
        ('{"a":\n[' + "[1,1,1]," * 3_000 + "1]}", "more than 10,000 values"),
        ('{"a":\n 1', "did not find expected ',' or '}'"),
        ("[1]", "a.json:1: the document is not a mapping [yaml-syntax]"),
    ],
)
def test_what_is_odd_in_json_is_told_with_its_line(tmp_path: Path, text: str, problem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("identkit.generator.read.source.MAX_NODES", 10_000)  # a million takes ten seconds
    assert problem in refusal(tmp_path, text, "a.json")[0]


def test_a_wide_character_moves_no_line(tmp_path: Path) -> None:
    read_back = source(tmp_path, '{"\U0001f600\u00e4": "\u2028",\n "b": [\n1,\n2]}', "a.json")
    assert [read_back.locate(place).line for place in ("/\U0001f600\u00e4", "/b", "/b/1", "/b/7", "/c")] == [1, 2, 4, 2, 1]


def test_yaml_and_json_tell_the_same_places(tmp_path: Path) -> None:
    text = '{"a": [\n1,\n{"b": [],\n"c~/": {}}],\n"d": "x"}'
    both = [source(tmp_path, text, name) for name in ("a.json", "b.yaml")]
    for place in ("", "/a", "/a/0", "/a/1/b", "/a/1/c~0~1", "/a/1/c~0~1/x", "/d", "/d/0"):
        assert len({(each.locate(place).line, each.locate(place).pointer) for each in both}) == 1


def test_the_hash_does_not_depend_on_line_ends_or_a_mark_at_the_start(tmp_path: Path) -> None:
    hashes = set[str]()
    for content in (b"a: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n", b"\xef\xbb\xbfa: 1\nb: 2\n"):
        (tmp_path / "a.yaml").write_bytes(content)
        hashes.add(read(tmp_path / "a.yaml", "a.yaml").sha256)
    assert len(hashes) == 1


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
SCALAR = st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False) | TEXT
DATA = st.dictionaries(
    TEXT, st.recursive(SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)), max_size=4
)


@settings(max_examples=150, deadline=None)
@given(data=DATA)
def test_json_is_read_as_json(tmp_path_factory: pytest.TempPathFactory, data: dict[str, Json]) -> None:
    text = json.dumps(data, indent=1, ensure_ascii=False)
    assert source(tmp_path_factory.getbasetemp(), text, "a.json").data == data


@settings(max_examples=150, deadline=None)
@given(data=DATA)
def test_each_value_is_located_at_the_line_where_it_begins(tmp_path_factory: pytest.TempPathFactory, data: dict[str, Json]) -> None:
    """Written one thing on a line, the nth thing stands in line n."""
    lines: list[str] = ["{"]
    places: list[str] = []

    def put(value: Json, pointer: str, prefix: str, end: str) -> None:
        if pointer:
            places.append(pointer)
        if isinstance(value, dict | list):
            opening, closing = "{}" if isinstance(value, dict) else "[]"
            entries = [(key, item) for key, item in value.items()] if isinstance(value, dict) else [*enumerate(value)]
            if pointer:
                lines.append(prefix + opening)
            for at, (key, item) in enumerate(entries):
                label = f"{json.dumps(key)}: " if isinstance(value, dict) else ""
                put(item, join(pointer, str(key)), label, "," if at < len(entries) - 1 else "")
            lines[-1] += closing + (end if pointer else "")
        else:
            lines.append(prefix + json.dumps(value) + end)

    put(data, "", "", "")
    read_back = source(tmp_path_factory.getbasetemp(), "\n".join(lines), "b.json")
    assert read_back.data == data
    assert [(read_back.locate(place).pointer, read_back.locate(place).line) for place in places] == [
        (place, line) for line, place in enumerate(places, 2)
    ]


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.sampled_from("ab:-{}[]&*!?|>'\"#%@,\n \t\\<~0"), max_size=40))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    with suppress(Refused):
        json.dumps(source(tmp_path_factory.getbasetemp(), text).data, allow_nan=False)


def test_the_parser_without_libyaml_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: 012\nb: &x [no, 'x', 1]\n200: *x\nc: |\n  text\n"
    expected = source(tmp_path, text).data
    monkeypatch.setattr("identkit.generator.read.source._LOADER", yaml.SafeLoader)
    assert source(tmp_path, text).data == expected
