"""The engine knows no provider: a folder beside it is one."""

from pathlib import Path

import pytest

import identkit.sandbox
from identkit.sandbox import Sandbox
from identkit.sandbox._engine import registry
from identkit.sandbox._engine.spec import Spec

HOME = Path(identkit.sandbox.__file__).parent
SKELETON = """
from identkit.sandbox import Provider, ProviderContext

class Acme(Provider):
    login = {"token": "t"}
    def handlers(self): return {}
    def forget(self): pass

def build(context: ProviderContext) -> Provider:
    return Acme(context)
"""


def _empty(name: str) -> Spec:
    return Spec({"paths": {}})


def test_a_folder_more_is_a_provider_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "__init__.py").write_text(SKELETON)
    monkeypatch.setattr(identkit.sandbox, "__path__", [*identkit.sandbox.__path__, str(tmp_path)])
    monkeypatch.setattr("identkit.sandbox._engine.spec.bundled", _empty)
    registry.names.cache_clear()
    try:
        with Sandbox() as sandbox:
            assert sandbox.acme.credentials["token"] == "t"
            assert registry.flows("acme") == ()
    finally:
        registry.names.cache_clear()


def test_who_is_not_there_is_told() -> None:
    with Sandbox() as sandbox, pytest.raises(AttributeError, match="no provider 'nobody'; there are"):
        _ = sandbox.nobody
