import json
import threading

import websocket

prices = {}


def on_message(app, message):
    prices.update(json.loads(message))


def on_close(app, code, reason):
    prices.clear()


app = websocket.WebSocketApp("wss://example.org/prices", on_message=on_message, on_close=on_close)
threading.Thread(target=app.run_forever, daemon=True).start()
