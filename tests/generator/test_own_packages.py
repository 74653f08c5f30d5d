"""A package of one's own, as a user makes it: configuration, what is written, what is kept, what is left out and told."""

import importlib
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from identkit import cli
from tests.generator.generated import Server
from tests.generator.spec_files import write

API = """\
openapi: 3.1.0
info: {title: Acme Pay, version: 2.3.1}
servers: [{url: "https://api.acme.example/v2"}]
security: [{key: []}]
paths:
  /payments:
    get:
      operationId: listPayments
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - {name: per_page, in: query, schema: {type: integer}}
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Payment_v2"}}}}}
    post:
      operationId: createPayment
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Payment_v2"}}}}
      responses: {"201": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Payment_v2"}}}}}
  /broken/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {$ref: "#/components/schemas/Nope"}}
        - {$ref: "#/components/parameters/Gone"}
      responses: {"200": {description: ok}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Payment_v2: {type: object, required: [amount], properties: {amount: {type: integer}, iban: {type: string}}}
"""
SETTINGS = """\
[tool.identkit]
specs = "api.yaml"
output = "acme-pay/src"
project = "acme-pay"
package = "acme.pay"
lenient = true
[tool.identkit.names]
listPayments = "payments.list"
createPayment = "payments.create"
Payment_v2 = "Payment"
[tool.identkit.paging]
"payments.list" = {kind = "page-number", page = "page", size = "per_page"}
[tool.identkit.retry]
"payments.create" = "repeatable"
[tool.identkit.pii]
"Payment.iban" = "bank"
"""


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("identkit.generator.cli._cache", lambda: tmp_path_factory.getbasetemp() / "notes")


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write(tmp_path, {"api.yaml": API, "pyproject.toml": SETTINGS}))
    assert cli.main(["generate"]) == 0
    return tmp_path / "acme-pay"


@pytest.fixture
def package(acme: Path) -> Iterator[Any]:
    sys.path.insert(0, str(acme / "src"))
    try:
        yield importlib.import_module("acme.pay")
    finally:
        sys.path.remove(str(acme / "src"))
        for name in [name for name in sys.modules if name.partition(".")[0] == "acme"]:
            del sys.modules[name]


def test_it_is_importable_under_its_own_name_and_goes_by_the_configuration(package: Any) -> None:
    server = Server({"GET /v2/payments": httpx.Response(200, json=[{"amount": 1, "iban": "DE1"}])})
    with package.Pay(key="k", http_client=server.client()) as client:
        (payment,) = client.payments.list(page=1)
        assert (server.last.headers["x-key"], payment.amount, "DE1" in repr(payment)) == ("k", 1, False)
        assert hasattr(client.payments, "iterate")
    assert type(payment) is importlib.import_module("acme.pay.models").Payment


def test_a_slip_in_the_configuration_of_pages_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(tmp_path, {"api.yaml": API, "pyproject.toml": SETTINGS.replace('size = "per_page"', 'size = "limit"')}))
    assert cli.main(["generate"]) == 2
    assert "x-paging: page and size must be query parameters of the operation" in capsys.readouterr().err
    assert not (tmp_path / "acme-pay").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"repeatable"', '"always"', "retry: 'payments.create' has to be one of safe, repeatable, never"),
        ('"bank"', '"money"', "pii: 'Payment.iban' has to be one of name, "),
        ('createPayment = "payments.create"', 'createPayment = "payments.list"', "two operations would be called 'payments.list'"),
    ],
)
def test_a_slip_in_the_configuration_costs_no_operation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    monkeypatch.chdir(write(tmp_path, {"api.yaml": API, "pyproject.toml": SETTINGS.replace(old, new, 1)}))
    assert cli.main(["generate"]) == 2
    assert told in capsys.readouterr().err


KINDS = """openapi: 3.1.0
info: {title: Kinds, version: 1}
paths:
  /all:
    get:
      operationId: kinds.all
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Kind"}}}}}
components:
  schemas:
    Kind: {oneOf: [{$ref: "#/components/schemas/Cat_v1"}, {$ref: "#/components/schemas/Dog"}], discriminator: {propertyName: kind}}
    Cat_v1: {type: object, properties: {kind: {type: string}}}
    Dog: {type: object, properties: {kind: {type: string}}}
"""


def test_a_schema_with_another_name_keeps_its_tag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, {"api.yaml": KINDS, "pyproject.toml": '[tool.identkit.names]\nCat_v1 = "Cat"\n'}))
    assert cli.main(["generate", "--specs", "api.yaml", "--output", "out", "--package", "acme.kinds", "--lenient"]) == 0
    assert 'tags={"Cat_v1": 0, ' in (tmp_path / "out/acme/kinds/models.py").read_text("utf-8")


def test_what_is_put_into_the_package_stays(acme: Path) -> None:
    (acme / "src/acme/pay/own.py").write_text("# by hand\n", "utf-8")
    Path("api.yaml").write_text(API.replace("2.3.1", "2.4.0"), "utf-8")
    assert cli.main(["generate"]) == 0
    assert (acme / "src/acme/pay/own.py").read_text("utf-8") == "# by hand\n"


def test_a_document_without_operations_is_one(tmp_path: Path) -> None:
    write(tmp_path, {"empty.yaml": "openapi: 3.1.0\ninfo: {title: Empty, version: '1'}\npaths: {}\n"})
    assert cli.main(["generate", "--specs", str(tmp_path / "empty.yaml"), "--output", str(tmp_path / "out"), "--lenient"]) == 0
    assert "class Empty(" in (tmp_path / "out/identkit/empty/client.py").read_text("utf-8")


OVERRIDES = """\
from identkit.core._overrides import Overrides
def _status():
    raise RuntimeError("asked for the outcomes of Acme")
OVERRIDES = Overrides(status=_status)
"""


def test_what_is_hand_written_stands_where_the_configuration_says(tmp_path: Path) -> None:
    settings = SETTINGS.replace("lenient = true", 'lenient = true\noverrides = "acme.pay_overrides"')
    write(tmp_path, {"api.yaml": API, "pyproject.toml": settings, "acme-pay/src/acme/pay_overrides.py": OVERRIDES})
    use = (
        "import sys, acme.pay.models, acme.pay.client\n"
        "assert 'acme.pay_overrides' not in sys.modules\n"
        "from identkit.core.status import assess\n"
        "try: assess(acme.pay.models.Payment(amount=1))\n"
        "except RuntimeError as error: print(error)\n"
    )
    for command in (["-m", "identkit.generator"], ["-c", use]):
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "acme-pay" / "src"), "XDG_CACHE_HOME": str(tmp_path / "notes")}
        done = subprocess.run([sys.executable, *command], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout == "asked for the outcomes of Acme\n"
    assert "import OVERRIDES" in (tmp_path / "acme-pay/src/acme/pay/__init__.py").read_text("utf-8")
    assert "identkit.overrides.pay" not in (tmp_path / "acme-pay/src/acme/pay/__init__.py").read_text("utf-8")


def test_where_nothing_is_hand_written_yet_there_is_something_to_begin_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = SETTINGS.replace("lenient = true", 'lenient = true\noverrides = "acme.pay_overrides"')
    monkeypatch.chdir(write(tmp_path, {"api.yaml": API, "pyproject.toml": settings}))
    assert cli.main(["generate"]) == 0
    assert "wrote acme/pay_overrides.py" in capsys.readouterr().out
    use = "import acme.pay; acme.pay.Pay(key='k'); print(acme.pay.overrides())"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "acme-pay" / "src")}
    done = subprocess.run([sys.executable, "-c", use], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.startswith("Overrides(")
    place = tmp_path / "acme-pay/src/acme/pay_overrides.py"
    place.write_text(OVERRIDES, "utf-8")
    write(tmp_path, {"api.yaml": API.replace("2.3.1", "2.4.0")})
    assert cli.main(["generate"]) == 0
    assert place.read_text("utf-8") == OVERRIDES


FIRST = """openapi: 3.0.3
info: {{title: First, version: "1"}}
{servers}
paths:
  /a/{{day}}:
    get:
      operationId: a.get
      parameters:
        - {{name: day, in: path, required: true, schema: {{type: string, format: date}}}}
        - {{name: n, in: query, required: true, schema: {{type: integer}}}}
        - {{name: l, in: query, required: true, schema: {{type: array, items: {{type: string}}}}}}
      responses: {{"204": {{description: ok}}}}
components:
  securitySchemes:
    login: {{type: http, scheme: basic}}
    one: {{type: apiKey, in: header, name: X-1}}
    two: {{type: apiKey, in: header, name: X-2}}
"""
SERVER = 'servers: [{url: "https://{place}.first.example", variables: {place: {default: eu}}}]'


@pytest.mark.parametrize(
    ("servers", "client"),
    [
        (f"{SERVER}\nsecurity: [{{login: []}}]", 'login=("…", "…")'),
        (f"{SERVER}\nsecurity: [{{two: [], one: []}}]", 'two="…", one="…"'),
        (f"{SERVER}\nsecurity: [{{one: []}}, {{}}]", ""),
        ("security: [{one: []}]", 'base_url="https://…", one="…"'),
    ],
)
def test_the_first_call_of_the_readme_is_one(tmp_path: Path, servers: str, client: str) -> None:
    write(tmp_path, {"api.yaml": FIRST.format(servers=servers)})
    out = str(tmp_path / "first")
    arguments = ["--specs", str(tmp_path / "api.yaml"), "--output", out, "--project", out, "--package", "acme_first", "--lenient"]
    assert cli.main(["generate", *arguments]) == 0
    text = (tmp_path / "first/README.md").read_text("utf-8").partition("```python\n")[2].partition("```")[0]
    assert f"({client}) as client:" in text
    call = text.replace("https://…", "https://first.example").replace("…", "x")
    use = (
        "import httpx\n"
        "def answer(self, request): print(request.method, request.url.path, request.url.query.decode()); return httpx.Response(204)\n"
        "httpx.HTTPTransport.handle_request = answer\n"
    )
    environment = {**os.environ, "PYTHONPATH": out}
    done = subprocess.run([sys.executable, "-c", use + call], env=environment, check=True, capture_output=True, text=True)
    assert done.stdout == "GET /a/2024-01-31 n=1\n"


def test_what_is_not_ours_is_kept_and_what_changed_is_told(acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tomllib.loads((acme / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"] == ["identkit>=0.1,<0.2"]
    assert "payments.iterate" in (acme / "README.md").read_text("utf-8")
    capsys.readouterr()
    mine = {"README.md": "# Mine\n", "src/acme/other.py": "X = 1\n"}
    write(acme, mine)
    write(acme.parent, {"api.yaml": API.replace("per_page, in: query", "per_page, description: How many., in: query")})
    assert cli.main(["generate"]) == 0
    shown = capsys.readouterr()
    assert "wrote acme/pay/client.py" in shown.out
    assert "README.md" not in shown.out
    assert shown.out.splitlines()[-1] == "2 of 3 operations"
    assert {name: (acme / name).read_text("utf-8") for name in mine} == mine
    assert cli.main(["generate"]) == 0
    assert capsys.readouterr().out.splitlines() == ["up to date", "2 of 3 operations"]


def test_an_operation_that_cannot_be_had_is_named(acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["generate", "--strict-operations"]) == 2
    shown = capsys.readouterr().err
    assert "api.yaml:19: GET /broken/{id} is left out: $ref does not lead anywhere (at /paths/~1broken~1{id}/get)" in shown
    assert "1 problem in 1 file; the output is as it was" in shown


@pytest.mark.wheel
def test_the_project_builds(acme: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(acme / "dist"), str(acme)]
    subprocess.run(command, check=True, capture_output=True)
    assert [path.name for path in (acme / "dist").iterdir()] == ["acme_pay-2.3.1-py3-none-any.whl"]


@pytest.mark.parametrize(
    ("arguments", "settings", "told"),
    [
        (["--package", "Acme Pay"], "", "give a dotted Python name"),
        (["--project", "x"], "", "--project needs --package"),
        (["--package", "a.b", "--project", "x", "--output", "y", "--lenient"], "", "is not inside the project"),
        ([], "[tool.identkit]\npakage = 'a'\n", "there is no setting pakage"),
        ([], "[tool.identkit]\noverrides = 'a.b; c'\n", "overrides has to be the dotted name of a module"),
        ([], "[tool.identkit]\nlenient = 'yes'\n", "lenient has to be true or false"),
        (["--lenient", "--package", "a.b"], "[tool.identkit.retry]\nnothing = 'safe'\n", "there is no operation 'nothing'"),
        (["--lenient", "--package", "a.b"], "[tool.identkit.pii]\n'Payment_v2.nothing' = 'bank'\n", "there is no property"),
    ],
)
def test_what_cannot_be_meant_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], settings: str, told: str
) -> None:
    monkeypatch.chdir(write(tmp_path, {"api.yaml": API, "pyproject.toml": settings}))
    assert cli.main(["generate", "--specs", "api.yaml", "--output", "out", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_our_own_packages_are_not_written_into(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {f"{name}.yaml": API for name in ("core", "sandbox", "generator")})
    for name in ("core", "sandbox", "generator"):
        assert cli.main(["generate", "--lenient", "--specs", str(tmp_path / f"{name}.yaml"), "--output", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()
    assert capsys.readouterr().err.count("no package can have this name") == 3


SWAGGER = """\
swagger: "2.0"
info: {title: Old, version: "1"}
host: old.example
basePath: /v1
schemes: [http, https]
consumes: [application/json]
produces: [application/json]
x-base: &base {description: d}
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, type: string}]
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{name: tags, in: query, type: array, items: {type: string}, collectionFormat: multi}]
      responses: {200: {<<: *base, schema: {$ref: "#/definitions/Pet"}}, 404: {$ref: "#/responses/None"}}
    put:
      operationId: putPet
      tags: [pets]
      parameters: [{name: pet, in: body, required: true, schema: {$ref: "#/definitions/Pet"}}]
      responses: {204: {description: ok}}
    post:
      operationId: uploadPet
      tags: [pets]
      consumes: [multipart/form-data]
      parameters: [{name: photo, in: formData, type: file, required: true}, {name: note, in: formData, type: string}]
      responses: {204: {description: ok}}
responses: {None: {description: no such pet}}
securityDefinitions: {basic: {type: basic}}
security: [{basic: []}]
definitions:
  Pet: {type: object, required: [name], properties: {name: {type: string}, parent: {$ref: "#/definitions/Pet"}, name: {type: string}}}
"""


def test_swagger_merge_keys_and_slips_give_notes_and_a_client_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = write(tmp_path, {"old.yaml": SWAGGER})
    for name in ("zero.yaml", "out.yaml"):
        (place / name).symlink_to("/dev/zero")
    os.mkfifo(place / "pipe.yaml")  # neither is part of it, and neither is ever opened
    arguments = ["generate", "--lenient", "--specs", str(place / "old.yaml"), "--package", "old_pets", "--output", str(place / "out")]
    assert cli.main(arguments) == 0
    shown = capsys.readouterr()
    assert shown.out.endswith("3 of 3 operations\n")
    for rule in ("[swagger]", "[yaml-merge-key]", "[duplicate-key]"):
        assert rule in shown.err
    monkeypatch.setattr(sys, "path", [str(place / "out"), *sys.path])
    package = importlib.import_module("old_pets")
    server = Server(
        {f"{method} /v1/pets/1": httpx.Response(200 if method == "GET" else 204, json={"name": "Rex"}) for method in ("GET", "PUT", "POST")}
    )
    with package.OldPets(basic=("u", "p"), http_client=server.client()) as client:
        assert client.pets.get_pet("1", tags=["a", "b"]).name == "Rex"
        assert str(server.last.url) == "https://old.example/v1/pets/1?tags=a&tags=b"
        client.pets.put_pet("1", name="Tom")
        assert server.last.content == b'{"name":"Tom"}'
        client.pets.upload_pet("1", photo=b"x", note="n")
        assert server.last.headers["content-type"].startswith("multipart/form-data")
    for name in [name for name in sys.modules if name.partition(".")[0] == "old_pets"]:
        del sys.modules[name]
