// ws: `WebSocket` as a client, `WebSocketServer`. Its own events are used, not the browser's.

import { allTogether, caseOf, describe, load, play, positional, readJob, say, untilStdinEnds, within } from "./driver.mjs";

const ws = load("ws");
const { WebSocket = ws, WebSocketServer = ws.Server } = ws; // names that version 8 brought
const job = await readJob();

function closedOf(socket) {
  let failure;
  socket.on("error", (error) => {
    failure ??= describe(error);
  });
  return new Promise((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString(), error: failure }));
  });
}

if (process.argv[2] === "client") {
  await allTogether(job, async (one) => {
    const socket = new WebSocket(`${job.url}/${one.id}`);
    const closed = closedOf(socket);
    const opened = new Promise((resolve) => socket.on("open", resolve));
    if (one.when !== "early") await within(Promise.race([opened, closed]), job.limit);
    await play(one, (step) => socket[step.method](...positional(step)), closed, job.limit);
  });
} else {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("listening", () => say({ listening: server.address().port }));
  server.on("connection", (socket, request) => {
    const call = (step) => {
      if (step.method === "WebSocketServer.close") return server.close();
      return socket[step.method](...positional(step));
    };
    play(caseOf(job.cases, request.url), call, closedOf(socket), job.limit);
  });
  await untilStdinEnds();
}
