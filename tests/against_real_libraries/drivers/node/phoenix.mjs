// Phoenix's client: `disconnect(callback, code, reason)`. `own` says whether it connected again by itself.

import { allTogether, load, play, readJob, within } from "./driver.mjs";

const { Socket } = load("phoenix");
const job = await readJob();

await allTogether(job, async (one) => {
  const first = Promise.withResolvers();
  const opened = Promise.withResolvers();
  const again = Promise.withResolvers();
  let attempts = 0;
  class Transport extends WebSocket {
    constructor(...given) {
      super(...given);
      attempts += 1;
      if (attempts > 1) again.resolve();
    }
  }
  const socket = new Socket(`${job.url}/${one.id}`, { transport: Transport, reconnectAfterMs: () => 50 });
  socket.onOpen(opened.resolve);
  socket.onClose(({ code, reason, wasClean }) => first.resolve({ code, reason, clean: wasClean }));
  const closed = first.promise.then(async (own) => {
    await within(again.promise, 0.4); // long enough for the delay of 50 ms
    return { ...own, "connects again": attempts > 1 };
  });
  socket.connect();
  if (one.when !== "early") await within(Promise.race([opened.promise, closed]), job.limit);
  await play(one, (step) => socket.disconnect(undefined, step.code, step.reason), closed, job.limit);
});
