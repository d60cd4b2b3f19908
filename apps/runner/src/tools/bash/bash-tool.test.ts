import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSandbox } from "#sandbox/open-sandbox.ts";
import { findProcesses } from "#sandbox/test/find-processes.ts";
import { searchPath } from "#sandbox/test/given-sandbox.ts";
import { commandSubject } from "#tools/bash/bash-tool.ts";
import { openToolbox } from "#tools/open-toolbox.ts";
import type { Tool, Toolbox } from "#tools/tool.ts";

let dataDir: string;
let toolbox: Toolbox;
let bash: Tool;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "slipway-bash-"));
  const sandbox = await openSandbox({ dataDir, searchPath, unsafeTools: false });
  toolbox = openToolbox({ dataDir, sandbox }, { projectId: "prj_1", sessionId: "ses_1", builtin: ["bash"] });
  [bash] = toolbox.tools as [Tool];
});
afterAll(async () => {
  await toolbox.close();
  rmSync(dataDir, { recursive: true });
});

type Call = { readonly signal?: AbortSignal; readonly onProgress?: (delta: string) => void };

function call(input: Readonly<Record<string, unknown>>, { signal, onProgress }: Call = {}, tool = bash) {
  return tool.run({
    callId: "call_1",
    input,
    signal: signal ?? new AbortController().signal,
    progress: onProgress ?? (() => undefined),
  });
}

describe("bash", () => {
  it("answers with what the command printed, in its order, and keeps its files", async () => {
    const answer = await call({ command: "echo one; echo two >&2; echo three; pwd; echo x >kept" });
    expect(answer).toEqual({ output: "one\ntwo\nthree\n/workspace", isError: false });
    expect(readFileSync(path.join(dataDir, "workspaces/prj_1/ses_1/kept"), "utf8")).toBe("x\n");
    expect(await call({ command: "cat kept" })).toEqual({ output: "x", isError: false });
  });

  it("says how a command ended", async () => {
    expect(await call({ command: "true" })).toEqual({ output: "(no output)", isError: false });
    expect(await call({ command: "echo oh; exit 3" })).toEqual({
      output: "oh\n[Exit code 3]",
      isError: true,
    });
    expect(await call({ command: "kill -9 $$" })).toEqual({ output: "[Exit code 137]", isError: true });
    const { output } = await call({ command: "if then" });
    expect(output).toMatch(/syntax error[\s\S]*\[Exit code 2\]$/);
  });

  it("shows output while the command works", async () => {
    const first = Promise.withResolvers<string>();
    const abort = new AbortController();
    const answered = call(
      { command: "echo begun; sleep 600" },
      { onProgress: first.resolve, signal: abort.signal },
    );
    expect(await first.promise).toBe("begun\n");
    abort.abort();
    expect(await answered).toEqual({ output: "begun\n[The command was stopped.]", isError: true });
  });

  it("C45 is stopped when its time is over, with all that it started", async () => {
    const mark = `600.${Math.floor(Math.random() * 1e9)}`;
    const answer = await call({ command: `echo begun; sleep ${mark} | sleep ${mark}`, timeout: 1 });
    expect(answer).toEqual({
      output: "begun\n[The command was stopped after 1 s, its time limit.]",
      isError: true,
      outcome: "timeout",
    });
    expect(findProcesses(mark)).toEqual([]);
  });

  it("C45 ends at once when the call is given up, also before it began", async () => {
    const before = performance.now();
    const answer = await call({ command: "trap '' TERM; sleep 600" }, { signal: AbortSignal.abort() });
    expect(answer.output).toBe("[The command was stopped.]");
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it("C45 cuts output at 100,000 characters and says how to see the rest", async () => {
    const { output, truncated, isError } = await call({ command: "seq 100000" });
    expect({ truncated, isError }).toEqual({ truncated: true, isError: false });
    expect(output.length).toBeLessThanOrEqual(100_000);
    expect(output).toMatch(
      /^1\n2\n3\n[\s\S]*characters left out\. To see all, send the output to a file[\s\S]*\n100000$/,
    );
  });

  it("C52 stops a command that prints without end", async () => {
    const before = performance.now();
    const { output, isError } = await call({ command: "yes" });
    expect(isError).toBe(true);
    expect(output).toContain("[It was stopped after printing 16 MiB. Send the output to a file.]");
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it("C51 leaves nothing running, and says so", async () => {
    const mark = `600.${Math.floor(Math.random() * 1e9)}`;
    const { output } = await call({ command: `echo begun; nohup sleep ${mark} >/dev/null 2>&1 &` });
    expect(output).toBe("begun\n[What it left in the background was ended with it.]");
    expect(findProcesses(mark)).toEqual([]);
  });

  it.each(["background", "run_in_background"])("C51 refuses %s with a message", async (flag) => {
    expect(await call({ command: "echo ran", [flag]: true })).toEqual({
      output: `\`${flag}\` is refused: nothing runs on after its command. Start a server and what uses it in one command.`,
      isError: true,
    });
    expect(await call({ command: "echo ran", [flag]: false })).toMatchObject({ output: "ran" });
  });

  it("explains arguments that it cannot take", async () => {
    expect(await call({ command: "x", cwd: "/" })).toEqual({
      output: 'Unrecognized key: "cwd". Arguments: command, timeout.',
      isError: true,
    });
    expect((await call({ command: "x", timeout: 601 })).output).toMatch(/^`timeout`: /);
  });

  it("C51 closes with everything that still runs", async () => {
    const mark = `600.${Math.floor(Math.random() * 1e9)}`;
    const sandbox = await openSandbox({ dataDir, searchPath, unsafeTools: false });
    const other = openToolbox({ dataDir, sandbox }, { projectId: "p", sessionId: "s", builtin: ["bash"] });
    const begun = Promise.withResolvers<string>();
    const answered = call(
      { command: `echo begun; sleep ${mark}` },
      { onProgress: begun.resolve },
      other.tools[0],
    );
    await begun.promise;
    await other.close();
    await other.close();
    expect(findProcesses(mark)).toEqual([]);
    expect((await answered).output).toMatch(/stopped/);
    await expect(call({ command: "true" }, {}, other.tools[0])).rejects.toThrow("The run is over");
  });

  it("C52 is refused without a sandbox, with what to install", async () => {
    const sandbox = await openSandbox({ dataDir, searchPath: "/nonexistent", unsafeTools: false });
    const without = openToolbox(
      { dataDir, sandbox },
      { projectId: "p", sessionId: "none", builtin: ["bash"] },
    );
    expect(await call({ command: "echo ran" }, {}, without.tools[0])).toEqual({
      output:
        "bash is refused: there is no sandbox on this runner, because bubblewrap is not installed. Install it (Debian, Ubuntu: sudo apt-get install bubblewrap) and restart Slipway.",
      isError: true,
    });
  });

  it("is to rules the same command, however it is spaced", () => {
    expect(commandSubject("  git \t push   origin \n\n  ls ")).toBe("git push origin\nls");
    expect(bash.subjectOf({ command: 7 })).toBe("");
  });
});
