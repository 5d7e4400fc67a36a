// NestJS with its adapter for ws: the socket that a gateway's handleConnection is given is one of ws.

import { caseOf, load, play, positional, readJob, say, untilStdinEnds } from "./driver.mjs";

load("reflect-metadata");
const { NestFactory } = load("@nestjs/core");
const { Module } = load("@nestjs/common");
const { WebSocketGateway } = load("@nestjs/websockets");
const { WsAdapter } = load("@nestjs/platform-ws");
const job = await readJob();

class Gateway {
  handleConnection(socket, request) {
    const closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    const call = (step) => {
      if (step.method === "app.close") return void application.close();
      return socket[step.method](...positional(step));
    };
    play(caseOf(job.cases, request.url), call, closed, job.limit);
  }
}
WebSocketGateway()(Gateway);

class Application {}
Module({ providers: [Gateway] })(Application);

const application = await NestFactory.create(Application, { logger: false });
application.useWebSocketAdapter(new WsAdapter(application));
await application.listen(0, "127.0.0.1");
say({ listening: application.getHttpServer().address().port });
await untilStdinEnds();
