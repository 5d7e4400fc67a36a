"""Components of Vue and Svelte: only their scripts are read, with offsets of the whole file."""

import random

import pytest
from tests.syntax.conftest import Closed

from wsclose.syntax.document import Document
from wsclose.syntax.source import Source

COMPONENT = """\
<template>
  <button @click="ws.close(1001)">{{ total < 3 ? 'Ende' : '끝' }}</button>
</template>

<script lang="ts">
export interface Row { id: number }
</script>

<!-- <script>ws.close(4000)</script> -->
<script setup lang="ts" generic="T extends Record<string, Row>">
const ws = new WebSocket("wss://example.org/rows")
function leave(code: number = 4100): void {
  ws.close(code, "bye")
}
ws.onclose = (event) => {
  if (event.code !== 1000) leave()
}
</script>

<style>button > b { color: red }</style>
"""


SVELTE = """\
<script module lang="ts">
export const LEFT = 4100
</script>

<script lang="ts">
  import { onDestroy } from "svelte"
  let rows: string[] = []
  const ws = new WebSocket("wss://example.org/rows")
  $: count = rows.length
  onDestroy(() => ws.close(LEFT, "bye"))
</script>

<button on:click={() => ws.close(1001)}>{count < 3 ? "Ende" : "끝"}</button>
"""


@pytest.mark.parametrize(
    ("text", "name", "call"),
    [(COMPONENT, "Rows.vue", 'ws.close(code, "bye")'), (SVELTE, "Rows.svelte", 'ws.close(LEFT, "bye")')],
)
def test_only_scripts_are_read_and_both_of_them(text: str, name: str, call: str, closed: Closed) -> None:
    assert closed(text, name) == [(call, [4100])]


def test_the_language_of_the_scripts_is_the_one_that_they_name() -> None:
    assert Source("vue", Document.from_str(COMPONENT)).support.name == "typescript"
    assert Source("vue", Document.from_str(COMPONENT.replace(' lang="ts"', ""))).support.name == "javascript"


@pytest.mark.parametrize(
    "text", ["", "<template/>", "<script", "<script>", "<script src='a.js'></script>", "<!-- <script>"]
)
def test_a_component_without_a_script_says_nothing(text: str, closed: Closed) -> None:
    assert closed(text, "Rows.vue") == []


def test_a_script_that_is_not_closed_yet_is_read_to_the_end(closed: Closed) -> None:
    assert closed("<script>\nconst ws = new WebSocket(url)\nws.close(4000)\n", "Rows.vue") == [
        ("ws.close(4000)", [4000])
    ]


def test_edits_anywhere_lead_to_the_outline_of_the_new_text() -> None:
    pieces = ["</script>", "<script>", "ws.close(4000)\n", "<!--", "-->", "\n", "한", "{", "}", ' lang="ts"', "'"]
    chance = random.Random(7)
    document = Document.from_str(COMPONENT)
    source = Source("vue", document)
    for _ in range(200):
        start = chance.randrange(len(document.text) + 1)
        while document.text[start : start + 1] and document.text[start] & 0xC0 == 0x80:
            start -= 1
        end = min(len(document.text), start + chance.choice([0, 0, 1, 4]))
        while document.text[end : end + 1] and document.text[end] & 0xC0 == 0x80:
            end += 1
        edit = document.replace(start, end, chance.choice(pieces).encode())
        source.edited([edit])
        assert source.outline == Source("vue", Document.from_bytes(document.text)).outline
