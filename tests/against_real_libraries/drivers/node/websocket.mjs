// The npm package "websocket": its client, its server, and its class with the browser's interface.

import { createServer } from "node:http";

import { allTogether, caseOf, load, play, positional, readJob, say, untilStdinEnds, watch, within } from "./driver.mjs";

const websocket = load("websocket");
const job = await readJob();
const role = process.argv[2];

process.on("uncaughtException", (error) => console.error(error)); // one thrown in a timer must not end the other cases

/** What a handler of the package's own "close" event learns. */
function closedOf(connection) {
  connection.on("error", () => {});
  return new Promise((resolve) => connection.on("close", (code, reason) => resolve({ code, reason })));
}

const call = (connection) => (step) => connection[step.method](...positional(step));

if (role === "w3cwebsocket") {
  await allTogether(job, async (one) => {
    const socket = new websocket.w3cwebsocket(`${job.url}/${one.id}`);
    const { closed, opened } = watch(socket);
    if (one.when !== "early") await within(opened, job.limit);
    await play(one, call(socket), closed, job.limit);
  });
} else if (role === "client") {
  await allTogether(job, async (one) => {
    const client = new websocket.client();
    const opened = new Promise((resolve, reject) => {
      client.on("connect", resolve);
      client.on("connectFailed", reject);
    });
    client.connect(`${job.url}/${one.id}`);
    const connection = await within(opened, job.limit);
    await play(one, call(connection), closedOf(connection), job.limit);
  });
} else {
  const http = createServer();
  const server = new websocket.server({ httpServer: http });
  server.on("request", (request) => {
    const connection = request.accept(null, request.origin);
    const way = (step) => (step.method === "WebSocketServer.shutDown" ? server.shutDown() : call(connection)(step));
    play(caseOf(job.cases, request.resource), way, closedOf(connection), job.limit);
  });
  http.listen(0, "127.0.0.1", () => say({ listening: http.address().port }));
  await untilStdinEnds();
}
