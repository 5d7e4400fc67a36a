import asyncio
import random

import websockets


async def run(url):
    attempt = 0
    while True:
        try:
            async with websockets.connect(url) as ws:
                await ws.send("subscribe")
                await ws.recv()
                attempt = 0  # it does not only accept, it answers
                async for message in ws:
                    print(message)
        except (websockets.ConnectionClosed, OSError):
            pass
        await asyncio.sleep(random.uniform(0, min(30, 0.5 * 2**attempt)))
        attempt += 1
