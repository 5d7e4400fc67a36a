// sockjs (server) and sockjs-client, both on the websocket transport.

import { createServer } from "node:http";

import { allTogether, caseOf, load, play, positional, readJob, say, untilStdinEnds, within } from "./driver.mjs";

const job = await readJob();

if (process.argv[2] === "client") {
  const SockJS = load("sockjs-client");
  await allTogether(job, async (one) => {
    const url = `${job.url.replace("ws:", "http:")}/${one.id}`;
    const socket = new SockJS(url, null, { transports: ["websocket"] });
    const closed = new Promise((resolve) => {
      socket.onclose = ({ code, reason, wasClean }) => resolve({ code, reason, clean: wasClean });
    });
    const opened = new Promise((resolve) => {
      socket.onopen = resolve;
    });
    if (one.when !== "early") await within(Promise.race([opened, closed]), job.limit);
    await play(one, (step) => socket[step.method](...positional(step)), closed, job.limit);
  });
} else {
  const sockjs = load("sockjs");
  const server = createServer();
  const service = sockjs.createServer({ prefix: "/service", log: () => {} });
  service.on("connection", (connection) => {
    const closed = new Promise((resolve) => connection.on("close", () => resolve({ closed: true })));
    const call = (step) => connection[step.method](...positional(step));
    play(caseOf(job.cases, connection.url), call, closed, job.limit);
  });
  service.installHandlers(server);
  server.listen(0, "127.0.0.1", () => say({ listening: server.address().port }));
  await untilStdinEnds();
}
