import random
import threading

import websocket


class Feed:
    def __init__(self, url):
        self.url = url
        self.attempts = 0

    def connect(self):
        app = websocket.WebSocketApp(self.url, on_open=self.on_open, on_message=print, on_close=self.on_close)
        threading.Thread(target=app.run_forever, daemon=True).start()

    def on_open(self, app):
        self.attempts = 0

    def on_close(self, app, code, reason):
        if code == 1000:
            return
        threading.Timer(random.uniform(0, min(30, 2**self.attempts)), self.connect).start()
        self.attempts += 1
