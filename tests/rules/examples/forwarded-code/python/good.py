import websockets


async def relay(client: websockets.ServerConnection, upstream: websockets.ClientConnection) -> None:
    try:
        async for message in upstream:
            await client.send(message)
    except websockets.ConnectionClosed as closed:
        await client.close(closed.code if closed.code not in (1005, 1006, 1015) else 1011)
