"""Reading the project's own Markdown for the terminal."""

from wsclose.cli.render import Block, Span, blocks, spans

PAGE = """\
# browser-code

**Meaning** It throws.

## What it does

One line
and its continuation.

Why it matters
--------------
It throws.

- first
  goes on
- second

```js
socket.close(1001);
```

| a | b |
| --- | --- |
| 1 | 2 |

[RFC](https://example.org/a) · [MDN](https://example.org/b)
"""


def test_blocks() -> None:
    assert list(blocks(PAGE)) == [
        Block("title", ("browser-code",)),
        Block("section", ("Meaning",)),
        Block("paragraph", ("It throws.",)),
        Block("section", ("What it does",)),
        Block("paragraph", ("One line and its continuation.",)),
        Block("section", ("Why it matters",)),
        Block("paragraph", ("It throws.",)),
        Block("bullets", ("first goes on", "second")),
        Block("code", ("socket.close(1001);",)),
        Block("table", ("| a | b |", "| --- | --- |", "| 1 | 2 |")),
        Block("links", ("[RFC](https://example.org/a)", "[MDN](https://example.org/b)")),
    ]


def test_an_unclosed_fence_does_not_lose_the_page() -> None:
    assert list(blocks("text\n\n```js\nclose()")) == [Block("paragraph", ("text",)), Block("code", ("close()", ""))]


def test_spans() -> None:
    assert list(spans(r"a **b** `c` *d* [e](https://f) \*g")) == [
        Span("", "a "),
        Span("bold", "b"),
        Span("", " "),
        Span("code", "c"),
        Span("", " "),
        Span("emphasis", "d"),
        Span("", " "),
        Span("link", "e", "https://f"),
        Span("", " "),
        Span("", "*"),
        Span("", "g"),
    ]


def test_a_lone_asterisk_stays() -> None:
    assert [span.content for span in spans("500 * 2 ** n")] == ["500 * 2 ** n"]
