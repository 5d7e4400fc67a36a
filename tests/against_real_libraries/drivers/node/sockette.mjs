// sockette: it wraps the global WebSocket and connects again. `own` says whether it did.

import { allTogether, load, play, positional, readJob, within } from "./driver.mjs";

const Sockette = load("sockette");
const job = await readJob();

await allTogether(job, async (one) => {
  let socket;
  let attempts = 0;
  const first = Promise.withResolvers();
  const opened = Promise.withResolvers();
  const again = Promise.withResolvers();
  socket = new Sockette(`${job.url}/${one.id}`, {
    timeout: 50,
    onopen: opened.resolve,
    onclose: ({ code, reason, wasClean }) => first.resolve({ code, reason, clean: wasClean }),
    onreconnect: () => {
      attempts += 1;
      again.resolve();
    },
    onerror: () => {},
  });
  const closed = first.promise.then(async (own) => {
    await within(again.promise, 0.4); // long enough for the delay of 50 ms
    return { ...own, "connects again": attempts > 0 };
  });
  if (one.when !== "early") await within(Promise.race([opened.promise, closed]), job.limit);
  await play(one, (step) => socket[step.method](...positional(step)), closed, job.limit);
});
