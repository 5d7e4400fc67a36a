import random
import time

import websocket


def run(url, attempt=0):
    def again():
        time.sleep(random.uniform(0, min(30, 2**attempt)))
        run(url, attempt + 1)

    def on_error(app, error):
        again()

    def on_close(app, code, reason):
        again()

    app = websocket.WebSocketApp(url, on_message=print, on_error=on_error, on_close=on_close)
    app.run_forever()
