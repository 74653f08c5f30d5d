"""References by name, `$dynamicRef` and `$recursiveRef`: from the document to what a call hands over."""

from pathlib import Path
from typing import Any

import httpx

from tests.generator.generated import Server, attempted, imported

TREES = """\
openapi: 3.1.0
info: {title: Trees, version: "1"}
servers: [{url: "https://trees.example"}]
paths:
  /tree:
    get:
      operationId: trees.get
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Tree"}}}}}
  /list:
    get:
      operationId: trees.list
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Listing"}}}}}
components:
  schemas:
    Leaf: {$anchor: leaf, type: object, properties: {colour: {type: string}}}
    Listing:
      type: object
      $recursiveAnchor: true
      properties: {next: {$recursiveRef: "#"}, items: {type: array, items: {$dynamicRef: "#node"}}, "$dynamicRef": {type: string}}
    Tree:
      $dynamicAnchor: node
      type: object
      not: {required: [children, leaf]}
      if: {required: [leaf]}
      properties:
        name: {type: string}
        leaf: {$ref: "#leaf"}
        children: {type: array, items: {$dynamicRef: "#node"}}
"""
TREE: dict[str, Any] = {"name": "a", "children": [{"name": "b", "leaf": {"colour": "red"}, "children": []}]}


def test_a_tree_is_typed_all_the_way_down(tmp_path: Path) -> None:
    server = Server(
        {"GET /tree": httpx.Response(200, json=TREE), "GET /list": httpx.Response(200, json={"items": [TREE], "next": {"items": [TREE]}})}
    )
    with imported(tmp_path, "trees", TREES, lenient=True) as package:
        client = package.Trees(http_client=server.client())
        tree = client.trees.get()
        assert type(tree.children[0]) is type(tree)
        assert tree.children[0].leaf.colour == "red"
        assert client.trees.list().next.items[0].children[0].name == "b"
    notes = [str(each) for each in attempted(tmp_path, "trees", TREES, lenient=True).problems]
    assert [note.partition(" is not")[0] for note in notes] == ["trees.yaml:23: note: 'not'", "trees.yaml:24: note: 'if'"]
