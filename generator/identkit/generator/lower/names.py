"""Names from a spec become Python names here, and nowhere else. Nothing but an identifier comes out."""

import keyword
import re
import unicodedata
from collections.abc import Iterable

# What the types of a module are written with. A field of such a name would hide the type from the fields below it.
TYPE_NAMES = frozenset({"bool", "bytes", "date", "datetime", "dict", "float", "int", "list", "msgspec", "str", "tuple"})

# What generated modules use beside the package's classes and `_kit`; no class of a spec may take these names.
MODULE_NAMES = frozenset(
    {
        *TYPE_NAMES,
        *(
            "Any",
            "AsyncIterator",
            "ClassVar",
            "Iterator",
            "Literal",
            "Mapping",
            "Path",
            "Sequence",
            "TYPE_CHECKING",
            "Required",
            "TypeAlias",
            "TypedDict",
            "Unpack",
        ),
        *("AttributeError", "False", "None", "True"),
    }
)

_SIGN = re.compile(r"^[-+](?=[0-9])")  # of a number: +1 is another thing than -1
LONGEST = 200  # characters of a name that count: nobody reads more, and systems take no longer names of files

# Attributes that every model has, of ours and of msgspec.
MODEL_ATTRIBUTES = frozenset({"from_dict", "from_json", "save_to", "to_dict", "to_json"})
# Arguments that every method has.
ARGUMENTS = frozenset({"self", "timeout", "extra_headers"})
ENUM_ATTRIBUTES = frozenset(
    {"name", "value", "names", "values", "mro", "is_known", *(name for name in dir(str) if not name.startswith("_"))}
)


def words(text: str) -> list[str]:
    """The words of a name in any spelling: `caseId`, `Case-ID`, `case_id` and `page[number]` give two each.

    Letters of any script stay; of a Latin one only the accents go.
    """
    text = _SIGN.sub(lambda sign: "plus " if sign[0] == "+" else "minus ", text[:LONGEST])
    plain = "".join(map(_plain, text)) if not text.isascii() else text
    split = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", plain))
    return re.findall(r"[^\W_]+", split)


def _plain(char: str) -> str:
    """A character as it can stand in a name: a blank for one that cannot."""
    bare = unicodedata.normalize("NFKD", char)
    base = "".join(part for part in bare if part.isascii())
    if base:
        return base
    normal = unicodedata.normalize("NFKC", char)
    return normal if f"a{normal}".isidentifier() else " "


def snake(text: str, fallback: str = "value") -> str:
    """A variable, field or method name. Keywords get a trailing underscore."""
    name = "_".join(words(text)).lower() or fallback
    if not name.isidentifier():
        name = f"{fallback}_{name}"
    return f"{name}_" if keyword.iskeyword(name) else name


def field(text: str) -> str:
    """The name of a model's field and of the argument for it.

    What hides a type, an attribute of every model or an argument of every method gets a trailing underscore.
    """
    name = snake(text, "field")
    return f"{name}_" if name in TYPE_NAMES | MODEL_ATTRIBUTES | ARGUMENTS else name


def constant(text: str, fallback: str = "VALUE") -> str:
    """An upper-case name."""
    return snake(text, fallback.lower()).upper().rstrip("_") or fallback


def member(text: str) -> str:
    """The name of an enum's member."""
    name = "EMPTY" if text == "" else constant(text)
    return f"{name}_" if name.lower() in ENUM_ATTRIBUTES and name.islower() else name


def pascal(text: str, fallback: str = "Model") -> str:
    """A class name. What is one already stays as it is."""
    if len(text) <= LONGEST and text.isascii() and text.isidentifier() and text[0].isupper() and "_" not in text:
        name = text
    else:
        name = "".join(word[0].upper() + word[1:] for word in words(text)) or fallback
    if not name.isidentifier():
        name = f"{fallback}{name}"
    return f"{name}_" if keyword.iskeyword(name) else name


def spoken(text: str) -> str:
    """A name as words, to stand where there is no description: `PetColour` is `Pet colour.`."""
    return " ".join(word if word.isupper() else word.lower() for word in words(text)).capitalize() + "."


def is_public_identifier(text: str) -> bool:
    """Whether a name from the spec can stand in the code as it is."""
    return text.isascii() and text.isidentifier() and not keyword.iskeyword(text) and not text.startswith("_")


def resource_classes(name: str) -> tuple[str, ...]:
    """The classes that are printed for a resource."""
    return name, f"Async{name}", f"{name}WithResponse", f"Async{name}WithResponse"


class Scope:
    """Names that are taken. Case does not tell two names apart: people mix them up, and so does openapi-python-client."""

    def __init__(self, others: Iterable[str] = ()) -> None:
        self._names = {self._key(name) for name in others}

    @staticmethod
    def _key(name: str) -> str:
        return name.replace("_", "").lower()

    def __contains__(self, name: str) -> bool:
        return self._key(name) in self._names

    def take(self, wish: str) -> str:
        """`wanted`, or with the first free number behind it."""
        name, number = wish, 2
        while name in self:
            name, number = f"{wish.rstrip('_')}{'_' if wish.islower() or wish.isupper() else ''}{number}", number + 1
        self._names.add(self._key(name))
        return name


class Arguments:
    """Names of one function's arguments: a clash gives a trailing underscore."""

    def __init__(self, others: Iterable[str]) -> None:
        self._names = set(others)

    def take(self, wish: str) -> str:
        """`wanted`, or with underscores behind it."""
        name = wish
        while name in self._names:
            name += "_"
        self._names.add(name)
        return name
