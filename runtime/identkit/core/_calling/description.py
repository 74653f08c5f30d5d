"""What generated clients say about an API: plain data, no behaviour.

A generated `client.py` holds one `Operation` for each call and one `Api` for the provider. The kernel reads them; nothing here
does anything. Names on the left of a pair are what a user types (snake_case), names on the right are what travels.

These are msgspec structs (docs/design/023): a client has hundreds of them, made while it is imported.
"""

from collections.abc import Callable, Mapping
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
from msgspec import field

if TYPE_CHECKING:
    from identkit.core._auth.authentication import AuthContext, Authentication
    from identkit.core._overrides import Overrides
    from identkit.core._received.reasons import ReasonTable

T = TypeVar("T")


class Retry(StrEnum):
    """May a request be sent again? Comes from `x-retry`."""

    SAFE = "safe"  # reads only
    REPEATABLE = "repeatable"  # the same effect when sent twice
    NEVER = "never"  # a second sending would do it twice: a doubtful ending raises AmbiguousOutcome

    @classmethod
    def usual(cls, method: str) -> "Retry":
        """What HTTP says of a method, where `x-retry` says nothing."""
        if method.upper() in {"PUT", "DELETE"}:
            return cls.REPEATABLE
        return cls.SAFE if method.upper() in _SAFE else cls.NEVER


_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "REPORT", "SEARCH"})


class Place(Enum):
    """Where a parameter travels."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"


class Check(msgspec.Struct, frozen=True):
    """The documented limits of one value that is sent. `name` is the Python name; a missing limit is None."""

    name: str
    required: bool = False
    kind: str = "string"  # string, integer, number, boolean, date, date-time, binary, byte, array, object, any; several with | between them
    pattern: str | None = None  # as in the spec (ECMA syntax); translated when first used
    min_length: int | None = None
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    allowed: tuple[str | int | float | bool, ...] | None = None  # enum or const, as sent
    nullable: bool = False
    max_items: int | None = None
    min_items: int | None = None
    above: float | None = None  # exclusiveMinimum
    below: float | None = None  # exclusiveMaximum
    multiple_of: float | None = None
    unique: bool = False  # no item twice
    min_properties: int | None = None
    max_properties: int | None = None
    items: "Check | None" = None  # limits of each item of a list, and of each value of a map
    keys: "Check | None" = None  # limits of the names in a map
    one_of: tuple["Check", ...] = ()  # one of these has to be kept
    read_only: bool = False  # only comes back: never asked of a caller, never sent
    text: tuple[tuple[str, str], ...] = ()  # what whoever typed the value reads in place of the pattern, by language
    # iban: blanks go and letters become capitals before anything is looked at; utc: a time with another offset becomes the same one in UTC
    normal: str = ""


class Rule(msgspec.Struct, frozen=True):
    """A rule over several values (`x-rules`). `kind` selects the meaning; `fields` are Python names, dotted for nested ones.

    joined-length    the fields joined by `separator` are at most `limit` characters long
    requires         when the first field is given (and true, if boolean), all others must be given (and true)
    requires-one-of  when the first field has one of `values`, one of the alternatives must hold (see `alternatives`)
    any-of           one of the alternatives must hold; with `limit` 1 no more than one
    no-query         the URL in the field has no query part
    https            the URL in the field begins with https://
    max-age-months   the date in the field is at most `limit` months before today
    days-ahead       the date in the field is today, or at most `limit` days later
    country-alpha-2  the field is a country code of ISO 3166-1, two letters, or one of `values`
    country-alpha-3  the field is a country code of ISO 3166-1, three letters, or one of `values`
    iban             the field is an IBAN with a right checksum; with `values`, begins with one of these countries
    known            the field, or each item of it, is one of `values`
    form             the field matches `pattern`
    max-length       the field is at most `limit` characters long
    at-least         the field is `limit` or more
    at-most          the field is `limit` or less
    given            the field is given

    Where a kind speaks of the field, each of `fields` has to keep it.

    With `when` the rule holds only for requests in which each of these fields has one of its values. One that `doubtful` stands on an
    less than what the provider's document says: what breaks it is sent all the same, with a warning in the log.
    """

    kind: str
    fields: tuple[str, ...]
    message: str
    limit: int | None = None
    separator: str = ""
    values: tuple[str, ...] = ()
    # For requires-one-of and any-of: each alternative is a tuple of (field, "given" | "null"); all its parts must hold.
    alternatives: tuple[tuple[tuple[str, str], ...], ...] = ()
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    text: tuple[tuple[str, str], ...] = ()  # what whoever typed the values reads, by language
    pattern: str = ""  # for form; as in the spec (ECMA syntax)
    doubtful: bool = False


class Param(msgspec.Struct, frozen=True):
    """One parameter of an operation."""

    name: str  # Python name
    wire: str
    place: Place
    check: Check
    from_client: bool = False  # given once, when the client is made (an account's id in every path)
    default: str | tuple[str, ...] | None = None  # sent when the caller gives nothing
    type: Any = None  # of values that are made from models and mappings; None: they are sent as they are
    style: str = ""  # OpenAPI's name; "" is the usual one of the place; querystring: it is the whole query
    explode: bool | None = None  # None is what the style does by itself
    reserved: bool = False  # characters that RFC 3986 reserves are not escaped
    content: str = ""  # the media type that the value is written in, where that is not a style


class Part(msgspec.Struct, frozen=True):
    """How one field of a form is written (OpenAPI's `encoding`)."""

    style: str = ""
    explode: bool = False
    content_type: str = ""  # media types and ranges of them, with commas between: the file's own, else the first
    base64: bool = False  # octets are written so
    reserved: bool = False
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class Content(msgspec.Struct, frozen=True):
    """One way of writing a body, chosen by its media type."""

    media_type: str
    type: Any = bytes
    encoding: str = "json"  # json, lines, form, multipart, text or binary
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])


class Offer(msgspec.Struct, frozen=True):
    """One media type that an answer can be asked for in, chosen with `accept=`."""

    media_type: str
    type: Any
    answers: Mapping[int, Any] = field(default_factory=dict[int, Any])  # as those of the operation


class ErrorShape(msgspec.Struct, frozen=True):
    """How an API's error bodies say what went wrong."""

    code_path: tuple[str | int, ...] = ()  # ("errors", 0, "code"); empty: the body has no code
    reasons: "Callable[[], tuple[ReasonTable, ...]] | None" = None  # the generated tables; imported when there is an error to explain


class Echo(msgspec.Struct, frozen=True):
    """What an answer repeats (`x-echo`): the parameter or body field `name`, at `path` (Python names, "*" for every item of a list)."""

    name: str
    path: tuple[str, ...]


class Operation(msgspec.Struct, Generic[T], frozen=True):
    """One call of an API."""

    name: str  # "identchecks.create"
    method: str
    path: str  # "/api/v1/identchecks/status/{id}.json"
    returns: Any  # a type msgspec decodes: a Model, list[Model], or bytes for binary answers, None for empty ones
    retry: Retry
    params: tuple[Param, ...] = ()
    answers: Mapping[int, Any] = field(default_factory=dict[int, Any])  # as `errors`, for successes of several types; else it is `returns`
    body: Any = None  # the type of the body: a model, a list, a choice, str, bytes; None: there is none
    body_check: Check | None = None  # limits of a body that is no model
    body_optional: bool = False  # no body at all travels when no field of it is given
    body_null: bool = False  # None is sent as null
    encoding: str = "json"  # json, lines, form, multipart, text or binary
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])  # fields of a form that are not written in the usual way
    contents: tuple[Content, ...] = ()  # other ways of writing the body, chosen with `content_type=`
    # Fields of the body whose argument has another name; "base" is the whole, "(accept)" what chooses a media type.
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    # Name of the security scheme in Api.schemes; "" sends no credentials. Where a document has alternatives or combinations: the
    # alternatives, each the schemes that go together, `()` for one that needs none. The first that can be met is used.
    auth: str | tuple[tuple[str, ...], ...] = ""
    server: str = "api"  # api or auth: which base URL the path is appended to; else a URL of the operation's own
    servers: Mapping[str, str] = field(default_factory=dict[str, str])  # by environment, where that has another `server`
    codec: str = ""  # what stands between wire and JSON
    accept: str = "application/json"
    offers: tuple[Offer, ...] = ()  # the media types to choose from, the usual one first; none where there is no choice
    # events (Server-Sent Events), whole-events (with their names, not only what they carry as data) or lines (JSON lines): the answer is
    # one thing after the other, each of type `returns`
    stream: str = ""
    content_type: str = ""  # sent even without a body where the provider asks for it
    errors: Mapping[int, Any] = field(default_factory=dict[int, Any])  # status (4: 4XX, 5: 5XX, 0: any) -> type of the body; absent: bytes
    # The same for other media types than the usual one, by their names.
    error_types: Mapping[int, Mapping[str, Any]] = field(default_factory=dict[int, Mapping[str, Any]])
    partial: bool = False  # a part of what was asked for is an answer, too (206)
    rules: tuple[Rule, ...] = ()  # over parameters; rules over the body stand on the body's class
    carries: tuple[str, ...] = ()  # body fields that AmbiguousOutcome shows so that the caller can look the case up
    echo: tuple[Echo, ...] = ()  # which of the request's values the answer repeats
    page: Any = None  # the Page class when the answer is a list with X-PARTIAL-DELIVERY
    partial_header: str = ""
    headers: Any = None  # the model of the headers of a successful answer
    redirects: frozenset[int] = frozenset()  # documented statuses such as 302 whose answer is where they point, and 304
    max_bytes: int = 64 * 1024 * 1024  # larger answers are refused


class Scheme(msgspec.Struct, frozen=True):
    """A security scheme of the spec: `kind` selects the implementation, `credentials` are constructor arguments."""

    kind: str  # basic, bearer, api-key, client-credentials, authorization-code, form, or one of the provider's overrides
    credentials: tuple[str, ...]
    token_path: str = ""  # on the auth server; with `argument`, a URL as seen from the API's server
    scope: str = ""
    argument: str = ""  # the constructor argument that holds all credentials, where they do not have one each
    options: Mapping[str, str] = field(default_factory=dict[str, str])


class Variable(msgspec.Struct, frozen=True):
    """A part of server URLs that is chosen when the client is made."""

    argument: str
    default: str
    allowed: tuple[str, ...] = ()  # none: anything
    in_path: bool = False  # not of the host, so that a slash changes no host


class Api(msgspec.Struct, frozen=True):
    """A provider's API."""

    name: str  # "acme": package name and, in capitals, prefix of the environment variables
    title: str
    servers: Mapping[str, str] = field(default_factory=dict[str, str])  # environment -> base URL; "" where the provider tells it on demand
    auth_servers: Mapping[str, str] = field(default_factory=dict[str, str])
    environment: str = ""  # the default
    variables: Mapping[str, Variable] = field(default_factory=dict[str, Variable])  # of the URLs, by their names there
    further: tuple[str, ...] = ()  # URLs of operations that have servers of their own: credentials may go there, too
    schemes: Mapping[str, Scheme] = field(default_factory=dict[str, Scheme])
    authenticate: "Callable[[Scheme, AuthContext], Authentication] | None" = None  # makes the authentication of a scheme
    codecs: tuple[str, ...] = ()  # what operations name in `x-codec`; the overrides make them
    overrides: "Callable[[], Overrides] | None" = None  # what is hand-written for this provider
    error: ErrorShape = ErrorShape()
    required: tuple[str, ...] = ()  # constructor arguments without which no client can be made
    from_env: tuple[str, ...] = ()  # constructor arguments that may come from the environment


class Polling(msgspec.Struct, frozen=True):
    """How to wait for an object (`x-lifecycle`)."""

    operation: Operation[Any]
    status: str  # Python name of the field
    go_on: frozenset[str]  # wait while the status is one of these
    early: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])  # until="may_serve" -> statuses that also end it
    first: float = 1.0  # seconds before the second look
    factor: float = 1.5
    longest: float = 30.0


class Paging(msgspec.Struct, frozen=True):
    """How a list goes on after a page (`x-paging`). Names are Python names, dotted where nested."""

    kind: str  # number, offset, cursor or link
    items: str = ""  # the field of the answer that is the list; "": the answer is
    parameter: str = ""  # that asks for the next page, dotted where it stands inside a body
    place: str = ""  # "" is the query; body, or body-integer where the field of the body is a number
    next: str = ""  # field of the answer: the next cursor, or the next page's URL; a link without one is the header
    more: str = ""  # field of the answer: whether there is more
    last: str = ""  # field of the answer: whether there is no more
    pages: str = ""  # field of the answer: how many pages there are
    identifier: str = ""  # field of the last item that is the next cursor
    first: int = 1  # number of the first page


class Draining(msgspec.Struct, frozen=True):
    """How to read every page of a list that advances by archiving (`x-paging: archive-to-advance`)."""

    listing: Operation[Any]
    archive: Operation[Any]
    identifier: str  # Python name of the field that archive takes
    refuse: tuple[str, ...] = ()  # parameters of the listing with which archiving would not advance it
