// graphql-ws: its client over ws, and its server's `useServer` on ws, whose context carries the socket.

import { allTogether, caseOf, describe, load, play, readJob, say, untilStdinEnds, within } from "./driver.mjs";

const { WebSocket, WebSocketServer } = load("ws");
const job = await readJob();

if (process.argv[2] === "client") {
  const { createClient } = load("graphql-ws");
  await allTogether(job, async (one) => {
    let attempts = 0;
    let over;
    const closed = new Promise((resolve) => {
      over = resolve;
    });
    const errors = [];
    const client = createClient({
      url: () => {
        attempts += 1;
        return `${job.url}/${one.id}`;
      },
      webSocketImpl: WebSocket,
      lazy: false,
      retryAttempts: 1,
      retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
      onNonLazyError: (error) => errors.push(error),
      on: {
        closed: async (event) => {
          await new Promise((resolve) => setTimeout(resolve, 400)); // long enough for the retry after 50 ms
          over({ code: event.code, reason: event.reason, clean: event.wasClean, "connects again": attempts > 1 });
        },
      },
    });
    const opened = new Promise((resolve) => client.on("opened", resolve));
    await within(Promise.race([opened, closed]), job.limit);
    await play(one, (step) => client[step.method](), closed, job.limit);
    await client.dispose();
  });
} else {
  const { useServer } = load("graphql-ws/use/ws");
  const { GraphQLSchema, GraphQLObjectType, GraphQLString } = load("graphql");
  const query = new GraphQLObjectType({ name: "Query", fields: { word: { type: GraphQLString, resolve: () => "" } } });
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("listening", () => say({ listening: server.address().port }));
  const waiting = new Map();
  const disposable = useServer(
    {
      schema: new GraphQLSchema({ query }),
      connectionInitWaitTimeout: 900,
      onClose: (context, code, reason) => waiting.get(context.extra.socket)?.({ code, reason: String(reason) }),
    },
    server,
  );
  server.on("connection", (socket, request) => {
    const closed = new Promise((resolve) => waiting.set(socket, resolve));
    const call = (step) => {
      if (step.method === "dispose") return void disposable.dispose();
      if (step.method === "(no ConnectionInit comes)") return undefined;
      if (step.method === "(a message that is not JSON)") return void socket.emit("message", Buffer.from("{"));
      return describe(step);
    };
    play(caseOf(job.cases, request.url), call, closed, job.limit);
  });
  await untilStdinEnds();
}
