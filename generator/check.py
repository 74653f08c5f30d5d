"""Is the bundled document OpenAPI 3.1 at all? openapi-spec-validator answers."""

from typing import TYPE_CHECKING, Final

from generator.load import Document
from generator.problems import Problem, join
from generator.schema_errors import leaves, message

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

RULE: Final = "openapi"


def document(doc: Document) -> list[Problem]:
    """What departs from OpenAPI 3.1, each at the place that is to blame."""
    from jsonschema_path import SchemaPath
    from openapi_spec_validator import OpenAPIV31SpecValidator

    validator = OpenAPIV31SpecValidator(SchemaPath.from_dict(doc.data, handlers={}))  # no handlers: nothing could be fetched
    problems = {_problem(doc, leaf) for error in validator.schema_validator.iter_errors(doc.data) for leaf in leaves(error)}
    if not problems:  # the second half (unique operations, path parameters, defaults) relies on the shape that the first has found
        problems = {_problem(doc, error) for error in validator.root_validator(validator.schema_path)}
    return sorted(problems)


def _problem(doc: Document, error: "ValidationError") -> Problem:
    return Problem(doc.locate(join("", *error.absolute_path)), message(error), RULE)
