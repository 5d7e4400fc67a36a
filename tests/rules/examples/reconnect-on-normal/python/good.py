import random
import time

import websocket


def run(url, attempt=0):
    def on_close(app, code, reason):
        if code == 1000:
            return
        time.sleep(random.uniform(0, min(30, 2**attempt)))
        run(url, attempt + 1)

    websocket.WebSocketApp(url, on_message=print, on_close=on_close).run_forever()
