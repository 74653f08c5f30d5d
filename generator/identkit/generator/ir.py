"""What is to be printed: every decision made, every name an identifier, every literal text that is Python already.

`lower` builds these values, the templates under `templates/` only read them. A value of type `Code` is Python source.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

from attrs import field, frozen

from identkit.generator.values import is_map, is_tuple


class Code(str):
    """Python source."""

    __slots__ = ()


NOTHING: Final = Code("")


@frozen
class CallCode:
    """A call, printed as `callee(value, name=value, ...)`."""

    callee: str
    arguments: "tuple[tuple[str, Value], ...]" = ()
    positional: tuple[Code, ...] = ()

    @property
    def parts(self) -> list[str]:
        """The arguments as source."""
        return [*self.positional, *(f"{name}={source(value)}" for name, value in self.arguments)]

    @property
    def code(self) -> Code:
        """The call as source."""
        return Code(f"{self.callee}({', '.join(self.parts)})")


Value: TypeAlias = Code | tuple[Code | CallCode, ...]


def call(callee: str, *positional: object, **named: object) -> CallCode:
    """A call with values as `source` writes them. What is named and None or empty is left out: the default says the same."""
    arguments = ((name, value) for name, value in named.items() if value not in (None, "", (), {}))
    return CallCode(callee, tuple((name, _value(value)) for name, value in arguments), tuple(map(source, positional)))


def _value(value: object) -> Value:
    """Calls in a tuple stay what they are: one that comes again is given a name."""
    return value if is_tuple(value) and any(isinstance(each, CallCode) for each in value) else source(value)


def source(value: object) -> Code:
    """A value as Python source; code is that already, inside tuples and dictionaries, too."""
    if isinstance(value, Code | CallCode):
        return value.code if isinstance(value, CallCode) else value
    if is_tuple(value):
        return Code(f"({', '.join(map(source, value))}{',' * (len(value) == 1)})")
    if is_map(value):
        return Code("{" + ", ".join(f"{key!r}: {source(each)}" for key, each in value.items()) + "}")
    return Code(repr(value))


@frozen
class Field:
    """A field of a model."""

    name: str
    before: str  # what stands around the type that datamodel-code-generator finds: "Lenient[" and "] | None = None"
    after: str
    doc: Code  # a docstring literal, "" for none


@frozen
class ModelClass:
    """A `msgspec.Struct`."""

    name: str
    base: str
    options: str  # class keywords
    doc: Code
    fields: tuple[Field, ...]
    constants: tuple[tuple[str, str, Code], ...]  # class variables: name, type, value
    module: str = "models"  # or webhooks
    schema: Mapping[str, object] = field(factory=dict[str, object])  # flat: what datamodel-code-generator is given


@frozen
class Member:
    """One value of an enum."""

    name: str
    value: Code
    doc: Code


@frozen
class Enum:
    """An open enum."""

    name: str
    base: str
    doc: Code
    members: tuple[Member, ...]
    alias: str  # name of the type of arguments, "" when it is never sent
    input: Code  # that type
    states: Code = NOTHING  # what the document says of each status
    schema: Mapping[str, object] = field(factory=dict[str, object])


@frozen
class Alias:
    """A type with a name: a choice between members, or a list or map of itself."""

    name: str
    doc: Code
    members: tuple[str, ...]  # keys of their types
    nullable: tuple[bool, ...]  # of each member
    tag: str = ""  # wire name of the field that tells the members apart
    # Its value -> member, or those that it may be.
    tags: Mapping[str | int | bool, int | tuple[int, ...]] = field(factory=dict[str | int | bool, int | tuple[int, ...]])
    other: int = -1  # the member for every other value
    together: int = -1  # the member that is several of the others at once
    schema: Mapping[str, object] = field(factory=dict[str, object])


@frozen
class PageClass:
    """The class of one page of a list."""

    name: str
    item: Code
    doc: Code


@frozen
class Block:
    """A class as printed by datamodel-code-generator."""

    name: str
    text: str
    annotations: Mapping[str, Code]  # field -> type, without `| None` and the like


@frozen
class Module:
    """A module of classes."""

    doc: Code
    imports: tuple[str, ...]  # whole lines, sorted
    exports: tuple[str, ...]  # what it offers, sorted
    blocks: tuple[str, ...]


@frozen
class Argument:
    """One argument of a method."""

    name: str
    type: Code
    default: Code = NOTHING  # "" is required
    meaning: str = ""
    positional: bool = False
    members: "tuple[Argument, ...]" = ()  # what `**name` takes, one by one


@frozen
class Overload:
    """One way of calling a method, where what it returns depends on the arguments."""

    arguments: tuple[Argument, ...]
    returns: Code
    saves: bool = False  # writes what comes into a file


@frozen
class Method:
    """One method of a resource; the asynchronous flavour is made of it."""

    name: str
    kind: str  # call, wait, iterate, drain, parse
    arguments: tuple[Argument, ...]
    returns: Code
    call: Code  # what it hands to the kernel: `_CONSTANT, {...}, body={...}`
    doc: Code
    raw: bool = True  # stands on `with_response` as well
    headers: Code = NOTHING  # the class of the answer's headers, "" where none are described
    overloads: tuple[Overload, ...] = ()
    # For API.md and README.md
    http: str = ""
    source: str = ""
    schemes: tuple[str, ...] = ()  # security schemes of the first alternative; none where it may do without

    @property
    def saves(self) -> bool:
        """Whether it takes `to`, a file to write what comes into."""
        return any(each.saves for each in self.overloads)


@frozen
class Constant:
    """A value with a name of its own: an operation, a rule for waiting, a table."""

    name: str
    value: CallCode
    type: Code = NOTHING  # what an operation returns
    doc: Code = NOTHING


@frozen
class ResourceClass:
    """One group of methods: a class for each flavour and its `with_response` view."""

    name: str
    class_name: str
    doc: Code
    methods: tuple[Method, ...]


@frozen
class Setting:
    """An argument of the client's constructor."""

    name: str
    type: Code
    meaning: str


@frozen
class ClientClass:
    """The client class and its twin."""

    class_name: str
    doc: Code
    twin_doc: Code
    settings: tuple[Setting, ...]
    environment: Code  # type of `environment`
    auth_url: bool
    required: tuple[str, ...]  # arguments without which no client can be made
    attributes: tuple[tuple[str, str, str, Code], ...] = ()  # other than resources: name, class, class of the twin, docstring
    index: tuple[str, ...] = ()  # methods of the attributes, for API.md
    api: CallCode = CallCode("Api")
    authenticated: bool = False  # whether there are security schemes
    tables: tuple[str, ...] = ()  # reason tables that explain error codes
    credentials: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])  # security scheme -> its arguments


@frozen
class Package:
    """One package of generated clients."""

    name: str
    module: str  # the Python package, dotted
    version: str  # of the API, as the document says it
    title: str
    header: str  # comment line
    summary: Code  # module docstring of client.py
    client: ClientClass
    constants: tuple[Constant, ...]
    resources: tuple[ResourceClass, ...]
    client_imports: tuple[str, ...]
    models: Module
    reasons: Module | None
    webhooks: Module | None
    exports: tuple[tuple[str, str], ...]  # name, module: what `__init__` offers
    client_exports: tuple[str, ...]  # what `client.py` offers, sorted
    init_doc: Code
    overrides: str  # the module with what is hand-written for it, "" for none
    openapi: str  # the bundled document as JSON
    pointers: Mapping[str, str]  # operation (`pets.get`) -> where the document describes it
    api_md: str = ""
