"""The raw peer, on loopback against itself and on bytes."""

from __future__ import annotations

import asyncio

import pytest

from .raw_peer import CLOSE, Behaviour, Seen, case_in, close_payload, connect, encode, read_frame, serve


@pytest.mark.parametrize("size", [0, 2, 125, 126, 70_000])
@pytest.mark.parametrize("masked", [False, True])
async def test_frames_survive_encoding(size: int, masked: bool) -> None:
    reader = asyncio.StreamReader(limit=1 << 20)
    reader.feed_data(encode(CLOSE, b"x" * size, masked=masked))
    frame = await read_frame(reader)
    assert (frame.opcode, frame.payload) == (CLOSE, b"x" * size)


async def _meet(of_client: Behaviour, of_server: Behaviour) -> tuple[Seen, Seen]:
    """What the client and the server saw of each other."""
    seen: dict[str, Seen] = {}
    async with serve({"c": of_server}, seen) as port:
        client = await connect(port, "/c", of_client)
        await asyncio.sleep(0)
    return client, seen["c"]


async def test_close_frame_is_seen_byte_for_byte_and_echoed() -> None:
    client, server = await _meet(Behaviour("send", close_payload(1006, "why")), Behaviour())
    assert server.close == b"\x03\xeewhy"
    assert client.close == b"\x03\xeewhy"
    assert client.ended == "closed"


async def test_empty_close_frame_is_told_from_none() -> None:
    client, _ = await _meet(Behaviour(patience=0.5), Behaviour("send", b""))
    assert client.close == b""
    client, _ = await _meet(Behaviour(patience=0.5), Behaviour("drop"))
    assert client.close is None
    assert client.ended == "closed"


async def test_refused_handshake_gives_its_status() -> None:
    client, _ = await _meet(Behaviour(), Behaviour("refuse"))
    assert client.http_status == 403
    assert not client.opened


@pytest.mark.parametrize("path", ["/c7", "/c7/websocket", "/?case=c7", "/chat?x=1&case=c7&y=2", "/c7?x=1"])
def test_path_names_the_case(path: str) -> None:
    assert case_in(path) == "c7"
