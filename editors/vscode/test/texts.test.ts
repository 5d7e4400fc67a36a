import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const read = (file: string): string => readFileSync(file, "utf8");
const json = (file: string): Record<string, string> => JSON.parse(read(file));

test("every text of the package has a translation, and no translation is left over", () => {
  const english = json("package.nls.json");
  const used = new Set([...read("package.json").matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]));
  assert.deepEqual(new Set(Object.keys(english)), used);
  assert.deepEqual(Object.keys(json("package.nls.ko.json")), Object.keys(english));
});

test("every message has a translation, and no translation is left over", () => {
  const sources = readdirSync("src").map((name) => read(`src/${name}`));
  const messages = sources.flatMap((source) => [...source.matchAll(/l10n\.t\(\s*"([^"]+)"/g)].map((match) => match[1]));
  assert.deepEqual(new Set(Object.keys(json("l10n/bundle.l10n.ko.json"))), new Set(messages));
});

test("each place of a message is in its translation", () => {
  for (const [english, korean] of Object.entries(json("l10n/bundle.l10n.ko.json"))) {
    assert.deepEqual(korean.match(/\{\d\}/g), english.match(/\{\d\}/g));
  }
});
