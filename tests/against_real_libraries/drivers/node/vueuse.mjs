// VueUse's `useWebSocket`, outside of a component. It wants to see a window before it connects.

import { allTogether, load, play, positional, readJob, within } from "./driver.mjs";

load("vue"); // which wants more of a document than is there
globalThis.window = globalThis;
globalThis.document = {};
const { useWebSocket } = load("@vueuse/core");
const job = await readJob();

await allTogether(job, async (one) => {
  const first = Promise.withResolvers();
  const opened = Promise.withResolvers();
  const socket = useWebSocket(`${job.url}/${one.id}`, {
    autoClose: false,
    onConnected: opened.resolve,
    onDisconnected: (_, { code, reason, wasClean }) => first.resolve({ code, reason, clean: wasClean }),
  });
  if (one.when !== "early") await within(Promise.race([opened.promise, first.promise]), job.limit);
  await play(one, (step) => socket[step.method](...positional(step)), first.promise, job.limit);
});
