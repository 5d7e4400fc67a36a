// @fastify/websocket: the socket that a route's handler is given is one of ws.

import { caseOf, load, play, positional, readJob, say, untilStdinEnds } from "./driver.mjs";

const job = await readJob();
const application = load("fastify")();
await application.register(load("@fastify/websocket"));
application.get("/:name", { websocket: true }, (socket, request) => {
  const one = caseOf(job.cases, request.url);
  const closed = new Promise((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  socket.on("error", () => {});
  const way = one.calls[0]?.method;
  const call = (step) => {
    if (way === "(handler throws)") return undefined;
    if (way === "fastify.close") return void application.close();
    return socket[step.method](...positional(step));
  };
  play(one, call, closed, job.limit);
  if (way === "(handler throws)") throw new Error("on purpose");
});
await application.listen({ host: "127.0.0.1", port: 0 });
say({ listening: application.server.address().port });
await untilStdinEnds();
