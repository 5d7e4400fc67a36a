import asyncio
import random
import time

import websockets


async def run(url):
    attempt = 0
    while True:
        started = time.monotonic()
        try:
            async with websockets.connect(url) as ws:
                async for message in ws:
                    print(message)
        except (websockets.ConnectionClosed, OSError):
            pass
        if time.monotonic() - started > 60:
            attempt = 0
        await asyncio.sleep(random.uniform(0, min(30, 0.5 * 2**attempt)))
        attempt += 1
