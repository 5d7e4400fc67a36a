// reconnecting-websocket and partysocket: they wrap a WebSocket class (Node's own here) and connect again after a close.
// `own` counts how often a socket was opened: 2 means that the library connected again by itself.

import { allTogether, load, play, positional, readJob, within } from "./driver.mjs";

const [name, exported] = process.argv.slice(2);
const loaded = load(name);
const Reconnecting = exported ? loaded[exported] : (loaded.default ?? loaded);
const job = await readJob();

await allTogether(job, async (one) => {
  let attempts = 0;
  const url = () => {
    attempts += 1;
    return `${job.url}/${one.id}`;
  };
  const options = { WebSocket: globalThis.WebSocket, minReconnectionDelay: 50, maxReconnectionDelay: 50 };
  const socket = new Reconnecting(url, [], options);
  const first = new Promise((resolve) => {
    socket.addEventListener("close", ({ code, reason, wasClean }) => resolve({ code, reason: String(reason ?? ""), clean: wasClean }));
  });
  const closed = first.then(async (own) => {
    await new Promise((resolve) => setTimeout(resolve, 400)); // long enough for the delay of 50 ms
    const connects = attempts > 1;
    socket.close();
    return { ...own, "connects again": connects };
  });
  const opened = new Promise((resolve) => socket.addEventListener("open", resolve));
  if (one.when !== "early") await within(Promise.race([opened, closed]), job.limit);
  await play(one, (step) => socket[step.method](...positional(step)), closed, job.limit);
});
