"""A raw RFC 6455 peer: it speaks bytes, corrects none, and tells which close frame came and how the connection ended.

It plays both roles. `serve` is a server for drivers that connect, `connect` a client for drivers that listen. Which
behaviour a connection gets is decided by the case named in the path (`/CASE`).
"""

import asyncio
import base64
import hashlib
import os
import socket
import struct
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

HANDSHAKE_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
LARGEST_FRAME = 1 << 20
LARGEST_HEAD = 64 << 10


@dataclass(frozen=True)
class Frame:
    """One frame, unmasked. `payload` is bytes as they came, never decoded."""

    opcode: int
    payload: bytes


@dataclass(frozen=True)
class Behaviour:
    """What the raw peer does on one connection once the handshake is over.

    - `answer`: reads on, echoes a close frame, then ends TCP as its role demands (a server ends it, a client waits).
    - `send`: sends a close frame with `payload` (bytes), then reads on.
    - `drop`: ends TCP with FIN and no close frame; `reset` does so with RST.
    - `refuse`: answers the handshake with HTTP 403 (a server only).
    - `late`: as `answer`, but the handshake is answered only after `delay` seconds.

    `send`, `drop` and `reset` wait for `delay` seconds, so that no library finds the bytes in the handshake's segment.

    `hello`: a text message that is sent first. `patience`: seconds without any frame after which the peer gives up and ends TCP itself.
    """

    kind: str = "answer"
    payload: bytes = b""
    patience: float = 1.0
    delay: float = 0.0
    hello: str | None = None


@dataclass
class Seen:
    """What the raw peer saw of one connection. `close` is the payload of the first close frame, None when none came."""

    http_status: int | None = None
    opened: bool = False
    close: bytes | None = None
    closes: int = 0
    ended: str = "open"  # "closed" (FIN), "reset" (RST), "open" (the peer lost patience and ended it)
    texts: list[str] = field(default_factory=list)


def encode(opcode: int, payload: bytes, *, masked: bool) -> bytes:
    """The bytes of one final frame; an oversized control frame is encoded as asked."""
    mask_bit = 0x80 if masked else 0
    length = len(payload)
    if length < 126:
        head = struct.pack("!BB", 0x80 | opcode, mask_bit | length)
    elif length < 1 << 16:
        head = struct.pack("!BBH", 0x80 | opcode, mask_bit | 126, length)
    else:
        head = struct.pack("!BBQ", 0x80 | opcode, mask_bit | 127, length)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    return head + mask + _apply(mask, payload)


def close_payload(code: int | None, reason: str | bytes = b"") -> bytes:
    """The payload of a close frame: two bytes of code and a reason, or nothing."""
    if code is None:
        return b""
    return struct.pack("!H", code) + (reason.encode() if isinstance(reason, str) else reason)


async def read_frame(reader: asyncio.StreamReader) -> Frame:
    """The next frame. Raises IncompleteReadError at the end of the stream and ValueError for one that is too large."""
    first, second = await reader.readexactly(2)
    length = second & 0x7F
    if length == 126:
        (length,) = struct.unpack("!H", await reader.readexactly(2))
    elif length == 127:
        (length,) = struct.unpack("!Q", await reader.readexactly(8))
    if length > LARGEST_FRAME:
        raise ValueError(f"a frame of {length} bytes")
    mask = await reader.readexactly(4) if second & 0x80 else b"\0\0\0\0"
    return Frame(first & 0x0F, _apply(mask, await reader.readexactly(length)))


def _apply(mask: bytes, payload: bytes) -> bytes:
    return bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))


async def _read_head(reader: asyncio.StreamReader) -> tuple[str, dict[str, str]]:
    """The first line and the headers (lower-case names) of an HTTP message."""
    head = await reader.readuntil(b"\r\n\r\n")
    if len(head) > LARGEST_HEAD:
        raise ValueError("a handshake that is too long")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return first, {name.strip().lower(): value.strip() for name, _, value in pairs}


async def _follow(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, behaviour: Behaviour, seen: Seen, *, client: bool
) -> None:
    """The life of a connection after the handshake. Returns when TCP has ended, whoever ended it."""
    if behaviour.hello is not None:
        writer.write(encode(TEXT, behaviour.hello.encode(), masked=client))
    if behaviour.kind in ("send", "drop", "reset"):
        await asyncio.sleep(behaviour.delay)
    if behaviour.kind == "drop":
        writer.close()
        seen.ended = "dropped"
        return
    if behaviour.kind == "reset":
        _reset(writer)
        seen.ended = "dropped"
        return
    if behaviour.kind == "send":
        writer.write(encode(CLOSE, behaviour.payload, masked=client))
        await writer.drain()
    while True:
        try:
            frame = await asyncio.wait_for(read_frame(reader), behaviour.patience)
        except TimeoutError:
            seen.ended = "open"
            break
        except asyncio.IncompleteReadError:
            seen.ended = "closed"
            break
        except (ConnectionError, ValueError):
            seen.ended = "reset"
            break
        if frame.opcode == PING:
            writer.write(encode(PONG, frame.payload, masked=client))
        elif frame.opcode == TEXT:
            seen.texts.append(frame.payload.decode("utf-8", "replace"))
        elif frame.opcode == CLOSE:
            seen.closes += 1
            if seen.closes > 1:
                continue
            seen.close = frame.payload
            if behaviour.kind != "send":
                writer.write(encode(CLOSE, frame.payload[:125], masked=client))
            if not client:  # RFC 6455, 7.1.1: the server ends TCP first
                seen.ended = await _half_close(reader, writer, behaviour.patience)
                break
    writer.close()


async def _half_close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, patience: float) -> str:
    """Ends the server's half of TCP and waits for the other half."""
    try:
        await writer.drain()
        writer.write_eof()
        await asyncio.wait_for(reader.read(), patience)
    except TimeoutError:
        return "open"
    except (ConnectionError, OSError):
        return "reset"
    return "closed"


def _reset(writer: asyncio.StreamWriter) -> None:
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def case_in(path: str) -> str:
    """The case named by a path: `/CASE`, `/CASE/anything`, `/?case=CASE`."""
    _, found, query = path.partition("case=")
    if found:
        return query.partition("&")[0]
    return path.strip("/").partition("/")[0].partition("?")[0]


OnOpen = Callable[[str], None]


@asynccontextmanager
async def serve(
    behaviours: Mapping[str, Behaviour], seen: dict[str, Seen], on_open: OnOpen | None = None, *, page: str = ""
) -> AsyncIterator[int]:
    """A raw server on a free port of 127.0.0.1, which it yields. It writes what it saw of a case into `seen`.

    A request that asks for no WebSocket is answered with `page`.

    Only the first connection of a case counts; a later one (a library that reconnects) is refused with HTTP 503.
    """

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            first, headers = await _read_head(reader)
            if "upgrade" not in headers:
                writer.write(_http_page(page))
                return
            case = case_in(first.split(" ")[1])
            if case not in behaviours or case in seen:
                writer.write(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            behaviour, seen[case] = behaviours[case], Seen()
            if behaviour.kind == "refuse":
                writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            await _accept(writer, headers, behaviour.delay if behaviour.kind == "late" else 0)
            seen[case].opened = True
            if on_open:
                on_open(case)
            await _follow(reader, writer, behaviour, seen[case], client=False)
        except (ConnectionError, asyncio.IncompleteReadError, OSError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


def _http_page(text: str) -> bytes:
    kind = "application/json" if text.startswith("{") else "text/html"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
    return (head + text).encode()


async def _accept(writer: asyncio.StreamWriter, headers: Mapping[str, str], delay: float) -> None:
    key = headers.get("sec-websocket-key", "")
    accept = base64.b64encode(hashlib.sha1((key + HANDSHAKE_GUID).encode()).digest()).decode()
    lines = [
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Accept: {accept}",
    ]
    if offered := headers.get("sec-websocket-protocol"):
        lines.append("Sec-WebSocket-Protocol: " + offered.split(",")[0].strip())
    if delay:
        await asyncio.sleep(delay)
    writer.write("\r\n".join([*lines, "", ""]).encode())
    await writer.drain()


async def connect(
    port: int,
    path: str,
    behaviour: Behaviour,
    *,
    case: str = "",
    protocol: str | None = None,
    on_open: OnOpen | None = None,
) -> Seen:
    """Opens `path` on a server at 127.0.0.1, plays `behaviour` and returns what came of it, when TCP has ended."""
    seen = Seen()
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), behaviour.patience)
    except (OSError, TimeoutError):
        seen.ended = "unreachable"
        return seen
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: http://127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version: 13",
        *([f"Sec-WebSocket-Protocol: {protocol}"] if protocol else []),
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    try:
        first, _ = await asyncio.wait_for(_read_head(reader), behaviour.patience * 2)
        seen.http_status = int(first.split(" ")[1])
        if seen.http_status == 101:
            seen.opened = True
            if on_open:
                on_open(case)
            await _follow(reader, writer, behaviour, seen, client=True)
        else:
            seen.ended = "refused"
    except TimeoutError:
        seen.ended = "open"
    except (ConnectionError, asyncio.IncompleteReadError, ValueError, OSError):
        seen.ended = "closed"
    finally:
        writer.close()
    return seen
