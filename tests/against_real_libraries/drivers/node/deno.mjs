// Deno's server: `Deno.upgradeWebSocket`.

import { caseOf, play, positional, readJob, say, untilStdinEnds, watch, within } from "./driver.mjs";

const job = await readJob();

async function follow(one, socket) {
  const { closed, opened } = watch(socket);
  if (one.when !== "early") await within(opened, job.limit);
  const call = (step) => {
    if (step.method === "HttpServer.shutdown") return void server.shutdown();
    return socket[step.method](...positional(step));
  };
  await play(one, call, closed, job.limit);
}

const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: ({ port }) => say({ listening: port }) }, (request) => {
  const { socket, response } = Deno.upgradeWebSocket(request);
  follow(caseOf(job.cases, new URL(request.url).pathname), socket);
  return response;
});
await untilStdinEnds();
