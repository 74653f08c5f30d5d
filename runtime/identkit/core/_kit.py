"""What generated code is made with: the one module of the runtime that it imports.

Generated modules say `_kit.Operation` and `_kit.Model`, so that a provider's own `Operation` or `Model` keeps its name. A name is imported
when it is first used: models do not wait for the transport, nor a client for webhooks. To add one, import it below as itself; where
its module is a new one, let `_homes` yield that, too.
"""

# ruff: noqa: PLC0414 - "import X as X" is how type checkers are told that a name is offered here

from typing import TYPE_CHECKING
from typing import Union as Union

if TYPE_CHECKING:
    from identkit.core._auth.authentication import AuthContext as AuthContext
    from identkit.core._auth.authentication import Authentication as Authentication
    from identkit.core._calling.client import AsyncClient as AsyncClient
    from identkit.core._calling.client import AsyncClientPart as AsyncClientPart
    from identkit.core._calling.client import AsyncResource as AsyncResource
    from identkit.core._calling.client import Client as Client
    from identkit.core._calling.client import ClientPart as ClientPart
    from identkit.core._calling.client import Resource as Resource
    from identkit.core._calling.client import ResourcePart as ResourcePart
    from identkit.core._calling.client import View as View
    from identkit.core._calling.clock import Clock as Clock
    from identkit.core._calling.description import Api as Api
    from identkit.core._calling.description import Check as Check
    from identkit.core._calling.description import Content as Content
    from identkit.core._calling.description import Draining as Draining
    from identkit.core._calling.description import Echo as Echo
    from identkit.core._calling.description import ErrorShape as ErrorShape
    from identkit.core._calling.description import Offer as Offer
    from identkit.core._calling.description import Operation as Operation
    from identkit.core._calling.description import Paging as Paging
    from identkit.core._calling.description import Param as Param
    from identkit.core._calling.description import Part as Part
    from identkit.core._calling.description import Place as Place
    from identkit.core._calling.description import Polling as Polling
    from identkit.core._calling.description import Retry as Retry
    from identkit.core._calling.description import Rule as Rule
    from identkit.core._calling.description import Scheme as Scheme
    from identkit.core._calling.description import Variable as Variable
    from identkit.core._calling.flavours import async_headed as async_headed
    from identkit.core._calling.flavours import async_raw as async_raw
    from identkit.core._calling.flavours import awaited as awaited
    from identkit.core._calling.flavours import headed as headed
    from identkit.core._calling.flavours import iterated as iterated
    from identkit.core._calling.flavours import raw as raw
    from identkit.core._calling.flavours import shared as shared
    from identkit.core._calling.hooks import Hooks as Hooks
    from identkit.core._calling.limits import HeadersLike as HeadersLike
    from identkit.core._calling.limits import TimeoutLike as TimeoutLike
    from identkit.core._calling.paging import Page as Page
    from identkit.core._calling.settings import ClientOptions as ClientOptions
    from identkit.core._choices import Unrecognised as Unrecognised
    from identkit.core._choices import choice as choice
    from identkit.core._lenient import Lenient as Lenient
    from identkit.core._overrides import Overrides as Overrides
    from identkit.core._received.files import FileModel as FileModel
    from identkit.core._received.files import SavedFile as SavedFile
    from identkit.core._received.reasons import Reason as Reason
    from identkit.core._received.reasons import ReasonTable as ReasonTable
    from identkit.core._received.states import Meaning as Meaning
    from identkit.core._received.states import Signals as Signals
    from identkit.core._received.states import State as State
    from identkit.core._received.states import StatusEnum as StatusEnum
    from identkit.core._sent.uploads import FileInput as FileInput
    from identkit.core._types import UNSET as UNSET
    from identkit.core._types import AliasedModel as AliasedModel
    from identkit.core._types import FreeStrEnum as FreeStrEnum
    from identkit.core._types import Model as Model
    from identkit.core._types import OpenIntEnum as OpenIntEnum
    from identkit.core._types import OpenStrEnum as OpenStrEnum
    from identkit.core._types import UnsetType as UnsetType
    from identkit.core._types import reached as reached
    from identkit.core._webhooks.deliveries import Event as Event
    from identkit.core._webhooks.deliveries import Headers as Headers
    from identkit.core._webhooks.deliveries import RawEvent as RawEvent
    from identkit.core._webhooks.deliveries import WebhookPolicy as WebhookPolicy
    from identkit.core._webhooks.deliveries import parse as parse
    from identkit.core.tokens import TokenStore as TokenStore
else:

    def _homes():
        """The modules of the names, those that every client needs first. Written out: tools that freeze an application only read."""
        from identkit.core._calling import client, description, flavours

        yield from (client, description, flavours)
        from identkit.core import _lenient, _types

        yield from (_types, _lenient)
        from identkit.core import _choices

        yield _choices
        from identkit.core._received import reasons, states

        yield from (reasons, states)
        from identkit.core._calling import paging

        yield paging
        from identkit.core._sent import uploads

        yield uploads
        from identkit.core._received import files

        yield files
        from identkit.core._calling import clock, hooks, limits

        yield from (clock, hooks, limits)
        from identkit.core._webhooks import deliveries

        yield deliveries
        from identkit.core._calling import settings

        yield settings
        from identkit.core._auth import authentication

        yield authentication
        from identkit.core import _overrides, tokens

        yield from (_overrides, tokens)

    def __getattr__(name):
        for home in () if name.startswith("_") else _homes():
            if name in vars(home):
                globals()[name] = vars(home)[name]
                return globals()[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
