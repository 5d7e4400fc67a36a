import assert from "node:assert/strict";
import { test } from "node:test";
import { SUBJECT, subject } from "../src/subject";

test("a number is the same number in every notation", () => {
  for (const [written, number] of [
    ["1001", "1001"],
    ["1_001", "1001"],
    ["0x3e9", "1001"],
    ["1e3", "1000"],
    ["1001u16", "1001"],
    ["4001i32", "4001"],
  ] as const) {
    assert.equal(SUBJECT.exec(written)?.[0], written);
    assert.equal(subject(written), number);
  }
});

test("a name stays what it is", () => {
  for (const name of ["CloseGoingAway", "WS_1001_GOING_AWAY", "$code", "código"]) {
    assert.equal(SUBJECT.exec(name)?.[0], name);
    assert.equal(subject(name), name);
  }
});

test("what is no number is left to the program to refuse", () => {
  assert.equal(subject("99999999999999999999"), "99999999999999999999");
});
