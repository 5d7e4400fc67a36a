import websockets


class Feed:
    async def connect(self, url):
        self.url = url
        self.ws = await websockets.connect(url)

    async def read(self):
        try:
            while True:
                print(await self.ws.recv())
        except websockets.ConnectionClosed as closed:
            if closed.code != 1000:
                await self.connect(self.url)
