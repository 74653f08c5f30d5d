"""A person's consent: an access token whose refresh token is replaced with every use.

One refresh, whoever wants it: threads and tasks of this process share one (`SingleFlight`), processes exclude each other by the
store's lock, and whoever comes second finds the new tokens in the store. The order of a refresh makes crashes harmless as far as
they can be:

    lock; read the store again             killed before the request: nothing has happened
    mark the record as being refreshed     proves that the store can be written before the refresh token is spent
    send the refresh token                 killed until the answer is here: the provider may have replaced the token; the next refresh
                                           finds the mark, tries, and ends in ConsentLost if it did
    store the new tokens                   killed while storing: the store finishes it, or still has the old version
    use the access token, unlock
"""

import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any

import httpx
from attrs import evolve

from identkit.core._auth import endpoint
from identkit.core._auth.authentication import AuthContext
from identkit.core._auth.endpoint import ask, form_request
from identkit.core._calling.description import Scheme
from identkit.core._calling.limits import TimeLimits
from identkit.core._calling.steps import Pause, Steps, Work
from identkit.core._errors import ApiError, ConfigurationError, ConnectionFailed, ConsentLost, DecodeError
from identkit.core._received.reading import ExchangeFailed, Reply
from identkit.core.tokens import MemoryTokenStore, Tokens, TokenStore
from identkit.overrides.auth.renewing import LEEWAY, Lent, RenewingAuth

PATIENCE = 180.0  # seconds to wait for another process's refresh: more than its time limits add up to
CACHE_SIZE = 10_000  # consents whose tokens stay in memory
MOST_CODES = 1000
REFUSALS = frozenset({400, 401, 403, 404, 409, 422})
# With these codes it is the client that was refused, not the refresh token.
OF_THE_CLIENT = frozenset({"invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type", "invalid_scope"})
PARAMS = "identkit.params"  # request extension: the operation's parameters by Python name


class _OtherPerson(DecodeError):
    """Tokens that are not for the person they were asked for."""


class PersonToken(RenewingAuth):
    """Sends the access token of the person that the operation's parameters name. Refreshes once when it ends and once when it is refused.

    Options of the scheme: `subject`, the parameter that names the person; `subject-field`, where token answers repeat it;
    `token-server: api` where tokens do not come from the authorization host. Tokens are kept in the client's `token_store`, else in
    memory.
    """

    def __init__(self, scheme: Scheme, context: AuthContext) -> None:
        super().__init__(scheme, context)
        self.subject_name = scheme.options.get("subject", "subject")
        """The parameter that names the person, in Python's spelling."""
        self.label = self.subject_name.removesuffix("_id").replace("_", " ")
        self._subject_field = scheme.options.get("subject-field", "")
        self.client_id, self.client_secret = (context.credential(name) for name in scheme.credentials[:2])
        self.token_server = context.base_url if scheme.options.get("token-server") == "api" else context.auth_url or context.base_url
        self.token_url = self.token_server + scheme.token_path
        self.store = _store(context)
        self._used_codes: OrderedDict[bytes, None] = OrderedDict()  # digests
        self._cache: dict[str, Tokens] = {}
        self._backlog: dict[str, tuple[Tokens | None, Tokens]] = {}  # what the store failed to take: (it held, it should hold)

    def subject(self, request: httpx.Request) -> str:
        """The person that the operation's parameters name."""
        params: Mapping[str, object] = request.extensions.get(PARAMS, {})
        value = params.get(self.subject_name)
        if value is None:
            raise ConfigurationError(f"{self.context.api.title}: this request does not say whose consent it uses")
        return str(value)

    def answer(self, operation: str, response: Reply) -> endpoint.TokenAnswer:
        """What the token endpoint answered."""
        return endpoint.read(operation, response, self.context.clock.now(), self._subject_field)

    def usable(self, subject: str, stale: str | None) -> str | None:
        """The person's token, if this process knows one that has not ended."""
        tokens = self._usable(self._cache.get(subject), stale)
        return None if tokens is None else tokens.access_token

    def keep(self, subject: str, grant: endpoint.TokenAnswer) -> Steps[Tokens]:
        """Store the tokens of a new consent, whatever the store held for the person."""
        while True:
            current: Tokens | None = yield Work(partial(self.store.load, subject))
            new = self._tokens(subject, grant, grant.refresh_token or "", 1 if current is None else current.generation + 1)
            if (yield from self._swap(subject, current, new)):
                self._remember(new)
                return new

    def claim(self, code: str) -> bool:
        """Whether this authorization code was not used yet; from now on it is. A provider may end the consent whose code comes twice."""
        digest = sha256(code.encode()).digest()
        with self._mutex:
            if digest in self._used_codes:
                return False
            self._used_codes[digest] = None
            while len(self._used_codes) > MOST_CODES:
                self._used_codes.popitem(last=False)
            return True

    def hand_back(self, code: str) -> None:
        """A claimed code was not sent after all."""
        with self._mutex:
            self._used_codes.pop(sha256(code.encode()).digest(), None)

    def forget(self, subject: str) -> None:
        """Drop what is kept in memory."""
        with self._mutex:
            self._cache.pop(subject, None)
            self._backlog.pop(subject, None)

    def locked(self, subject: str) -> Steps[Any]:
        """Take the store's lock of the subject, however long its owner needs. Answers what releases it."""
        pauses = self._pauses()
        while (release := (yield Work(partial(self.store.try_lock, subject)))) is None:
            yield next(pauses)
        return release

    def _pauses(self) -> Iterator[Pause]:
        """Between two looks at a lock that somebody else has. Raises ConnectionFailed when that takes too long."""
        patience = time.monotonic() + PATIENCE
        pause = 0.005
        while time.monotonic() <= patience:
            yield Pause(pause)
            pause = min(pause * 1.5, 0.1)
        raise ConnectionFailed(f"{self.context.api.name}.token: another process has been refreshing this consent for {PATIENCE:g} s")

    def renew(self, subject: str, stale: str | None, limits: TimeLimits) -> Steps[Lent]:
        """A token from the store, or a refreshed one."""
        pauses = self._pauses()
        while True:
            current: Tokens | None = yield Work(partial(self.store.load, subject))
            if (tokens := self._usable(current, stale)) is not None:
                return self._lent(tokens, fresh=False)  # of many that wait for one refresh, none needs the lock after it
            release = yield Work(partial(self.store.try_lock, subject))
            if release is not None:
                break
            yield next(pauses)
        try:
            for _ in range(5):  # each round lost means that somebody else has stored something in spite of the lock
                lent = yield from self._refresh(subject, stale, limits)
                if lent is not None:
                    return lent
        finally:
            release()
        raise ConnectionFailed(f"{self.context.api.name}.token: the token store changes faster than it can be read; does its lock work?")

    def _refresh(self, subject: str, stale: str | None, limits: TimeLimits) -> Steps[Lent | None]:
        """One refresh, under the lock. None: the store has changed, look again."""
        current = yield from self._held(subject)
        if (tokens := self._usable(current, stale)) is not None:
            return self._lent(tokens, fresh=False)
        if not current.refresh_token:
            title = self.context.api.title
            raise ConsentLost(f"{title}: the token of {self.label} {subject} has ended, and none came to refresh it. {_REMEDY}")
        attempt = current.beginning(self.context.clock.now())
        if not (yield Work(partial(self.store.swap, subject, current, attempt))):
            return None
        response = yield from self._spend(current, attempt, limits)
        if response.status_code in REFUSALS:
            moved_on: bool = (yield Work(partial(self.store.load, subject))) != attempt
            if moved_on:
                return None
            # The provider has answered: this refresh was not cut off, so its mark goes. One of an earlier refresh stays.
            yield Work(partial(self.store.swap, subject, attempt, evolve(current, generation=attempt.generation + 1)))
            raise self._refusal(current, response)
        problem: DecodeError | None = None
        try:
            new = self._accept(current, attempt, response)
        except DecodeError as error:
            # The provider may have replaced the refresh token all the same: a new one is kept, whatever else is wrong.
            successor, problem = endpoint.rotated(response), error
            if successor is None or isinstance(error, _OtherPerson):
                raise
            new = self._successor_only(attempt, successor)
        success = yield from self._swap(subject, attempt, new)
        if problem is not None:
            raise problem
        return self._lent(new, fresh=True) if success else None

    def _spend(self, tokens: Tokens, attempt: Tokens, limits: TimeLimits) -> Steps[Reply]:
        """Send the refresh token. Where the answer breaks off after the next one, that is kept before ExchangeFailed is raised."""
        try:
            return (yield from ask(partial(self._request, tokens), self.context.clock, limits))
        except ExchangeFailed as error:
            failure = error
        part = endpoint.remains(failure)
        if part is not None and (successor := endpoint.rotated(part)) is not None:
            yield from self._swap(tokens.subject, attempt, self._successor_only(attempt, successor))
        raise failure

    def _swap(self, subject: str, current: Tokens | None, new: Tokens) -> Steps[bool]:
        """Replace what the store holds; what it fails to take is kept for another try."""
        self._backlog[subject] = (current, new)
        success: bool = yield Work(partial(self.store.swap, subject, current, new))
        self._backlog.pop(subject, None)
        return success

    def _successor_only(self, attempt: Tokens, refresh_token: str) -> Tokens:
        """Tokens of which only the next refresh token came."""
        return evolve(attempt, refresh_token=refresh_token, renew_at=0.0, refresh_begun=None, generation=attempt.generation + 1)

    def _held(self, subject: str) -> Steps[Tokens]:
        """What the store holds, after another try to store what it could not take before."""
        current: Tokens | None = yield Work(partial(self.store.load, subject))
        pair = self._backlog.get(subject)
        if pair is not None:
            expected, new = pair
            # Another process may have tried the old refresh token meanwhile, in vain; only other tokens in the store are newer than ours.
            ours = current == expected or (current is not None and expected is not None and current.refresh_token == expected.refresh_token)
            if ours:
                new = evolve(new, generation=1 if current is None else current.generation + 1)
                current = new if (yield Work(partial(self.store.swap, subject, current, new))) else current
            self._backlog.pop(subject, None)
        if current is None:
            raise ConsentLost(f"{self.context.api.title}: no consent of {self.label} {subject} is stored. {_REMEDY}")
        return current

    def _request(self, tokens: Tokens) -> httpx.Request:
        form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
        return form_request(self.token_url, {"client_id": self.client_id, "client_secret": self.client_secret, **form})

    def _accept(self, tokens: Tokens, attempt: Tokens, response: Reply) -> Tokens:
        operation = f"{self.context.api.name}.token"
        grant = self.answer(operation, response)
        if grant.subject is not None and grant.subject != tokens.subject:
            raise _OtherPerson(operation, f"$.{self._subject_field}", "tokens of another person")
        return self._tokens(tokens.subject, grant, grant.refresh_token or tokens.refresh_token, attempt.generation + 1)

    def _tokens(self, subject: str, grant: endpoint.TokenAnswer, refresh_token: str, generation: int) -> Tokens:
        renew_at = self.context.clock.now() + grant.lifetime - min(LEEWAY, grant.lifetime / 10)
        return Tokens(subject, grant.access_token, refresh_token, renew_at, generation=generation)

    def _refusal(self, tokens: Tokens, response: Reply) -> Exception:
        failure = endpoint.failure(f"{self.context.api.name}.token", response, self.context.clock.now())
        if failure.code in OF_THE_CLIENT or (failure.status_code == 401 and failure.code != "invalid_grant"):
            return failure  # 401 is the word for a wrong client_id or client_secret (RFC 6749, 5.2)
        return _lost(self.context.api.title, self.label, tokens, failure)

    def _usable(self, tokens: Tokens | None, stale: str | None) -> Tokens | None:
        if tokens is None or tokens.access_token == stale or self.context.clock.now() >= tokens.renew_at:
            return None
        return tokens

    def _lent(self, tokens: Tokens, *, fresh: bool) -> Lent:
        self._remember(tokens)
        return Lent(tokens.access_token, fresh)

    def _remember(self, tokens: Tokens) -> None:
        with self._mutex:
            self._cache.pop(tokens.subject, None)
            self._cache[tokens.subject] = tokens
            if len(self._cache) > CACHE_SIZE:
                del self._cache[next(iter(self._cache))]


_REMEDY = (
    "The person has to consent again: send them to consent.url(...) and pass the address they come back with to consent.complete(...)."
)


def _lost(title: str, name: str, tokens: Tokens, failure: ApiError) -> ConsentLost:
    why = "the consent was probably revoked, or its refresh token was used by somebody else"
    if tokens.refresh_begun is not None:
        since = datetime.fromtimestamp(tokens.refresh_begun, UTC).isoformat(timespec="seconds")
        why = f"a refresh that began at {since} was cut off here, and its answer, with the next refresh token, never arrived"
    error = ConsentLost(f"{title}: the refresh token of {name} {tokens.subject} is no longer accepted: {why}. {_REMEDY}")
    error.__cause__ = failure
    return error


def _store(context: AuthContext) -> TokenStore:
    value: Any = context.credentials.get("token_store")
    if value is None:
        return MemoryTokenStore()
    if not all(callable(getattr(value, name, None)) for name in ("load", "swap", "try_lock")):
        raise ConfigurationError(f"{context.api.title}: token_store must have load, swap and try_lock")
    store: TokenStore = value
    return store
