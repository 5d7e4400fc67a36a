"""Bindings whose target is a pattern, taken apart."""

from collections.abc import Iterable

from wsclose.syntax import outline as o


def take_apart(bind: o.Bind) -> Iterable[o.Statement]:
    """One binding a name for a target that is a pattern."""
    target, value = bind.target, bind.value
    if isinstance(target, o.Sequence):
        pairwise = isinstance(value, o.Sequence) and len(value.items) == len(target.items)
        for place, item in enumerate(target.items):
            part: o.Value | None = None
            if pairwise and isinstance(value, o.Sequence):
                part = value.items[place]
            elif value is not None:
                part = o.Part(bind.start, bind.end, value, place)
            yield from take_apart(o.Bind(bind.start, bind.end, item, part, "", bind.declares))
    elif isinstance(target, o.Table):
        if target.type and value is not None:
            value = o.Typed(value.start, value.end, value, target.type)
        for entry in target.entries:
            key = place_of(entry)
            part = o.Part(bind.start, bind.end, value, key) if value is not None and key != "" else value
            inner: o.Value | None = entry.value
            if isinstance(inner, o.Opaque):
                continue
            if isinstance(inner, o.Bind):
                inner = inner.target
            elif isinstance(inner, o.Either) and bind.declares:  # { code = 1000 }: what it is given, or the default
                default = inner.options[1]
                if part is not None:
                    part = o.Either(default.start, default.end, (part, default))
                inner = inner.options[0]
            if inner is not None:
                yield from take_apart(o.Bind(bind.start, bind.end, inner, part, "", bind.declares))
    else:
        if (
            isinstance(value, o.Sequence)
            and len(value.items) == 1
            and bind.operator == ""
            and isinstance(target, o.Path)
        ):
            only = value.items[0]
            if value.start == only.start and value.end == only.end:
                value = only
        yield o.Bind(bind.start, bind.end, target, value, bind.type, bind.declares, bind.operator)


def one_case(start: int, end: int, parts: list[o.Value], then: o.Block, otherwise: o.Block) -> o.Switch:
    """`if case .failure(let error) = result { ... }`, a switch in which one case is told from all others.

    `parts`: the name of the case, the names for what it holds, and what is asked for it.
    """
    name, *held, subject = parts
    key = o.name_of(name)
    pattern: o.Value = o.Path(name.start - 1, name.end, (".", key), name.start)
    if held:
        entries = (o.Entry(f"{key}.{place}" if place else key, one) for place, one in enumerate(held))
        pattern = o.Table(name.start, held[-1].end, tuple(entries))
    taken = take_apart(o.Bind(pattern.start, pattern.end, pattern, subject, "", True)) if held else ()
    binds = (one for one in taken if isinstance(one, o.Bind) and is_variable(one.target))
    arms = (o.Arm(start, end, (pattern,), (*binds, *then)), o.Arm(start, end, (), otherwise))
    return o.Switch(start, end, subject, arms)


def place_of(entry: o.Entry) -> int | str:
    """What a pattern takes: a field by its name, one of several by its place, `const { 0: client, 1: server } = pair`."""
    place = entry.key_value.value if isinstance(entry.key_value, o.Number) else None
    return entry.key if place is None else place


def is_variable(target: o.Value) -> bool:
    """Whether a name in a pattern is one that the pattern binds, and not that of a constant."""
    return isinstance(target, o.Path) and len(target.parts) == 1 and target.parts[0][:1].islower()
