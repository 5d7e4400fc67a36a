// Bun's server: `Bun.serve({ websocket })`.

import { caseOf, play, positional, readJob, say, untilStdinEnds } from "./driver.mjs";

const job = await readJob();
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch: (request) => void server.upgrade(request, { data: { path: new URL(request.url).pathname } }),
  websocket: {
    open: (socket) => {
      const closed = new Promise((resolve) => {
        socket.data.over = resolve;
      });
      const call = (step) => {
        if (step.method === "Server.stop") return void server.stop(true);
        return void socket[step.method](...positional(step));
      };
      play(caseOf(job.cases, socket.data.path), call, closed, job.limit);
    },
    message: () => {},
    close: (socket, code, reason) => socket.data.over({ code, reason }),
  },
});
say({ listening: server.port });
await untilStdinEnds();
