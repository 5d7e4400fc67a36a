"""Source files of about 2,000 lines: 180 functions, or one class of 180 methods, in JavaScript and in Python.

Ordinary code for the most part. One function in fifteen uses a WebSocket, and half of those have something to report.
"""

from dataclasses import dataclass
from textwrap import indent
from typing import Literal

Language = Literal["javascript", "python"]
Shape = Literal["functions", "class"]

FUNCTIONS = 180
CODE = "1000"


@dataclass(frozen=True)
class Source:
    """A file, and the two places in its middle that are edited, as (line, character)."""

    name: str
    language_id: str
    text: str
    identifier_end: tuple[int, int]
    code_start: tuple[int, int]


def make(language: Language, shape: Shape, functions: int = FUNCTIONS) -> Source:
    """The same text for the same arguments. A shorter file still has the edited function in its middle."""
    ordinary, sockets, edited = TEMPLATES[language]
    blocks = []
    for index in range(functions):
        if index == functions // 2:
            template = edited
        elif index % 15 == 7:
            template = sockets[index // 15 % len(sockets)]
        else:
            template = ordinary[index % len(ordinary)]
        blocks.append(_block(template.strip("\n").replace("NN", str(index)), language, shape))
    text = HEADERS[language].lstrip("\n")
    if shape == "class":
        text += "export class Application {\n" if language == "javascript" else "class Application:\n"
    text += "\n".join(blocks)
    if shape == "class" and language == "javascript":
        text += "}\n"
    return Source(
        name=shape + (".js" if language == "javascript" else ".py"),
        language_id=language,
        text=text,
        identifier_end=_place(text, text.index("remaining") + len("remaining")),
        code_start=_place(text, text.index(CODE, text.index("remaining"))),
    )


def _block(template: str, language: Language, shape: Shape) -> str:
    """A template is a function without its keyword: `async name(parameters)`, then the body."""
    head, body = template.split("\n", 1)
    if language == "javascript":
        keyword = "export async function " if head.startswith("async ") else "export function "
        head = head if shape == "class" else keyword + head.removeprefix("async ")
        block = f"/** One of the parts of the application. */\n{head} {{\n{indent(body, '  ')}\n}}\n"
        return indent(block, "  ") if shape == "class" else block
    keyword = "async def " if head.startswith("async ") else "def "
    if shape == "class":
        head = head.replace("(", "(self, ", 1)
    body = f'"""One of the parts of the application."""\nlogger.debug("called")\n{body}'
    block = f"{keyword}{head.removeprefix('async ')}:\n{indent(body, '    ')}\n"
    return indent(block, "    ") if shape == "class" else block + "\n"


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1)


HEADERS: dict[Language, str] = {
    "javascript": """
import WebSocket, { WebSocketServer } from "ws";
import { readFile } from "node:fs/promises";

const settings = { retries: 5, timeout: 1000, port: 4000 };

""",
    "python": """
import asyncio
import json
import logging

import websockets

logger = logging.getLogger(__name__)
settings = {"retries": 5, "timeout": 1000, "port": 4000}


""",
}

JAVASCRIPT_ORDINARY = [
    """
async loadUserNN(id, options = {})
const response = await fetch(`/api/users/${id}?page=${options.page ?? 1}`);
if (!response.ok) {
  throw new Error(`user ${id}: ${response.status}`);
}
const { name, email, roles = [] } = await response.json();
const visible = roles.filter((role) => role.level > NN).map((role) => role.name);
return { id, name, email, visible };
""",
    """
groupByDayNN(events)
const days = new Map();
for (const event of events) {
  const day = new Date(event.time).toISOString().slice(0, 10);
  const list = days.get(day) ?? [];
  list.push({ ...event, index: NN });
  days.set(day, list);
}
return [...days.entries()].sort(([a], [b]) => a.localeCompare(b));
""",
    """
debounceNN(callback, wait = 1000)
let timer = null;
return (...parameters) => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = null;
    callback(...parameters);
  }, wait + NN);
};
""",
    """
renderRowNN(row, selected)
const classes = ["row", selected ? "selected" : "", row.error ? "error" : ""];
const cells = row.cells.map((cell, column) => {
  const width = settings.widths?.[column] ?? 120;
  return `<td style="width: ${width}px">${escape(cell.text)}</td>`;
});
return `<tr id="row-NN" class="${classes.join(" ").trim()}">${cells.join("")}</tr>`;
""",
    """
async readSettingsNN(path)
try {
  const text = await readFile(path, "utf-8");
  return { ...settings, ...JSON.parse(text), revision: NN };
} catch (error) {
  if (error.code !== "ENOENT") throw error;
  return settings;
}
""",
    """
totalNN(cart, rates)
let sum = 0;
for (const item of cart.items) {
  const rate = rates[item.currency] ?? 1;
  sum += item.price * item.count * rate;
  if (item.discount > 0) sum -= item.price * item.discount;
}
return Math.round(sum * 100) / 100 + NN;
""",
    """
handleStatusNN(status)
switch (status) {
  case 401:
    return "log in";
  case 404:
    return "not found";
  default:
    return status >= 500 ? "try again" : `status ${status} in NN`;
}
""",
]

JAVASCRIPT_SOCKETS = [
    """
openFeedNN(url, onMessage)
const socket = new WebSocket(url);
socket.on("message", (data) => onMessage(JSON.parse(data)));
socket.on("close", (code, reason) => {
  if (code === 1006) setTimeout(() => openFeedNN(url, onMessage), settings.timeout);
  else console.log("closed", code, reason.toString());
});
return () => socket.close(1006, "stopped");
""",
    """
serveNN(port)
const server = new WebSocketServer({ port });
server.on("connection", (socket, request) => {
  if (!request.headers.authorization) {
    socket.close(4401, "log in first");
    return;
  }
  socket.on("message", (data) => socket.send(data));
});
return () => server.clients.forEach((client) => client.close(1001, "bye"));
""",
]

JAVASCRIPT_EDITED = """
drainNN(url, queue)
const socket = new WebSocket(url);
socket.on("open", () => {
  let remaining = queue.length;
  while (queue.length > 0) {
    socket.send(JSON.stringify(queue.shift()));
  }
  socket.close(1000, "finished");
});
return socket;
"""

PYTHON_ORDINARY = [
    """
async load_user_NN(client, user, page=1)
response = await client.get(f"/api/users/{user}?page={page}")
if response.status != 200:
    raise LookupError(f"user {user}: {response.status}")
found = await response.json()
roles = [role["name"] for role in found.get("roles", []) if role["level"] > NN]
return {"id": user, "name": found["name"], "roles": roles}
""",
    """
group_by_day_NN(events)
days = {}
for event in events:
    day = event["time"][:10]
    found = days.setdefault(day, [])
    found.append({**event, "index": NN})
return sorted(days.items(), key=lambda item: item[0])
""",
    """
total_NN(cart, rates)
total = 0.0
for item in cart["items"]:
    rate = rates.get(item["currency"], 1)
    total += item["price"] * item["count"] * rate
    if item["discount"] > 0:
        total -= item["price"] * item["discount"]
return round(total, 2) + NN
""",
    """
async retry_NN(action, attempts=5)
for attempt in range(attempts):
    try:
        return await action()
    except OSError as error:
        logger.warning("attempt %d of NN failed: %s", attempt, error)
        await asyncio.sleep(settings["timeout"] / 1000 * 2**attempt)
raise TimeoutError("no answer in NN")
""",
    """
read_settings_NN(path)
try:
    with open(path, encoding="utf-8") as file:
        return {**settings, **json.load(file), "revision": NN}
except FileNotFoundError:
    logger.info("no settings in %s", path)
unused = NN
return settings
""",
    """
handle_status_NN(status)
if status == 401:
    return "log in"
if status == 404:
    return "not found"
if status >= 500:
    return "try again"
return f"status {status} in NN"
""",
]

PYTHON_SOCKETS = [
    """
async open_feed_NN(url, on_message)
async with websockets.connect(url) as socket:
    try:
        async for message in socket:
            on_message(json.loads(message))
    except websockets.ConnectionClosed as closed:
        logger.info("closed with %s", closed.code)
    await socket.close(1006, "stopped")
""",
    """
async serve_NN(port)
async def handler(socket):
    if "Authorization" not in socket.request.headers:
        await socket.close(4401, "log in first")
        return
    async for message in socket:
        await socket.send(message)
return await websockets.serve(handler, "localhost", port)
""",
]

PYTHON_EDITED = """
async drain_NN(url, queue)
async with websockets.connect(url) as socket:
    remaining = len(queue)
    logger.info("sending %d messages")
    while queue:
        await socket.send(json.dumps(queue.pop(0)))
    await socket.close(1000, "finished")
    logger.info("sent")
"""

TEMPLATES: dict[Language, tuple[list[str], list[str], str]] = {
    "javascript": (JAVASCRIPT_ORDINARY, JAVASCRIPT_SOCKETS, JAVASCRIPT_EDITED),
    "python": (PYTHON_ORDINARY, PYTHON_SOCKETS, PYTHON_EDITED),
}
