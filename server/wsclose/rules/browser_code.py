"""A code is sent that a page may not send.

What it does
------------
Reports every code but 1000 and 3000-4999 where browsers, or a library that keeps their rule, are asked to send it:
Node's and Deno's own WebSocket, workers, and wrappers such as reconnecting-websocket.

Why it matters
--------------
`close()` throws InvalidAccessError before anything is sent. In an event handler nobody sees the exception, and the
connection that was to be closed stays open. The other codes are for the browser itself: it sends 1001 when a page is
left, and 1002, 1007 or 1009 when it meets a frame that deserves one.

Example
-------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

window.addEventListener("pagehide", () => socket.close(1001, "leaving"));
```

```typescript
import ReconnectingWebSocket from "reconnecting-websocket";

export class Feed {
  private socket = new ReconnectingWebSocket("wss://feed.example.org");

  fail(): void {
    this.socket.close(1011);
  }
}
```

Use instead
-----------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

window.addEventListener("pagehide", () => socket.close(1000, "leaving"));
```

```typescript
import ReconnectingWebSocket from "reconnecting-websocket";

export class Feed {
  private socket = new ReconnectingWebSocket("wss://feed.example.org");

  fail(): void {
    this.socket.close(4011);
  }
}
```

References
----------
WHATWG WebSockets, `close()`: https://websockets.spec.whatwg.org/#dom-websocket-close
"""

from collections.abc import Iterator

from wsclose.analysis.facts import SentCode
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(sent: SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one sent code."""
    if not sent.conditional and sent_codes.refused(sent) and sent_codes.follows_browsers(sent):
        yield from sent_codes.refusal(sent, context)


RULE = Rule(
    name="browser-code",
    severity=Severity.ERROR,
    about=SentCode,
    order=3,
    messages={
        "message": "Browsers refuse {code}: {consequence}.",
        "library": "{library} refuses {code} as browsers do: {consequence}.",
        "help": "send 1000, or a code of your own from 4000-4999",
        "unload": "send 1000, or a code of your own from 4000-4999; "
        "the browser sends 1001 by itself when the page is left",
    },
    check=check,
)
