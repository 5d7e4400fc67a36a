// A Worker: both halves of Cloudflare's WebSocket. It reports by console.log, which workerd prints.
// The job and the report are described in drivers/python/driver.py.

const describe = (error) => `${error.name}: ${error.message}`;
const say = (message) => console.log(JSON.stringify(message));
const positional = (step) => ("reason" in step ? [step.code, step.reason] : "code" in step ? [step.code] : []);

function within(promise, limit) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, limit * 1000, null);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function watch(socket) {
  let failure;
  socket.addEventListener("error", (event) => {
    failure ??= event.error ? describe(event.error) : event.message || "error event";
  });
  const closed = new Promise((resolve) => {
    socket.addEventListener("close", ({ code, reason, wasClean }) => resolve({ code, reason, clean: wasClean, error: failure }));
  });
  const opened = new Promise((resolve) => socket.addEventListener("open", resolve));
  return { closed, opened: Promise.race([opened, closed]) };
}

async function play(one, socket, closed, limit) {
  const calls = one.calls.map((step) => {
    try {
      socket[step.method](...positional(step));
      return {};
    } catch (error) {
      return { error: describe(error), at: "call" };
    }
  });
  say({ id: one.id, calls, own: await within(closed, limit) });
}

/** The server's half: one of a WebSocketPair. */
function accept(one, limit, context) {
  const [client, socket] = Object.values(new WebSocketPair());
  const { closed } = watch(socket);
  if (one.when !== "early") socket.accept();
  context.waitUntil(play(one, socket, closed, limit));
  return new Response(null, { status: 101, webSocket: client });
}

/** The client's half: `new WebSocket`. */
async function connect(job) {
  const waiting = [...job.cases];
  const worker = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const socket = new WebSocket(`${job.url}/${one.id}`);
      const { closed, opened } = watch(socket);
      if (one.when !== "early") await within(opened, job.limit);
      await play(one, socket, closed, job.limit);
    }
  };
  await Promise.all(Array.from({ length: job.together }, worker));
}

export default {
  async fetch(request, { JOB }, context) {
    const name = new URL(request.url).pathname.slice(1);
    if (name !== "start") return accept(JOB.cases.find((one) => one.id === name), JOB.limit, context);
    await connect(JOB);
    return new Response("done");
  },
};
