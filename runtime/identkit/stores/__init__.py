"""Stores that several processes or machines share: tokens, deliveries already seen, leases. None of them knows a provider.

`identkit.stores.sql` needs identkit[sql], `identkit.stores.redis` needs identkit[redis]; encryption at rest is a wrapper around any store.
"""

from identkit.stores._errors import LeaseLost, StoreFailed
from identkit.stores._leases import Lease, LeaseStore
from identkit.stores.encrypted import EncryptedTokenStore

__all__ = ["EncryptedTokenStore", "Lease", "LeaseLost", "LeaseStore", "StoreFailed"]
