import { expect, it } from "vitest";
import { inputOf, mainArgument } from "./tool-words.ts";

it("names the argument that tells what a call is about", () => {
  expect([
    mainArgument("bash", { command: "npm test\n  --watch", timeout: 30 }),
    mainArgument("read", { path: "src/a.ts", offset: 10, limit: 20 }),
    mainArgument("read", { path: "src/a.ts" }),
    mainArgument("grep", { pattern: "TODO", path: "src" }),
    mainArgument("find", { pattern: "*.md" }),
    mainArgument("ls", {}),
    mainArgument("edit", { path: "a.ts", edits: [] }),
    mainArgument("weather", { days: 3, city: "Kiel" }),
    mainArgument("submit_result", {}),
  ]).toEqual([
    "npm test --watch",
    "src/a.ts:10-29",
    "src/a.ts",
    "TODO in src",
    "*.md",
    ".",
    "a.ts",
    "Kiel",
    "",
  ]);
});

it("reads the arguments as they are written, and takes those that ran over those that were written", () => {
  expect(inputOf({ input: null, inputText: '{"command":"ls' })).toEqual({ command: "ls" });
  expect(inputOf({ input: null, inputText: '{"offset":3}' })).toEqual({ offset: 3 });
  expect(inputOf({ input: { command: "ls -l" }, inputText: '{"command":"ls"}' })).toEqual({
    command: "ls -l",
  });
  expect(inputOf({ input: null })).toEqual({});
});
