import json
import threading

import websocket

prices = {}


def on_message(app, message):
    prices.update(json.loads(message))


app = websocket.WebSocketApp("wss://example.org/prices", on_message=on_message)
threading.Thread(target=app.run_forever, daemon=True).start()
