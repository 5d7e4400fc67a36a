import { createServer } from "node:http";
import { WebSocket, WebSocketServer } from "ws";

import { verify } from "./sessions.js";

const MAX_MESSAGE_BYTES = 16 * 1024;
const PORT = Number(process.env.PORT ?? 4000);

const http = createServer((request, response) => {
  response.writeHead(request.url === "/healthz" ? 200 : 404).end();
});
const wss = new WebSocketServer({ server: http, maxPayload: MAX_MESSAGE_BYTES });

/** @type {Map<string, Set<WebSocket>>} */
const rooms = new Map();

wss.on("connection", async (ws, request) => {
  const token = new URL(request.url, "http://gateway").searchParams.get("token");
  const session = await verify(token);
  if (!session) {
    ws.close(401, "invalid token");
    return;
  }
  if (session.expiresAt < Date.now()) {
    ws.close(4401, "session expired");
    return;
  }
  if (session.banned) {
    ws.close(
      4403,
      "Your account was suspended because several members of this community reported messages that break our rules. Write to support@chat.example.org to have this looked at again.",
    );
    return;
  }

  const room = rooms.get(session.room) ?? new Set();
  rooms.set(session.room, room.add(ws));

  let messages = 0;
  const window = setInterval(() => (messages = 0), 1000);

  ws.on("message", (data) => {
    messages += 1;
    if (messages > 20) {
      ws.close(429, "slow down");
      return;
    }
    for (const member of room) {
      if (member !== ws && member.readyState === WebSocket.OPEN) member.send(data.toString());
    }
  });

  ws.on("close", (code, reason) => {
    clearInterval(window);
    room.delete(ws);
    if (code !== 1000 && code !== 1001) {
      console.warn("connection of %s ended with %d %s", session.user, code, reason);
    }
  });
});

// Kubernetes sends SIGTERM and gives us thirty seconds.
process.on("SIGTERM", () => {
  for (const client of wss.clients) client.close(1000, "server shutting down");
  http.close(() => process.exit(0));
});

http.listen(PORT);
