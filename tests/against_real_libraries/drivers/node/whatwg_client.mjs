// Clients with the browser's interface. Arguments: the package ("global" for Node's own class) and the name of its export.

import { allTogether, load, play, positional, readJob, watch, within } from "./driver.mjs";

const [name, exported] = process.argv.slice(2);
const loaded = name === "global" ? globalThis : load(name);
const WebSocket = exported ? loaded[exported] : loaded;
const job = await readJob();

process.on("uncaughtException", () => {}); // a library that throws in a timer must not end the other cases

await allTogether(job, async (one) => {
  const socket = new WebSocket(`${job.url}/${one.id}`);
  const { closed, opened } = watch(socket);
  if (one.when !== "early") await within(opened, job.limit);
  await play(one, (step) => socket[step.method](...positional(step)), closed, job.limit);
});
