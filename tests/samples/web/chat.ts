/** The connection between a page and the chat gateway. One per tab. */

export interface ChatMessage {
  room: string;
  author: string;
  text: string;
  sentAt: number;
}

type Listener = (message: ChatMessage) => void;
type Status = "offline" | "connecting" | "online" | "signed-out";

const HEARTBEAT_MS = 25_000;
const RETRY_MS = 3000;

export class ChatConnection {
  status: Status = "offline";

  private socket: WebSocket | null = null;
  private readonly listeners = new Set<Listener>();
  private heartbeat: number | undefined;
  private lastPong = 0;

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {
    // Tell the gateway right away that this tab is gone, so that others see us leave.
    window.addEventListener("pagehide", () => this.socket?.close(1001, "page hidden"));
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  connect(): void {
    this.status = "connecting";
    const socket = new WebSocket(`${this.url}?token=${encodeURIComponent(this.token)}`);
    this.socket = socket;

    socket.onopen = () => {
      this.status = "online";
      this.lastPong = Date.now();
      this.heartbeat = window.setInterval(() => this.ping(), HEARTBEAT_MS);
    };

    socket.onmessage = (event: MessageEvent<string>) => {
      const message = JSON.parse(event.data);
      if (message.type === "pong") {
        this.lastPong = Date.now();
        return;
      }
      for (const listener of this.listeners) listener(message as ChatMessage);
    };

    socket.onclose = (event) => {
      window.clearInterval(this.heartbeat);
      this.status = "offline";
      console.info(`chat closed: ${event.code} ${event.reason}`);
      // The gateway closes with 4401 when the session has expired.
      if (event.code === 4401) {
        this.status = "signed-out";
        return;
      }
      setTimeout(() => this.connect(), RETRY_MS);
    };
  }

  send(room: string, text: string): void {
    this.socket?.send(JSON.stringify({ type: "message", room, text, sentAt: Date.now() }));
  }

  leave(): void {
    this.socket?.close(1000, "bye");
  }

  private ping(): void {
    if (Date.now() - this.lastPong > 2 * HEARTBEAT_MS) {
      // Nothing for two rounds: the network is gone. Closing with 1006 runs the reconnect in onclose.
      this.socket?.close(1006, "heartbeat timeout");
      return;
    }
    this.socket?.send(JSON.stringify({ type: "ping" }));
  }
}
