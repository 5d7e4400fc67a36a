import websockets


class Feed:
    async def connect(self, url):
        self.url = url
        self.ws = await websockets.connect(url)

    async def read(self):
        try:
            async for message in self.ws:
                print(message)
        except websockets.ConnectionClosed as closed:
            if closed.code != 1000:
                await self.connect(self.url)
