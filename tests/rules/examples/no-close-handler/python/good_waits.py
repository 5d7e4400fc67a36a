import websocket


def main():
    app = websocket.WebSocketApp("wss://example.org/prices", on_message=lambda app, message: print(message))
    app.run_forever()  # returns when it closes
    raise SystemExit("the server has gone")
