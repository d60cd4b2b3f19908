import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GivenToolbox, givenToolbox } from "#tools/test/given-toolbox.ts";

let given: GivenToolbox;
beforeEach(async () => {
  given = await givenToolbox({ limits: { fileBytes: 1e8, totalBytes: 20 * 1024 * 1024, entries: 50 } });
});
afterEach(() => given.remove());

const explanation =
  "The workspace holds more than 20 MiB or 50 files. Remove some with bash before you go on.";

describe("C52 a workspace's quota", () => {
  it("stops a command that fills the disk, and lets another one make room", async () => {
    const filling = await given.call("bash", {
      command: "for ((n = 0; ; n++)); do head -c 10M /dev/urandom >file$n; done",
    });
    expect(filling).toEqual({ output: `[The command was stopped.]\n[${explanation}]`, isError: true });
    expect(await given.call("write", { path: "more", content: "x" })).toEqual({
      output: `Refused: ${explanation}`,
      isError: true,
    });
    expect(existsSync(path.join(given.workspace, "more"))).toBe(false);
    expect(await given.call("bash", { command: "rm file*; echo done" })).toEqual({
      output: "done",
      isError: false,
    });
    expect(await given.call("write", { path: "more", content: "x" })).toMatchObject({ isError: false });
  });

  it("counts files too, and lets them be read", async () => {
    const many = await given.call("bash", { command: "touch f{1..60}; echo made" });
    expect(many).toEqual({ output: `made\n[${explanation}]`, isError: true });
    writeFileSync(path.join(given.workspace, "f1"), "still read");
    expect(await given.call("read", { path: "f1" })).toEqual({ output: "1\tstill read", isError: false });
  });
});
