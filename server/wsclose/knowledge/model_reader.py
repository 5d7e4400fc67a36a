"""Reads a model's TOML: its tables become the types of `library`, with what they leave out filled in."""

from collections.abc import Callable
from typing import Any

from wsclose.knowledge import codeset
from wsclose.knowledge.codeset import CodeSet
from wsclose.knowledge.library import CloseMethod, Differs, Library, Received, Runs, Signature, Type, TypeText


def _signature(value: Any) -> Signature | TypeText:
    if isinstance(value, str):
        return value
    handlers_when = {condition: _handlers(handed) for condition, handed in value.get("handlers_when", {}).items()}
    return Signature(
        value.get("returns", "_"),
        _handlers(value.get("handlers", {})),
        handlers_when,
        value.get("receiver", ""),
        value.get("extends", False),
        value.get("delay"),
    )


def _handlers(table: dict[str, list[str]]) -> dict[str, tuple[TypeText, ...]]:
    return {name: tuple(types) for name, types in table.items()}


def _method(value: Any) -> Signature:
    made = _signature(value)
    return Signature(made.removeprefix("() ")) if isinstance(made, str) else made


def _rewrites(table: dict[str, int]) -> tuple[tuple[CodeSet, int], ...]:
    return tuple((codeset.parse(codes), sent) for codes, sent in table.items())


READERS: dict[str, Callable[[Any], Any]] = {
    "accepts": codeset.parse,
    "no_status": codeset.parse,
    "no_frame": codeset.parse,
    "rewrites": _rewrites,
    "without_code": str,
}


def _differs(table: dict[str, Any], received: dict[str, Any]) -> Differs:
    otherwise = table.get("received")
    return Differs(
        on=tuple(table.get("on", ())),
        since=table.get("since", ""),
        until=table.get("until", ""),
        side=table.get("side", ""),
        closing=_otherwise(table.get("closing", {})),
        received=_received({**received, **otherwise}) if otherwise is not None else None,
    )


def _otherwise(closing: dict[str, Any]) -> dict[str, Any]:
    """Fields of CloseMethod."""
    return {key: READERS.get(key, _as_is)(value) for key, value in closing.items()}


def _runs(table: dict[str, Any]) -> Runs:
    signs = tuple(sign.encode() for sign in table.get("signs", ()))
    return Runs(tuple(table.get("files", ())), signs, _otherwise(table.get("closing", {})))


def _as_is(value: Any) -> Any:
    return value


def _close_method(name: str, table: dict[str, Any], defaults: dict[str, Any]) -> CloseMethod:
    facts = {**defaults, **table}
    parameters = tuple(facts.get("parameters", ()))
    when = facts.get("when")
    accepts = facts.get("accepts")
    return CloseMethod(
        name=name,
        parameters=parameters,
        keywords=dict(facts.get("keywords", {"code": "code", "reason": "reason"})),
        sends=facts.get("sends", "frame"),
        without_code=str(facts.get("without_code", "empty")),
        accepts=codeset.parse(accepts) if accepts is not None else None,
        error=facts.get("error", ""),
        aftermath=facts.get("aftermath", ""),
        no_status=codeset.parse(facts.get("no_status", "")),
        no_status_constants=codeset.parse(facts.get("no_status_constants", "")),
        no_frame=codeset.parse(facts.get("no_frame", "")),
        reason_limit=facts.get("reason_limit", ""),
        reason_error=facts.get("reason_error", ""),
        reason_without_code=facts.get("reason_without_code", ""),
        string_code=facts.get("string_code", ""),
        awaited=facts.get("awaited", False),
        when=(when[0], when[1]) if when else None,
        note=facts.get("note", ""),
        only_with_code=facts.get("only_with_code", False),
        rewrites=_rewrites(facts.get("rewrites", {})),
        close_frame=facts.get("close_frame", ""),
        string_error=facts.get("string_error", ""),
        early=facts.get("early", ""),
        task=facts.get("task", False),
        fails=facts.get("fails", ""),
    )


def _with_code(closes: dict[str, Any]) -> dict[str, Any]:
    return {method: {**facts, "only_with_code": True} for method, facts in closes.items()}


def _type(library: str, name: str, table: dict[str, Any], defaults: dict[str, Any]) -> Type:
    closes = {**_with_code(table.get("closes_with_code", {})), **table.get("closes", {})}
    raised_after = table.get("raised_after")
    return Type(
        library=library,
        name=name,
        connection=table.get("connection", "closes" in table),
        side=table.get("side", ""),
        base=table.get("base", ""),
        opened_by=table.get("opened_by", ""),
        reconnects_after=table.get("reconnects_after", ""),
        closes={method: _close_method(method, facts, defaults) for method, facts in closes.items()},
        fields=dict(table.get("fields", {})),
        fields_when={name: tuple(facts) for name, facts in table.get("fields_when", {}).items()},
        methods={method: _method(facts) for method, facts in table.get("methods", {}).items()},
        registers=tuple(table.get("registers", ())),
        events={event: tuple(types) for event, types in table.get("events", {}).items()},
        event_objects=dict(table.get("event_objects", {})),
        event_properties=table.get("event_properties", False),
        overrides={method: tuple(types) for method, types in table.get("overrides", {}).items()},
        decorators={decorator: tuple(types) for decorator, types in table.get("decorators", {}).items()},
        items=table.get("items", ""),
        entered=table.get("entered", ""),
        raised_after=codeset.parse(raised_after) if raised_after is not None else None,
        schemes=tuple(table.get("schemes", ())),
    )


def _received(table: dict[str, Any]) -> Received:
    delivers = table.get("delivers")
    return Received(
        codeset.parse(delivers) if delivers is not None else None,
        str(table.get("empty_as", "")),
        str(table.get("dropped_as", "")),
        tuple(table.get("local_codes", ())),
        table.get("answered_by", ""),
    )


def _of_type(name: str, exports: dict[str, Any]) -> str:
    """What belongs to an exported class goes by the class's type: `WsMeta.connect` where `WsMeta` is a `class Meta`."""
    owner, _, member = name.rpartition(".")
    kind = exports.get(owner)
    return f"{kind[6:].partition('@')[0]}.{member}" if isinstance(kind, str) and kind.startswith("class ") else name


def read_library(family: str, stem: str, table: dict[str, Any]) -> Library:
    """Builds a model from its TOML."""
    defaults = table.get("closing", {})
    decorators = {name: {"handlers": {"decorated": types}} for name, types in table.get("decorators", {}).items()}
    exports = {**decorators, **table.get("exports", {})}
    closes = _with_code(table.get("closes_with_code", {}))
    return Library(
        id=stem,
        title=table.get("title", stem),
        family=family,
        runtime=table.get("runtime", ""),
        modules=tuple(table.get("modules", ())),
        exports={_of_type(name, exports): _signature(value) for name, value in exports.items()},
        exports_of={
            module: {name: _signature(value) for name, value in names.items()}
            for module, names in table.get("exports_of", {}).items()
        },
        globals={name: _signature(value) for name, value in table.get("globals", {}).items()},
        constants=dict(table.get("constants", {})),
        builders={name: tuple(parameters) for name, parameters in table.get("builders", {}).items()},
        builder_keywords={name: dict(roles) for name, roles in table.get("builder_keywords", {}).items()},
        variants={name: tuple(types) for name, types in table.get("variants", {}).items()},
        endings=tuple(table.get("endings", ())),
        general=table.get("general", False),
        code_members=tuple(table.get("code_members", ())),
        predicates={name: (facts[0], facts[1]) for name, facts in table.get("predicates", {}).items()},
        frames=tuple(table.get("frames", ())),
        closes={name: _close_method(name, facts, defaults) for name, facts in closes.items()},
        arguments={name: tuple(types) for name, types in table.get("arguments", {}).items()},
        sides=dict(table.get("sides", {})),
        types={name: _type(stem, name, facts, defaults) for name, facts in table.get("types", {}).items()},
        received=_received(table.get("received", {})),
        differs=tuple(_differs(each, table.get("received", {})) for each in table.get("differs", ())),
        runs={runtime: _runs(facts) for runtime, facts in table.get("runs", {}).items()},
        evidence=table.get("evidence", ""),
        reconnects=table.get("reconnects", ""),
        reconnects_when_asked=table.get("reconnects_when_asked", False),
    )
