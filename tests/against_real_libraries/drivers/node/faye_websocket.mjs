// faye-websocket: `Client`, and the server's `WebSocket` on node:http.

import { createServer } from "node:http";

import { allTogether, caseOf, load, play, positional, readJob, say, untilStdinEnds, within } from "./driver.mjs";

const WebSocket = load("faye-websocket");
const job = await readJob();

function watch(socket) {
  let failure;
  socket.on("error", (event) => {
    failure ??= event.message;
  });
  const closed = new Promise((resolve) => {
    socket.on("close", ({ code, reason }) => resolve({ code, reason, error: failure }));
  });
  const opened = new Promise((resolve) => socket.on("open", resolve));
  return { closed, opened: Promise.race([opened, closed]) };
}

if (process.argv[2] === "client") {
  await allTogether(job, async (one) => {
    const socket = new WebSocket.Client(`${job.url}/${one.id}`);
    const { closed, opened } = watch(socket);
    if (one.when !== "early") await within(opened, job.limit);
    await play(one, (step) => socket[step.method](...positional(step)), closed, job.limit);
  });
} else {
  const server = createServer();
  server.on("upgrade", async (request, stream, head) => {
    const socket = new WebSocket(request, stream, head);
    const { closed, opened } = watch(socket);
    await opened;
    await play(caseOf(job.cases, request.url), (step) => socket[step.method](...positional(step)), closed, job.limit);
  });
  server.listen(0, "127.0.0.1", () => say({ listening: server.address().port }));
  await untilStdinEnds();
}
