import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findProcesses } from "#sandbox/test/find-processes.ts";
import { type GivenToolbox, givenToolbox } from "#tools/test/given-toolbox.ts";

let given: GivenToolbox;

beforeAll(async () => {
  given = await givenToolbox();
});
afterAll(() => given.remove());

function call(input: Readonly<Record<string, unknown>>, options: Parameters<GivenToolbox["call"]>[2] = {}) {
  return given.call("bash", input, options);
}

describe("bash", () => {
  it("answers with what the command printed, in its order, and keeps its files", async () => {
    const answer = await call({ command: "echo one; echo two >&2; echo three; pwd; echo x >kept" });
    expect(answer).toEqual({ output: "one\ntwo\nthree\n/workspace", isError: false });
    expect(readFileSync(path.join(given.workspace, "kept"), "utf8")).toBe("x\n");
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
    const other = await givenToolbox();
    const begun = Promise.withResolvers<string>();
    const answered = other.call(
      "bash",
      { command: `echo begun; sleep ${mark}` },
      { onProgress: begun.resolve },
    );
    await begun.promise;
    await other.toolbox.close();
    expect(findProcesses(mark)).toEqual([]);
    expect((await answered).output).toMatch(/stopped/);
    await expect(other.call("bash", { command: "true" })).rejects.toThrow("The run is over");
    await other.remove();
  });

  it("C52 is refused without a sandbox, with what to install", async () => {
    const without = await givenToolbox({ programs: "/nonexistent" });
    expect(await without.call("bash", { command: "echo ran" })).toEqual({
      output:
        "bash is refused: there is no sandbox on this runner, because bubblewrap is not installed. Install it (Debian, Ubuntu: sudo apt-get install bubblewrap) and restart Slipway.",
      isError: true,
    });
    await without.remove();
  });

  it("is to rules the same command, however it is spaced", () => {
    expect(given.tool("bash").subjectOf({ command: "  git \t push   origin \n\n  ls " })).toBe(
      "git push origin\nls",
    );
    expect(given.tool("bash").subjectOf({ command: 7 })).toBe("");
  });
});
