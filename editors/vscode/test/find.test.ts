import assert from "node:assert/strict";
import { test } from "node:test";
import { findPythons, findServer, type Surroundings, type Wishes, WrongSetting } from "../src/find";

const WORKSPACE = "/home/ada/chat";

function wishes(changes: Partial<Wishes> = {}): Wishes {
  return {
    server: "",
    interpreter: "",
    trusted: true,
    folders: [WORKSPACE],
    path: ["/usr/bin"],
    home: "/home/ada",
    windows: false,
    ...changes,
  };
}

interface Machine {
  programs?: string[];
  /** Interpreters that have the server. */
  equipped?: string[];
  links?: Record<string, string>;
  chosen?: string;
  own?: string;
  asked?: string[];
}

function machine(state: Machine): Surroundings {
  return {
    isProgram: async (file) => {
      state.asked?.push(file);
      return [...(state.programs ?? []), ...(state.equipped ?? [])].includes(file);
    },
    real: async (file) => state.links?.[file] ?? file,
    succeeds: async ([file = "", ...rest]) => {
      state.asked?.push(file);
      return rest.includes("wsclose") ? (state.equipped ?? []).includes(file) : (state.programs ?? []).includes(file);
    },
    chosenInterpreter: async () => state.chosen,
    privateInterpreter: async () => state.own,
  };
}

test("the setting wins over everything", async () => {
  const found = await findServer(
    wishes({ server: "~/bin/wsclose" }),
    machine({ programs: ["/home/ada/bin/wsclose", "/usr/bin/wsclose"] }),
  );
  assert.deepEqual(found, { words: ["/home/ada/bin/wsclose"], origin: "setting" });
});

test("a setting may be relative to the workspace", async () => {
  for (const server of ["tools/wsclose", "${workspaceFolder}/tools/wsclose"]) {
    const found = await findServer(wishes({ server }), machine({ programs: [`${WORKSPACE}/tools/wsclose`] }));
    assert.equal(found?.words[0], `${WORKSPACE}/tools/wsclose`);
  }
});

test("a setting that names nothing is said, and nothing else is taken in its place", async () => {
  const around = machine({ programs: ["/usr/bin/wsclose"] });
  await assert.rejects(findServer(wishes({ server: "/gone/wsclose" }), around), WrongSetting);
  await assert.rejects(findServer(wishes({ interpreter: "/gone/python" }), around), WrongSetting);
});

test("the workspace's environment comes before the PATH", async () => {
  const python = `${WORKSPACE}/.venv/bin/python`;
  const found = await findServer(wishes(), machine({ equipped: [python], programs: ["/usr/bin/wsclose"] }));
  assert.deepEqual(found, { words: [python, "-P", "-m", "wsclose"], origin: "workspace" });
});

test("the interpreter chosen in the Python extension comes before a folder called .venv", async () => {
  const chosen = "/home/ada/envs/chat/bin/python";
  const found = await findServer(wishes(), machine({ chosen, equipped: [chosen, `${WORKSPACE}/.venv/bin/python`] }));
  assert.equal(found?.words[0], chosen);
});

test("an environment without the server is passed over", async () => {
  const found = await findServer(
    wishes(),
    machine({ programs: [`${WORKSPACE}/.venv/bin/python`, "/usr/bin/wsclose"], own: "/own/python" }),
  );
  assert.deepEqual(found, { words: ["/usr/bin/wsclose"], origin: "path" });
});

test("the extension's own environment comes last", async () => {
  const found = await findServer(wishes(), machine({ own: "/own/python" }));
  assert.equal(found?.origin, "private");
});

test("nothing is found where there is nothing", async () => {
  assert.equal(await findServer(wishes(), machine({})), undefined);
});

test("in a workspace that is not trusted, nothing of it is even tried", async () => {
  const asked: string[] = [];
  const python = `${WORKSPACE}/.venv/bin/python`;
  const chosen = `${WORKSPACE}/envs/python`;
  const found = await findServer(
    wishes({ trusted: false, path: [`${WORKSPACE}/node_modules/.bin`, "/usr/bin"] }),
    machine({
      asked,
      chosen,
      equipped: [python, chosen],
      programs: [`${WORKSPACE}/node_modules/.bin/wsclose`, "/usr/bin/wsclose"],
    }),
  );
  assert.deepEqual(found, { words: ["/usr/bin/wsclose"], origin: "path" });
  assert.ok(!asked.includes(python) && !asked.includes(chosen));
});

test("a link into a workspace that is not trusted is not followed", async () => {
  const found = await findServer(
    wishes({ trusted: false }),
    machine({ programs: ["/usr/bin/wsclose"], links: { "/usr/bin/wsclose": `${WORKSPACE}/evil` } }),
  );
  assert.equal(found, undefined);
});

test("a relative folder on the PATH is nowhere", async () => {
  const found = await findServer(wishes({ path: [".", "bin"] }), machine({ programs: ["wsclose", "bin/wsclose"] }));
  assert.equal(found, undefined);
});

test("Pythons for the own environment are those of the PATH, outside of an untrusted workspace", async () => {
  const programs = [`${WORKSPACE}/.venv/bin/python3`, "/usr/bin/python3"];
  const pythons = await findPythons(
    wishes({ trusted: false, path: [`${WORKSPACE}/.venv/bin`, "/usr/bin"] }),
    machine({ programs }),
  );
  assert.deepEqual(pythons, ["/usr/bin/python3"]);
});

test("the interpreter of the settings is the only one that is taken", async () => {
  const pythons = await findPythons(wishes({ interpreter: "/opt/python" }), machine({ programs: ["/usr/bin/python3"] }));
  assert.deepEqual(pythons, ["/opt/python"]);
});
