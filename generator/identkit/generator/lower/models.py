"""Models and enums: fields, defaults, personal data, limits, documentation."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec
from attrs import frozen

from identkit.generator import ir
from identkit.generator.adapters.datamodel_codegen import flat_object
from identkit.generator.lower import checks as lower_checks
from identkit.generator.lower import docs, lifecycle, names, presence
from identkit.generator.lower.schemas import Schemas
from identkit.generator.lower.shapes import AliasShape, EnumShape, ObjectShape, Property, Shape, nullable_flat
from identkit.generator.problems import Report
from identkit.generator.values import entries, is_list, is_map, mapping

_LENIENT: Mapping[object, tuple[str, str]] = {
    True: ("_kit.Lenient[", "]"),
    "date": ("_kit.Lenient[date | ", "]"),
    "date-time": ("_kit.Lenient[datetime | ", "]"),
}
_TEXTS = ("_kit.OpenStrEnum", "_kit.FreeStrEnum")
# The wire name of the field with the values beside the properties: one that no document can have, for msgspec knows no such field.
EXTRA = "(additional)"
OPTIONS = "frozen=True, kw_only=True, omit_defaults=True"


@frozen
class Directions:
    """Which classes are sent and which are received."""

    sent: frozenset[str]
    received: frozenset[str]


def closure(roots: Iterable[str], schemas: Schemas) -> frozenset[str]:
    """The classes that can be reached from `roots`."""
    result: set[str] = set()
    queue, classes = list(roots), schemas.classes
    while queue:
        name = queue.pop()
        if name not in result:
            result.add(name)
            queue += classes[name].refs if name in classes else ()
    return frozenset(result)


def field_names(shape: ObjectShape) -> dict[str, str]:
    """Wire name -> Python name of each field."""
    scope = names.Arguments(())
    result = {prop.wire: scope.take(names.field(prop.wire)) for prop in shape.properties}
    return {**result, EXTRA: scope.take("additional_properties")} if shape.extra else result


def provenance(schema: Mapping[str, Any]) -> str:
    """Where a thing is described, in words."""
    value = schema.get("x-provenance")
    if not is_map(value) or not value.get("source"):
        return ""
    return docs.clean(f"{value['source']} ({value.get('basis', 'documented')})").replace("\n", " ")


class Models:
    """Lowers the classes of one document."""

    def __init__(self, schemas: Schemas, directions: Directions, report: Report, *, lenient: bool, events: Mapping[str, str]) -> None:
        self.schemas = schemas
        self.directions = directions
        self.report = report
        self.lenient = lenient
        self.events = events  # classes that are webhook deliveries -> module
        self.names = {name: field_names(shape) for name, shape in schemas.objects.items()}

    def all(self) -> list[ir.ModelClass | ir.Enum | ir.Alias]:
        """Every class, enums first. Those that only stood for a part of a union that became text are left out."""
        uses = self.directions.sent | self.directions.received | closure(self.schemas.named, self.schemas)
        enums = [self._enum(shape) for shape in self.schemas.enums.values() if shape.name in uses]
        models = [self._model(shape) for shape in self.schemas.objects.values() if shape.name in uses]
        return [*enums, *models, *(self._alias(shape) for shape in self.schemas.aliases.values() if shape.name in uses)]

    # Choices

    def _alias(self, shape: AliasShape) -> ir.Alias:
        return ir.Alias(
            shape.name,
            docs.docstring(str(shape.schema.get("description") or names.spoken(shape.name)), source=provenance(shape.schema)),
            tuple(member.key for member in shape.members),
            tuple(member.nullable for member in shape.members),
            shape.tag.wire,
            {**shape.tag.values, **shape.tag.shared},
            shape.tag.other,
            shape.together,
            flat_object([]),
        )

    # Enums

    def _enum(self, shape: EnumShape) -> ir.Enum:
        schema = shape.schema
        values = [value for value in schema["enum"] if value is not None]
        varnames = _parallel(schema, "x-enum-varnames", values)
        texts = _parallel(schema, "x-enum-descriptions", values)
        facts = mapping(mapping(schema.get("x-lifecycle")).get("states"))
        scope = names.Scope()
        members: list[ir.Member] = []
        once = set[object]()
        for index, value in enumerate(values):
            if value in once:
                continue
            once.add(value)
            name = names.member(str(varnames[index] if varnames and varnames[index] != "" else spelled(value)))
            signals = lifecycle.spoken(mapping(facts.get(str(value))))
            text = " ".join(filter(None, (docs.sentence(str(texts[index])) if texts else "", signals)))
            members.append(ir.Member(scope.take(name), ir.source(value), docs.docstring(text)))
        doc = docs.docstring(str(schema.get("description") or names.spoken(shape.name)), notes(schema), source=provenance(schema))
        alias = self.schemas.reserve(f"{shape.name}Input") if shape.name in self.directions.sent else ""
        taken_too = f"{shape.name} | Literal[{', '.join(map(repr, dict.fromkeys(values)))}]" if alias else ""
        states = lifecycle.states(schema)
        base = "_kit.StatusEnum" if states else _TEXTS[shape.is_free] if shape.kind == "string" else "_kit.OpenIntEnum"
        flat = {"type": shape.kind, "enum": [1] if shape.kind == "integer" else ["x"], "x-enum-varnames": ["X"]}
        return ir.Enum(shape.name, base, doc, tuple(members), alias, ir.Code(taken_too), states, flat)

    # Models

    def _model(self, shape: ObjectShape) -> ir.ModelClass:
        python = self.names[shape.name]
        is_sent = shape.name in self.directions.sent
        rename = self._rename(python)
        fields = tuple(
            self._field(shape, prop, python[prop.wire], renamed=prop.wire != python[prop.wire] and not rename) for prop in shape.properties
        )
        options = f"{OPTIONS}, rename={rename!r}" if rename else OPTIONS
        flats: list[Mapping[str, Any]] = [prop.shape.flat for prop in shape.properties]
        if shape.extra:
            after = f" = msgspec.field(default={{}}, name={EXTRA!r})"
            fields = (*fields, ir.Field(python[EXTRA], "", after, ir.Code('"""Values beside the documented fields, by their names."""')))
            flats.append({"type": "object", "additionalProperties": nullable_flat(shape.extra) or True})
        return ir.ModelClass(
            name=shape.name,
            base=self._base(shape),
            options=options,
            doc=docs.docstring(str(shape.schema.get("description") or names.spoken(shape.name)), source=provenance(shape.schema)),
            fields=fields,
            constants=tuple(self._constants(shape, python, is_sent=is_sent)),
            module=self.events.get(shape.name, "models"),
            schema=flat_object(flats),
        )

    def _base(self, shape: ObjectShape) -> str:
        if shape.name in self.events:
            return "_kit.Event"
        if is_map(shape.schema.get("x-file")):
            return "_kit.FileModel"
        return "_kit.AliasedModel" if any("x-alias-of" in prop.shape.schema for prop in shape.properties) else "_kit.Model"

    def _rename(self, python: Mapping[str, str]) -> str:
        """`camel` when msgspec's own rule gives every wire name."""
        wires = {wire: name for wire, name in python.items() if wire != EXTRA}
        if all(wire == name for wire, name in wires.items()):
            return ""
        return "camel" if list(wires) == camel(list(wires.values())) else ""

    def _field(self, shape: ObjectShape, prop: Property, name: str, *, renamed: bool) -> ir.Field:
        is_received = shape.name in self.directions.received or shape.name not in self.directions.sent
        clears = not is_received or self._clears_though_received(shape, prop)
        required = prop.required and not (prop.write_only if is_received else prop.read_only)
        default = "" if required else "_kit.UNSET" if clears else "None"
        if re.search(r'[\\"\x00-\x1f]', prop.wire):
            self.report(prop.pointer, "msgspec takes no property names with control characters, quotes or backslashes", "property-name")
        before, after = _around(prop, default)
        if renamed:
            after += f" = msgspec.field({f'default={default}, ' if default else ''}name={prop.wire!r})"
        elif default:
            after += f" = {default}"
        text = lower_checks.meaning(prop.text, prop.shape) if clears else docs.sentence(prop.text)
        text = " ".join(filter(None, (text, lower_checks.longest(shape.schema, prop.wire))))
        return ir.Field(name, before, after, docs.docstring(text))

    def _clears_though_received(self, shape: ObjectShape, prop: Property) -> bool:
        """Whether null is another thing than nothing in a field that is sent and received."""
        both = shape.name in self.directions.received and shape.name in self.directions.sent
        can_be_null = prop.shape.nullable or (self.lenient and not prop.shape.flat)  # of what nothing is known null may be a value
        if not (both and can_be_null and not prop.required):
            return False
        if not self.lenient:
            message = "an optional property that may be null in a schema that is sent and received: split the schema"
            self.report(prop.pointer, message, "two-ways")
        return True

    def _constants(self, shape: ObjectShape, python: Mapping[str, str], *, is_sent: bool) -> Iterable[tuple[str, str, ir.Code]]:
        private = {python[prop.wire]: kind for prop in shape.properties if (kind := pii(prop.shape)) not in ("", "none")}
        if shape.extra:
            yield "_extra_field", "str", ir.source(python[EXTRA])
        if private:
            yield "_pii", "Mapping[str, str]", ir.source(private)
        aliases = {
            python[prop.wire]: str(prop.shape.schema["x-alias-of"]) for prop in shape.properties if "x-alias-of" in prop.shape.schema
        }
        if aliases:
            fields = {name: self._known(python, wire, shape.pointer) for name, wire in aliases.items()}
            yield "_aliases", "Mapping[str, str]", ir.source(fields)
        file = shape.schema.get("x-file")
        if is_map(file):
            parts = tuple(self._known(python, str(file[part]), shape.pointer) if part in file else "" for part in ("data", "name", "type"))
            yield "_file_fields", "tuple[str, str, str]", ir.source(parts)
        if is_sent:
            checks = [code for prop in shape.properties if (code := self._check(prop, python[prop.wire]))]
            checks += self._extra_check(shape, python.get(EXTRA, ""))
            if checks:
                yield "_checks", "tuple[_kit.Check, ...]", ir.source(tuple(checks))
            sendable = {prop.wire: python[prop.wire] for prop in shape.properties if not prop.read_only}
            rules = tuple(presence.rules(shape.schema, sendable)) if self.lenient else ()
            rules += lower_checks.rules(
                shape.schema,
                lambda wire: self.python_path(shape.name, wire),
                lambda wire: self._known_values(shape, wire),
                partial(self.report, shape.pointer),
            )
            if rules:
                yield "_rules", "tuple[_kit.Rule, ...]", ir.source(rules)

    def _known_values(self, shape: ObjectShape, wire: str) -> list[object]:
        """The values of the enum that a property, or each item of it, may be."""
        prop = next((prop for prop in shape.properties if prop.wire == wire), None)
        inner = prop.shape.item or prop.shape if prop else None
        enum = self.schemas.enums.get(inner.enum) if inner else None
        return [value for value in enum.schema["enum"] if value is not None] if enum else []

    def _known(self, python: Mapping[str, str], wire: str, pointer: str) -> str:
        if wire not in python:
            self.report(pointer, f"there is no property {wire!r}", "unknown-property")
        return python.get(wire, "missing")

    def _check(self, prop: Property, name: str) -> ir.Code | None:
        if prop.read_only:
            return ir.call("_kit.Check", name, kind="any", read_only=True).code
        call = lower_checks.check(name, prop.shape, prop.required, partial(self.report, prop.pointer), lenient=self.lenient)
        return call.code if call else None

    def _extra_check(self, shape: ObjectShape, name: str) -> list[ir.Code]:
        """The limits of values beside the fields."""
        values = shape.extra
        if values is None or (values.refs and not values.enum) or not lower_checks.is_told(values):
            return []
        whole = Shape({"type": "object"}, {}, "object", item=values)
        call = lower_checks.check(name, whole, False, lambda _message, _rule: None, lenient=True)
        return [call.code] if call else []

    def python_path(self, name: str, wire: str) -> str | None:
        """The dotted Python name of a dotted wire name, from a model onwards. A property may have dots in its name."""
        shape = self.schemas.objects.get(name)
        whole = next((prop.wire for prop in shape.properties if prop.wire == wire), "") if shape else ""
        head, _, rest = (whole, "", "") if whole else wire.partition(".")
        step = next((prop for prop in shape.properties if prop.wire == head), None) if shape else None
        if step is None:
            return None
        python = self.names[name][head]
        if not rest:
            return python
        inner = self.python_path(step.shape.model, rest)
        return f"{python}.{inner}" if inner else None


def _around(prop: Property, default: str) -> tuple[str, str]:
    """What stands before and behind the type of a field."""
    lenient = prop.shape.schema.get("x-lenient")
    before, after = _LENIENT.get(lenient, ("", ""))
    if lenient in ("date", "date-time") and prop.shape.kind == lenient:
        before, after = "_kit.Lenient[", " | str]"
    after += " | None" if (prop.shape.nullable or default == "None") and prop.shape.flat != {} else ""
    return before, after + (" | _kit.UnsetType" if default == "_kit.UNSET" else "")


def notes(schema: Mapping[str, Any]) -> str:
    """The notes of a lifecycle, a paragraph each."""
    return "\n\n".join(docs.sentence(str(note)) for note in entries(mapping(schema.get("x-lifecycle")).get("notes")))


def pii(shape: Shape) -> str:
    """The class of personal data of a value, that of its items included."""
    value = shape.schema.get("x-pii")
    if isinstance(value, str):
        return value
    return pii(shape.item) if shape.item else ""


def camel(wires: Sequence[str]) -> list[str]:
    """What `rename="camel"` of msgspec makes of field names; nothing where it gives one name twice."""
    try:
        struct = msgspec.defstruct("Fields", wires, rename="camel", kw_only=True)
    except ValueError:
        return []
    return [info.encode_name for info in msgspec.structs.fields(struct)]


def spelled(value: object) -> str:
    """An enum value that has no name of its own, as words."""
    return f"value {'minus ' if value < 0 else ''}{abs(value)}" if isinstance(value, int) else str(value)


def _parallel(schema: Mapping[str, Any], key: str, values: list[Any]) -> list[Any]:
    items = schema.get(key)
    return list(items) if is_list(items) and len(items) == len(values) else []
