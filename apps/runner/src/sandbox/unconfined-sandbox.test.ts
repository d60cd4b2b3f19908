import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSandbox } from "#sandbox/open-sandbox.ts";
import { findProcesses } from "#sandbox/test/find-processes.ts";
import { searchPath } from "#sandbox/test/given-sandbox.ts";
import { type GivenToolbox, givenToolbox } from "#tools/test/given-toolbox.ts";

let programs: string;
let given: GivenToolbox;

beforeAll(async () => {
  // A host that has bash and no bubblewrap.
  programs = mkdtempSync(path.join(tmpdir(), "slipway-programs-"));
  symlinkSync("/bin/bash", path.join(programs, "bash"));
  given = await givenToolbox({ programs, unsafeTools: true });
});
afterAll(async () => {
  await given.remove();
  rmSync(programs, { recursive: true });
});

describe("SLIPWAY_UNSAFE_TOOLS", () => {
  it("lets tools work on a host without a sandbox, and says that they are not confined", async () => {
    const state = await openSandbox({ dataDir: programs, searchPath: programs, unsafeTools: true });
    expect(state).toMatchObject({ kind: "unconfined", reason: "bubblewrap is not installed" });
    expect(await given.call("bash", { command: "echo here >file; pwd" })).toEqual({
      output: realpathSync(given.workspace),
      isError: false,
    });
    expect(await given.call("read", { path: "/workspace/file" })).toEqual({
      output: "1\there",
      isError: false,
    });
  });

  it("changes nothing where there is a sandbox, or where it is not set", async () => {
    const withSandbox = await openSandbox({ dataDir: programs, searchPath, unsafeTools: true });
    expect(withSandbox.kind).toBe("confined");
    const unset = await openSandbox({ dataDir: programs, searchPath: programs, unsafeTools: false });
    expect(unset.kind).toBe("missing");
  });

  it("C51 ends what a command leaves running, also outside of its group", async () => {
    const mark = `600.${Math.floor(Math.random() * 1e9)}`;
    await given.call("bash", {
      // It ends while some of them are just being started.
      command: `for i in {1..20}; do setsid sleep ${mark} >/dev/null 2>&1 & sleep ${mark} & done`,
    });
    expect(findProcesses(mark)).toEqual([]);
  });

  it("C45 stops a command after its time", async () => {
    const answer = await given.call("bash", { command: "sleep 600", timeout: 1 });
    expect(answer).toMatchObject({ isError: true, outcome: "timeout" });
  });

  it("C52 still gives no environment and refuses links out of the workspace to the file tools", async () => {
    process.env.SLIPWAY_TEST_SECRET = "do-not-tell";
    const { output } = await given.call("bash", { command: "env" });
    delete process.env.SLIPWAY_TEST_SECRET;
    expect(output).not.toContain("do-not-tell");
    const outside = path.join(programs, "outside");
    writeFileSync(outside, "outside");
    symlinkSync(outside, path.join(given.workspace, "link"));
    const refused = "link is a link that leads out of the workspace: refused.";
    expect(await given.call("read", { path: "link" })).toEqual({ output: refused, isError: true });
    expect(await given.call("write", { path: "link", content: "x" })).toEqual({
      output: refused,
      isError: true,
    });
  });
});
