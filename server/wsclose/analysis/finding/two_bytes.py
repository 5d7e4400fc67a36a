"""The two bytes that a close frame begins with: what makes them of a code, and what reads it from them."""

from wsclose.syntax import outline as o

SHORTS = frozenset({"n", "!H", ">H", "S>"})
"""How two bytes are asked for, the higher first."""

UNPACKING = frozenset({"unpack", "unpack_from"})


def packs(call: o.Call) -> bool:
    """Whether a call makes two bytes of a number, the higher first: `pack("n", 1000)`, `struct.pack("!H", 1000)`"""
    texts = (one.value.value for one in call.arguments if isinstance(one.value, o.String))
    return o.name_of(call.callee) == "pack" and any(one.rstrip("a*") in SHORTS for one in texts)


def is_unpacked(value: object, depth: int = 0) -> bool:
    """Whether this is the number in the two bytes that a close frame begins with, the higher first:
    `struct.unpack("!H", payload[:2])[0]`, `int.from_bytes(payload[:2], "big") if payload else 1005`"""
    while isinstance(value, o.Part | o.Index):
        value = value.of
    if isinstance(value, o.Either):
        return depth < 4 and any(is_unpacked(one, depth + 1) for one in value.options)
    given = [one.value for one in value.arguments] if isinstance(value, o.Call) else []
    if not isinstance(value, o.Call) or len(given) < 2:
        return False
    if o.name_of(value.callee) == "from_bytes":
        return isinstance(given[1], o.String) and given[1].value == "big" and isinstance(given[0], o.Index)
    form = given[0].value if isinstance(given[0], o.String) else ""
    return o.name_of(value.callee) in UNPACKING and form in SHORTS
