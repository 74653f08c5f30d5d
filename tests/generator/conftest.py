"""One interpreter for the proofs of all generated packages, see `proving`."""

from collections.abc import Iterator

import pytest

from identkit.generator.write import prove
from tests.generator.proving import Prover


@pytest.fixture(scope="session", autouse=True)
def forks() -> Iterator[Prover]:
    prover = Prover(prove._run)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prove, "_run", prover)
        yield prover
    prover.close()
