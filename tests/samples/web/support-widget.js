// The small "talk to us" box on the marketing pages. No build step: this file is served as it is.

(function () {
  const box = document.querySelector("#support");
  const log = box.querySelector("ol");
  const input = box.querySelector("input");
  const ws = new WebSocket(box.dataset.endpoint);

  function append(author, text) {
    const item = document.createElement("li");
    item.textContent = `${author}: ${text}`;
    log.append(item);
  }

  ws.addEventListener("message", (event) => {
    const { author, text } = JSON.parse(event.data);
    append(author, text);
  });

  ws.addEventListener("close", (event) => {
    input.disabled = true;
    if (event.code === "1013") {
      append("support", "All our people are busy. Please come back in a few minutes.");
    } else {
      append("support", "This conversation has ended.");
    }
  });

  input.addEventListener("change", () => {
    ws.send(JSON.stringify({ text: input.value }));
    append("you", input.value);
    input.value = "";
  });

  box.querySelector("button.close").addEventListener("click", () => {
    ws.close(1011, "closed by visitor");
    box.remove();
  });
})();
