"""The two bytes that a close frame begins with: what makes them of a code, and what reads it from them."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.resolving.conversions import is_conversion
from wsclose.analysis.walks import everything, flat, paths
from wsclose.syntax import outline as o

SHORTS = frozenset({"n", "!H", ">H", "S>"})
"""How two bytes are asked for, the higher first."""

UNPACKING = frozenset({"unpack", "unpack_from"})
WRITING = frozenset({"writeUInt16BE", "writeUint16BE", "setUint16", "PutUint16", "putShort"})
ADDING = frozenset({"extend", "extend_from_slice", "put_slice"})
APPENDING = ADDING | {"put_u16", "writeShort"}
READING = frozenset({"readUInt16BE", "readUint16BE", "getUint16", "Uint16"})
SHIFTED = {"<<": 8, "*": 256}
CLOSE_BYTES = (0x8, 0x88)
"""What a close frame has for an opcode, and for its first byte."""


def packs(call: o.Call) -> bool:
    """Whether a call makes two bytes of a number, the higher first: `pack("n", 1000)`, `struct.pack("!H", 1000)`,
    `buffer.writeUInt16BE(1000, 0)`"""
    if o.name_of(call.callee) in WRITING:
        return True
    texts = (one.value.value for one in call.arguments if isinstance(one.value, o.String))
    return o.name_of(call.callee) == "pack" and any(one.rstrip("a*") in SHORTS for one in texts)


def packed(call: o.Call) -> Iterator[o.Number]:
    """The numbers that a call makes two bytes of, the higher first: 1000 of `pack("n", 1000)`, `[1000].pack("n")`,
    `(1000).to_bytes(2, "big")`, `1000u16.to_be_bytes()`"""
    held, name = o.holder_of(call.callee), o.name_of(call.callee)
    given = [one.value for one in call.arguments]
    in_python = name == "to_bytes" and len(given) == 2 and isinstance(given[1], o.String) and given[1].value == "big"
    if name == "to_be_bytes" or in_python:
        yield from (one for one in (held,) if isinstance(one, o.Number))
    elif packs(call):
        written = (*getattr(held, "items", ()), *(converted(one) for one in given))
        yield from (one for one in written if isinstance(one, o.Number))


def converted(value: o.Value) -> o.Value | None:
    """What is made two bytes long: `(short) 1000`, `1000.toShort()`."""
    if isinstance(value, o.Typed):
        return value.of
    short = isinstance(value, o.Call) and not value.arguments and "short" in words.words(o.name_of(value.callee))
    return o.holder_of(value.callee) if isinstance(value, o.Call) and short else value


def packed_in_close(call: o.Call) -> Iterator[o.Number]:
    """The numbers of two bytes that a call is given together with what says that they are a close frame's:
    `frame(OP_CLOSE, struct.pack("!H", 4000) + reason)`, `Frame.new(type: :close, data: [4000].pack("n"))`,
    `write(OP_CLOSE, ByteBuffer.allocate(2).putShort(4000).array())`"""
    given = [one.value for one in call.arguments]
    if len(given) > 1 and any(says_close(one) for one in given):
        for one in flat(given):
            yield from packed(one) if isinstance(one, o.Call) else ()


def says_close(value: o.Value) -> bool:
    """Whether this is what says that a frame is one of a close: `OP_CLOSE`, `"close"`, `0x88`."""
    if isinstance(value, o.Number):
        return value.value in CLOSE_BYTES
    return "close" in words.words(value.value if isinstance(value, o.String) else o.name_of(value))


def written_into_close(call: o.Call, block: o.Block) -> Iterator[o.Number]:
    """The numbers whose two bytes a call writes into what a close frame is made of later in the same block:
    `binary.BigEndian.PutUint16(data[:2], 1002)` before `line.WriteMessage(CloseMessage, data)`,
    `data.extend(&1000u16.to_be_bytes())` before `line.send(OpCode::Close, &data)`"""
    name, given = o.name_of(call.callee), [one.value for one in call.arguments]
    if name not in WRITING | APPENDING:
        return
    if name in ADDING:
        numbers = [each for one in flat(given) if isinstance(one, o.Call) for each in packed(one)]
    else:
        numbers = [one for one in map(converted, given) if isinstance(one, o.Number)]
    into = written_to(call)
    if into is None or not any(words.plausible(one.value) for one in numbers):
        return
    if words.is_closing_name(into.parts[-1]) or goes_out_as_close(into.parts, call, block):
        yield from numbers


def written_to(call: o.Call) -> o.Path | None:
    """What a call writes into: `data` of `data.writeUInt16BE(1002)` and of `PutUint16(data[:2], 1002)`."""
    given = call.arguments[0].value if call.arguments else None
    into = given if o.name_of(call.callee) == "PutUint16" else o.holder_of(call.callee)
    return next(paths((into,)), None) if into is not None else None


def goes_out_as_close(into: tuple[str, ...], call: o.Call, block: o.Block) -> bool:
    """Whether what a call has written into is given away with what says that it is a close, or to what is called so,
    before it is something else or another number is written into it."""
    for one in everything(block):
        if one.start <= call.start:
            continue
        if isinstance(one, o.Bind) and isinstance(one.target, o.Path) and one.target.parts == into:
            return False
        if isinstance(one, o.Call):
            given = [each.value for each in one.arguments]
            if o.name_of(one.callee) in WRITING and (again := written_to(one)) is not None and again.parts == into:
                return False
            closes = any(says_close(each) for each in given) or words.is_closing_name(o.name_of(one.callee))
            if closes and any(path.parts[: len(into)] == into for path in paths(given)):
                return True
    return False


def is_unpacked(value: object, depth: int = 0) -> bool:
    """Whether this is the number in the two bytes that a close frame begins with, the higher first:
    `struct.unpack("!H", payload[:2])[0]`, `int.from_bytes(payload[:2], "big") if payload else 1005`,
    `payload.readUInt16BE(0)`, `(payload[0] << 8) | payload[1]`"""
    while isinstance(value, o.Part | o.Index):
        value = value.of
    if isinstance(value, o.Call) and is_conversion(value):
        value = value.arguments[0].value
    if isinstance(value, o.Either):
        return depth < 4 and any(is_unpacked(one, depth + 1) for one in value.options)
    if isinstance(value, o.Operation):
        return is_joined(value)
    given = [one.value for one in value.arguments] if isinstance(value, o.Call) else []
    if isinstance(value, o.Call) and o.name_of(value.callee) in READING:
        return not given or not isinstance(given[0], o.Number) or not given[0].value
    if not isinstance(value, o.Call) or len(given) < 2:
        return False
    if o.name_of(value.callee) == "from_bytes":
        return isinstance(given[1], o.String) and given[1].value == "big" and isinstance(given[0], o.Index)
    form = given[0].value if isinstance(given[0], o.String) else ""
    return o.name_of(value.callee) in UNPACKING and form in SHORTS


def is_joined(value: o.Operation) -> bool:
    """Whether this is made of two bytes that stand one after the other: `(payload[0] & 0xff) << 8 | payload[1]`"""
    higher, *lower = value.operands
    if value.operator not in ("|", "+") or len(lower) != 1 or not isinstance(higher, o.Operation):
        return False
    shift = higher.operands[-1]
    shifted = isinstance(shift, o.Number) and len(higher.operands) == 2 and SHIFTED.get(higher.operator) == shift.value
    places = [byte.key for one in (higher.operands[0], lower[0]) if isinstance(byte := unmasked(one), o.Index)]
    numbers = [key.value for key in places if isinstance(key, o.Number)]
    return shifted and numbers == [0, 1]


def unmasked(value: o.Value) -> o.Value:
    """A byte without what makes one of it: `payload[0] & 0xff`."""
    masked = isinstance(value, o.Operation) and value.operator == "&"
    return value.operands[0] if isinstance(value, o.Operation) and masked else value


def is_higher_byte(value: o.Operation, name: str) -> bool:
    """Whether this is the higher of the two bytes that something is sent in: `code >> 8`."""
    byte, *by = value.operands
    named = isinstance(byte, o.Path) and byte.parts == (name,)
    return value.operator in (">>", ">>>") and named and any(isinstance(one, o.Number) and one.value == 8 for one in by)
